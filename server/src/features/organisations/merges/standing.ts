import type { OrganisationDoc, VerificationDoc, VouchingDoc } from '../model.ts'
import { stateOf } from '../verification/advance.ts'
import { keptUntil, vouchesNeeded } from '../verification/policy.ts'

/**
 * What vouches for an entry that becomes part of another: its verification, what it sent in, the words it was given
 * and gave. Pure, like the plan for its people.
 */
export type Standing = Pick<
  OrganisationDoc,
  'verified' | 'verifiedBy' | 'verifiedAt' | 'verification' | 'vouchedBy' | 'vouchesFor'
>
type Verified = Pick<Standing, 'verified' | 'verifiedBy' | 'verifiedAt' | 'verification'>

export interface AbsorbedStanding {
  /** The verification came along; what was there before comes back with the undoing. */
  verification: boolean
  before: Verified
  /** Whose words came along, and for whom. */
  vouchedBy: string[]
  vouchesFor: string[]
}

const verifiedOf = ({ verified, verifiedBy, verifiedAt, verification }: Standing): Verified => ({
  verified,
  verifiedBy,
  verifiedAt: verifiedAt ?? null,
  verification: verification ?? null,
})
const idOf = ({ organisationId }: VouchingDoc) => String(organisationId)
const evidenceOf = ({ verification }: Verified | Standing) => verification?.evidence ?? null

/** The pictures of an entry that goes are kept as long as the merge can be undone; this says so on them. */
export function putAside(verification: VerificationDoc | null | undefined, now: Date) {
  if (!verification?.evidence || verification.evidence.keptUntil) return verification ?? null
  return { ...verification, evidence: { ...verification.evidence, keptUntil: keptUntil(now) } }
}

/** The other way round: what waits for a decision is kept until it is made. */
function takenUp(verification: VerificationDoc | null | undefined): VerificationDoc | null {
  if (verification?.state !== 'submitted' || !verification.evidence) return verification ?? null
  return { ...verification, evidence: { ...verification.evidence, keptUntil: null } }
}

/** `own`: all ids of the two; what one of them said of the other counts for nothing any more. */
export function planStanding(from: Standing, into: Standing, own: ReadonlySet<string>) {
  const others = (words: readonly VouchingDoc[] | undefined) =>
    (words ?? []).filter((one) => !own.has(idOf(one)))
  const coming = (words: readonly VouchingDoc[] | undefined, there: readonly VouchingDoc[] | undefined) => {
    const known = new Set((there ?? []).map(idOf))
    return others(words).filter((one) => !known.has(idOf(one)))
  }
  const holds =
    from.verified && (from.verifiedBy !== 'vouching' || others(from.vouchedBy).length >= vouchesNeeded)
  const waits = stateOf(from) === 'submitted' && stateOf(into) !== 'submitted'
  // What the staff revoked only the staff verifies anew, and not by the way.
  const verification = !into.verified && !into.verification?.revoked && (holds || waits)
  const vouchedBy = coming(from.vouchedBy, into.vouchedBy)
  const vouchesFor = coming(from.vouchesFor, into.vouchesFor)
  return {
    standing: {
      ...(verification
        ? { ...verifiedOf(from), verification: takenUp(from.verification) }
        : verifiedOf(into)),
      vouchedBy: [...(into.vouchedBy ?? []), ...vouchedBy],
      vouchesFor: [...(into.vouchesFor ?? []), ...vouchesFor],
    },
    absorbed: {
      verification,
      before: verifiedOf(into),
      vouchedBy: vouchedBy.map(idOf),
      vouchesFor: vouchesFor.map(idOf),
    } satisfies AbsorbedStanding,
  }
}

/** Something else was sent in since: that belongs to the entry that went on. */
const hasSentAnew = (from: Standing, into: Standing) =>
  evidenceOf(into) !== null && evidenceOf(into)?.id !== evidenceOf(from)?.id

/** Its own again, with what was decided about it since; a word that was taken back since is gone. */
export function returnStanding(from: Standing, into: Standing, absorbed: AbsorbedStanding) {
  const still = (
    words: readonly VouchingDoc[] | undefined,
    moved: readonly string[],
    there: readonly VouchingDoc[] | undefined,
  ) =>
    (words ?? []).filter(
      (one) => !moved.includes(idOf(one)) || (there ?? []).some((other) => idOf(other) === idOf(one)),
    )
  const own = { ...verifiedOf(from), verification: takenUp(from.verification) }
  return {
    ...(absorbed.verification ? (hasSentAnew(from, into) ? replaced(own) : verifiedOf(into)) : own),
    vouchedBy: still(from.vouchedBy, absorbed.vouchedBy, into.vouchedBy),
    vouchesFor: still(from.vouchesFor, absorbed.vouchesFor, into.vouchesFor),
  }
}

/** What was sent in has been replaced by something else, and its pictures are deleted. */
function replaced(own: Verified): Verified {
  if (own.verification?.state !== 'submitted') return own
  const { revoked } = own.verification
  return {
    ...own,
    verification: { ...own.verification, state: revoked ? 'revoked' : 'unverified', evidence: null },
  }
}

/** What the entry that went on had before, and what it was given since. */
export function releaseStanding(from: Standing, into: Standing, absorbed: AbsorbedStanding) {
  const [gaveIt, gotIt] = [new Set(absorbed.vouchedBy), new Set(absorbed.vouchesFor)]
  const vouchedBy = (into.vouchedBy ?? []).filter((one) => !gaveIt.has(idOf(one)))
  const goesBack = absorbed.verification && !hasSentAnew(from, into)
  // Verified since by words of which some go back: as many as are needed have to be left.
  const isShort =
    into.verified &&
    into.verifiedBy === 'vouching' &&
    !absorbed.before.verified &&
    vouchedBy.length < vouchesNeeded
  return {
    ...(goesBack || isShort ? absorbed.before : verifiedOf(into)),
    vouchedBy,
    vouchesFor: (into.vouchesFor ?? []).filter((one) => !gotIt.has(idOf(one))),
  }
}
