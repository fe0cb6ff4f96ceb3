/** The part of the library that is used here; it comes without types. */
declare module 'web-push' {
  import type { Agent } from 'node:https'

  interface Sent {
    statusCode: number
  }
  const webPush: {
    sendNotification(
      subscription: { endpoint: string; keys: { p256dh: string; auth: string } },
      payload: string,
      options: {
        vapidDetails: { subject: string; publicKey: string; privateKey: string }
        TTL: number
        urgency: 'high' | 'normal'
        timeout: number
        agent: Agent
      },
    ): Promise<Sent>
    generateVAPIDKeys(): { publicKey: string; privateKey: string }
  }
  export default webPush
}
