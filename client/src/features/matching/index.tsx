import { withWords } from '../../platform/with-words.ts'

export { FirstPeers } from './FirstPeers.tsx'
export { OwnListings } from './OwnListings.tsx'
export { PublicListings } from './PublicListings.tsx'
export { RequestButton } from './RequestButton.tsx'
export { Requests } from './Requests.tsx'
export { TodayMatches } from './TodayMatches.tsx'
export { TodayRequests } from './TodayRequests.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  ReminderPage: () => withWords(async () => (await import('./ReminderPage.tsx')).ReminderPage),
  FeedPage: () => withWords(async () => (await import('./FeedPage.tsx')).FeedPage),
}
