import type { ListingKind } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import type { Log } from '../../platform/log.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { Tell } from '../../platform/notice.ts'
import type { Signer } from '../../platform/signature.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import type { Organisations } from '../organisations/index.ts'
import { createCooperations, workingTogether } from './cooperations.ts'
import { createCycles } from './cycles.ts'
import { createDelivery } from './delivery.ts'
import { createDigest } from './digest.ts'
import { tidyDigests } from './digest-tidy.ts'
import { createDismissals, dismissed } from './dismissals.ts'
import { createExposure } from './exposure.ts'
import { createFirstPeers } from './first-peers.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { adjustments, createLessons, type LessonBook } from './learned.ts'
import { createGaps } from './gaps.ts'
import { createIntroductions } from './introductions.ts'
import { createListings, type PublishedListing } from './listings.ts'
import { createLists, type Lists } from './lists.ts'
import { Dismissals, Listings, type ListingSource } from './model.ts'
import { daysAfter, nightHours, overdueHours, requestMemoryDays } from './policy.ts'
import { adoptOlderRequests } from './older-requests.ts'
import { partiesOf } from './parties.ts'
import { createPreferences } from './preferences.ts'
import { createProfiles, type Profiles } from './profiles.ts'
import { createReminders } from './reminders.ts'
import { Requests, type AcceptedRequest, type RequestDoc } from './request-model.ts'
import { createRequests } from './requests.ts'
import { createStandings, type Standings } from './standing.ts'
import { createSuggestions } from './suggestions.ts'

/** Contributions that entries come of; their authors have agreed to it. */
export interface ContributionSources {
  /** The room somebody may read a thread in, or nothing. */
  roomFor: (actor: Actor, threadId: string) => Promise<{ slug: string } | undefined>
  /** Refuses what its author, who is to be the actor, has not agreed to, and what has become an entry already. */
  mustBecome: (actor: Actor, kind: ListingKind, source: ListingSource) => Promise<void>
  /** It has become what stands there; harmless when repeated. */
  became: (actor: Actor, kind: ListingKind, source: ListingSource, link: string) => Promise<void>
}

interface Needs {
  contributions: ContributionSources
  organisations: Organisations
  accounts: Pick<Accounts, 'mailboxes' | 'emailOf' | 'welcome'>
  mail: SendMail
  notify: Tell
  baseUrl: string
  acting: Acting
  /** Makes what signs links of mails, for one purpose each. */
  signerFor: (purpose: string) => Signer
  now: () => Date
  log: Log
  /** Organisations that are kept apart from this one, because one of the two blocked the other. */
  apartFrom: (organisationId: string) => Promise<string[]>
  /** The same as pairs, as they were stored: of some organisations, or all. */
  apart: (of?: readonly string[]) => Promise<readonly (readonly [string, string])[]>
  /** Opens the thread in which the two of an accepted request talk, or finds it; harmless when repeated. */
  onAccepted?: (request: AcceptedRequest) => Promise<string | null>
  /** Tells the members of these organisations that suggestions or requests are not what they were. */
  publish: (organisationIds: readonly string[]) => void
  /** An entry that everybody may read is new. */
  onPublished: (listing: PublishedListing) => void
  /** Entries of this organisation are not what they were. */
  onListingsChanged: (organisationId: string) => Promise<void>
}

/** What the parts of this service share. */
export interface Parts extends Pick<
  Needs,
  'organisations' | 'contributions' | 'accounts' | 'apartFrom' | 'now' | 'publish' | 'onPublished' | 'log'
> {
  profiles: Profiles
  standings: Standings
  lists: Lists
  lessons: LessonBook
  /** An organisation's entries changed. */
  changed: (organisationId: string) => Promise<void>
  /**
   * Whom these organisations are to be shown has changed: they dismissed somebody, have come into contact, turned their
   * weights or can answer no more. Resolves when their lists have.
   */
  standingChanged: (organisationIds: readonly string[]) => Promise<void>
  deliver: (request: RequestDoc) => void
  inbox: Inbox
  onAccepted: (request: AcceptedRequest) => Promise<string | null>
}

