import type { Affiliation, AllOperations, InstitutionLabel, Parsed } from '@augenhoehe/contracts'
import { districtByKey } from '@augenhoehe/reference-data/districts'
import { currentAgs, municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { trusted, Types } from 'mongoose'
import { officeOf, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Acting } from '../audit/index.ts'
import { Affiliations, Users, type AffiliationDoc } from './model.ts'
import { overlap, stateOf } from './policy.ts'

interface Needs {
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  /** Whether somebody moderates a room or belongs to an organisation: neither goes with an office. */
  moderatedBy: (userId: string) => Promise<readonly unknown[]>
  membershipsOf: (userId: string) => Promise<readonly unknown[]>
  /** What is remembered of this person is no longer true. */
  forget: (userId: string) => void
  /** Closed rooms are not for them any more, whatever invitations they had. */
  onGranted: (userId: string) => Promise<void>
  acting: Acting
  now: () => Date
}

export interface AffiliationDraft {
  institution: string
  kind: InstitutionLabel['kind']
  function?: string | undefined
  ags?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

export const labelOf = ({ institution, kind }: AffiliationDoc): InstitutionLabel => ({
  name: institution,
  kind,
})

/** The affiliations of these people that are not over, the latest first. */
export const openAffiliations = (userIds: readonly string[], now: Date): Promise<AffiliationDoc[]> =>
  Affiliations.find({
    userId: trusted({ $in: userIds }),
    $or: [{ to: null }, { to: trusted({ $gt: now }) }],
  })
    .sort({ from: -1, _id: -1 })
    .lean<AffiliationDoc[]>()

/** Who writes for which office: granted and ended by staff, never deleted. */
export function createAffiliations({
  people,
  moderatedBy,
  membershipsOf,
  forget,
  onGranted,
  acting,
  now,
}: Needs) {
  async function present(docs: readonly AffiliationDoc[]): Promise<Affiliation[]> {
    const named = await people(docs.map(({ userId }) => userId))
    return docs.map((doc) => ({
      id: String(doc._id),
      userId: doc.userId,
      personName: named.get(doc.userId)?.name ?? '',
      institution: labelOf(doc),
      function: doc.function,
      ags: doc.ags,
      from: doc.from.toISOString(),
      to: doc.to?.toISOString() ?? null,
      state: stateOf(doc, now()),
    }))
  }

  const fresh = (userId: string, draft: AffiliationDraft): AffiliationDoc => ({
    _id: new Types.ObjectId(),
    userId,
    institution: draft.institution,
    kind: draft.kind,
    function: draft.function ?? null,
    ags: draft.ags ?? null,
    from: draft.from ?? now(),
    to: draft.to ?? null,
    grantedAt: now(),
  })

  async function store(doc: AffiliationDoc) {
    await Affiliations.create(doc)
    forget(doc.userId)
    await onGranted(doc.userId)
  }

  return {
    async grant(actor: Actor, { email, ...wanted }: Parsed<AllOperations['accounts.grantAffiliation']>) {
      const ags = wanted.ags === undefined ? undefined : mustBeKey(wanted.ags)
      const from = wanted.from === undefined ? undefined : new Date(wanted.from)
      const to = wanted.to === undefined ? undefined : new Date(wanted.to)
      if (to && (to <= (from ?? now()) || to <= now()))
        throw refuse('request.invalid', { fields: { to: ['after the beginning, and not past'] } })
      const user = await Users.findOne({ email }, { role: 1 }).lean()
      if (!user) throw refuse('not-found', { fields: { email: ['nobody has this address'] } })
      if (user.role !== 'member') throw refuse('action.forbidden')
      const userId = String(user._id)
      const doc = fresh(userId, { ...wanted, ags, from, to })
      const before = (await openAffiliations([userId], now())).find((one) => overlap(one, doc))
      if (before) {
        if (!isSame(before, doc)) throw refuse('conflict')
        // The answer to the first try was lost; what follows from it may have been, too.
        await onGranted(userId)
        return (await present([before]))[0]!
      }
      if ((await moderatedBy(userId)).length > 0) throw refuse('affiliation.moderates')
      if ((await membershipsOf(userId)).length > 0) throw refuse('affiliation.member')
      await acting(
        {
          ...officeOf(actor),
          act: 'accounts.grantAffiliation',
          target: { affiliationId: String(doc._id), userId },
          after: { kind: doc.kind, from: doc.from.toISOString(), to: doc.to?.toISOString() ?? null },
        },
        () => store(doc),
      )
      return (await present([doc]))[0]!
    },

    async end(actor: Actor, affiliationId: string) {
      const doc = await Affiliations.findById(affiliationId).lean<AffiliationDoc>()
      if (!doc) throw refuse('not-found')
      if (stateOf(doc, now()) === 'past') throw refuse('conflict')
      const to = now()
      await acting(
        {
          ...officeOf(actor),
          act: 'accounts.endAffiliation',
          target: { affiliationId, userId: doc.userId },
          before: { to: doc.to?.toISOString() ?? null },
          after: { to: to.toISOString() },
        },
        () => Affiliations.updateOne({ _id: affiliationId }, { $set: { to } }),
      )
      forget(doc.userId)
      return (await present([{ ...doc, to }]))[0]!
    },

    async list(limit: number) {
      const docs = await Affiliations.find()
        .sort({ from: -1, _id: -1 })
        .limit(limit + 1)
        .lean<AffiliationDoc[]>()
      return { affiliations: await present(docs.slice(0, limit)), more: docs.length > limit }
    },

    /** For the demonstration. */
    affiliate: (userId: string, draft: AffiliationDraft) => store(fresh(userId, draft)),

    /**
     * Accounts of earlier versions carried the office themselves: it becomes an affiliation since the beginning.
     * Harmless when it is interrupted and repeated.
     */
    async adoptStored(keep: () => Promise<void>) {
      const stored = await Users.collection.find({ role: 'institution' }).toArray()
      for (const { _id, institution, createdAt } of stored) {
        await keep()
        const userId = String(_id)
        if (!(await Affiliations.exists({ userId }))) {
          const name = typeof institution === 'string' && institution ? institution : '–'
          await store(fresh(userId, { institution: name, kind: 'municipality', from: createdAt as Date }))
        }
        await Users.collection.updateOne({ _id }, { $set: { role: 'member' }, $unset: { institution: '' } })
      }
    },
  }
}

const isSame = (one: AffiliationDoc, other: AffiliationDoc) =>
  one.institution === other.institution &&
  one.kind === other.kind &&
  one.function === other.function &&
  one.ags === other.ags &&
  one.to?.getTime() === other.to?.getTime()

function mustBeKey(key: string): string {
  const known = key.length === 8 ? currentAgs(key) : key
  if (!(key.length === 8 ? municipalityByAgs(known) : districtByKey(known)))
    throw refuse('request.invalid', { fields: { ags: ['no municipality or district of Hesse'] } })
  return known
}
