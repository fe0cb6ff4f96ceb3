import type { HandlersOf } from '../../platform/operations.ts'
import type { Search } from './service.ts'

export const searchHandlers = (search: Search): HandlersOf<'search'> => ({
  'search.find': (input, { actor }) => search.find(actor, input),
})
