export { feedbackHandlers } from './handlers.ts'
export { createFeedback, type FeedbackService } from './service.ts'
export { feedbackPersonal } from './personal.ts'
export { feedbackRetention } from './retention.ts'
