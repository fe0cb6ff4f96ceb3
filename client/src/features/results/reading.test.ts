import { describe, expect, it } from 'vitest'
import { filledOf, onTheWhole, partsOf } from './reading.ts'
import { hex, item, record } from './samples.ts'

const dissent = (organisationId: string, itemId: string | null) => ({
  organisationId,
  institution: null,
  organisation: 'Kirschgarten Fulda e. V.',
  value: 'dissent' as const,
  itemId,
  text: 'Uns hilft das nicht.',
  at: '2026-11-20T08:00:00.000Z',
})

describe('a record', () => {
  it('is read by question in their order, and what stands apart comes last', () => {
    const parts = partsOf(
      record({
        items: [
          item(4, { questionId: null }),
          item(3),
          item(1),
          item(2, { questionId: 'q2' }),
          item(5, { questionId: 'gone' }),
        ],
      }),
    )
    expect(
      parts.map(({ question, entries }) => [question?.id, entries.map(({ item: { order } }) => order)]),
    ).toEqual([
      ['q2', [2]],
      ['q3', [1, 3]],
      [undefined, [4, 5]],
    ])
  })

  it('numbers its references through', () => {
    const parts = partsOf(record({ items: [item(1, { questionId: 'q2' }), item(2), item(3)] }))
    expect(parts.flatMap(({ entries }) => entries.map(({ n }) => n))).toEqual([1, 2, 3])
  })

  it('keeps another view with its statement, and with the whole when that statement is gone', () => {
    const shown = record({
      confirmations: [dissent(hex(61), item(2).id), dissent(hex(62), null), dissent(hex(63), hex(9999))],
    })
    const [, q3] = partsOf(shown)
    expect(q3?.entries.map(({ dissents }) => dissents.length)).toEqual([0, 1])
    expect(onTheWhole(shown, 'dissent').map(({ organisationId }) => organisationId)).toEqual([
      hex(62),
      hex(63),
    ])
  })

  it('puts an open question under what stands before it', () => {
    const [, q3] = partsOf(record({ items: [item(1), item(2, { kind: 'open-question' })] }))
    expect(q3?.entries.map(({ attached }) => attached)).toEqual([false, true])
  })

  it('fills as many circles as there are steps', () => {
    expect((['single-voice', 'several', 'almost-all', 'consensus'] as const).map(filledOf)).toEqual([
      1, 2, 3, 4,
    ])
  })
})
