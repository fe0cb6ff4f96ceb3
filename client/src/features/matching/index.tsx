import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

export { FirstPeers } from './FirstPeers.tsx'
export { OwnListings } from './OwnListings.tsx'
export { PublicListings } from './PublicListings.tsx'
export { RequestButton } from './RequestButton.tsx'
export { RequestCapacity } from './dialogs.ts'
export { Requests } from './Requests.tsx'
export { TodayMatches } from './TodayMatches.tsx'
export { TodayRequests } from './TodayRequests.tsx'

/** For members, or on pages that first show something else: fetched together with their words. */
export const Cooperations = later(() =>
  withWords(async () => (await import('./cooperations/Cooperations.tsx')).Cooperations),
)
export const ProfilePartners = later(() =>
  withWords(async () => (await import('./cooperations/ProfilePartners.tsx')).ProfilePartners),
)
export const TodayCooperations = later(() =>
  withWords(async () => (await import('./cooperations/TodayCooperations.tsx')).TodayCooperations),
)

/** Parts of pages of the staff. */
export const staffParts = {
  Introduce: async () => (await import('./introductions/Introduce.tsx')).Introduce,
  Matchmaking: async () => (await import('./introductions/Matchmaking.tsx')).Matchmaking,
}

/** Each is fetched when somebody goes there. */
export const pages = {
  DigestPage: () => withWords(async () => (await import('./DigestPage.tsx')).DigestPage),
  ExposurePage: () => withWords(async () => (await import('./ExposurePage.tsx')).ExposurePage),
  PreferencesPage: () => withWords(async () => (await import('./PreferencesPage.tsx')).PreferencesPage),
  ReminderPage: () => withWords(async () => (await import('./ReminderPage.tsx')).ReminderPage),
  CooperationQuestionPage: () =>
    withWords(
      async () => (await import('./cooperations/CooperationQuestionPage.tsx')).CooperationQuestionPage,
    ),
  FeedPage: () => withWords(async () => (await import('./FeedPage.tsx')).FeedPage),
}
