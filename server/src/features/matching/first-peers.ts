import type { FirstPeer } from '@augenhoehe/contracts'
import { firstPeers, newcomer, type Profile } from '@augenhoehe/matching'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { needKindById } from '@augenhoehe/reference-data/taxonomy'
import { person, type Actor } from '../../platform/actor.ts'
import { toSummary, type OrganisationFacts } from '../organisations/index.ts'
import { isNewcomer } from './policy.ts'
import { toReason } from './present.ts'
import type { Parts } from './service.ts'

const mostOffers = 3
/** With fewer candidates than this, all are looked at. */
const fewest = 10

type Needed = Pick<Parts, 'accounts' | 'organisations' | 'profiles' | 'standings' | 'now'>

/** Whom somebody new could meet first: by their association, otherwise by what they said of themselves. */
export function createFirstPeers({ accounts, organisations, profiles, standings, now }: Needed) {
  async function asNewcomer(userId: string, at: number): Promise<Profile> {
    const { municipality, fields, needs } = await accounts.welcome.answersOf(userId)
    const place = municipality === null ? undefined : municipalityByAgs(municipality)
    const answers = {
      id: userId,
      place: place && {
        municipality: place.ags,
        district: place.districtKey,
        lat: place.lat,
        lon: place.lon,
      },
      topics: fields,
      needs: needs.map((category) => ({ category, parentCategory: needKindById(category)?.group })),
    }
    return newcomer(answers, at)
  }

  return {
    async firstPeers(actor: Actor): Promise<{ peers: FirstPeer[] }> {
      const { id } = person(actor)
      const at = now()
      const memberships = await organisations.membershipsOf(id)
      const said = await asNewcomer(id, at.getTime())
      const market = await profiles.market()
      const own = memberships[0] && market.of(memberships[0].organisationId)?.member.profile
      // What the association does not say, its member may have said.
      const me = own ? { ...own, needs: own.needs.length > 0 ? own.needs : said.needs } : said
      const close = market.candidates(me)
      const others = (close.length >= fewest ? close : market.all()).map(({ member }) => member.profile)
      const out = new Set(memberships.map(({ organisationId }) => organisationId))
      if (own) for (const apart of await standings.leftOut(own.id)) out.add(apart)
      const facts = await organisations.brief(others.map((other) => other.id))
      // Nobody should meet an organisation first that has not been heard of for long.
      const isCurrent = (one: OrganisationFacts | undefined) =>
        one !== undefined && toSummary(one, at).currency === 'current'
      const open = others.filter((other) => !out.has(other.id) && isCurrent(facts.get(other.id)))
      const found = firstPeers(me, open, { now: at.getTime(), rarity: market.rarity })
      return {
        peers: found.flatMap((peer) => {
          const organisation = facts.get(peer.id)
          const profile = open.find((other) => other.id === peer.id)
          if (!organisation || !profile) return []
          return {
            organisation: toSummary(organisation, at),
            newcomer: isNewcomer(organisation.joinedAt, at),
            reasons: peer.reasons.map((reason) => toReason(reason, 'mine')),
            offers: [...new Set(profile.offers.map(({ category }) => category))].slice(0, mostOffers),
          }
        }),
      }
    },
  }
}
