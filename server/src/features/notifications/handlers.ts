import type { HandlersOf } from '../../platform/operations.ts'
import type { Notifications } from './service.ts'

export const notificationHandlers = (notifications: Notifications): HandlersOf<'notifications'> => ({
  'notifications.list': (input, { actor }) => notifications.list(actor, input),
  'notifications.count': (_, { actor }) => notifications.count(actor),
  'notifications.markRead': (input, { actor }) => notifications.markRead(actor, input),
  'notifications.undoRead': (input, { actor }) => notifications.undoRead(actor, input),
  'notifications.follows': (input, { actor }) => notifications.follows(actor, input),
  'notifications.following': (input, { actor }) => notifications.following(actor, input),
  'notifications.follow': (input, { actor }) => notifications.follow(actor, input),
  'notifications.preferences': (_, { actor }) => notifications.preferences(actor),
  'notifications.setPreferences': (input, { actor }) => notifications.setPreferences(actor, input),
  'notifications.showMailLink': ({ token }) => notifications.showMailLink(token),
  'notifications.setByMailLink': ({ token, on }) => notifications.setByMailLink(token, on),
  'notifications.devices': (_, { actor }) => notifications.devices.list(actor),
  'notifications.addDevice': (input, { actor }) => notifications.devices.add(actor, input),
  'notifications.removeDevice': ({ deviceId }, { actor }) => notifications.devices.remove(actor, deviceId),
})
