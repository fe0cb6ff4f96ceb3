export { organisationHandlers } from './handlers.ts'
export { toSummary, type OrganisationFacts } from './model.ts'
export { evidenceRoutes } from './verification/routes.ts'
export { createOrganisations, type MembershipChange, type Organisations } from './service.ts'
