import { describe, expect, it } from 'vitest'
import {
  afterAct,
  confirmableDays,
  faultsOfFunction,
  faultsOfOwnDays,
  functionsWithout,
  handoverPoints,
  isForgotten,
  isNoteOver,
  linkDays,
  needsSecondAdmin,
  noteDays,
  reachOf,
  stateOfFunction,
  waitMs,
  type RestorationAct,
  type RestorationActor,
  type RestorationFacts,
} from './policy.ts'

const today = '2026-11-22'
const one = {
  userId: 'amal' as string | null,
  name: null,
  kind: 'chair' as const,
  words: '',
  from: '2024-01-01',
  to: null,
}

describe('a function', () => {
  it.each([
    ['2026-11-23', null, 'coming'],
    ['2026-11-22', null, 'current'],
    ['2026-11-22', '2026-11-22', 'current'],
    ['2020-01-01', '2026-11-21', 'past'],
  ] as const)('from %s to %s is %s', (from, to, state) => {
    expect(stateOfFunction({ ...one, from, to }, today)).toBe(state)
  })

  it.each([
    [{ kind: 'other' as const }, ['words']],
    [{ kind: 'other' as const, words: 'Küche' }, []],
    [{ to: '2023-12-31' }, ['to']],
    [{ to: '2024-01-01' }, []],
  ])('%j is wrong in %j', (change, fields) => {
    expect(Object.keys(faultsOfFunction({ ...one, ...change }, [], today))).toEqual(fields)
  })

  it.each([
    [{ from: '2020-01-01', to: '2024-01-01' }, { from: ['days.overlap'] }],
    [{ from: '2020-01-01', to: '2023-12-31' }, {}],
    [{ from: '2030-01-01' }, { from: ['days.overlap'] }],
    [{ from: '2030-01-01', words: 'Jugendgruppe' }, {}],
    [{ from: '2030-01-01', kind: 'board' as const }, {}],
    [{ from: '2030-01-01', userId: 'bea' }, {}],
    [{ userId: null, to: null }, { to: ['days.left'] }],
    [{ userId: null, to: today }, {}],
  ])('%j is refused beside the same one: %j', (change, faults) => {
    expect(faultsOfFunction({ ...one, ...change }, [one, { ...one, userId: null }], today)).toEqual(faults)
  })

  it.each([
    [{ to: null }, { to: '2026-12-31' }, {}],
    [{ to: '2026-12-31' }, { to: '2026-11-01' }, {}],
    [{ to: '2026-12-31' }, { to: null }, { to: ['days.longer'] }],
    [{ to: '2025-12-31' }, { to: '2026-12-31' }, { to: ['days.longer'] }],
    [{ from: '2024-01-01' }, { from: '2023-01-01' }, {}],
    [{ from: '2027-01-01' }, { from: '2026-12-01' }, { from: ['days.sooner'] }],
    [{ from: '2027-01-01' }, { from: '2027-02-01' }, {}],
  ])('whoever has it from %j to %j: %j', (before, change, faults) => {
    const was = { ...one, ...before }
    expect(faultsOfOwnDays(was, { ...was, ...change }, today)).toEqual(faults)
  })

  it('of somebody who leaves keeps a name and days, and nothing that never began', () => {
    const past = { ...one, to: '2025-01-01' }
    const coming = { ...one, from: '2027-01-01' }
    const foreign = { ...one, userId: 'bea' }
    expect(functionsWithout([one, past, coming, foreign], 'amal', 'Amal', today)).toEqual([
      { ...one, userId: null, name: 'Amal', to: today },
      { ...past, userId: null, name: 'Amal' },
      foreign,
    ])
  })

  it.each([
    [{ userId: null, to: '2023-11-21' }, true],
    [{ userId: null, to: '2023-11-22' }, false],
    [{ userId: 'amal', to: '2000-01-01' }, false],
  ])('%j is forgotten: %s', (change, forgotten) => {
    expect(isForgotten({ ...one, ...change }, today)).toBe(forgotten)
  })
})

it.each([
  ['everyone', 'everyone', 'everyone'],
  ['everyone', 'members', 'members'],
  ['signed-in', 'members', 'members'],
  ['signed-in', 'everyone', 'signed-in'],
  ['members', 'everyone', 'members'],
] as const)('a number for %s of somebody known to %s reaches %s', (audience, shown, reach) => {
  expect(reachOf(audience, shown)).toBe(reach)
})

it.each([
  [7, 'member', undefined, 7],
  [30, 'admin', 'amal@example.org', 30],
  [30, 'admin', undefined, 3],
  [1, 'admin', undefined, 1],
] as const)('a link for %i days, as %s, for %s, works for %i', (days, role, email, works) => {
  expect(linkDays(days, role, email)).toBe(works)
})

