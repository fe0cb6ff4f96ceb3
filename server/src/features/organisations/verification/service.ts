import {
  Id,
  type Acquaintance,
  type OrganisationName,
  type ReturnReason,
  type RevocationReason,
  type Verification,
  type VerificationEntry,
} from '@augenhoehe/contracts'
import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { z } from 'zod'
import { isStaff, person, type Actor } from '../../../platform/actor.ts'
import { fromCursor, toCursor } from '../../../platform/cursor.ts'
import { refuse } from '../../../platform/errors.ts'
import {
  Organisations,
  roleOf,
  toEvidence,
  toFacts,
  toOrganisation,
  type OrganisationDoc,
  type VouchingDoc,
} from '../model.ts'
import { mustAdminister } from '../rights.ts'
import type { Parts } from '../service.ts'
import { afterAct, decided, rewrite, standingOf, stateOf } from './advance.ts'
import type { EvidenceFolder } from './evidence/folder.ts'
import { verificationMail, type News } from './mails.ts'
import { needsWords, next, vouchesLeft } from './policy.ts'
import { createVouching, givenBy } from './vouching.ts'

interface Needs extends Pick<
  Parts,
  'acting' | 'now' | 'stored' | 'everOf' | 'mail' | 'notify' | 'mailboxes' | 'baseUrl'
> {
  /** Where pictures of what was sent in lie. */
  evidence: EvidenceFolder
  /** Which of these pictures belong to something else than a verification. */
  heldElsewhere: (ids: readonly string[]) => Promise<readonly string[]>
  named: (ids: string[]) => Promise<Map<string, OrganisationName>>
}

const Position = z.tuple([z.number(), Id])

