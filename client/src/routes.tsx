import type { ComponentType } from 'react'
import { matchPath } from 'react-router'
import { pages as accounts } from './features/accounts/index.tsx'
import { pages as feedback } from './features/feedback/index.tsx'
import { pages as legal } from './features/legal/index.tsx'
import { pages as glossary } from './features/glossary/index.tsx'
import { pages as live } from './features/live/index.tsx'
import { pages as matching } from './features/matching/index.tsx'
import { pages as moderation } from './features/moderation/index.tsx'
import { pages as notifications } from './features/notifications/index.tsx'
import { pages as organisations } from './features/organisations/index.tsx'
import { pages as results } from './features/results/index.tsx'
import { pages as rooms } from './features/rooms/index.tsx'
import { pages as search } from './features/search/index.tsx'
import { pages as threads } from './features/threads/index.tsx'
import { fetchable } from './platform/fetchable.tsx'
import { loadLater } from './platform/i18n.ts'
import { recall } from './platform/remembered.ts'
import { withWords } from './platform/with-words.ts'

type Load = () => Promise<ComponentType>

/** What will be shown at `/` is fetched together with what decides it. */
async function start() {
  const shown = recall('signed-in') === 'yes' ? 'today' : 'welcome'
  const [{ StartRoute, halves }] = await Promise.all([
    import('./routes/StartRoute.tsx'),
    shown === 'today'
      ? Promise.all([import('./routes/TodayRoute.tsx'), loadLater()])
      : import('./routes/WelcomeRoute.tsx'),
  ])
  await halves[shown].fetch()
  return StartRoute
}

/** One page for all its steps, so that going on by one does not begin it anew. */
const welcomePath = () =>
  withWords(async () => (await import('./routes/WelcomePathRoute.tsx')).WelcomePathRoute)

