import { describe, expect, it } from 'vitest'
import { drafted, renewed, type Marked, type Voted } from './drafting.ts'

const marked = (seq: number, rest: Partial<Marked> = {}): Marked => ({
  key: `mark${seq}`,
  contributionId: `contribution${seq}`,
  seq,
  text: `Gesagt ${seq}`,
  type: null,
  questionId: null,
  voice: { userId: 'person', name: null, organisationId: 'association', institution: null },
  ...rest,
})
const voted = (id: string, rest: Partial<Voted> = {}): Voted => ({
  id,
  text: `Abgestimmt ${id}`,
  questionId: null,
  counts: { agree: 5, disagree: 0, unsure: 0, organisations: 3 },
  labels: ['consensus'],
  ...rest,
})
const nobody = { agree: 0, disagree: 0, unsure: 0, organisations: 0 }

describe('a draft', () => {
  it('goes by question in their order, within one by who spoke first, votes last', () => {
    const items = drafted(
      [
        marked(9, { questionId: 'a' }),
        marked(3, { questionId: 'b' }),
        marked(2, { questionId: 'a' }),
        marked(1),
      ],
      [voted('v', { questionId: 'a' })],
      [],
      ['b', 'a'],
    )
    expect(items.map(({ key }) => key)).toEqual(['mark3', 'mark2', 'mark9', 'v', 'mark1'])
  })

  it('puts what is under no question of the session apart', () => {
    const [item] = drafted([marked(1, { questionId: 'elsewhere' })], [], [], ['a'])
    expect(item).toMatchObject({ questionId: null })
  })

  it.each([
    ['need', 'need'],
    ['idea', 'idea'],
    ['demand', 'demand'],
    ['question', 'open-question'],
    ['experience', 'finding'],
    ['challenge', 'finding'],
    ['offer', 'finding'],
    [null, 'finding'],
  ] as const)('makes of a contribution of kind %s a %s', (type, kind) => {
    expect(drafted([marked(1, { type })], [], [], [])).toMatchObject([{ kind }])
  })

  it('cites what it rests on', () => {
    expect(drafted([marked(1)], [], [], [])).toMatchObject([
      {
        sources: ['contribution1'],
        supplement: false,
        spread: 'single-voice',
        suggestedSpread: 'single-voice',
      },
    ])
  })

  it('says of a vote that it was one, and how it went', () => {
    expect(drafted([], [voted('v'), voted('w', { counts: nobody })], [], [])).toMatchObject([
      {
        key: 'v',
        sources: [],
        origin: { kind: 'vote', agree: 5, disagree: 0, unsure: 0, organisations: 3 },
        supplement: false,
        spread: 'consensus',
      },
    ])
  })

  it('leaves open what was asked and not answered', () => {
    expect(drafted([], [], [{ id: 'q', text: 'Wer zahlt das?' }], ['a'])).toMatchObject([
      { key: 'q', questionId: null, kind: 'open-question', origin: { kind: 'wall' }, supplement: false },
    ])
  })

  it('shortens what is too long for a statement, between letters', () => {
    const [item] = drafted([marked(1, { text: '𝔸'.repeat(1500) })], [], [], [])
    expect(Array.from(item!.text)).toHaveLength(1000)
    expect(item!.text.isWellFormed()).toBe(true)
  })
})

describe('an item made of a vote', () => {
  const before = {
    origin: { kind: 'vote', agree: 1, disagree: 0, unsure: 0, organisations: 1 },
    suggestedSpread: 'single-voice',
    spread: 'single-voice',
  } as const
  const vote = voted('v', {
    counts: { agree: 9, disagree: 1, unsure: 0, organisations: 4 },
    labels: ['almost-all'],
  })
  const counts = { kind: 'vote', agree: 9, disagree: 1, unsure: 0, organisations: 4 }

  it.each([
    ['follows it as long as nobody has changed it', 1, vote, [], 'almost-all', 'almost-all'],
    ['keeps the spread a moderator has stored', 2, vote, [], 'single-voice', 'almost-all'],
    ['does not fall behind what is cited', 1, { ...vote, labels: [] }, ['one', 'two'], 'several', 'several'],
    ['says nothing where everybody took their vote back', 1, { ...vote, labels: [] }, [], null, null],
  ] as const)('%s; its counts are those of now', (_, rev, now, groups, spread, suggestedSpread) => {
    const next = renewed({ ...before, rev }, now, groups)
    expect(next).toEqual({ origin: counts, spread, suggestedSpread })
    expect(renewed({ ...next!, rev }, now, groups)).toBeNull()
  })
})
