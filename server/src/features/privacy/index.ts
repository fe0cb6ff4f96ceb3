export {
  erasedListIn,
  erasedListName,
  ErasedListFault,
  openErasedList,
  uniteErasedLists,
  type ErasedList,
} from './erased-list.ts'
export { privacyHandlers } from './handlers.ts'
export { privacyPersonal } from './personal.ts'
export { ownExportRoutes } from './routes.ts'
export { createPrivacy, type Privacy } from './service.ts'
export { privacyRetention } from './retention.ts'
