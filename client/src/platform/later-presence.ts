import { later } from '../ui/index.ts'
import { withWords } from './with-words.ts'

/** For members only, together with their words. */
export const PresenceLine = later(() => withWords(async () => (await import('./Presence.tsx')).PresenceLine))
export const PresenceSection = later(() =>
  withWords(async () => (await import('./Presence.tsx')).PresenceSection),
)
