/** Where things stand; said once, because many places lead there. */
export const recordHref = (recordId: string, version?: number) =>
  `/ergebnisse/${recordId}${version === undefined ? '' : `?fassung=${version}`}`
export const editorHref = (recordId: string) => `/ergebnisse/${recordId}/bearbeiten`
export const documentationHref = (documentationId: string) => `/ergebnisse/treffen/${documentationId}`

interface InThread {
  roomSlug: string
  threadId: string
}
export const contributionHref = ({ roomSlug, threadId }: InThread, contributionId: string) =>
  `/raeume/${roomSlug}/${threadId}?beitrag=${contributionId}`
export const deskHref = ({ roomSlug, threadId }: InThread) => `/raeume/${roomSlug}/${threadId}/pult`

export const formats = ['html', 'md', 'docx'] as const
export type Format = (typeof formats)[number]

/** The version that is read, with its headings in the reader’s language. */
export const recordExportHref = (recordId: string, version: number, format: Format, lang: string) =>
  `/api/results/${recordId}/export.${format}?lang=${lang}&version=${version}`
export const documentationExportHref = (documentationId: string, format: Format, lang: string) =>
  `/api/documentations/${documentationId}/export.${format}?lang=${lang}`