export function createMatching(needs: Needs) {
  const { organisations, now, publish } = needs
  const inbox = createInbox(needs)
  const standings = createStandings(
    {
      // In the order of the documentation: who is not shown whom, whose weights are turned how, who can answer no more.
      hidings: [
        async (of) =>
          (await needs.apart(of)).flatMap(([one, other]) => [
            { to: one, hidden: other },
            { to: other, hidden: one },
          ]),
        (of) => dismissed(now(), of),
        (of) => workingTogether(now(), of),
      ],
      adjustments: [(of) => adjustments({ currentId: organisations.currentId, now }, of)],
      full: [(of) => inbox.full(of)],
    },
    organisations,
  )
  const profiles = createProfiles({ organisations, standings, now })
  const lists = createLists({ profiles, publish })
  const lessons = createLessons({ lists, profiles, now })
  const { cycleIfDue } = createCycles({ profiles, lists, publish, now })
  const { deliver, deliverForgotten } = createDelivery(needs)
  const changed = async (organisationId: string) => {
    await needs.onListingsChanged(organisationId)
    await lists.changed([organisationId])
    publish([organisationId])
  }
  const standingChanged = async (organisationIds: readonly string[]) => {
    await lists.standingChanged(organisationIds)
    publish(organisationIds)
  }

  const parts: Parts = {
    organisations,
    contributions: needs.contributions,
    accounts: needs.accounts,
    apartFrom: needs.apartFrom,
    now,
    publish,
    onPublished: needs.onPublished,
    log: needs.log,
    profiles,
    standings,
    lists,
    lessons,
    changed,
    standingChanged,
    deliver,
    inbox,
    onAccepted: async (request) => {
      const { id, kind, fromId, toId } = request
      if (kind === 'contact') await cooperations.beginCooperation([fromId, toId], { request: id })
      return (await needs.onAccepted?.(request)) ?? null
    },
  }
  const { tidyCooperations, ...cooperations } = createCooperations({ ...needs, ...parts })
  const { tidyIntroductions, ...introductions } = createIntroductions({
    ...needs,
    ...parts,
    onMet: async ({ id, organisationIds, people: [askedBy, answeredBy], about }) => {
      const [fromId, toId] = organisationIds
      await cooperations.beginCooperation(organisationIds, { introduction: id })
      await standingChanged(organisationIds)
      await needs.onAccepted?.({ id, kind: 'contact', fromId, toId, askedBy, answeredBy, about })
    },
  })
  const { show, renewListing, ...listings } = createListings(parts)
  const { remindOfListings, tellOfEnds, ...reminders } = createReminders(needs, renewListing)
  const { tidyRequests, ...requests } = createRequests(parts, show)

  /** Says of each entry whose time is over that it is; one write each, so that a second run finds nothing. */
  async function expireListings() {
    const due = { state: 'active' as const, expiresAt: trusted({ $lte: now() }) }
    const owners = new Set<string>()
    for (const { _id, organisationId } of await Listings.find(due, { organisationId: 1 }).lean()) {
      const expired = await Listings.updateOne({ _id, ...due }, { $set: { state: 'expired' } })
      if (expired.modifiedCount > 0) owners.add(String(organisationId))
    }
    for (const organisationId of owners) await changed(organisationId)
  }

  return {
    ...listings,
    ...reminders,
    ...requests,
    ...cooperations,
    ...introductions,
    ...createGaps(parts),
    ...createSuggestions(parts, show),
    ...createDismissals(parts),
    ...createPreferences(parts),
    ...createDigest(parts, {
      baseUrl: needs.baseUrl,
      signer: needs.signerFor('the weekly mail of suggestions'),
    }),
    ...createExposure(parts),
    ...createFirstPeers(parts),
    partiesOf,

    /** The profile of an organisation changed: its own suggestions and those of others may be different now. */
    organisationChanged: async (organisationId: string) =>
      lists.changed([await organisations.currentId(organisationId), organisationId]),
    /** Two organisations want to hear nothing of each other, or do again. */
    keptApart: standingChanged,

    /** Before anybody asks: what an earlier version stored. */
    repair: adoptOlderRequests,

    /** At the start: takes over what was left over, and makes lists where there are none or those of other weights. */
    async start(): Promise<void> {
      await lists.resume()
      await cycleIfDue(overdueHours)
    },
    /** At night, and where a night was missed. */
    cycleAtNight: () => cycleIfDue(nightHours),
    cycleIfOverdue: () => cycleIfDue(overdueHours),
    /** Resolves when no list is being written any more. */
    settled: lists.settled,

    /** What time does by itself; may run as often as one likes. */
    async expireDue(): Promise<void> {
      await expireListings()
      await remindOfListings()
      await tellOfEnds()
      await tidyRequests()
      await deliverForgotten()
      await lessons.tidy()
      await tidyCooperations()
      await tidyIntroductions()
      await tidyDigests(needs.accounts)
      await Dismissals.deleteMany({ until: trusted({ $lte: now() }) })
      const forgotten = daysAfter(now(), -requestMemoryDays)
      await Requests.deleteMany({
        state: trusted({ $in: ['declined', 'withdrawn', 'expired'] }),
        changedAt: trusted({ $lt: forgotten }),
      })
    },
  }
}
export type Matching = ReturnType<typeof createMatching>
