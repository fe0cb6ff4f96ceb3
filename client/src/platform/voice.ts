import type { Quoted } from '@augenhoehe/contracts'

/** What a name is made of. */
type Voiced = Pick<Quoted, 'organisation' | 'authorName' | 'institution'> & Partial<Pick<Quoted, 'oral'>>

const profileOf = (slug: string) => `/organisationen/${slug}`

/**
 * The association first, the person second; who writes personally or for an office has no association.
 * What was said aloud is the speaker's, whoever noted it.
 */
export function voiceOf({ organisation, authorName, institution, oral }: Voiced) {
  if (oral?.organisation)
    return {
      name: oral.organisation.name,
      href: profileOf(oral.organisation.slug),
      person: oral.speaker ?? undefined,
    }
  if (oral) return { name: oral.speaker ?? '–', href: undefined, person: undefined }
  if (organisation) return { name: organisation.name, href: profileOf(organisation.slug), person: authorName }
  if (institution) return { name: institution.name, href: undefined, person: authorName }
  return { name: authorName, href: undefined, person: undefined }
}
