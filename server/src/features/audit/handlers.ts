import type { HandlersOf } from '../../platform/operations.ts'
import type { Audit } from './service.ts'

export const auditHandlers = (audit: Audit): HandlersOf<'audit'> => ({
  'audit.list': ({ before, limit }, { actor }) => audit.list(actor, before, limit),
})
