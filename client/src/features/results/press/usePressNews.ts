import { useNews } from '../../../platform/news.ts'

const asked = ['results.releases', 'results.release', 'results.releaseDraft', 'results.ownQuotes'] as const

/** Somebody was asked about their words, or answered. */
export const usePressNews = () => useNews('results.changed', asked)
