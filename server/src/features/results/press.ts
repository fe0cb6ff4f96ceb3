import type {
  AllOperations,
  OwnQuote,
  Parsed,
  PressQuote,
  Release,
  ReleaseBrief,
  ReleaseDraft,
} from '@augenhoehe/contracts'
import { Types, trusted } from 'mongoose'
import { isStaff, officeOf, person, type Actor } from '../../platform/actor.ts'
import { duplicateOf, isId } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { createLanes } from '../../platform/lanes.ts'
import type { Accounts } from '../accounts/index.ts'
import type { Acting } from '../audit/index.ts'
import { citedContributions } from '../threads/index.ts'
import {
  Quotes,
  Releases,
  type Printed,
  type PrintedPart,
  type QuoteDoc,
  type ReleaseDoc,
} from './press-model.ts'
import {
  doorTo,
  embargoFor,
  isSameWords,
  mayAnswer,
  missingIn,
  releaseState,
  stateAfter,
  stateWorded,
} from './press-policy.ts'
import { createPressSources, type SourceNeeds } from './press-sources.ts'
import { templateFrom } from './press-template.ts'

interface Needs extends SourceNeeds {
  accountOf: Accounts['byEmail']
  /** These are asked, or somebody answered them. */
  changed: (userIds: readonly string[]) => void
  /** Somebody’s words, as they stand now, wait for their answer. */
  onAsked: (asked: { quoteId: string; rev: number; userId: string; by: string }) => void
  acting: Acting
  now: () => Date
}

type Change = Parsed<AllOperations['results.changeRelease']>
type Asked = Parsed<AllOperations['results.quote']>

const mostShown = 200
const mostQuotes = 30

