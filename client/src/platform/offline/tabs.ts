/* oxlint-disable unicorn/require-post-message-target-origin -- channels and workers take none */
/** What tabs of one browser tell each other: what is kept has changed. */
export type Said = { about: 'waiting'; user: string } | { about: 'draft'; key: string } | { about: 'account' }

const listeners = new Set<(said: Said) => void>()
// Old browsers do without: each tab looks anew when it has something to send.
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('augenhoehe')
channel?.addEventListener('message', ({ data }) => {
  for (const hear of listeners) hear(data as Said)
})

export const tellTabs = (said: Said) => channel?.postMessage(said)

export function hearTabs(hear: (said: Said) => void): () => void {
  listeners.add(hear)
  return () => void listeners.delete(hear)
}
