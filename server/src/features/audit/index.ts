export type { Facts } from './chain.ts'
export { auditHandlers } from './handlers.ts'
export { createAudit, verifyAudit, type Acting, type Audit } from './service.ts'
export { auditPersonal } from './personal.ts'
