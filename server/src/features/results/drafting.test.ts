import { describe, expect, it } from 'vitest'
import { drafted, type Marked, type Voted } from './drafting.ts'

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
