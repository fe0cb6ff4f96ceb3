import type { Format } from '../addresses.ts'

export const pressHref = '/presse'
export const ownQuotesHref = '/presse/zitate'
export const releaseHref = (releaseId: string) => `/presse/${releaseId}`
export const releaseEditorHref = (releaseId: string) => `/presse/${releaseId}/bearbeiten`
export const releaseExportHref = (releaseId: string, format: Format, lang: string) =>
  `/api/press/${releaseId}/export.${format}?lang=${lang}`
