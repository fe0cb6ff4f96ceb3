import type { HandlersOf } from '../../platform/operations.ts'
import type { FeedbackService } from './service.ts'

export const feedbackHandlers = (feedback: FeedbackService): HandlersOf<'feedback'> => ({
  'feedback.send': (input) => feedback.send(input),
  'feedback.list': (input) => feedback.list(input),
  'feedback.answer': (input, { actor }) => feedback.answer(actor, input),
  'feedback.setState': (input, { actor }) => feedback.setState(actor, input),
})
