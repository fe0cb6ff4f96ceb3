import type { HandlersOf } from '../../platform/operations.ts'
import type { GlossaryService } from './service.ts'

export const glossaryHandlers = (glossary: GlossaryService): HandlersOf<'glossary'> => ({
  'glossary.list': () => glossary.list(),
  'glossary.entries': () => glossary.entries(),
  'glossary.add': (input, { actor }) => glossary.add(actor, input),
  'glossary.change': (input, { actor }) => glossary.change(actor, input),
  'glossary.history': ({ termId }) => glossary.history(termId),
})
