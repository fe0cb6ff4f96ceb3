import { refuse } from '../../platform/errors.ts'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import { isId } from '../../platform/db.ts'
import type { Organisations } from '../organisations/index.ts'

/** What is public outside rooms: the profile of an organisation, or one of its listings. */
export interface Matter {
  organisationId: string
  /** None for the profile. */
  listingId: string | null
}

/** Needs and offers, as far as they are moderated. */
export interface ModeratedListings {
  find: (id: string) => Promise<{
    organisationId: string
    kind: 'need' | 'offer'
    title: string
    text: string
    hiddenBy: string | null
    isPublic: boolean
  } | null>
  hide: (id: string, statementId: string) => Promise<unknown>
  show: (id: string, statementId: string) => Promise<unknown>
}

interface Needs {
  organisations: Pick<Organisations, 'get' | 'hideProfile' | 'showProfile'>
  listings: ModeratedListings
}

/** Finds, hides and shows profiles and listings alike. */
export function createMatters({ organisations, listings }: Needs) {
  /** With its words; null where it is no more. */
  async function find({ organisationId, listingId }: Matter) {
    const [owner, listing] = await Promise.all([
      organisations.get(organisationId),
      listingId === null ? null : listings.find(listingId),
    ])
    if (!owner || (listingId !== null && !listing)) return null
    return {
      organisation: toActingOrganisation(owner),
      listing: listing && { kind: listing.kind, title: listing.title },
      words: (listing ? [listing.title, listing.text] : [owner.selfDescription]).filter(Boolean).join('\n\n'),
      hiddenBy: listing ? listing.hiddenBy : (owner.hiddenBy ?? null),
    }
  }

  return {
    find,

    /** What everybody may read and therefore report. */
    async mustBePublic(asked: { listingId: string } | { organisationId: string }): Promise<Matter> {
      if ('listingId' in asked) {
        const listing = isId(asked.listingId) ? await listings.find(asked.listingId) : null
        if (!listing?.isPublic) throw refuse('not-found')
        return { organisationId: listing.organisationId, listingId: asked.listingId }
      }
      const owner = isId(asked.organisationId) ? await organisations.get(asked.organisationId) : undefined
      if (!owner || owner.hiddenBy) throw refuse('not-found')
      return { organisationId: owner.id, listingId: null }
    },

    hide: ({ organisationId, listingId }: Matter, statementId: string) =>
      listingId === null
        ? organisations.hideProfile(organisationId, statementId)
        : listings.hide(listingId, statementId),

    show: ({ organisationId, listingId }: Matter, statementId: string) =>
      listingId === null
        ? organisations.showProfile(organisationId, statementId)
        : listings.show(listingId, statementId),
  }
}
export type Matters = ReturnType<typeof createMatters>

/** The matter of a case or a statement; null where it is about a room, a thread or a contribution. */
export const matterOf = ({
  organisationId = null,
  listingId = null,
}: {
  organisationId?: string | null
  listingId?: string | null
}): Matter | null => (organisationId === null ? null : { organisationId, listingId })
