export { notificationHandlers } from './handlers.ts'
export { createNotifications, type Notifications } from './service.ts'
