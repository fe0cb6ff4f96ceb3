import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcome, stored } from '../bson/fixture.ts'
import { compare, type Document } from '../bson/values.ts'
import { compileSort } from './sort.ts'

const sorted = (spec: Document, documents: readonly Document[]): unknown =>
  outcome(() =>
    stored([...documents])
      .sort(compileSort(stored(spec)))
      .map((document) => Number(document['_id'])),
  )

describe('Q14 sorting', () => {
  it.each<[spec: Document, documents: Document[], order: unknown]>([
    [{ a: 1 }, [{ _id: 1, a: 2 }, { _id: 2, a: 1 }, { _id: 3 }, { _id: 4, a: null }], [3, 4, 2, 1]],
    [{ a: -1 }, [{ _id: 1, a: 2 }, { _id: 2, a: 'x' }, { _id: 3 }], [2, 1, 3]],
    [
      { a: 1, b: -1 },
      [
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 1, b: 2 },
        { _id: 3, a: 0 },
      ],
      [3, 2, 1],
    ],
    [
      { a: 1 },
      [
        { _id: 1, a: [5, 2] },
        { _id: 2, a: 3 },
        { _id: 3, a: [] },
        { _id: 4, a: null },
      ],
      [3, 4, 1, 2],
    ],
    [{ a: -1 }, [{ _id: 1, a: [5, 2] }, { _id: 2, a: 3 }, { _id: 3, a: [] }, { _id: 4 }], [1, 2, 4, 3]],
    [
      { 'a.b': 1 },
      [
        { _id: 1, a: [{ b: 5 }, { b: 1 }] },
        { _id: 2, a: { b: 2 } },
        { _id: 3, a: [{ b: 9 }, 7] },
      ],
      [3, 1, 2],
    ],
    [
      { 'a.1': 1 },
      [
        { _id: 1, a: [0, 5] },
        { _id: 2, a: [9, 1] },
        { _id: 3, a: [0] },
      ],
      [3, 2, 1],
    ],
    [
      { a: 1 },
      [
        { _id: 1, a: 'b' },
        { _id: 2, a: 'B' },
        { _id: 3, a: 'ä' },
      ],
      [2, 1, 3],
    ],
    [{ a: 2 }, [], 'Location15975 $sort key ordering must be 1 (for ascending) or -1 (for descending)'],
    [{ a: 'x' }, [], 'Location15974 Illegal key in $sort specification: a: x'],
    [
      { $a: 1 },
      [],
      "Location16410 FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    ],
    [{ 'a..b': 1 }, [], 'Location15998 FieldPath field names may not be empty strings.'],
    // Fields of one array count together: with the element that comes first.
    [
      { 'a.x': 1, 'a.y': -1 },
      [
        {
          _id: 1,
          a: [
            { x: 1, y: 1 },
            { x: 2, y: 9 },
          ],
        },
        { _id: 2, a: [{ x: 1, y: 5 }] },
      ],
      [2, 1],
    ],
    [
      { 'a.x': 1, a: -1 },
      [
        { _id: 1, a: [7, { x: 1 }] },
        { _id: 2, a: [{}] },
      ],
      [2, 1],
    ],
    [
      { a: 1, b: 1 },
      [{ _id: 1, a: [1], b: [1] }, { _id: 2 }],
      'BadValue cannot sort with keys that are parallel arrays',
    ],
  ])('%o of %o', (spec, documents, order) => {
    expect(sorted(spec, documents)).toEqual(order)
  })

  it('keeps ties in their order and agrees with the order of values', () => {
    const scalar = fc.constantFrom<unknown>(null, 1, 2.5, 'a', 'b', true)
    fc.assert(
      fc.property(fc.array(scalar, { maxLength: 8 }), (values) => {
        const documents = stored(values.map((a, _id) => ({ _id, a })))
        const result = [...documents].sort(compileSort(stored({ a: 1 })))
        for (let i = 1; i < result.length; i += 1) {
          const order = compare(result[i - 1]?.a, result[i]?.a)
          expect(order).toBeLessThanOrEqual(0)
          expect(order < 0 || Number(result[i - 1]?._id) < Number(result[i]?._id)).toBe(true)
        }
      }),
    )
  })
})
