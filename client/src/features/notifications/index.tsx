import { withWords } from '../../platform/with-words.ts'
export { OwnNotices } from './OwnNotices.tsx'

/** Each is fetched when somebody goes there. */
export const pages = {
  EndMailPage: () => withWords(async () => (await import('./EndMailPage.tsx')).EndMailPage),
  NoticesPage: () => withWords(async () => (await import('./NoticesPage.tsx')).NoticesPage),
  SettingsPage: () => withWords(async () => (await import('./SettingsPage.tsx')).SettingsPage),
}
