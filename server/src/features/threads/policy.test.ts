import type { ContributionState } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import {
  firstState,
  isSameForAll,
  mayContribute,
  mayEdit,
  mayJudge,
  maySee,
  maySeeWords,
  mayNameLanguage,
  mayStep,
  mayTranslate,
  type Standing,
  type Step,
} from './policy.ts'

const author: Standing = { userId: 'author', moderator: false, mayWrite: true }
const other: Standing = { userId: 'other', moderator: false, mayWrite: true }
const moderator: Standing = { userId: 'moderator', moderator: true, mayWrite: true }
const visitor: Standing = { userId: null, moderator: false, mayWrite: false }
const everyone = { author, other, moderator, visitor }
type Who = keyof typeof everyone

const states: ContributionState[] = ['held', 'published', 'hidden', 'withdrawn', 'removed', 'rejected']
const piece = (state: ContributionState, seq?: number) => ({ authorId: 'author', state, ...(seq && { seq }) })

describe('writing', () => {
  it.each([
    // who         locked   may write  in a moderated thread  in an open one, when known, when not known
    ['visitor', false, false, 'held', 'published', 'held'],
    ['other', false, true, 'held', 'published', 'held'],
    ['other', true, false, 'held', 'published', 'held'],
    ['moderator', true, true, 'published', 'published', 'published'],
    ['moderator', false, true, 'published', 'published', 'published'],
  ] as const)('as %s in a thread that is locked: %s', (who, locked, may, moderated, known, unknown) => {
    expect(mayContribute(everyone[who], { locked })).toBe(may)
    expect(firstState(everyone[who], { moderated: true }, true)).toBe(moderated)
    expect(firstState(everyone[who], { moderated: false }, true)).toBe(known)
    expect(firstState(everyone[who], { moderated: false }, false)).toBe(unknown)
  })
})

describe('languages', () => {
  it.each<[Who, ContributionState, boolean, boolean, boolean, boolean]>([
    // who, what, in a moderated thread, known, may translate it, may name its language
    ['other', 'published', false, true, true, false],
    ['author', 'published', false, true, true, true],
    ['other', 'published', false, false, false, false],
    ['other', 'published', true, true, false, false],
    ['author', 'published', true, true, false, true],
    ['author', 'held', true, true, false, true],
    ['moderator', 'published', true, true, true, true],
    ['moderator', 'held', true, true, false, true],
    ['moderator', 'hidden', false, true, false, false],
    ['author', 'withdrawn', false, true, false, false],
    ['visitor', 'published', false, true, false, false],
  ])('as %s of something %s', (who, state, moderated, known, translates, names) => {
    const thread = { moderated, locked: false }
    expect(mayTranslate(everyone[who], piece(state, 7), thread, known)).toBe(translates)
    expect(mayNameLanguage(everyone[who], piece(state, 7))).toBe(names)
    expect(mayTranslate({ ...everyone[who], preCheck: true }, piece(state, 7), thread, known)).toBe(
      translates && who === 'moderator',
    )
    if (who !== 'moderator')
      expect(mayTranslate(everyone[who], piece(state, 7), { ...thread, locked: true }, known)).toBe(false)
  })
})

describe('seeing', () => {
  it.each<[ContributionState, number | undefined, Who[], Who[]]>([
    // state, place, who sees that it is there, who sees the words
    ['held', undefined, ['author', 'moderator'], ['author', 'moderator']],
    ['rejected', undefined, ['author', 'moderator'], ['author', 'moderator']],
    ['withdrawn', undefined, ['author', 'moderator'], []],
    [
      'published',
      7,
      ['author', 'other', 'moderator', 'visitor'],
      ['author', 'other', 'moderator', 'visitor'],
    ],
    ['hidden', 7, ['author', 'other', 'moderator', 'visitor'], ['author', 'moderator']],
    ['withdrawn', 7, ['author', 'other', 'moderator', 'visitor'], []],
    ['removed', 7, ['author', 'other', 'moderator', 'visitor'], []],
  ])('%s at place %s', (state, seq, seen, read) => {
    const who = Object.keys(everyone) as Who[]
    expect(who.filter((one) => maySee(everyone[one], piece(state, seq)))).toEqual(seen)
    expect(who.filter((one) => maySeeWords(everyone[one], piece(state, seq)))).toEqual(read)
  })

  it('is sent to all in one message only when all see the same', () => {
    for (const state of states) {
      for (const seq of [undefined, 3]) {
        const same = isSameForAll(piece(state, seq))
        const shown = Object.values(everyone).map((one) => [
          maySee(one, piece(state, seq)),
          maySee(one, piece(state, seq)) && maySeeWords(one, piece(state, seq)),
        ])
        const differs = new Set(shown.map(String)).size > 1
        if (same) expect(differs, `${state} at ${seq}`).toBe(false)
      }
    }
  })
})

describe('editing', () => {
  it.each<[Who, ContributionState, boolean, boolean, boolean]>([
    // who, state, moderated thread, locked, may
    ['author', 'published', false, false, true],
    ['author', 'published', true, false, false],
    ['author', 'held', true, false, true],
    ['author', 'published', false, true, false],
    ['other', 'published', false, false, false],
    ['moderator', 'published', false, false, false],
  ])('%s, %s, moderated: %s, locked: %s', (who, state, moderated, locked, may) => {
    expect(mayEdit(everyone[who], piece(state, 1), { moderated, locked })).toBe(may)
  })
})

describe('judging', () => {
  const of = (authorId: string, actingOrganisationId: string | null) => ({
    ...piece('published', 1),
    authorId,
    actingOrganisationId,
  })
  it.each<[string, Standing, ReturnType<typeof of>, boolean]>([
    ['a moderator about another association', moderator, of('author', 'B'), true],
    ['a moderator about somebody personally', moderator, of('author', null), true],
    ['a moderator about the own association', moderator, of('author', 'A'), false],
    ['a moderator about themselves', moderator, of('moderator', null), false],
    ['a member', other, of('author', 'B'), false],
  ])('%s', (_, standing, contribution, may) => {
    expect(mayJudge(standing, contribution, ['A'], ['C'])).toBe(may)
    expect(mayJudge(standing, contribution, ['A'], ['A'])).toBe(false)
  })
})

it.each<[Step, ContributionState[]]>([
  ['publish', ['held', 'hidden']],
  ['reject', ['held']],
  ['hide', ['published']],
  ['remove', ['published', 'hidden']],
  ['restore', ['hidden', 'removed', 'rejected']],
  ['withdraw', ['published', 'held']],
])('%s starts from %s', (step, from) => {
  expect(states.filter((state) => mayStep(step, state)).sort()).toEqual([...from].sort())
})
