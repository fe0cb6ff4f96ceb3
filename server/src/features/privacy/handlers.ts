import type { HandlersOf } from '../../platform/operations.ts'
import type { Privacy } from './service.ts'

export const privacyHandlers = (privacy: Privacy): HandlersOf<'privacy'> => ({
  'privacy.requestExport': ({ locale }, { actor }) => privacy.exports.request(actor, locale),
  'privacy.exports': (_, { actor }) => privacy.exports.list(actor),
  'privacy.erasure': (_, { actor }) => privacy.erasures.own(actor),
  'privacy.requestErasure': (wish, { actor }) => privacy.erasures.request(actor, wish),
  'privacy.cancelErasure': (_, { actor }) => privacy.erasures.cancel(actor),
})
