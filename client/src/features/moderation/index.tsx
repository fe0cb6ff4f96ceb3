import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

export { ModerationActs } from './ModerationActs.tsx'

/** Blocks on pages of other capabilities; most people never see them. */
export const ReportButton = later(async () => (await import('./ReportButton.tsx')).ReportButton)
export const BlockOrganisation = later(() =>
  withWords(async () => (await import('./BlockOrganisation.tsx')).BlockOrganisation),
)
export const OrganisationBlocks = later(() =>
  withWords(async () => (await import('./OrganisationBlocks.tsx')).OrganisationBlocks),
)
export const OwnModeration = later(() =>
  withWords(async () => (await import('./OwnModeration.tsx')).OwnModeration),
)
export const RoomModeration = later(() =>
  withWords(async () => (await import('./RoomModeration.tsx')).RoomModeration),
)
export const TodayModeration = later(() =>
  withWords(async () => (await import('./TodayModeration.tsx')).TodayModeration),
)

/** Each is fetched when somebody goes there. */
export const pages = {
  DeskPage: () => withWords(async () => (await import('./DeskPage.tsx')).DeskPage),
  LogPage: () => withWords(async () => (await import('./LogPage.tsx')).LogPage),
  NumbersPage: () => withWords(async () => (await import('./NumbersPage.tsx')).NumbersPage),
  OwnReportsPage: () => withWords(async () => (await import('./OwnReportsPage.tsx')).OwnReportsPage),
  ReportPage: () => withWords(async () => (await import('./ReportPage.tsx')).ReportPage),
  StatementPage: () => withWords(async () => (await import('./StatementPage.tsx')).StatementPage),
  StatementsPage: () => withWords(async () => (await import('./StatementsPage.tsx')).StatementsPage),
}
