import type { ReturnReason, RevocationReason, VerificationState, VerifiedBy } from '@augenhoehe/contracts'

const dayMs = 24 * 60 * 60 * 1000
/** So long the pictures of what was sent in are kept after the decision. */
export const keptDays = 30
/** A word for another organisation counts against the limit for half a year, whenever it began. */
export const vouchDays = 183
export const mostVouches = 5
/** So many have to give their word. */
export const vouchesNeeded = 2
/** So long nobody gives their word to whoever gave it to them. */
export const circleDays = 30

export const keptUntil = (now: Date) => new Date(now.getTime() + keptDays * dayMs)
export const vouchesSince = (now: Date) => new Date(now.getTime() - vouchDays * dayMs)
export const circlesSince = (now: Date) => new Date(now.getTime() - circleDays * dayMs)

export interface Standing {
  state: VerificationState
  /** A decision of the staff that stands until the staff decides anew. */
  revoked: boolean
}

export type Act = 'submit' | 'withdraw' | 'accept' | 'return' | 'know' | 'vouch' | 'revoke'

const by: Partial<Record<Act, VerifiedBy>> = { accept: 'register', know: 'known-contact', vouch: 'vouching' }
/** How an organisation came to be verified by this act. */
export const verifiedBy = (act: Act): VerifiedBy | null => by[act] ?? null

/** What becomes of an organisation by an act; undefined where the act is not possible. */
export function next({ state, revoked }: Standing, act: Act): Standing | undefined {
  const submitted = state === 'submitted'
  const verified = state === 'verified'
  switch (act) {
    case 'submit':
      return verified ? undefined : { state: 'submitted', revoked }
    case 'withdraw':
      return submitted ? { state: revoked ? 'revoked' : 'unverified', revoked } : undefined
    case 'accept':
      return submitted ? { state: 'verified', revoked: false } : undefined
    case 'return':
      return submitted ? { state: 'returned', revoked } : undefined
    case 'know':
      return verified ? undefined : { state: 'verified', revoked: false }
    case 'vouch':
      // Others cannot undo what the staff decided.
      return verified || revoked ? undefined : { state: 'verified', revoked }
    case 'revoke':
      return verified ? { state: 'revoked', revoked: true } : undefined
  }
}

/** "Another reason" says nothing by itself. */
export const needsWords = (reason: ReturnReason | RevocationReason) => reason === 'other'

export interface Word {
  organisationId: string
  at: Date
}

/** Words of the last half-year; older ones no longer count. */
export const recent = <W extends Word>(words: readonly W[], now: Date): W[] =>
  words.filter(({ at }) => at > vouchesSince(now))

export const vouchesLeft = (given: readonly Word[], now: Date) =>
  Math.max(0, mostVouches - recent(given, now).length)

/**
 * Whether `from` vouched for `to`, directly or through others: then a word of `to` for `from` would close a circle.
 * `given` says of each organisation whom it vouched for lately.
 */
export function reaches(given: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from])
  const open = [from]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const other of given.get(one) ?? []) {
      if (other === to) return true
      if (!seen.has(other)) {
        seen.add(other)
        open.push(other)
      }
    }
  }
  return false
}
