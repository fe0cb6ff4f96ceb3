export { notificationHandlers } from './handlers.ts'
export { createPush, type SendPush } from './push.ts'
export { createNotifications, type Notifications } from './service.ts'
export { notificationsPersonal } from './personal.ts'
