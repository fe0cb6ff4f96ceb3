import type { HandlersOf } from '../../platform/operations.ts'
import type { Results } from './service.ts'

export const resultHandlers = ({
  marks,
  records,
  documentations,
  ...results
}: Results): HandlersOf<'results'> => ({
  'results.mark': (input, { actor }) => marks.mark(actor, input),
  'results.unmark': ({ markId }, { actor }) => marks.unmark(actor, markId),
  'results.answerMark': ({ markId, agree }, { actor }) => marks.answer(actor, markId, agree),
  'results.marks': ({ threadId }, { actor }) => marks.list(actor, threadId),
  'results.list': (input, { actor }) => results.list(actor, input),
  'results.get': ({ recordId, version }, { actor }) => results.get(actor, recordId, version),
  'results.draft': ({ sessionId }, { actor }) => records.draft(actor, sessionId),
  'results.addItem': (input, { actor }) => records.addItem(actor, input),
  'results.changeItem': (input, { actor }) => records.changeItem(actor, input),
  'results.moveItem': (input, { actor }) => records.moveItem(actor, input),
  'results.removeItem': (input, { actor }) => records.removeItem(actor, input),
  'results.answerOpenQuestion': (input, { actor }) => records.answerOpenQuestion(actor, input),
  'results.openReview': (input, { actor }) => records.openReview(actor, input),
  'results.confirm': (input, { actor }) => records.confirm(actor, input),
  'results.publish': (input, { actor }) => records.publish(actor, input),
  'results.revise': (input, { actor }) => records.revise(actor, input),
  'results.diff': ({ recordId, version }, { actor }) => results.diff(actor, recordId, version),
  'results.documentation': ({ documentationId }, { actor }) => documentations.get(actor, documentationId),
  'results.createDocumentation': (input, { actor }) => documentations.create(actor, input),
  'results.changeDocumentation': (input, { actor }) => documentations.change(actor, input),
  'results.publishDocumentation': (input, { actor }) => documentations.publish(actor, input),
})
