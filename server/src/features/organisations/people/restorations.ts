import type { organisationPeople, Parsed, Restoration, RestorationState } from '@augenhoehe/contracts'
import mongoose, { trusted } from 'mongoose'
import { createHash, randomBytes } from 'node:crypto'
import { officeOf, person, type Actor } from '../../../platform/actor.ts'
import { duplicateOf } from '../../../platform/db.ts'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { Organisations, roleOf, type OrganisationDoc } from '../model.ts'
import { mayBelong } from '../policy.ts'
import type { Parts } from '../service.ts'
import { amend } from './amend.ts'
import { restorationMail } from './mails.ts'
import {
  afterAct,
  confirmableUntil,
  isOver,
  waitMs,
  type RestorationAct,
  type RestorationActor,
} from './policy.ts'
import { Restorations, type RestorationDoc } from './restoration-model.ts'

type Proposal = Parsed<(typeof organisationPeople)['organisations.proposeRestoration']>

const done = { done: true } as const
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
/** So long it can be looked up who decided what and why. */
export const restorationKeptDays = 365
const mostListed = 200

/** A moment that no longer differs from the last step is still under way. */
const shownState = (state: RestorationDoc['state']): RestorationState =>
  state === 'taking-effect' ? 'confirmed' : state

/**
 * Two of the staff give access back to an organisation nobody runs any more. Each step is one write onto the state
 * it was decided from, so that an objection and a confirmation cannot both win.
 */
