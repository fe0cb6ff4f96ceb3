/** What somebody is asked about their words comes in one piece. */
export { OwnQuotesPage } from './OwnQuotesPage.tsx'
export { TodayQuotes } from './TodayQuotes.tsx'
