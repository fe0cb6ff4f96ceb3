import { describe, expect, it } from 'vitest'
import { simulate } from './simulation/simulate.ts'
import type { Rules } from './simulation/world.ts'
import { contribution, replyOf } from './samples.ts'
import {
  inOrder,
  isGap,
  nothing,
  takeNewer,
  takeOlder,
  takeFollow,
  takeOwn,
  takePage,
  takePush,
  trim,
  quotedIn,
} from './state.ts'

const rules: Rules = { isGap, takeFollow, takeOwn, takePage, takePush, trim }
const histories = 2000
const firstSeed = 20_261_122

const firstFault = (of: Rules): string | null => {
  for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
    const fault = simulate(seed, of)
    if (fault) return `seed ${seed}: ${fault}`
  }
  return null
}

describe('what a reader sees after everything has arrived', () => {
  it(`equals a reload in ${histories} random histories from seed ${firstSeed}`, () => {
    expect(firstFault(rules)).toBeNull()
  })
})

describe('the simulation notices a plausible wrong rule:', () => {
  it.each<[string, Partial<Rules>]>([
    [
      'the answer to an own write moves the cursor',
      {
        takeOwn: (state, contribution) => ({
          ...takeOwn(state, contribution),
          rev: Math.max(state.rev, contribution.rev),
        }),
      },
    ],
    [
      'a push moves the cursor even after a gap',
      { takePush: (state, push) => ({ ...takePush(state, push), rev: Math.max(state.rev, push.rev) }) },
    ],
    ['a gap is not followed up', { isGap: () => false }],
    [
      'what arrives last wins',
      {
        takePush: (state, push) => ({
          ...takePush(state, push),
          contributions: new Map([
            ...state.contributions,
            ...push.contributions.map((contribution) => [contribution.id, contribution] as const),
          ]),
        }),
      },
    ],
    [
      'news from before a reload is taken in after it',
      {
        takePush: (state, push) => ({ ...takePush({ ...state, floor: 0 }, push), floor: state.floor }),
      },
    ],
    [
      'an older page takes the place of what was forgotten since',
      { takePage: (state, page) => takePage({ ...state, floor: 0 }, page) },
    ],
  ])('%s', (_, wrong) => {
    expect(firstFault({ ...rules, ...wrong })).not.toBeNull()
  })
})

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => contribution(from + index))

describe('a window', () => {
  const middle = () => takePage(nothing, replyOf(range(11, 20), 40, { moreBefore: true, moreAfter: true }))
  const seqs = (state: ReturnType<typeof middle>) => inOrder(state).map(({ seq }) => seq)

  it('grows on both sides and shows nothing that lies beyond a gap', () => {
    const state = middle()
    const pushed = takePush(state, { afterRev: 40, rev: 41, contributions: [contribution(41)], quoted: [] })
    expect(seqs(pushed)).toEqual(range(11, 20).map(({ seq }) => seq))
    expect(pushed.newest).toBe(41)
    const older = takeOlder(pushed, replyOf(range(1, 10), 41), pushed.ticket)
    const newer = takeNewer(older, replyOf(range(21, 41), 41), older.ticket)
    expect(seqs(newer)).toEqual(range(1, 41).map(({ seq }) => seq))
    expect(newer.to).toBe(Infinity)
    expect(takeNewer(older, replyOf(range(25, 30), 41), older.ticket)).toBe(older)
  })

  it('keeps so many, and none of what was on its way when it forgot the others', () => {
    const state = middle()
    const edited = { ...contribution(9), rev: 41, text: 'anders' }
    const heard = takePush(state, { afterRev: 40, rev: 41, contributions: [edited], quoted: [] })
    const kept = trim(heard, 'end', 4)
    expect(seqs(kept)).toEqual([11, 12, 13, 14])
    expect(takeOlder(kept, replyOf(range(1, 10), 40), state.ticket)).toBe(kept)
    expect(trim(heard, 'beginning', 4).from).toBe(17)
    const replying = { ...contribution(12), rev: 42, replyTo: contribution(15).id }
    const withReply = takePush(heard, { afterRev: 41, rev: 42, contributions: [replying], quoted: [] })
    expect(quotedIn(trim(withReply, 'end', 4), contribution(15).id)?.text).toBe(contribution(15).text)
    const late = { ...contribution(16), seq: null, state: 'held' as const, rev: 5 }
    expect(takePush(kept, { afterRev: 4, rev: 5, contributions: [late], quoted: [] })).toBe(kept)
  })
})
