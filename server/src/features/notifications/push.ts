import webPush from 'web-push'
import type { Agent } from 'node:https'
import type { Log } from '../../platform/log.ts'
import { publicAgent } from './endpoint.ts'

/** What the operator set up, so that browsers can be told. */
export interface PushSettings {
  publicKey: string
  privateKey: string
  subject: string
}

interface Subscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** Hands something to the service of a browser; `gone` where nobody gets anything there any more. */
export type SendPush = (
  to: Subscription,
  payload: string,
  options: { urgent: boolean },
) => Promise<'taken' | 'gone' | 'failed'>

/** Longer nobody waits for a service. */
const timeoutMs = 10_000
/** What was not shown by then is not worth showing any more. */
const keptSeconds = 24 * 60 * 60

/** Sends encrypted, so that the service in between reads nothing; to public addresses only. */
export function createPush(
  vapidDetails: PushSettings,
  { log, agent = publicAgent() }: { log: Log; agent?: Agent },
): SendPush {
  return async (to, payload, { urgent }) => {
    try {
      await webPush.sendNotification(to, payload, {
        vapidDetails,
        TTL: keptSeconds,
        urgency: urgent ? 'high' : 'normal',
        timeout: timeoutMs,
        agent,
      })
      return 'taken'
    } catch (error) {
      const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
      if (statusCode === 404 || statusCode === 410) return 'gone'
      // Not the error itself: it names the endpoint, which is somebody’s.
      log.warn({ statusCode, code }, 'push not taken')
      return 'failed'
    }
  }
}
