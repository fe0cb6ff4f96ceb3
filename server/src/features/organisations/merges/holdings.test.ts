import { assert, constantFrom, date, property, record, tuple, uniqueArray } from 'fast-check'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import type { VerificationDoc, VouchingDoc } from '../model.ts'
import type { ContactDoc, FunctionDoc, HandoverDoc } from '../people/model.ts'
import {
  holdingsOf,
  isHandoverOf,
  planHoldings,
  releaseHoldings,
  returnHoldings,
  type Holdings,
} from './holdings.ts'
import { planStanding, putAside, releaseStanding, returnStanding, type Standing } from './standing.ts'

const id = (letter: string) => new mongoose.Types.ObjectId(letter.repeat(24))
const at = new Date('2026-05-04T10:00:00Z')
const people = constantFrom('a', 'b', 'c')

const functions = (ids: string) =>
  uniqueArray(
    record({
      _id: constantFrom(...Array.from(ids)).map(id),
      userId: people.map(id),
      name: constantFrom(null),
      kind: constantFrom('chair' as const, 'treasurer' as const),
      words: constantFrom(''),
      from: constantFrom('2020-01-01', '2024-01-01'),
      to: constantFrom(null, '2027-01-01'),
    }),
    { selector: ({ _id }) => String(_id), maxLength: 3 },
  )
const contacts = (ids: string) =>
  uniqueArray(
    record({
      _id: constantFrom(...Array.from(ids)).map(id),
      userId: people.map(id),
      kind: constantFrom('email' as const),
      value: constantFrom('x@example.org', 'y@example.org'),
      purpose: constantFrom('general' as const),
      audience: constantFrom('members' as const, 'everyone' as const),
      consentedAt: constantFrom(at),
      expiresAt: constantFrom(new Date('2027-05-04T10:00:00Z')),
    }),
    { selector: ({ _id }) => String(_id), maxLength: 3 },
  ).map((some) => some as ContactDoc[])
const handover = (startedAt: Date) =>
  constantFrom(null, {
    fromId: id('a'),
    successorId: null,
    note: '',
    ticked: [],
    startedAt,
    completedAt: null,
  } as HandoverDoc)
const held = (ids: string) =>
  record({
    functions: functions(ids).map((some) => some as FunctionDoc[]),
    contacts: contacts(ids),
    removals: date({ noInvalidDate: true }).map((moment) => [
      {
        member: { userId: id('f'), role: 'member' as const, since: at },
        functions: [],
        contacts: [],
        by: id('a'),
        at: moment,
      },
    ]),
    handover: handover(ids === '123' ? at : new Date(0)),
  })
const two = tuple(held('123'), held('456'))
const everybody = () => true
const nobody = () => false
const keyOf = ({ userId, kind, words, from }: FunctionDoc) => [String(userId), kind, words, from].join()

describe('what people hold', () => {
  it('is there once after a merge, and in both exactly as before after its undoing', () => {
    assert(
      property(two, ([from, into]) => {
        const { holdings, absorbed } = planHoldings(from, into, (userId) => userId !== 'f'.repeat(24))
        for (const one of from.functions) expect(holdings.functions.map(keyOf)).toContain(keyOf(one))
        expect(holdings.functions.length).toBeLessThanOrEqual(from.functions.length + into.functions.length)
        const back = returnHoldings(from, holdings, absorbed, nobody)
        expect(back).toEqual(from)
        expect(releaseHoldings(holdings, absorbed, everybody, isHandoverOf(back))).toEqual(into)
      }),
    )
  })

  it('is gone from both once a consent was withdrawn', () => {
    assert(
      property(two, people, ([from, into], withdrawer) => {
        const { holdings, absorbed } = planHoldings(from, into, everybody)
        const isTheirs = ({ userId }: ContactDoc) => String(userId) === String(id(withdrawer))
        const since: Holdings = {
          ...holdings,
          contacts: holdings.contacts.filter((one) => !isTheirs(one)),
        }
        const back = returnHoldings(from, since, absorbed, nobody)
        expect(back.contacts.some(isTheirs)).toBe(false)
        expect(releaseHoldings(since, absorbed, everybody, () => false).contacts.some(isTheirs)).toBe(false)
      }),
    )
  })

  it('that was entered since goes with whoever goes back, and what was ended stays ended', () => {
    const chair: FunctionDoc = {
      _id: id('1'),
      userId: id('a'),
      name: null,
      kind: 'chair',
      words: '',
      from: '2020-01-01',
      to: null,
    }
    const from: Holdings = { ...holdingsOf({}), functions: [chair] }
    const { holdings, absorbed } = planHoldings(from, holdingsOf({}), everybody)
    const added: FunctionDoc = { ...chair, _id: id('7'), kind: 'treasurer' }
    const since = { ...holdings, functions: [{ ...chair, to: '2026-06-01' }, added] }
    const back = returnHoldings(from, since, absorbed, (userId) => userId === String(id('a')))
    expect(back.functions).toEqual([{ ...chair, to: '2026-06-01' }, added])
    expect(
      releaseHoldings(
        since,
        absorbed,
        () => false,
        () => false,
      ).functions,
    ).toEqual([])
  })
})

