import { describe, expect, it } from 'vitest'
import {
  isEarly,
  maySeeAnswer,
  maySeeWorking,
  mayStep,
  restsOnSomething,
  saysOtherwise,
  shownTo,
  type Step,
} from './policy.ts'

const now = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-11-29T12:00:00Z')
const before = new Date('2026-11-21T12:00:00Z')
const stages = {
  draft: { state: 'draft', reviewUntil: null },
  asking: { state: 'in-review', reviewUntil: later },
  asked: { state: 'in-review', reviewUntil: before },
  published: { state: 'published', reviewUntil: null },
} as const

describe('the steps of a record', () => {
  it.each<[Step, (keyof typeof stages)[]]>([
    ['edit', ['draft', 'asking', 'asked']],
    ['review', ['draft', 'asking', 'asked']],
    ['confirm', ['asking']],
    ['publish', ['draft', 'asking', 'asked']],
    ['revise', ['published']],
  ])('%s is possible in %s', (step, possible) => {
    const found = Object.entries(stages).filter(([, stage]) => mayStep(step, stage, now))
    expect(found.map(([name]) => name)).toEqual(possible)
  })

  it('ends a review at its last moment', () => {
    expect(mayStep('confirm', stages.asking, new Date(later.getTime() - 1))).toBe(true)
    expect(mayStep('confirm', stages.asking, later)).toBe(false)
  })

  it('needs a reason before the review has ended', () => {
    const early = Object.entries(stages).filter(([, stage]) => isEarly(stage, now, 2))
    expect(early.map(([name]) => name)).toEqual(['draft', 'asking'])
  })

  it('needs none once everybody who was asked has answered', () => {
    expect(isEarly(stages.asking, now, 0)).toBe(false)
    expect(isEarly(stages.draft, now, 0)).toBe(true)
  })
})

describe('what a reader is shown', () => {
  const editor = { edits: true, isAsked: false }
  const asked = { edits: false, isAsked: true }
  const reader = { edits: false, isAsked: false }

  it.each([
    ['draft', 0, 'working', 'nothing', 'nothing'],
    ['in-review', 0, 'working', 'working', 'working'],
    ['published', 1, 'working', 'published', 'published'],
    ['draft', 1, 'working', 'published', 'published'],
    ['in-review', 1, 'working', 'working', 'published'],
  ] as const)('of %s with %i published', (state, published, toEditor, toAsked, toReader) => {
    const record = { state, published }
    expect(shownTo(editor, record)).toBe(toEditor)
    expect(shownTo(asked, record)).toBe(toAsked)
    expect(shownTo(reader, record)).toBe(toReader)
  })

  it('is no draft that is not under review, unless they work on it', () => {
    for (const state of ['draft', 'in-review', 'published'] as const) {
      expect(maySeeWorking(editor, { state })).toBe(true)
      expect(maySeeWorking(reader, { state })).toBe(state === 'in-review')
    }
  })

  it('is every dissent, and what their own association answered', () => {
    const answer = (value: 'confirm' | 'comment' | 'dissent') => ({
      value,
      organisationId: 'a',
      institution: null,
    })
    const own = (organisationId: string) => [{ organisationId, institution: null }]
    expect(maySeeAnswer(reader, answer('dissent'), [])).toBe(true)
    expect(maySeeAnswer(reader, answer('comment'), [])).toBe(false)
    expect(maySeeAnswer(reader, answer('comment'), own('a'))).toBe(true)
    expect(maySeeAnswer(reader, answer('confirm'), own('b'))).toBe(false)
    expect(maySeeAnswer(editor, answer('comment'), [])).toBe(true)
    const office = (name: string) => ({
      organisationId: null,
      institution: { name, kind: 'municipality' as const },
    })
    expect(maySeeAnswer(reader, { ...office('a'), value: 'comment' }, [office('a')])).toBe(true)
    expect(maySeeAnswer(reader, { ...office('a'), value: 'comment' }, [office('b')])).toBe(false)
  })
})

it('wants sources or the word that there are none, never both', () => {
  const wall = { kind: 'wall' }
  expect(restsOnSomething({ sources: ['a'], origin: null, supplement: false })).toBe(true)
  expect(restsOnSomething({ sources: [], origin: null, supplement: true })).toBe(true)
  expect(restsOnSomething({ sources: [], origin: wall, supplement: false })).toBe(true)
  expect(restsOnSomething({ sources: ['a'], origin: wall, supplement: false })).toBe(true)
  expect(restsOnSomething({ sources: ['a'], origin: null, supplement: true })).toBe(false)
  expect(restsOnSomething({ sources: [], origin: wall, supplement: true })).toBe(false)
  expect(restsOnSomething({ sources: [], origin: null, supplement: false })).toBe(false)
})

it.each([
  [{ text: 'anders' }, true],
  [{ kind: 'idea' }, true],
  [{ spread: 'several' }, true],
  [{ due: '2026-12-01' }, false],
])('says otherwise with %o: %s', (change, otherwise) => {
  const item = { text: 'so', kind: 'need', spread: null, due: null }
  expect(saysOtherwise(item, { ...item, ...change })).toBe(otherwise)
})
