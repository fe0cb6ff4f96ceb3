import { Decimal128, Double, Int32, Long } from 'bson'
import type { Document } from 'mongodb'

/** The shortest ways to what the server once answered otherwise than MongoDB, each with the promise it broke. */

const int = (value: number) => new Int32(value)
const all = { q: {}, multi: true, hint: { $natural: int(1) } }
const insert = (...documents: Document[]): Document => ({ insert: 'one', documents })
const update = (...updates: Document[]): Document => ({ update: 'one', updates, ordered: false })
const contents: Document = { find: 'one', filter: {}, sort: { _id: int(1) } }

export const ONCE_DIFFERENT: readonly (readonly [fault: string, commands: readonly Document[]])[] = [
  [
    'U8 a positional update without a match',
    [update({ q: { _id: int(4), d: int(1) }, u: { $max: { 'd.$': int(1) } }, upsert: true })],
  ],
  [
    'U2 $unset on an element that is null already',
    [insert({ _id: int(1), d: [null] }), update({ ...all, u: { $unset: { 'd.0': '' } } })],
  ],
  [
    'U2 $push that sorts, or cuts off what it pushed',
    [
      insert({ _id: int(1), d: [int(1)] }),
      update(
        { ...all, u: { $push: { d: { $each: [], $sort: int(1) } } } },
        { ...all, u: { $push: { d: { $each: [int(2)], $slice: int(1) } } } },
      ),
    ],
  ],
  [
    'U5 $rename from a path through a number or a list, or to a path within itself',
    [
      insert({ _id: int(1), e: int(5), d: [int(1)] }),
      update(
        { ...all, u: { $rename: { 'e.y': 'g' } } },
        { ...all, u: { $rename: { 'd.y': 'g' } } },
        { ...all, u: { $rename: { e: 'e.x' } } },
      ),
    ],
  ],
  [
    'U6 the sign of a decimal zero',
    [
      insert({ _id: int(1), n: Decimal128.fromString('0.1') }),
      update({ ...all, u: { $mul: { n: new Double(-0) } } }),
      contents,
    ],
  ],
  [
    'U11 a replacement upserted with a filter that contradicts itself',
    [update({ q: { _id: int(1), a: { $all: [int(1), int(2)] } }, u: { b: int(1) }, upsert: true }), contents],
  ],
  [
    'Q14 a sort by two fields of one array',
    [
      insert(
        { _id: int(1), f: [{}] },
        { _id: int(2), f: [Long.fromString('9007199254740993'), { y: int(1) }] },
      ),
      { find: 'one', filter: {}, sort: { 'f.y': int(1), f: int(-1), _id: int(1) } },
    ],
  ],
  [
    'A2 the average of a long that no double holds',
    [
      insert({ _id: int(1), n: new Double(2.5) }, { _id: int(2), n: Long.fromString('9007199254740993') }),
      {
        aggregate: 'one',
        pipeline: [{ $sort: { _id: int(1) } }, { $group: { _id: null, g: { $avg: '$n' } } }],
        cursor: {},
      },
    ],
  ],
  [
    'I3 a unique, a sparse and a plain index on one key',
    ['plain', 'unique', 'sparse', 'again'].map((name) => ({
      createIndexes: 'one',
      indexes: [
        { key: { a: int(1) }, name, ...(name === 'plain' || name === 'again' ? {} : { [name]: true }) },
      ],
    })),
  ],
]