const word = (letter: string): VouchingDoc => ({ organisationId: id(letter), at })
const verification = (state: VerificationDoc['state'], change: Partial<VerificationDoc> = {}) => ({
  state,
  since: at,
  revoked: false,
  reason: null,
  note: '',
  evidence: null,
  acquaintance: null,
  ...change,
})
const sent = (name: string) => ({
  id: name,
  kind: 'document' as const,
  pages: [],
  sentAt: at,
  keptUntil: null,
})
const standing = (change: Partial<Standing> = {}): Standing => ({
  verified: false,
  verifiedBy: null,
  verifiedAt: null,
  verification: null,
  vouchedBy: [],
  vouchesFor: [],
  ...change,
})
const standings: [string, Standing][] = [
  ['unverified', standing()],
  ['verified by the register', standing({ verified: true, verifiedBy: 'register', verifiedAt: at })],
  [
    'verified by others',
    standing({ verified: true, verifiedBy: 'vouching', verifiedAt: at, vouchedBy: [word('c'), word('d')] }),
  ],
  ['waiting', standing({ verification: verification('submitted', { evidence: sent('one') }) })],
  ['returned', standing({ verification: verification('returned', { reason: 'unreadable' }) })],
  ['revoked', standing({ verification: verification('revoked', { revoked: true }) })],
  ['vouched for once, vouching once', standing({ vouchedBy: [word('e')], vouchesFor: [word('f')] })],
]
const own = new Set([String(id('1')), String(id('2'))])

describe('what vouches for an entry', () => {
  it.each(standings.flatMap(([a, from]) => standings.map(([b, into]) => [a, b, from, into] as const)))(
    '%s into %s: in both as before, after the undoing',
    (_, __, from, into) => {
      const gone = { ...from, verification: putAside(from.verification, at) }
      const { standing: together, absorbed } = planStanding(gone, into, own)
      const after = { ...into, ...together }
      const back = { ...gone, ...returnStanding(gone, after, absorbed) }
      expect(back).toEqual(from)
      expect({ ...after, ...releaseStanding(back, after, absorbed) }).toEqual(into)
    },
  )

  it('a verification comes along where there is none, and past no decision of the staff', () => {
    const [verified, revoked] = [standings[1]![1], standings[5]![1]]
    expect(planStanding(verified, standing(), own).standing).toMatchObject({ verifiedBy: 'register' })
    expect(planStanding(verified, revoked, own).standing).toMatchObject({ verified: false })
    expect(planStanding(revoked, verified, own).standing).toMatchObject({ verified: true })
  })

  it('a word of one for the other counts for nothing', () => {
    const vouched = { ...standings[2]![1], vouchedBy: [word('2'), word('d')] }
    expect(planStanding(vouched, standing(), own).standing).toMatchObject({
      verified: false,
      vouchedBy: [word('d')],
    })
  })

  it('what waits for a decision waits on, and its decision goes back with it', () => {
    const waiting = standings[3]![1]
    const gone = { ...waiting, verification: putAside(waiting.verification, at) }
    expect(gone.verification?.evidence?.keptUntil).not.toBeNull()
    const { standing: together, absorbed } = planStanding(gone, standing(), own)
    expect(together.verification).toEqual(waiting.verification)
    const decided = {
      ...together,
      verified: true,
      verifiedBy: 'register' as const,
      verification: { ...together.verification!, state: 'verified' as const },
    }
    expect(returnStanding(gone, decided, absorbed)).toMatchObject({ verified: true })
    expect(releaseStanding(gone, decided, absorbed)).toMatchObject({ verified: false, verification: null })
  })

  it('what was sent in since stays where it was sent, and replaces what waited', () => {
    const waiting = standings[3]![1]
    const { standing: together, absorbed } = planStanding(waiting, standing(), own)
    const anew = { ...together, verification: verification('submitted', { evidence: sent('two') }) }
    expect(returnStanding(waiting, anew, absorbed).verification).toMatchObject({
      state: 'unverified',
      evidence: null,
    })
    expect(releaseStanding(waiting, anew, absorbed).verification?.evidence?.id).toBe('two')
  })
})