export function createRestorations(parts: Parts) {
  const { people, mailboxes, byEmail, mail, baseUrl, acting, now, stored, everOf, onMembershipChanged } =
    parts

  /** The staff who belong to an organisation do not decide about it. */
  function mustBeOutside(actor: Actor, doc: Pick<OrganisationDoc, 'members'>) {
    if (roleOf(doc, person(actor).id) !== null) throw refuse('action.forbidden')
  }

  /** What a proposal is about goes on under this id. */
  const currentId = async (id: unknown) => (await everOf(String(id)))[0] ?? String(id)

  async function present(actor: Actor, docs: readonly RestorationDoc[]): Promise<Restoration[]> {
    const ids = await Promise.all(docs.map(({ organisationId }) => currentId(organisationId)))
    const [organisations, names] = await Promise.all([
      Organisations.find({ _id: trusted({ $in: ids }) }, { name: 1, slug: 1 }).lean(),
      people(
        docs
          .flatMap((doc) => [String(doc.userId), doc.proposedBy, doc.decidedBy ?? doc.confirmedBy ?? ''])
          .filter(Boolean),
      ),
    ])
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id)?.name ?? ''))
    const may = (doc: RestorationDoc, act: RestorationAct) =>
      afterAct(doc, act, { staff: person(actor).id }, now()) !== null &&
      String(doc.userId) !== person(actor).id
    return docs.map((doc, index) => {
      const organisation = organisations.find(({ _id }) => String(_id) === ids[index])
      return {
        id: String(doc._id),
        organisation: {
          id: ids[index]!,
          name: organisation?.name ?? '',
          slug: organisation?.slug ?? '',
        },
        person: { name: nameOf(String(doc.userId)) ?? '', email: doc.email },
        reason: doc.reason,
        evidence: doc.evidence,
        state: shownState(doc.state),
        proposedBy: nameOf(doc.proposedBy) ?? '',
        proposedAt: doc.proposedAt.toISOString(),
        confirmableUntil: confirmableUntil(doc).toISOString(),
        decidedBy: nameOf(doc.decidedBy ?? doc.confirmedBy),
        decidedAt: doc.decidedAt?.toISOString() ?? null,
        effectiveAt: doc.effectiveAt?.toISOString() ?? null,
        words: doc.words,
        may: { confirm: may(doc, 'confirm'), decline: may(doc, 'decline'), withdraw: may(doc, 'withdraw') },
      }
    })
  }

  /** Writes to everybody who belongs to it; each gets a way to object of their own. */
  async function tell(doc: RestorationDoc, organisation: OrganisationDoc) {
    const readers = await mailboxes(organisation.members.map(({ userId }) => String(userId)))
    if (readers.length === 0) return
    const name = (await people([String(doc.userId)])).get(String(doc.userId))?.name ?? ''
    const letters = readers.map((reader) => ({ reader, token: randomBytes(32).toString('base64url') }))
    await Restorations.updateOne(
      { _id: doc._id, open: true },
      { $push: { tokenHashes: { $each: letters.map(({ token }) => hashOf(token)) } } },
    )
    for (const { reader, token } of letters) {
      // Not waited for; the wait before it takes effect is long.
      void mail(
        restorationMail({
          to: reader.email,
          locale: reader.locale,
          organisation: organisation.name,
          person: name,
          effectiveAt: doc.effectiveAt,
          link: `${baseUrl}/einspruch/${token}`,
        }),
      )
    }
  }

  async function mustFind(id: string): Promise<RestorationDoc> {
    const doc = await Restorations.findById(id).lean<RestorationDoc>()
    if (!doc) throw refuse('not-found')
    return doc
  }

  /** One step: refused where the state or the person does not allow it, at the moment of the write as well. */
  async function step(
    doc: RestorationDoc,
    act: RestorationAct,
    actor: RestorationActor,
    change: Partial<RestorationDoc> = {},
  ): Promise<RestorationDoc> {
    const state = afterAct(doc, act, actor, now())
    if (state === null) {
      const own = typeof actor === 'object' && actor.staff === doc.proposedBy
      throw refuse(own && doc.state === 'proposed' ? 'action.forbidden' : 'conflict')
    }
    const after = await Restorations.findOneAndUpdate(
      { _id: doc._id, state: doc.state },
      { $set: { ...change, state, open: !isOver(state) } },
      { returnDocument: 'after' },
    ).lean<RestorationDoc>()
    if (!after) throw refuse('conflict')
    return after
  }

  async function propose(actor: Actor, { organisationId, email, reason, evidence }: Proposal) {
    const ever = await everOf(organisationId)
    const organisation = await Organisations.findById(ever[0]).lean()
    if (!organisation) throw refuse('not-found')
    mustBeOutside(actor, organisation)
    // Of two entries that became one, each may have had a proposal.
    if (await Restorations.exists({ organisationId: trusted({ $in: ever }), open: true }))
      throw refuse('conflict')
    const account = await byEmail(email)
    if (!account) throw refuse('not-found', { fields: { email: ['nobody has this address'] } })
    const by = person(actor).id
    if (!mayBelong(account) || account.userId === by) throw refuse('action.forbidden')
    const doc: RestorationDoc = {
      _id: new mongoose.Types.ObjectId(),
      organisationId: organisation._id,
      userId: new mongoose.Types.ObjectId(account.userId),
      email,
      reason,
      evidence,
      state: 'proposed',
      proposedBy: by,
      proposedAt: now(),
      confirmedBy: null,
      effectiveAt: null,
      decidedBy: null,
      decidedAt: null,
      words: null,
      tokenHashes: [],
      open: true,
    }
    await acting(
      {
        ...officeOf(actor),
        act: 'organisations.proposeRestoration',
        target: { restorationId: String(doc._id), organisationId, userId: account.userId },
      },
      async () => {
        try {
          await Restorations.create(doc)
        } catch (error) {
          if (duplicateOf(error) !== undefined) throw refuse('conflict')
          throw error
        }
      },
    )
    await tell(doc, organisation)
    return (await present(actor, [doc]))[0]!
  }

  /** What somebody of the staff decides about a proposal. */
  async function decide(
    actor: Actor,
    id: string,
    act: 'confirm' | 'decline' | 'withdraw',
    change: Partial<RestorationDoc>,
  ) {
    const doc = await mustFind(id)
    const organisation = await Organisations.findById(await currentId(doc.organisationId)).lean()
    if (!organisation) throw refuse('not-found')
    mustBeOutside(actor, organisation)
    const by = person(actor).id
    if (String(doc.userId) === by) throw refuse('action.forbidden')
    const after = await acting(
      {
        ...officeOf(actor),
        act: `organisations.${act}Restoration`,
        target: { restorationId: id, organisationId: String(doc.organisationId) },
        before: { state: shownState(doc.state) },
      },
      () => step(doc, act, { staff: by }, change),
    )
    if (act === 'confirm') await tell(after, organisation)
    return (await present(actor, [after]))[0]!
  }

  async function findByToken(token: string): Promise<RestorationDoc> {
    const doc = await Restorations.findOne({ tokenHashes: hashOf(token) }).lean<RestorationDoc>()
    if (!doc) throw refuse('token.invalid')
    return doc
  }

  async function showObjection(token: string) {
    const doc = await findByToken(token)
    const organisation = await Organisations.findById(await currentId(doc.organisationId), { name: 1 }).lean()
    return {
      organisation: organisation?.name ?? '',
      state: shownState(doc.state),
      effectiveAt: doc.effectiveAt?.toISOString() ?? null,
    }
  }

  async function object(token: string, words: string) {
    const doc = await findByToken(token)
    // The answer to a first try may have been lost.
    if (doc.state === 'objected') return done
    await step(doc, 'object', 'affected', { words: words || null, decidedAt: now() })
    return done
  }

  /** The person runs the organisation from now on, whatever they were before. */
  async function takeEffect(doc: RestorationDoc) {
    const userId = String(doc.userId)
    const account = await byEmail(doc.email)
    if (!account || account.userId !== userId || !mayBelong(account)) return 'lapsed' as const
    const organisationId = await currentId(doc.organisationId)
    const after = await amend(organisationId, ({ members }) => {
      const role = roleOf({ members }, userId)
      if (role === 'admin') return null
      if (role === 'member')
        return {
          members: members.map((one) =>
            String(one.userId) === userId ? { ...one, role: 'admin' as const } : one,
          ),
        }
      return { members: [...members, { userId: doc.userId, role: 'admin' as const, since: now() }] }
    })
    onMembershipChanged({ organisationId, userId, member: true })
    await stored(after)
    return 'effective' as const
  }

  /** What time brings: proposals nobody confirmed lapse, confirmed ones take effect; may be repeated at any point. */
  async function run(): Promise<number> {
    const open = await Restorations.find({ open: true }).lean<RestorationDoc[]>()
    let changed = 0
    for (const doc of open) {
      if (afterAct(doc, 'lapse', 'time', now()) !== null) {
        await step(doc, 'lapse', 'time', { decidedAt: now() })
        changed++
        continue
      }
      const due =
        doc.state === 'taking-effect'
          ? doc
          : afterAct(doc, 'take-effect', 'time', now()) === null
            ? null
            : await unlessOvertaken(() => step(doc, 'take-effect', 'time'))
      if (!due) continue
      const state = await acting(
        {
          actorId: due.confirmedBy ?? due.proposedBy,
          office: 'staff',
          act: 'organisations.restorationTookEffect',
          target: {
            restorationId: String(due._id),
            organisationId: String(due.organisationId),
            userId: String(due.userId),
          },
        },
        () => unlessGone(() => takeEffect(due)),
      )
      await Restorations.updateOne(
        { _id: due._id, state: 'taking-effect' },
        { $set: { state, open: false, decidedAt: now() } },
      )
      changed++
    }
    await Restorations.deleteMany({
      open: false,
      decidedAt: trusted({ $lte: new Date(now().getTime() - restorationKeptDays * 24 * 60 * 60 * 1000) }),
    })
    return changed
  }

  return {
    async listRestorations(actor: Actor) {
      const docs = await Restorations.find()
        .sort({ proposedAt: -1 })
        .limit(mostListed)
        .lean<RestorationDoc[]>()
      return { restorations: await present(actor, docs) }
    },
    proposeRestoration: propose,
    confirmRestoration: (actor: Actor, id: string) =>
      decide(actor, id, 'confirm', {
        confirmedBy: person(actor).id,
        decidedAt: now(),
        effectiveAt: new Date(now().getTime() + waitMs),
      }),
    declineRestoration: (actor: Actor, id: string, words: string) =>
      decide(actor, id, 'decline', { decidedBy: person(actor).id, decidedAt: now(), words }),
    withdrawRestoration: (actor: Actor, id: string) =>
      decide(actor, id, 'withdraw', { decidedBy: person(actor).id, decidedAt: now() }),
    showObjection,
    objectToRestoration: object,
    runRestorations: run,
  }
}

async function unlessOvertaken<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return null
    throw error
  }
}

async function unlessGone(work: () => Promise<'effective' | 'lapsed'>) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return 'lapsed' as const
    throw error
  }
}
