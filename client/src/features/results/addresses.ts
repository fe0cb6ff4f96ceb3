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
export const recordExportHref = (recordId: string, format: (typeof formats)[number]) =>
  `/api/results/${recordId}/export.${format}`
export const documentationExportHref = (documentationId: string, format: (typeof formats)[number]) =>
  `/api/documentations/${documentationId}/export.${format}`
