import type { HandlersOf } from '../../platform/operations.ts'
import type { Privacy } from './service.ts'

export const privacyHandlers = (privacy: Privacy): HandlersOf<'privacy'> => ({
  'privacy.requestExport': ({ locale }, { actor }) => privacy.exports.request(actor, locale),
  'privacy.exports': (_, { actor }) => privacy.exports.list(actor),
})