export function createVerification(parts: Needs) {
  const { acting, now, stored, mail, notify, mailboxes, baseUrl, named, evidence } = parts

  /** Its admins and the staff; members know only what everybody knows. */
  async function mustOversee(actor: Actor, organisationId: string): Promise<OrganisationDoc> {
    if (!isStaff(actor)) return mustAdminister(actor, organisationId)
    const doc = await Organisations.findOne({ _id: organisationId, mergedInto: null }).lean()
    if (!doc) throw refuse('not-found')
    return doc
  }

  /** Staff who does not belong to it: nobody decides about their own association. */
  async function mustDecide(actor: Actor, organisationId: string): Promise<OrganisationDoc> {
    const doc = await Organisations.findOne({ _id: organisationId, mergedInto: null }).lean()
    if (!doc) throw refuse('not-found')
    if (roleOf(doc, person(actor).id)) throw refuse('action.forbidden')
    return doc
  }

  /** Of entries that became one, the first word; and none about itself. */
  const vouchings = async (words: readonly VouchingDoc[] | undefined, own: unknown) => {
    const said = new Map<string, { organisation: OrganisationName; at: string }>()
    for (const { organisationId, at } of words ?? []) {
      const [organisation] = (await named([String(organisationId)])).values()
      if (organisation && organisation.id !== String(own) && !said.has(organisation.id))
        said.set(organisation.id, { organisation, at: at.toISOString() })
    }
    return [...said.values()]
  }

  async function toVerification(actor: Actor, doc: OrganisationDoc): Promise<Verification> {
    const { verification } = doc
    const given = await vouchings(doc.vouchesFor, doc._id)
    const ever = new Set(await parts.everOf(String(doc._id)))
    const others = await Organisations.find(
      { _id: trusted({ $in: given.map(({ organisation }) => organisation.id) }) },
      { verified: 1, verifiedBy: 1, vouchedBy: 1 },
    ).lean()
    const settled = new Set(
      others.flatMap((one) =>
        one.verified &&
        one.verifiedBy === 'vouching' &&
        (one.vouchedBy ?? []).some(({ organisationId }) => ever.has(String(organisationId)))
          ? String(one._id)
          : [],
      ),
    )
    const since = doc.verified ? doc.verifiedAt : verification?.since
    return {
      organisationId: String(doc._id),
      state: stateOf(doc),
      since: since?.toISOString() ?? null,
      by: doc.verifiedBy,
      reason: verification?.reason ?? null,
      note: verification?.note ?? '',
      evidence: verification?.evidence ? toEvidence(verification.evidence) : null,
      vouchedBy: await vouchings(doc.vouchedBy, doc._id),
      vouchesFor: given.map((one) => ({ ...one, revocable: !settled.has(one.organisation.id) })),
      vouchesLeft: vouchesLeft(givenBy(doc), now()),
      acquaintance: isStaff(actor) ? (verification?.acquaintance ?? null) : null,
    }
  }

  async function tellAdmins(doc: OrganisationDoc, news: News) {
    const admins = doc.members.flatMap(({ userId, role }) => (role === 'admin' ? [String(userId)] : []))
    const link = `${baseUrl}/mein-verein?verein=${doc.slug}`
    await notify({
      to: admins,
      key: `verification:${String(doc._id)}:${news.kind}:${doc.rev}`,
      object: ['organisation', String(doc._id)],
      kind: 'verification.changed',
      reason: 'run-organisation',
      of: String(doc._id),
      ownMail: 'always',
    })
    for (const { email, locale } of await mailboxes(admins))
      // Not waited for: what was decided stands on their page as well.
      void mail(verificationMail({ to: email, locale, organisation: doc.name, link, news }))
  }

  const asStaff = (actor: Actor, act: string, target: { organisationId: string; evidenceId?: string }) => ({
    actorId: person(actor).id,
    office: actor.role === 'admin' ? ('admin' as const) : ('staff' as const),
    act: `organisations.${act}`,
    target,
  })

  const mustHold = (doc: OrganisationDoc, evidenceId: string) => {
    if (doc.verification?.evidence?.id !== evidenceId) throw refuse('not-found')
  }
  const mustBePossible = (doc: OrganisationDoc, act: Parameters<typeof next>[1]) => {
    if (!next(standingOf(doc), act)) throw refuse('conflict')
  }

  const vouching = createVouching({
    acting,
    now,
    stored,
    everOf: parts.everOf,
    onVerified: (doc) => tellAdmins(doc, { kind: 'verified' }),
  })

  return {
    ...vouching,

    async verification(actor: Actor, organisationId: string): Promise<Verification> {
      return toVerification(actor, await mustOversee(actor, organisationId))
    },

    /** Before anything of a file is read. */
    async mustMaySend(actor: Actor, organisationId: string) {
      mustBePossible(await mustAdminister(actor, organisationId), 'submit')
    },

    /** Takes a file that lies at `path`; what was sent in before goes. */
    async sendEvidence(actor: Actor, organisationId: string, path: string): Promise<Verification> {
      let before: string | undefined
      const doc = await evidence.take(path, async (id, { kind, pages }) => {
        // Reading took a while: somebody may have lost the right meanwhile.
        await mustAdminister(actor, organisationId)
        return rewrite(organisationId, stored, (current) => {
          before = current.verification?.evidence?.id
          const sent = { id, kind, pages, sentAt: now(), keptUntil: null }
          return afterAct(current, 'submit', now(), { evidence: sent })
        })
      })
      if (before !== undefined) await evidence.remove(before)
      return toVerification(actor, doc)
    },

    async withdrawEvidence(actor: Actor, organisationId: string, evidenceId: string): Promise<Verification> {
      const before = await mustAdminister(actor, organisationId)
      mustHold(before, evidenceId)
      mustBePossible(before, 'withdraw')
      const doc = await acting(
        {
          ...asStaff(actor, 'withdrawEvidence', { organisationId, evidenceId }),
          office: 'organisation-admin' as const,
        },
        () =>
          rewrite(organisationId, stored, (current) => {
            mustHold(current, evidenceId)
            return afterAct(current, 'withdraw', now(), { evidence: null })
          }),
      )
      await evidence.remove(evidenceId)
      return toVerification(actor, doc)
    },

    /** The picture of a page, for staff and for the admins whose association sent it. */
    async evidencePage(
      actor: Actor,
      organisationId: string,
      evidenceId: string,
      page: number,
      small: boolean,
    ) {
      const doc = await mustOversee(actor, organisationId)
      mustHold(doc, evidenceId)
      return evidence.page(evidenceId, page, small)
    },

    async listVerifications(actor: Actor, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const waiting: QueryFilter<OrganisationDoc> = {
        'verification.state': 'submitted',
        verified: false,
        mergedInto: null,
      }
      const after = cursor === undefined ? undefined : fromCursor(Position, cursor)
      const later: QueryFilter<OrganisationDoc> | undefined = after && {
        $or: [
          { 'verification.evidence.sentAt': trusted({ $gt: new Date(after[0]) }) },
          {
            'verification.evidence.sentAt': new Date(after[0]),
            _id: trusted({ $gt: new mongoose.Types.ObjectId(after[1]) }),
          },
        ],
      }
      const docs = await Organisations.find({ ...waiting, ...later })
        .sort({ 'verification.evidence.sentAt': 1, _id: 1 })
        .limit(limit + 1)
        .lean()
      const page = docs.slice(0, limit)
      const entries = await Promise.all(page.map((doc) => toEntry(actor, doc)))
      const end = page.at(-1)
      return {
        entries: entries.flatMap((one) => one ?? []),
        total: await Organisations.countDocuments(waiting),
        nextCursor:
          end && docs.length > limit
            ? toCursor([end.verification!.evidence!.sentAt.getTime(), String(end._id)])
            : null,
      }
    },

    async acceptEvidence(actor: Actor, organisationId: string, evidenceId: string): Promise<Verification> {
      const before = await mustDecide(actor, organisationId)
      mustHold(before, evidenceId)
      mustBePossible(before, 'accept')
      const doc = await acting(asStaff(actor, 'acceptEvidence', { organisationId, evidenceId }), () =>
        rewrite(organisationId, stored, (current) => {
          mustHold(current, evidenceId)
          return afterAct(current, 'accept', now(), {
            evidence: decided(current, now()),
          })
        }),
      )
      await tellAdmins(doc, { kind: 'verified' })
      return toVerification(actor, doc)
    },

    async returnEvidence(
      actor: Actor,
      organisationId: string,
      { evidenceId, reason, note }: { evidenceId: string; reason: ReturnReason; note: string },
    ): Promise<Verification> {
      const before = await mustDecide(actor, organisationId)
      mustHold(before, evidenceId)
      mustBePossible(before, 'return')
      mustSay(reason, note)
      const doc = await acting(
        { ...asStaff(actor, 'returnEvidence', { organisationId, evidenceId }), after: { reason } },
        () =>
          rewrite(organisationId, stored, (current) => {
            mustHold(current, evidenceId)
            return afterAct(current, 'return', now(), {
              reason,
              note,
              evidence: decided(current, now()),
            })
          }),
      )
      await tellAdmins(doc, { kind: 'returned', reason, note })
      return toVerification(actor, doc)
    },

    async verifyKnown(
      actor: Actor,
      organisationId: string,
      acquaintance: { how: Acquaintance; whom: string },
    ): Promise<Verification> {
      mustBePossible(await mustDecide(actor, organisationId), 'know')
      const doc = await acting(
        { ...asStaff(actor, 'verifyKnown', { organisationId }), after: { how: acquaintance.how } },
        () =>
          rewrite(organisationId, stored, (current) =>
            afterAct(current, 'know', now(), {
              acquaintance,
              evidence: decided(current, now()),
            }),
          ),
      )
      await tellAdmins(doc, { kind: 'verified' })
      return toVerification(actor, doc)
    },

    async revokeVerification(
      actor: Actor,
      organisationId: string,
      { reason, note }: { reason: RevocationReason; note: string },
    ): Promise<Verification> {
      const before = await mustDecide(actor, organisationId)
      mustBePossible(before, 'revoke')
      mustSay(reason, note)
      const doc = await acting(
        {
          ...asStaff(actor, 'revokeVerification', { organisationId }),
          before: { by: before.verifiedBy },
          after: { reason },
        },
        () =>
          rewrite(organisationId, stored, (current) => ({
            ...afterAct(current, 'revoke', now(), { reason, note, acquaintance: null }),
            vouchedBy: [],
          })),
      )
      await tellAdmins(doc, { kind: 'revoked', reason, note })
      return toVerification(actor, doc)
    },

    /** Deletes pictures whose time is over, and whatever an interruption left behind. May be repeated. */
    async sweepEvidence() {
      const over = { 'verification.evidence.keptUntil': trusted({ $lte: now() }) }
      for (const { _id } of await Organisations.find(over, { _id: 1 }).lean()) {
        const doc = await Organisations.findOneAndUpdate(
          { _id, ...over },
          { $set: { 'verification.evidence': null }, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        ).lean()
        if (doc) await stored(doc)
      }
      await evidence.sweep(async (ids) => {
        const owners = await Organisations.find(
          { 'verification.evidence.id': trusted({ $in: ids }) },
          { verification: 1 },
        ).lean()
        const own = owners.flatMap(({ verification }) => verification?.evidence?.id ?? [])
        return new Set([...own, ...(await parts.heldElsewhere(ids))])
      })
    },
  }

  async function toEntry(actor: Actor, doc: OrganisationDoc): Promise<VerificationEntry | undefined> {
    const sent = doc.verification?.evidence
    if (!sent) return undefined
    const ownRole = roleOf(doc, person(actor).id)
    // To look at an extract shows the staff nothing of a profile that is kept from them.
    const seen = toOrganisation(toFacts(doc), { signedIn: true, ownRole }, now())
    const { id, slug, name, municipality, legalForm, foundedYear, website, joinedAt } = seen
    return {
      organisation: { id, slug, name, municipality, legalForm, foundedYear, website, joinedAt },
      evidence: toEvidence(sent),
      revokedBefore: doc.verification?.revoked ?? false,
      vouchedBy: await vouchings(doc.vouchedBy, doc._id),
      mayDecide: ownRole === null,
    }
  }
}
export type VerificationService = ReturnType<typeof createVerification>

function mustSay(reason: ReturnReason | RevocationReason, note: string) {
  if (needsWords(reason) && note === '') throw refuse('request.invalid', { fields: { note: ['needed'] } })
}
