import { later } from '../../ui/index.ts'

export { ModerationActs } from './ModerationActs.tsx'

/** Blocks on pages of other capabilities; most people never see them. */
export const BlockOrganisation = later(
  async () => (await import('./BlockOrganisation.tsx')).BlockOrganisation,
)
export const OrganisationBlocks = later(
  async () => (await import('./OrganisationBlocks.tsx')).OrganisationBlocks,
)
export const OwnModeration = later(async () => (await import('./OwnModeration.tsx')).OwnModeration)
export const RoomModeration = later(async () => (await import('./RoomModeration.tsx')).RoomModeration)
export const TodayModeration = later(async () => (await import('./TodayModeration.tsx')).TodayModeration)

/** Each is fetched when somebody goes there. */
export const pages = {
  DeskPage: async () => (await import('./DeskPage.tsx')).DeskPage,
  LogPage: async () => (await import('./LogPage.tsx')).LogPage,
  NumbersPage: async () => (await import('./NumbersPage.tsx')).NumbersPage,
  OwnReportsPage: async () => (await import('./OwnReportsPage.tsx')).OwnReportsPage,
  ReportPage: async () => (await import('./ReportPage.tsx')).ReportPage,
  StatementPage: async () => (await import('./StatementPage.tsx')).StatementPage,
  StatementsPage: async () => (await import('./StatementsPage.tsx')).StatementsPage,
}
