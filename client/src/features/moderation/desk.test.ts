import { describe, expect, it } from 'vitest'
import { entry, words } from './desk-samples.ts'
import { fits, keyOf, languagesOf, lay, noWishes, outcomeOf } from './desk.ts'

const report = entry(1).reports[0]!

describe('the desk', () => {
  it('keeps every card where it is, whatever order the server has now', () => {
    const { cards, news } = lay([entry(1), entry(2)], [entry(3), entry(2), entry(1)])
    expect(cards.map((card) => [keyOf(card.entry), card.status])).toEqual([
      [keyOf(entry(1)), 'open'],
      [keyOf(entry(2)), 'open'],
    ])
    expect(news).toBe(1)
  })

  it('keeps a card that somebody else has decided, and says that it is gone', () => {
    expect(lay([entry(1), entry(2)], [entry(2)]).cards.map(({ status }) => status)).toEqual(['gone', 'open'])
  })

  it('decides with the newest reading of the case, but on the words that were read', () => {
    const taken = entry(1, { rev: 4, contribution: words(1, { rev: 9, text: 'Anders.' }) })
    const [card] = lay([entry(1)], [taken]).cards
    expect(card).toMatchObject({
      status: 'changed',
      entry: { rev: 4, contribution: { text: 'Beitrag Nummer 1.' } },
    })
  })

  it('shows no further report under the finger, but counts it as new', () => {
    const { cards, news } = lay([entry(1)], [entry(1, { reports: [report, report] })])
    expect(cards[0]?.entry.reports).toHaveLength(1)
    expect(news).toBe(1)
  })

  it.each([
    ['held', 'published', false, 'publish'],
    ['held', 'rejected', false, 'reject'],
    ['report', 'published', false, 'dismiss'],
    ['report', 'published', true, 'lock'],
    ['report', 'hidden', false, 'hide'],
    ['report', 'removed', false, 'remove'],
    ['report', 'withdrawn', false, 'withdrawn'],
    ['appeal', 'published', false, 'overturned'],
    ['appeal', 'hidden', false, 'upheld'],
  ] as const)('tells of %s that is %s now (closed: %s) that it was: %s', (kind, state, locked, outcome) => {
    expect(outcomeOf({ kind }, { state }, locked)).toBe(outcome)
  })

  it('shows what has no language in every language', () => {
    const entries = [
      entry(1, { language: 'ar' }),
      entry(2, { language: 'de-AT' }),
      entry(3, { language: null }),
    ]
    expect(languagesOf(entries)).toEqual(['ar', 'de'])
    expect(entries.filter((one) => fits(one, { ...noWishes, language: 'de' }))).toHaveLength(2)
    expect(entries.filter((one) => fits(one, { ...noWishes, kind: 'appeal' }))).toEqual([])
  })
})