/** Every page is fetched when somebody goes there. */
const loads: Readonly<Record<string, Load>> = {
  '/': start,
  '/raeume': async () => {
    const [{ withThreadSessions }, RoomsPage] = await Promise.all([
      import('./routes/RoomsRoute.tsx'),
      rooms.RoomsPage(),
    ])
    return withThreadSessions(RoomsPage)
  },
  '/raeume/gespraeche': threads.ConversationsPage,
  '/raeume/:room': async () => (await import('./routes/RoomRoute.tsx')).RoomRoute,
  '/raeume/:room/neu': rooms.StartThreadPage,
  '/raeume/:room/protokoll': moderation.LogPage,
  '/raeume/:room/:thread': async () => (await import('./routes/ThreadRoute.tsx')).ThreadRoute,
  '/raeume/:room/:thread/live': live.LivePage,
  '/raeume/:room/:thread/planen': live.PlanPage,
  '/raeume/:room/:thread/pult': live.DeskPage,
  '/mitmachen': live.JoinPage,
  '/mitmachen/:code': live.JoinPage,
  '/ergebnisse': results.ListPage,
  '/ergebnisse/treffen/:documentationId': results.DocumentationPage,
  '/ergebnisse/sitzung/:sessionId': results.DraftPage,
  '/ergebnisse/:recordId': results.RecordPage,
  '/ergebnisse/:recordId/bearbeiten': results.EditorPage,
  '/presse': results.PressListPage,
  '/presse/zitate': results.OwnQuotesPage,
  '/presse/:releaseId': results.PressPage,
  '/presse/:releaseId/bearbeiten': results.PressEditorPage,
  '/glossar': glossary.GlossaryPage,
  '/glossar/:term': glossary.TermPage,
  '/suche': search.SearchPage,
  '/termine': live.DatesPage,
  '/suchen-und-bieten': async () => {
    const [{ withListingActs }, FeedPage] = await Promise.all([
      import('./routes/FeedRoute.tsx'),
      matching.FeedPage(),
    ])
    return withListingActs(FeedPage)
  },
  '/suchen-und-bieten/gezeigt': matching.ExposurePage,
  '/suchen-und-bieten/wichtig': matching.PreferencesPage,
  '/organisationen': organisations.DirectoryPage,
  '/organisationen/:slug': async () => (await import('./routes/ProfileRoute.tsx')).ProfileRoute,
  '/organisationen/:slug/aushang': organisations.SheetPage,
  '/mein-verein': () =>
    withWords(async () => (await import('./routes/OwnOrganisationRoute.tsx')).OwnOrganisationRoute),
  '/mein-verein/neu': organisations.CreatePage,
  '/mein-verein/anfragen': organisations.OwnClaimsPage,
  '/mein-verein/uebergabe': organisations.HandoverPage,
  '/einladung/:token': organisations.InvitationPage,
  '/einspruch/:token': organisations.ObjectionPage,
  '/angaben/:token': organisations.QuestionPage,
  '/eintrag/:token': matching.ReminderPage,
  '/zusammenarbeit/:token': matching.CooperationQuestionPage,
  '/wochenbrief/:token': matching.DigestPage,
  '/willkommen': welcomePath,
  '/willkommen/:step': welcomePath,
  '/benachrichtigungen': notifications.NoticesPage,
  '/abbestellen/:token': notifications.EndMailPage,
  '/anmelden': accounts.SignInPage,
  '/anmelden/link': accounts.MagicLinkPage,
  '/registrieren': accounts.SignUpPage,
  '/passwort-vergessen': accounts.ForgottenPasswordPage,
  '/passwort': accounts.NewPasswordPage,
  '/bestaetigen': accounts.VerifyPage,
  '/einrichten': accounts.ClaimPage,
  '/ungesendet': threads.OutboxPage,
  '/impressum': legal.ImprintPage,
  '/datenschutz': legal.PrivacyPage,
  '/barrierefreiheit': legal.AccessibilityPage,
  '/rueckmeldung': feedback.FeedbackPage,
  '/verwaltung/rueckmeldungen': feedback.FeedbackListPage,
  '/verwaltung/dokumentationen': results.DocumentationsPage,
  '/verwaltung/dokumentationen/neu': results.BuilderPage,
  '/verwaltung/dokumentationen/:documentationId': results.BuilderPage,
  '/verwaltung/organisationen': organisations.VerificationsPage,
  '/verwaltung/organisationen/anfragen': organisations.ClaimsAndMergesPage,
  '/verwaltung/organisationen/angaben': organisations.StalePage,
  '/verwaltung/organisationen/zugang': organisations.RestorationsPage,
  '/verwaltung/organisationen/einfuhr': organisations.ImportsPage,
  '/verwaltung/organisationen/einfuhr/:import': organisations.ImportPage,
  '/verwaltung/vermittlung': () =>
    withWords(async () => (await import('./routes/MatchmakingRoute.tsx')).MatchmakingRoute),
  '/verwaltung/vermittlung/vorstellen': () =>
    withWords(async () => (await import('./routes/MatchmakingRoute.tsx')).IntroduceRoute),
  '/verwaltung/glossar': glossary.EntriesPage,
  '/verwaltung/glossar/neu': glossary.NewEntryPage,
  '/verwaltung/glossar/:term': glossary.EntryPage,
  '/verwaltung/raeume': rooms.FramesPage,
  '/verwaltung/raeume/neu': rooms.NewRoomPage,
  '/verwaltung/raeume/:room': rooms.FramePage,
  '/verwaltung/zugehoerigkeiten': accounts.AffiliationsPage,
  '/verwaltung/zweiter-schritt': accounts.ResetPage,
  '/ich': () => withWords(async () => (await import('./routes/AccountRoute.tsx')).AccountRoute),
  '/ich/loeschen': accounts.ErasurePage,
  '/ich/sicherheit': accounts.SecurityPage,
  '/ich/benachrichtigungen': notifications.SettingsPage,
  '/ich/entscheidungen': moderation.StatementsPage,
  '/ich/entscheidungen/:statement': moderation.StatementPage,
  '/ich/meldungen': moderation.OwnReportsPage,
  '/meldung/:token': moderation.ReportPage,
  '/moderation': moderation.DeskPage,
  '/moderation/zahlen': moderation.NumbersPage,
  ...(import.meta.env.DEV && { '/gallery': async () => (await import('./ui/Gallery.tsx')).Gallery }),
}

const pages = Object.entries(loads).map(([path, load]) => ({ path, ...fetchable(load) }))

export const routes = pages.map(({ path, Fetched }) => ({ path, Page: Fetched }))

/** Fetches the first page's code while language and frame are still on their way. */
export async function preload(pathname: string) {
  // If it fails, the page itself tries again and says so.
  await pages
    .find(({ path }) => matchPath(path, pathname))
    ?.fetch()
    .catch(() => undefined)
}
