import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

export { ResultActs } from './marks/ResultActs.tsx'

/** At the foot of a room: what came out of it; silent where nothing did. */
export const RoomResults = later(() => withWords(async () => (await import('./RoomResults.tsx')).RoomResults))

/** On the profile of an association. */
export const OrganisationResults = later(() =>
  withWords(async () => (await import('./OrganisationResults.tsx')).OrganisationResults),
)

/** A block on the page of today; most days there is nothing to ask. */
export const TodayMarks = later(() =>
  withWords(async () => (await import('./marks/TodayMarks.tsx')).TodayMarks),
)

/** Likewise: words that are to be printed wait for whoever said them. */
export const TodayQuotes = later(() => withWords(async () => (await import('./press/asked.ts')).TodayQuotes))

/** Each is fetched when somebody goes there. */
export const pages = {
  BuilderPage: () => withWords(async () => (await import('./documentation/BuilderPage.tsx')).BuilderPage),
  DocumentationPage: () =>
    withWords(async () => (await import('./documentation/DocumentationPage.tsx')).DocumentationPage),
  DocumentationsPage: () =>
    withWords(async () => (await import('./documentation/DocumentationsPage.tsx')).DocumentationsPage),
  DraftPage: () => withWords(async () => (await import('./editor/DraftPage.tsx')).DraftPage),
  EditorPage: () => withWords(async () => (await import('./editor/EditorPage.tsx')).EditorPage),
  ListPage: () => withWords(async () => (await import('./ListPage.tsx')).ListPage),
  OwnQuotesPage: () => withWords(async () => (await import('./press/asked.ts')).OwnQuotesPage),
  PressEditorPage: () => withWords(async () => (await import('./press/PressEditorPage.tsx')).PressEditorPage),
  PressListPage: () => withWords(async () => (await import('./press/read.ts')).PressListPage),
  PressPage: () => withWords(async () => (await import('./press/read.ts')).PressPage),
  RecordPage: () => withWords(async () => (await import('./RecordPage.tsx')).RecordPage),
}