/** Press releases from published results. Nobody’s words are printed that they have not confirmed just so. */
export function createPress(needs: Needs) {
  const { people, accountOf, changed, onAsked, acting, now } = needs
  const sources = createPressSources(needs)
  // A yes that is taken back and a release that is published happen one after the other.
  const inLane = createLanes()

  const find = async (id: string) => (isId(id) ? Releases.findById(id).lean<ReleaseDoc>() : null)
  const quotesOf = (releaseId: string) =>
    Quotes.find({ releaseId }).sort({ at: 1, _id: 1 }).limit(mostQuotes).lean<QuoteDoc[]>()

  async function mustSee(actor: Actor, id: string) {
    const release = await find(id)
    if (!release) throw refuse('not-found')
    const mayEdit = await sources.edits(actor, release.source)
    const state = releaseState(release.printed, now())
    const door = doorTo(mayEdit, state)
    if (door === 'none') throw refuse('not-found')
    return { release, mayEdit, state, door }
  }

  async function mustEdit(actor: Actor, id: string): Promise<ReleaseDoc> {
    const { release, door } = await mustSee(actor, id)
    if (door !== 'open') throw refuse('action.forbidden')
    return release
  }

  const isPrinted = ({ printed }: Pick<ReleaseDoc, 'printed'>, quoteId: string) =>
    printed?.parts.some((part) => part.kind === 'quotation' && part.quoteId === quoteId) ?? false

  const officeFor = (actor: Actor) =>
    isStaff(actor) ? officeOf(actor) : { actorId: person(actor).id, office: 'moderator' as const }

  const toQuote = (release: ReleaseDoc, quote: QuoteDoc): PressQuote => ({
    id: String(quote._id),
    contributionId: quote.contributionId,
    text: quote.text,
    attribution: quote.attribution,
    state: quote.state,
    proposal: quote.proposal,
    isPublished: isPrinted(release, String(quote._id)),
    rev: quote.rev,
  })

  /** What would be printed now. */
  function toPrinted(release: ReleaseDoc, quotes: readonly QuoteDoc[]): Printed {
    const { heading, lead, contact } = release
    const parts = release.parts.flatMap((part): PrintedPart[] => {
      if (part.kind === 'text') return [part]
      const quote = quotes.find(({ _id }) => String(_id) === part.quoteId)
      if (!quote) return []
      const { text, attribution } = quote
      return [{ kind: 'quotation', quoteId: part.quoteId, text, attribution }]
    })
    return { heading, lead, parts, contact, embargo: embargoFor(release.printed, release.embargo, now()) }
  }

  async function toDraft(actor: Actor, release: ReleaseDoc): Promise<ReleaseDraft> {
    const [stored, source] = await Promise.all([
      quotesOf(String(release._id)),
      sources.asEverybody(release.source),
    ])
    const quotes = stored.map((quote) => toQuote(release, quote))
    return {
      id: String(release._id),
      source: release.source,
      sourceTitle: source?.title ?? null,
      state: releaseState(release.printed, now()),
      heading: release.heading,
      lead: release.lead,
      parts: release.parts,
      contact: release.contact,
      embargo: release.embargo?.toISOString() ?? null,
      quotes,
      citable: await sources.citableIn(source),
      mayAskByAddress: isStaff(actor),
      missing: missingIn(release, quotes, source !== undefined),
      hasChanges: JSON.stringify(toPrinted(release, stored)) !== JSON.stringify(release.printed),
      rev: release.rev,
    }
  }

  /** As everybody reads it. What somebody took back is gone at once, even before the next version is written. */
  async function toRelease(actor: Actor, release: ReleaseDoc, mayEdit: boolean): Promise<Release> {
    const { printed, published } = release
    const state = releaseState(printed, now())
    if (!printed || state === 'draft') throw refuse('not-found')
    const gone = await withdrawnAmong(printed)
    return {
      id: String(release._id),
      source: (await sources.isReadable(actor, release.source)) ? release.source : null,
      state,
      version: published.at(-1)!.version,
      published: published.map(({ version, at, why }) => ({ version, at: at.toISOString(), why })),
      heading: printed.heading,
      lead: printed.lead,
      parts: printed.parts.map((part) => {
        if (part.kind !== 'quotation') return part
        const { kind, quoteId, text, attribution } = part
        return gone.has(quoteId) ? { kind: 'withdrawn' } : { kind, text, attribution }
      }),
      contact: printed.contact,
      embargo: printed.embargo?.toISOString() ?? null,
      mayEdit,
    }
  }

  async function withdrawnAmong({ parts }: Printed): Promise<Set<string>> {
    const ids = parts.flatMap((part) => (part.kind === 'quotation' ? part.quoteId : []))
    if (ids.length === 0) return new Set()
    const gone = await Quotes.find({ _id: trusted({ $in: ids }), state: 'withdrawn' }, { _id: 1 }).lean<
      Pick<QuoteDoc, '_id'>[]
    >()
    return new Set(gone.map(({ _id }) => String(_id)))
  }

  /** The next version, with a stub for what was taken back; may be repeated. */
  async function printWithout(releaseId: string) {
    const release = await find(releaseId)
    if (!release?.printed) return
    const gone = await withdrawnAmong(release.printed)
    if (gone.size === 0) return
    const parts = release.printed.parts.map((part): PrintedPart =>
      part.kind === 'quotation' && gone.has(part.quoteId) ? { kind: 'withdrawn' } : part,
    )
    const version = release.published.at(-1)!.version + 1
    await Releases.updateOne(
      { _id: release._id, 'published.version': trusted({ $ne: version }) },
      { $set: { 'printed.parts': parts }, $push: { published: { version, at: now(), why: 'withdrawn' } } },
    )
  }

  async function create(
    actor: Actor,
    { clientId: raw, source, lang }: Parsed<AllOperations['results.createRelease']>,
  ): Promise<ReleaseDraft> {
    const clientId = raw.toLowerCase()
    const createdBy = person(actor).id
    if (!(await sources.isReadable(actor, source))) throw refuse('not-found')
    if (!(await sources.edits(actor, source))) throw refuse('action.forbidden')
    const open = await sources.asEverybody(source)
    if (!open) throw refuse((await sources.isPublished(actor, source)) ? 'press.not-public' : 'result.state')
    const release: ReleaseDoc = {
      _id: new Types.ObjectId(),
      createdBy,
      clientId,
      source,
      ...templateFrom(open, lang),
      contact: { office: '', email: null, phone: null },
      embargo: null,
      changedAt: now(),
      printed: null,
      published: [],
      rev: 1,
    }
    const repeated = await Releases.findOne({ createdBy, clientId }).lean<ReleaseDoc>()
    if (repeated) return asRepeated(repeated)
    await acting(
      { ...officeFor(actor), act: 'results.createRelease', target: { releaseId: String(release._id) } },
      async () => {
        try {
          await Releases.create(release)
        } catch (error) {
          if (duplicateOf(error) === undefined) throw error
        }
      },
    )
    return asRepeated((await Releases.findOne({ createdBy, clientId }).lean<ReleaseDoc>()) ?? release)

    function asRepeated(one: ReleaseDoc) {
      if (one.source.id !== source.id || one.source.kind !== source.kind) throw refuse('conflict')
      return toDraft(actor, one)
    }
  }

  const change = (actor: Actor, { releaseId, rev, ...wanted }: Change): Promise<ReleaseDraft> =>
    inLane(releaseId, async () => {
      await mustEdit(actor, releaseId)
      const known = new Set((await quotesOf(releaseId)).map(({ _id }) => String(_id)))
      const slots = wanted.parts.flatMap((part) => (part.kind === 'quotation' ? part.quoteId : []))
      if (new Set(slots).size < slots.length || slots.some((id) => !known.has(id)))
        throw refuse('request.invalid', { fields: { parts: ['each quotation of this release, once'] } })
      const next = await acting(
        { ...officeFor(actor), act: 'results.changeRelease', target: { releaseId } },
        async () => {
          const written = await Releases.findOneAndUpdate(
            { _id: releaseId, rev },
            {
              $set: {
                ...wanted,
                embargo: wanted.embargo === null ? null : new Date(wanted.embargo),
                changedAt: now(),
              },
              $inc: { rev: 1 },
            },
            { returnDocument: 'after' },
          ).lean<ReleaseDoc>()
          if (!written) throw refuse('conflict')
          return written
        },
      )
      return toDraft(actor, next)
    })

  const remove = (actor: Actor, releaseId: string) =>
    inLane(releaseId, async () => {
      const release = await mustEdit(actor, releaseId)
      if (release.printed) throw refuse('result.state')
      const asked = await quotesOf(releaseId)
      await acting({ ...officeFor(actor), act: 'results.removeRelease', target: { releaseId } }, async () => {
        // The questions first: a release that is still there without them can be removed again.
        await Quotes.deleteMany({ releaseId })
        await Releases.deleteOne({ _id: release._id })
      })
      changed(asked.map(({ userId }) => userId))
      return { done: true as const }
    })

  const publish = (
    actor: Actor,
    { releaseId, rev }: Parsed<AllOperations['results.publishRelease']>,
  ): Promise<Release> =>
    inLane(releaseId, async () => {
      const release = await mustEdit(actor, releaseId)
      if (release.rev !== rev) throw refuse('conflict')
      const stored = await quotesOf(releaseId)
      const quotes = stored.map((quote) => toQuote(release, quote))
      const missing = missingIn(release, quotes, (await sources.asEverybody(release.source)) !== undefined)
      if (missing.length > 0)
        throw refuse('press.unready', {
          fields: Object.fromEntries(missing.map((one) => [one, ['missing']])),
        })
      const printed = toPrinted(release, stored)
      if (JSON.stringify(printed) === JSON.stringify(release.printed)) throw refuse('result.state')
      const version = (release.published.at(-1)?.version ?? 0) + 1
      const next = await acting(
        {
          ...officeFor(actor),
          act: 'results.publishRelease',
          target: { releaseId },
          after: { version, embargo: printed.embargo?.toISOString() ?? null },
        },
        async () => {
          const written = await Releases.findOneAndUpdate(
            { _id: releaseId, rev },
            {
              $set: { printed, changedAt: now() },
              $push: { published: { version, at: now(), why: 'published' } },
              $inc: { rev: 1 },
            },
            { returnDocument: 'after' },
          ).lean<ReleaseDoc>()
          if (!written) throw refuse('conflict')
          return written
        },
      )
      changed([release.createdBy, ...stored.map(({ userId }) => userId)])
      return toRelease(actor, next, true)
    })

  /** Who is quoted: whoever wrote what is cited, or whom staff name by their address. */
  async function quotedPerson(actor: Actor, release: ReleaseDoc, { contributionId, email }: Asked) {
    if ((contributionId === null) === (email === null))
      throw refuse('request.invalid', { fields: { contributionId: ['either this or an address'] } })
    if (email !== null) {
      if (!isStaff(actor)) throw refuse('action.forbidden')
      const account = await accountOf(email)
      if (!account) throw refuse('not-found')
      return account.userId
    }
    const citable = await sources.citableIn(await sources.asEverybody(release.source))
    const cited = citable.some((one) => one.contributionId === contributionId)
      ? (await citedContributions([contributionId!])).get(contributionId!)
      : undefined
    if (!cited?.voice.userId) throw refuse('not-found')
    return cited.voice.userId
  }

  const quote = (actor: Actor, input: Asked): Promise<PressQuote> =>
    inLane(input.releaseId, async () => {
      const { releaseId, contributionId, text, attribution } = input
      const clientId = input.clientId.toLowerCase()
      const release = await mustEdit(actor, releaseId)
      const repeated = await Quotes.findOne({ releaseId, clientId }).lean<QuoteDoc>()
      if (repeated) {
        if (repeated.contributionId !== contributionId || !isSameWords(repeated, input))
          throw refuse('conflict')
        return toQuote(release, repeated)
      }
      const userId = await quotedPerson(actor, release, input)
      if ((await quotesOf(releaseId)).length >= mostQuotes) throw refuse('result.state')
      const by = person(actor).id
      const doc: QuoteDoc = {
        _id: new Types.ObjectId(),
        releaseId,
        userId,
        contributionId,
        clientId,
        text,
        attribution,
        state: 'asked',
        proposal: null,
        by,
        at: now(),
        rev: 1,
      }
      await acting({ ...officeFor(actor), act: 'results.quote', target: { releaseId } }, () =>
        Quotes.create(doc),
      )
      changed([userId, by])
      onAsked({ quoteId: String(doc._id), rev: doc.rev, userId, by })
      return toQuote(release, doc)
    })

  async function mustHaveQuote(releaseId: string, quoteId: string): Promise<QuoteDoc> {
    const found = isId(quoteId) ? await Quotes.findOne({ _id: quoteId, releaseId }).lean<QuoteDoc>() : null
    if (!found) throw refuse('not-found')
    return found
  }

  const changeQuote = (
    actor: Actor,
    { releaseId, quoteId, rev, text, attribution }: Parsed<AllOperations['results.changeQuote']>,
  ): Promise<PressQuote> =>
    inLane(releaseId, async () => {
      const release = await mustEdit(actor, releaseId)
      const stored = await mustHaveQuote(releaseId, quoteId)
      if (stored.rev !== rev) throw refuse('conflict')
      const state = stateWorded(stored, { text, attribution })
      if (isSameWords(stored, { text, attribution })) return toQuote(release, stored)
      const next = await acting(
        { ...officeFor(actor), act: 'results.changeQuote', target: { releaseId, quoteId } },
        () =>
          Quotes.findOneAndUpdate(
            { _id: quoteId, rev },
            { $set: { text, attribution, state, proposal: null, by: person(actor).id }, $inc: { rev: 1 } },
            { returnDocument: 'after' },
          ).lean<QuoteDoc>(),
      )
      if (!next) throw refuse('conflict')
      changed([next.userId, next.by])
      if (next.state === 'asked') onAsked({ quoteId, rev: next.rev, userId: next.userId, by: next.by })
      return toQuote(release, next)
    })

  const removeQuote = (actor: Actor, { releaseId, quoteId }: Parsed<AllOperations['results.removeQuote']>) =>
    inLane(releaseId, async () => {
      const release = await mustEdit(actor, releaseId)
      const { userId, by } = await mustHaveQuote(releaseId, quoteId)
      if (isPrinted(release, quoteId)) throw refuse('result.state')
      await acting(
        { ...officeFor(actor), act: 'results.removeQuote', target: { releaseId, quoteId } },
        async () => {
          // Its place first: a place without words keeps a release from being published.
          const parts = release.parts.filter((part) => part.kind === 'text' || part.quoteId !== quoteId)
          if (parts.length < release.parts.length)
            await Releases.updateOne({ _id: release._id }, { $set: { parts }, $inc: { rev: 1 } })
          await Quotes.deleteOne({ _id: quoteId })
        },
      )
      changed([userId, by])
      return { done: true as const }
    })

  function toOwn(release: ReleaseDoc, one: QuoteDoc, names: ReadonlyMap<string, { name: string }>): OwnQuote {
    const quoteId = String(one._id)
    const place = release.parts.findIndex((part) => part.kind === 'quotation' && part.quoteId === quoteId)
    const before = release.parts.slice(0, Math.max(0, place)).findLast((part) => part.kind === 'text')
    return {
      id: quoteId,
      releaseId: String(release._id),
      text: one.text,
      attribution: one.attribution,
      state: one.state,
      proposal: one.proposal,
      heading: release.heading,
      lead: release.lead,
      before: before?.kind === 'text' ? before.text : null,
      embargo: release.embargo?.toISOString() ?? null,
      isPublished: isPrinted(release, quoteId),
      by: names.get(one.by)?.name ?? '',
      at: one.at.toISOString(),
      rev: one.rev,
    }
  }

  async function answer(
    actor: Actor,
    { quoteId, rev, answer: said, proposal }: Parsed<AllOperations['results.answerQuote']>,
  ): Promise<OwnQuote> {
    const userId = person(actor).id
    const asked = isId(quoteId) ? await Quotes.findOne({ _id: quoteId, userId }).lean<QuoteDoc>() : null
    if (!asked) throw refuse('not-found')
    if ((said === 'propose') !== (proposal !== null))
      throw refuse('request.invalid', { fields: { proposal: ['with a proposal, and only then'] } })
    return inLane(asked.releaseId, async () => {
      const release = await find(asked.releaseId)
      const stored = await mustHaveQuote(asked.releaseId, quoteId)
      if (!release) throw refuse('not-found')
      const names = await people([stored.by])
      if (stored.rev === rev + 1 && stored.state === stateAfter[said] && isSaidAlready(stored))
        return toOwn(release, stored, names)
      if (stored.rev !== rev) throw refuse('conflict')
      if (!mayAnswer(said, stored.state, isPrinted(release, quoteId))) throw refuse('result.state')
      const next = await Quotes.findOneAndUpdate(
        { _id: quoteId, rev },
        { $set: { state: stateAfter[said], proposal }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean<QuoteDoc>()
      if (!next) throw refuse('conflict')
      if (said === 'withdraw') await printWithout(asked.releaseId)
      changed([userId, stored.by, release.createdBy])
      return toOwn((await find(asked.releaseId)) ?? release, next, names)
    })

    /** The same answer again, because the first one’s reply was lost. */
    function isSaidAlready(stored: QuoteDoc) {
      if (proposal === null) return stored.proposal === null
      return stored.proposal !== null && isSameWords(stored.proposal, proposal)
    }
  }

  async function toBrief(actor: Actor, release: ReleaseDoc): Promise<ReleaseBrief[]> {
    const state = releaseState(release.printed, now())
    const mayEdit = await sources.edits(actor, release.source)
    if (doorTo(mayEdit, state) === 'none') return []
    const { heading, lead } = release.printed ?? release
    const first = release.published[0]?.at ?? release.changedAt
    const { embargo = null } = release.printed ?? {}
    const at = embargo && embargo > first ? embargo : first
    return [{ id: String(release._id), heading, lead, state, at: at.toISOString(), mayEdit }]
  }

  return {
    create,
    change,
    remove,
    publish,
    quote,
    changeQuote,
    removeQuote,
    answer,

    async get(actor: Actor, releaseId: string) {
      const { release, mayEdit } = await mustSee(actor, releaseId)
      return toRelease(actor, release, mayEdit)
    },
    draft: async (actor: Actor, releaseId: string) => toDraft(actor, await mustEdit(actor, releaseId)),

    async list(actor: Actor) {
      const docs = await Releases.find(actor.id === null ? { printed: trusted({ $ne: null }) } : {})
        .sort({ changedAt: -1 })
        .limit(mostShown)
        .lean<ReleaseDoc[]>()
      const briefs = await Promise.all(docs.map((release) => toBrief(actor, release)))
      return { releases: briefs.flat().toSorted((a, b) => b.at.localeCompare(a.at)) }
    },

    /** What the release is called in which somebody’s own words are to stand; for them alone. */
    async headingFor(actor: Actor, quoteId: string): Promise<string> {
      const quote = isId(quoteId)
        ? await Quotes.findOne({ _id: quoteId, userId: person(actor).id }).lean<QuoteDoc>()
        : null
      const release = quote && (await find(quote.releaseId))
      if (!release) throw refuse('not-found')
      return release.heading
    },

    async ownQuotes(actor: Actor) {
      const docs = await Quotes.find({ userId: person(actor).id })
        .sort({ at: -1 })
        .limit(mostShown)
        .lean<QuoteDoc[]>()
      const [releases, names] = await Promise.all([
        Releases.find({ _id: trusted({ $in: [...new Set(docs.map((one) => one.releaseId))] }) }).lean<
          ReleaseDoc[]
        >(),
        people(docs.map(({ by }) => by)),
      ])
      const quotes = docs.flatMap((one) => {
        const release = releases.find(({ _id }) => String(_id) === one.releaseId)
        return release ? [toOwn(release, one, names)] : []
      })
      return { quotes }
    },

    /** Nobody's words are printed who is not there any more; may be repeated. */
    async forgetPerson(userId: string) {
      const docs = await Quotes.find({ userId }).lean<QuoteDoc[]>()
      for (const { _id, releaseId, by } of docs)
        await inLane(releaseId, async () => {
          await Quotes.updateOne({ _id }, { $set: { state: 'withdrawn', proposal: null }, $inc: { rev: 1 } })
          await printWithout(releaseId)
          await Releases.updateOne(
            { _id: releaseId },
            { $pull: { parts: { kind: 'quotation', quoteId: String(_id) } }, $inc: { rev: 1 } },
          )
          await Quotes.deleteOne({ _id })
          changed([by])
        })
    },

    /** Finishes what broke between somebody’s taking back and the version without it. */
    async repair() {
      const docs = await Quotes.find({ state: 'withdrawn' }, { releaseId: 1 }).lean<QuoteDoc[]>()
      for (const releaseId of new Set(docs.map((one) => one.releaseId)))
        await inLane(releaseId, () => printWithout(releaseId))
    },
  }
}
export type PressService = ReturnType<typeof createPress>
