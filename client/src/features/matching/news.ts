import { useNews } from '../../platform/news.ts'

const asked = [
  'matching.suggestions',
  'matching.exposure',
  'matching.preferences',
  'matching.requests',
  'needs.list',
  'offers.list',
] as const

/** Fetches anew what the server says has changed; how it appears is up to the page. */
export const useMatchingNews = () => useNews('matching.changed', asked)
