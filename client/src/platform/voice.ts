import type { Quoted } from '@augenhoehe/contracts'
import { nameOrFormer } from './former.ts'

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
      organisation: oral.organisation,
    }
  if (oral) return { name: oral.speaker ?? '–', href: undefined, person: undefined, organisation: undefined }
  if (organisation)
    return {
      name: organisation.name,
      href: profileOf(organisation.slug),
      person: nameOrFormer(authorName),
      organisation,
    }
  if (institution)
    return {
      name: institution.name,
      href: undefined,
      person: nameOrFormer(authorName),
      organisation: undefined,
    }
  return { name: nameOrFormer(authorName), href: undefined, person: undefined, organisation: undefined }
}
