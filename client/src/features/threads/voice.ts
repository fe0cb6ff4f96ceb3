import type { Quoted } from '@augenhoehe/contracts'

/** What a name is made of. */
type Voiced = Pick<Quoted, 'organisation' | 'authorName' | 'institution'>

/** The association first, the person second; who writes personally or for an office has no association. */
export function voiceOf({ organisation, authorName, institution }: Voiced) {
  if (organisation)
    return { name: organisation.name, href: `/organisationen/${organisation.slug}`, person: authorName }
  if (institution) return { name: institution.name, href: undefined, person: authorName }
  return { name: authorName, href: undefined, person: undefined }
}

const longestQuote = 120

/** One line of what is quoted. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const points = Array.from(line)
  return points.length <= longestQuote ? line : `${points.slice(0, longestQuote).join('')} …`
}
