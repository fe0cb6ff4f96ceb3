import type { ContactRequest } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { toActingOrganisation } from '../../platform/acting-organisation.ts'
import { refuse } from '../../platform/errors.ts'
import type { ShowListings } from './listings.ts'
import { Listings } from './model.ts'
import { toContactRequest, type RequestDoc } from './request-model.ts'
import type { Parts } from './service.ts'

/** Requests as one of the two organisations sees them. */
export function createRequestView(
  { organisations, accounts, inbox, now }: Pick<Parts, 'organisations' | 'accounts' | 'inbox' | 'now'>,
  show: ShowListings,
) {
  /** How to reach the other side: its public address, otherwise whoever asked or answered for it. */
  async function contactOf(doc: RequestDoc, side: 'from' | 'to'): Promise<string | null> {
    if (doc.state !== 'accepted') return null
    const organisationId = String(side === 'from' ? doc.fromId : doc.toId)
    const facts = await organisations.get(organisationId)
    if (facts?.contactEmail) return facts.contactEmail
    const spokesperson = String(side === 'from' ? doc.askedBy : doc.answeredBy)
    // Whoever has left speaks for it no more, and their own address is nobody's business.
    if (!(await organisations.roleIn(spokesperson, organisationId))) return null
    return (await accounts.emailOf(spokesperson)) ?? null
  }

  /** When those that wait are delivered; asked once for each organisation they wait for. */
  async function deliveries(docs: readonly RequestDoc[]): Promise<ReadonlyMap<string, Date>> {
    const waiting = docs.filter(({ state }) => state === 'queued').map(({ toId }) => String(toId))
    const times = await Promise.all([...new Set(waiting)].map((id) => inbox.times(id)))
    return new Map(times.flatMap((some) => [...some]))
  }

  async function present(actor: Actor, own: string, docs: readonly RequestDoc[]): Promise<ContactRequest[]> {
    const isOwn = new Set(await organisations.everOf(own))
    const names = await organisations.brief(
      docs.flatMap(({ fromId, toId }) => [String(fromId), String(toId)]),
    )
    const listings = await Listings.find({
      _id: trusted({ $in: docs.flatMap(({ listingId }) => listingId ?? []) }),
    }).lean()
    const shown = await show(
      actor,
      listings.filter(({ hiddenBy, organisationId }) => !hiddenBy || isOwn.has(String(organisationId))),
    )
    const times = await deliveries(docs.filter(({ fromId }) => isOwn.has(String(fromId))))
    const told = await Promise.all(
      docs.map(async (doc) => {
        // Two entries that became one do not ask themselves.
        if (isOwn.has(String(doc.fromId)) && isOwn.has(String(doc.toId))) return []
        const direction = isOwn.has(String(doc.fromId)) ? ('sent' as const) : ('received' as const)
        // What was not delivered is nothing yet to those who are asked.
        if (direction === 'received' && doc.deliveredAt === null) return []
        const side = direction === 'sent' ? 'to' : 'from'
        const other = names.get(String(side === 'to' ? doc.toId : doc.fromId))
        if (!other) return []
        const request = toContactRequest(doc, {
          direction,
          organisation: { id: other.id, ...toActingOrganisation(other) },
          languages: other.languages,
          listing: shown.find((one) => one.id === String(doc.listingId)) ?? null,
          contactEmail: await contactOf(doc, side),
          deliverAt: times.get(String(doc._id)) ?? null,
          now: now(),
        })
        return [request]
      }),
    )
    return told.flat()
  }

  async function presentOne(actor: Actor, own: string, doc: RequestDoc): Promise<ContactRequest> {
    const [request] = await present(actor, own, [doc])
    if (!request) throw refuse('not-found')
    return request
  }

  return { present, presentOne }
}