describe('the reminder of a second admin', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const admin = (userId: string, laterUntil: Date | null = null) => ({
    userId,
    role: 'admin' as const,
    laterUntil,
  })
  it.each([
    ['alone', [admin('amal')], true],
    ['with a member', [admin('amal'), { userId: 'bea', role: 'member' as const }], true],
    ['with another admin', [admin('amal'), admin('bea')], false],
    ['put off', [admin('amal', new Date('2026-12-01'))], false],
    ['put off long ago', [admin('amal', new Date('2026-11-01'))], true],
    ['not for others', [admin('bea')], false],
  ])('%s', (_, members, needed) => {
    expect(needsSecondAdmin(members, 'amal', now)).toBe(needed)
  })
})

describe('a handover', () => {
  it('derives what it can, and leaves the rest to be ticked', () => {
    const points = handoverPoints({ 'second-admin': 1, requests: 2, listings: 1 }, ['listings', 'papers'])
    const of = (wanted: string) => points.find(({ point }) => point === wanted)
    expect(of('second-admin')).toEqual({ point: 'second-admin', open: 1, byHand: false, done: false })
    expect(of('functions')).toEqual({ point: 'functions', open: 0, byHand: false, done: true })
    expect(of('requests')).toEqual({ point: 'requests', open: 2, byHand: true, done: false })
    expect(of('listings')).toEqual({ point: 'listings', open: 1, byHand: true, done: true })
    expect(of('papers')).toEqual({ point: 'papers', open: null, byHand: true, done: true })
    expect(of('access')).toEqual({ point: 'access', open: null, byHand: true, done: false })
  })

  it('keeps its note for a while', () => {
    const completedAt = new Date('2026-01-01T00:00:00Z')
    const after = (days: number) => new Date(completedAt.getTime() + days * 24 * 60 * 60 * 1000)
    expect(isNoteOver({ completedAt: null }, after(1000))).toBe(false)
    expect(isNoteOver({ completedAt }, after(noteDays - 1))).toBe(false)
    expect(isNoteOver({ completedAt }, after(noteDays))).toBe(true)
  })
})

describe('restoring access', () => {
  const proposedAt = new Date('2026-11-01T12:00:00Z')
  const soon = new Date('2026-11-02T12:00:00Z')
  const late = new Date(proposedAt.getTime() + confirmableDays * 24 * 60 * 60 * 1000)
  const effectiveAt = new Date(soon.getTime() + waitMs)
  const beforeEffect = new Date(effectiveAt.getTime() - 1)
  const first: RestorationActor = { staff: 'first' }
  const second: RestorationActor = { staff: 'second' }
  const third: RestorationActor = { staff: 'third' }
  const proposed: RestorationFacts = {
    state: 'proposed',
    proposedBy: 'first',
    proposedAt,
    confirmedBy: null,
    effectiveAt: null,
  }
  const confirmed: RestorationFacts = { ...proposed, state: 'confirmed', confirmedBy: 'second', effectiveAt }

  it.each<[RestorationFacts, RestorationAct, RestorationActor, Date, RestorationFacts['state'] | null]>([
    [proposed, 'confirm', second, soon, 'confirmed'],
    [proposed, 'confirm', first, soon, null],
    [proposed, 'confirm', 'affected', soon, null],
    [proposed, 'confirm', 'time', soon, null],
    [proposed, 'confirm', second, late, null],
    [proposed, 'decline', second, soon, 'declined'],
    [proposed, 'decline', first, soon, null],
    [proposed, 'decline', second, late, null],
    [proposed, 'withdraw', first, soon, 'withdrawn'],
    [proposed, 'withdraw', second, soon, null],
    [proposed, 'object', 'affected', soon, 'objected'],
    [proposed, 'object', second, soon, null],
    [proposed, 'take-effect', 'time', late, null],
    [proposed, 'lapse', 'time', soon, null],
    [proposed, 'lapse', 'time', late, 'lapsed'],
    [proposed, 'lapse', second, late, null],
    [confirmed, 'confirm', third, soon, null],
    [confirmed, 'decline', third, soon, null],
    [confirmed, 'withdraw', first, soon, 'withdrawn'],
    [confirmed, 'withdraw', second, soon, 'withdrawn'],
    [confirmed, 'withdraw', third, soon, null],
    [confirmed, 'object', 'affected', beforeEffect, 'objected'],
    // As long as it has not taken effect, an objection stops it, even when it is due.
    [confirmed, 'object', 'affected', effectiveAt, 'objected'],
    [confirmed, 'take-effect', 'time', beforeEffect, null],
    [confirmed, 'take-effect', 'time', effectiveAt, 'taking-effect'],
    [confirmed, 'take-effect', second, effectiveAt, null],
    [confirmed, 'lapse', 'time', late, null],
  ])('%j: %s by %j at %s', (facts, act, actor, at, state) => {
    expect(afterAct(facts, act, actor, at)).toBe(state)
  })

  const ends = ['effective', 'declined', 'withdrawn', 'objected', 'lapsed', 'taking-effect'] as const
  const acts: RestorationAct[] = ['confirm', 'decline', 'withdraw', 'object', 'take-effect', 'lapse']
  it.each(ends)('nothing more becomes of what is %s', (state) => {
    for (const act of acts)
      for (const actor of [first, second, 'affected', 'time'] as const)
        for (const at of [soon, late, effectiveAt])
          expect(afterAct({ ...confirmed, state }, act, actor, at)).toBeNull()
  })
})
