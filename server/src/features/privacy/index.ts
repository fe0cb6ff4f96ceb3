export { privacyHandlers } from './handlers.ts'
export { privacyPersonal } from './personal.ts'
export { ownExportRoutes } from './routes.ts'
export { createPrivacy, type Privacy } from './service.ts'
