/** What a page is made of besides the entry: where its code begins, and whether it has words that few pages need. */
export interface PageParts {
  modules: readonly string[]
  laterWords: boolean
  /** Whoever is signed in finds another page at the same address. */
  member?: PageParts
}

const parts = (modules: string | readonly string[], laterWords = false): PageParts => ({
  modules: typeof modules === 'string' ? [modules] : modules,
  laterWords,
})
const withLaterWords = (modules: string | readonly string[]) => parts(modules, true)

/**
 * The pages that people open without an account, by their path in `routes.tsx`. The server names their parts in the page
 * itself, so that nobody waits for the program to learn what it still has to ask for.
 */
export const pageParts: Readonly<Record<string, PageParts>> = {
  '/': {
    ...parts(['src/routes/StartRoute.tsx', 'src/routes/WelcomeRoute.tsx']),
    member: withLaterWords(['src/routes/StartRoute.tsx', 'src/routes/TodayRoute.tsx']),
  },
  '/organisationen': parts('src/features/organisations/DirectoryPage.tsx'),
  '/organisationen/:slug': parts('src/routes/ProfileRoute.tsx'),
  '/raeume': parts(['src/routes/RoomsRoute.tsx', 'src/features/rooms/RoomsPage.tsx']),
  '/raeume/:room': parts('src/routes/RoomRoute.tsx'),
  '/raeume/:room/:thread': parts('src/routes/ThreadRoute.tsx'),
  '/raeume/:room/:thread/live': withLaterWords('src/features/live/LivePage.tsx'),
  '/termine': withLaterWords('src/features/live/DatesPage.tsx'),
  '/mitmachen': withLaterWords('src/features/live/JoinPage.tsx'),
  '/ergebnisse': withLaterWords('src/features/results/ListPage.tsx'),
  '/ergebnisse/:recordId': withLaterWords('src/features/results/RecordPage.tsx'),
  '/ergebnisse/treffen/:documentationId': withLaterWords(
    'src/features/results/documentation/DocumentationPage.tsx',
  ),
  '/presse': withLaterWords('src/features/results/press/read.ts'),
  '/presse/:releaseId': withLaterWords('src/features/results/press/read.ts'),
  '/glossar': withLaterWords('src/features/glossary/GlossaryPage.tsx'),
  '/glossar/:term': withLaterWords('src/features/glossary/TermPage.tsx'),
  '/suche': withLaterWords('src/features/search/SearchPage.tsx'),
  '/suchen-und-bieten': withLaterWords(['src/routes/FeedRoute.tsx', 'src/features/matching/FeedPage.tsx']),
  '/meldung/:token': withLaterWords('src/features/moderation/ReportPage.tsx'),
  '/moderation/zahlen': withLaterWords('src/features/moderation/NumbersPage.tsx'),
  '/impressum': parts('src/features/legal/LegalPage.tsx'),
  '/datenschutz': parts('src/features/legal/LegalPage.tsx'),
  '/barrierefreiheit': parts('src/features/legal/LegalPage.tsx'),
  '/rueckmeldung': withLaterWords('src/features/feedback/FeedbackPage.tsx'),
  '/anmelden': parts('src/features/accounts/SignInPage.tsx'),
  '/registrieren': withLaterWords('src/features/accounts/SignUpPage.tsx'),
  '/passwort-vergessen': parts('src/features/accounts/ForgottenPasswordPage.tsx'),
}
