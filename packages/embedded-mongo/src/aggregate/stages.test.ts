import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BSONRegExp, Decimal128, Double, Long } from 'bson'
import { outcome, shown, stored } from '../bson/fixture.ts'
import type { Document } from '../bson/values.ts'
import { compilePipeline, type MergeInstruction, type WriteInstruction } from './pipeline.ts'
import type { StageContext } from './stages.ts'

const COLLECTIONS: Readonly<Record<string, Document[]>> = {
  people: [
    { _id: 1, name: 'Ada', team: 1, tags: ['x', 'y'] },
    { _id: 2, name: 'Ben', team: [1, 2] },
    { _id: 3, name: 'Cem' },
    { _id: 4, name: 'Dua', team: null },
  ],
}

function context(collections = COLLECTIONS): StageContext {
  return { now: new Date(0), collection: (name) => stored(collections[name] ?? []) }
}

interface PipelineResult {
  readonly documents: Document[]
  readonly write?: WriteInstruction | undefined
}

function runPipeline(
  pipeline: unknown[],
  documents: readonly Document[],
  stages: StageContext,
): PipelineResult {
  const { stage, write } = compilePipeline(pipeline, stages)
  return { documents: [...stage(documents)].filter((document) => document !== null), write }
}

const run = (pipeline: unknown[], documents: Document[]): unknown =>
  outcome(() => shown(runPipeline(stored(pipeline), stored(documents), context()).documents))

type Case = readonly [pipeline: unknown[], documents: Document[], result: Document[]]

function check(cases: readonly Case[]): void {
  it.each(
    cases.map(
      ([pipeline, documents, result]) => [JSON.stringify(pipeline), pipeline, documents, result] as const,
    ),
  )('%s', (_, pipeline, documents, result) => {
    expect(run(pipeline, documents)).toBe(shown(stored(result)))
  })
}

const ITEMS: Document[] = [
  { _id: 1, k: 'a', n: 1 },
  { _id: 2, k: 'b', n: 2.5 },
  { _id: 3, k: 'a', n: Long.fromNumber(3) },
  { _id: 4, n: null },
]

describe('A1 stages that choose and order', () => {
  check([
    [
      [{ $match: { k: 'a' } }, { $project: { n: 1 } }],
      ITEMS,
      [
        { _id: 1, n: 1 },
        { _id: 3, n: Long.fromNumber(3) },
      ],
    ],
    [[{ $sort: { n: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }], ITEMS, [{ _id: 3 }, { _id: 2 }]],
    [[{ $skip: 3 }], ITEMS, [{ _id: 4, n: null }]],
    [[{ $match: { n: { $gt: 1 } } }, { $count: 'many' }], ITEMS, [{ many: 2 }]],
    [[{ $match: { n: 99 } }, { $count: 'many' }], ITEMS, []],
    [[{ $set: { 'a.b': '$n', k: '$$REMOVE' } }, { $limit: 1 }], ITEMS, [{ _id: 1, n: 1, a: { b: 1 } }]],
    [
      [{ $addFields: { x: { y: { $add: ['$n', 1] } } } }, { $limit: 1 }, { $unset: ['k', 'n'] }],
      ITEMS,
      [{ _id: 1, x: { y: 2 } }],
    ],
    [[{ $limit: 1 }, { $replaceRoot: { newRoot: { was: '$_id' } } }], ITEMS, [{ was: 1 }]],
    [
      [{ $limit: 1 }, { $replaceWith: { $mergeObjects: ['$$ROOT', { z: 1 }] } }],
      ITEMS,
      [{ _id: 1, k: 'a', n: 1, z: 1 }],
    ],
    [
      [{ $facet: { all: [{ $count: 'n' }], a: [{ $match: { k: 'a' } }, { $project: { _id: 1 } }] } }],
      ITEMS,
      [{ all: [{ n: 4 }], a: [{ _id: 1 }, { _id: 3 }] }],
    ],
    [
      [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 5], default: 'other' } }],
      ITEMS,
      [
        { _id: 0, count: 1 },
        { _id: 2, count: 2 },
        { _id: 'other', count: 1 },
      ],
    ],
  ])

  it('samples without repeating', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 25 }), (length, size) => {
        const documents = Array.from({ length }, (_, _id) => ({ _id }))
        const { documents: chosen } = runPipeline(
          stored([{ $sample: { size } }]),
          stored(documents),
          context(),
        )
        const ids = chosen.map(({ _id }) => Number(_id))
        expect(ids).toHaveLength(Math.min(length, size))
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})

describe('A2 groups', () => {
  check([
    [
      [{ $group: { _id: '$k', n: { $sum: '$n' }, c: { $count: {} } } }],
      ITEMS,
      [
        { _id: 'a', n: Long.fromNumber(4), c: 2 },
        { _id: 'b', n: 2.5, c: 1 },
        { _id: null, n: 0, c: 1 },
      ],
    ],
    [
      [
        {
          $group: {
            _id: null,
            one: { $sum: 1 },
            avg: { $avg: '$n' },
            min: { $min: '$n' },
            max: { $max: '$n' },
          },
        },
      ],
      ITEMS,
      [{ _id: null, one: 4, avg: 6.5 / 3, min: 1, max: Long.fromNumber(3) }],
    ],
    [
      [{ $group: { _id: '$n', c: { $sum: 1 } } }],
      [{ n: 1 }, { n: new Double(1) }, { n: Decimal128.fromString('1.0') }],
      [{ _id: 1, c: 3 }],
    ],
    [
      [{ $group: { _id: { k: '$k' }, ids: { $push: '$_id' } } }],
      ITEMS,
      [
        { _id: { k: 'a' }, ids: [1, 3] },
        { _id: { k: 'b' }, ids: [2] },
        { _id: {}, ids: [4] },
      ],
    ],
    [
      [
        {
          $group: {
            _id: null,
            k: { $push: '$k' },
            s: { $addToSet: '$k' },
            f: { $first: '$k' },
            l: { $last: '$k' },
          },
        },
      ],
      ITEMS,
      [{ _id: null, k: ['a', 'b', 'a'], s: ['a', 'b'], f: 'a', l: null }],
    ],
    [
      [
        {
          $group: {
            _id: null,
            top: { $top: { sortBy: { n: -1 }, output: '$_id' } },
            two: { $firstN: { input: '$_id', n: 2 } },
            most: { $maxN: { input: '$n', n: 1 } },
          },
        },
      ],
      ITEMS,
      [{ _id: null, top: 3, two: [1, 2], most: [Long.fromNumber(3)] }],
    ],
    [
      [{ $group: { _id: null, m: { $mergeObjects: '$$ROOT' } } }],
      [{ a: 1 }, { b: 2 }],
      [{ _id: null, m: { a: 1, b: 2 } }],
    ],
    [[{ $group: { _id: null, n: { $sum: '$n' } } }], [], []],
    [
      [{ $sortByCount: '$k' }],
      ITEMS,
      [
        { _id: 'a', count: 2 },
        { _id: 'b', count: 1 },
        { _id: null, count: 1 },
      ],
    ],
  ])
})

describe('A10 unwinding', () => {
  const lists: Document[] = [
    { _id: 1, t: ['x', null] },
    { _id: 2, t: [] },
    { _id: 3 },
    { _id: 4, t: null },
    { _id: 5, t: 'z' },
  ]
  check([
    [
      [{ $unwind: '$t' }],
      lists,
      [
        { _id: 1, t: 'x' },
        { _id: 1, t: null },
        { _id: 5, t: 'z' },
      ],
    ],
    [
      [{ $unwind: { path: '$t', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
      lists,
      [
        { _id: 1, t: 'x', i: Long.ZERO },
        { _id: 1, t: null, i: Long.ONE },
        { _id: 2, i: null },
        { _id: 3, i: null },
        { _id: 4, t: null, i: null },
        { _id: 5, t: 'z', i: null },
      ],
    ],
    [[{ $unwind: '$a.b' }], [{ a: { b: [1, 2], c: 1 } }], [{ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }]],
  ])
})

describe('A11 lookups', () => {
  const names = (as: string): unknown => ({ $map: { input: `$${as}`, in: '$$this.name' } })
  const joined = (lookup: Document, documents: Document[]): unknown =>
    run([{ $lookup: { from: 'people', as: 'p', ...lookup } }, { $project: { p: names('p') } }], documents)

  it.each<[lookup: Document, local: Document, found: string[]]>([
    [{ localField: 't', foreignField: 'team' }, { t: 1 }, ['Ada', 'Ben']],
    [{ localField: 't', foreignField: 'team' }, { t: new Double(2) }, ['Ben']],
    [{ localField: 't', foreignField: 'team' }, { t: [1, 2] }, ['Ada', 'Ben']],
    [{ localField: 't', foreignField: 'team' }, {}, ['Cem', 'Dua']],
    [{ localField: 't.u', foreignField: 'team' }, { t: [{ u: 2 }, { u: 9 }] }, ['Ben']],
    [{ localField: 't', foreignField: 'name' }, { t: new BSONRegExp('^A') }, []],
    [{ localField: 't', foreignField: 'tags' }, { t: 'y' }, ['Ada']],
    [{ let: { x: '$t' }, pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$x'] } } }] }, { t: 3 }, ['Cem']],
    [
      {
        let: { x: '$t' },
        pipeline: [{ $match: { $expr: { $in: ['$_id', '$$x'] } } }, { $sort: { _id: -1 } }],
      },
      { t: [1, 4] },
      ['Dua', 'Ada'],
    ],
    [{ localField: 't', foreignField: 'team', pipeline: [{ $match: { name: /^B/ } }] }, { t: 1 }, ['Ben']],
    [
      {
        localField: 't',
        foreignField: 'team',
        let: { n: '$n' },
        pipeline: [{ $match: { $expr: { $eq: ['$name', '$$n'] } } }],
      },
      { t: 1, n: 'Ada' },
      ['Ada'],
    ],
    [{ pipeline: [{ $limit: 1 }] }, {}, ['Ada']],
    [{ from: 'nobody', localField: 't', foreignField: 'team' }, { t: 1 }, []],
  ])('%o from %o', (lookup, local, found) => {
    expect(joined(lookup, [{ _id: 9, ...local }])).toBe(shown(stored([{ _id: 9, p: found }])))
  })

  it('asks for no more than it needs, and gets by with more', () => {
    const asked: unknown[] = []
    const spying: StageContext = {
      ...context(),
      collection: (name, filter) => {
        asked.push(filter)
        return context().collection(name)
      },
    }
    const byField = { $lookup: { from: 'people', localField: 't', foreignField: '_id', as: 'p' } }
    const byPipeline = {
      $lookup: {
        from: 'people',
        let: { x: '$t' },
        pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$x'] } } }],
        as: 'p',
      },
    }
    for (const stage of [byField, byPipeline]) {
      const { documents } = runPipeline(stored([stage]), stored([{ t: 1 }]), spying)
      expect(documents[0]?.['p']).toHaveLength(1)
    }
    expect(shown(asked[0])).toBe(shown(stored({ _id: { $in: [1] } })))
    expect(shown(asked[1])).toContain(shown(stored({ _id: { $eq: 1 } })))
  })

  it.each<[lookup: Document, message: string]>([
    [
      { localField: 'a' },
      "FailedToParse $lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    ],
    [
      {},
      "FailedToParse $lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    ],
    [{ let: {}, pipeline: [{ $foo: 1 }] }, "Location40324 Unrecognized pipeline stage name: '$foo'"],
  ])('%o is refused', (lookup, message) => {
    expect(joined(lookup, [])).toBe(message)
  })
})

describe('A12 writing', () => {
  const written = (pipeline: unknown[]) => runPipeline(stored(pipeline), stored(ITEMS), context())

  it('is an instruction at the end', () => {
    expect(written([{ $limit: 1 }, { $out: 'copy' }])).toMatchObject({
      documents: [{ k: 'a' }],
      write: { kind: 'out', collection: 'copy' },
    })
    expect(written([{ $out: { db: 'x', coll: 'y' } }]).write).toEqual({
      kind: 'out',
      database: 'x',
      collection: 'y',
    })
    expect(run([{ $out: 'a' }, { $limit: 1 }], [])).toBe(
      'Location40601 $out can only be the final stage in the pipeline',
    )
    expect(run([{ $facet: { a: [{ $out: 'x' }] } }], [])).toBe(
      'Location40600 $out is not allowed to be used within a $facet stage',
    )
  })

  it('merges as asked', () => {
    const merge = (whenMatched: unknown, whenNotMatched = 'insert'): unknown =>
      outcome(() => {
        const spec = { $merge: { into: 'c', on: ['k'], whenMatched, whenNotMatched } }
        const write = written([spec]).write as MergeInstruction
        expect(write).toMatchObject({ kind: 'merge', collection: 'c', on: ['k'], whenNotMatched })
        return shown(write.combine(stored({ _id: 7, k: 1, a: 1 }), stored({ _id: 8, k: 1, b: 2 })))
      })
    expect(merge('merge')).toBe(shown(stored({ _id: 8, k: 1, a: 1, b: 2 })))
    expect(merge('replace')).toBe(shown(stored({ _id: 8, k: 1, b: 2 })))
    expect(merge('keepExisting')).toBe('missing')
    expect(merge('fail')).toMatch(/^DuplicateKey /)
    for (const kept of ['fail', 'keepExisting'])
      for (const lost of ['fail', 'discard']) expect(merge(kept, lost)).toMatch(/^Location51181 /)
    expect(merge([{ $set: { sum: { $add: ['$a', '$$new.b'] } } }])).toBe(
      shown(stored({ _id: 7, k: 1, a: 1, sum: 3 })),
    )
  })
})

describe('A13 what is refused', () => {
  it.each<[stage: Document, message: string]>([
    [{ $foo: 1 }, "Location40324 Unrecognized pipeline stage name: '$foo'"],
    [{ $changeStream: {} }, 'Location40573 The $changeStream stage is only supported on replica sets'],
    [{ $graphLookup: {} }, "Location40324 Unrecognized pipeline stage name: '$graphLookup'"],
    [{ a: 1, b: 1 }, 'Location40323 A pipeline stage specification object must contain exactly one field.'],
    [{ $match: 1 }, 'Location15959 the match filter must be an expression in an object'],
    [{ $sort: {} }, 'Location15976 $sort stage must have at least one sort key'],
    [{ $limit: 0 }, 'Location15958 the limit must be positive'],
    [{ $limit: 'x' }, 'Location2107201 invalid argument to $limit stage: Expected a number in: $limit: "x"'],
    [
      { $skip: -1 },
      'Location2107200 invalid argument to $skip stage: Expected a non-negative number in: $skip: -1',
    ],
    [
      { $project: {} },
      'Location51272 Invalid $project :: caused by :: projection specification must have at least one field',
    ],
    [{ $group: {} }, 'Location15955 a group specification must include an _id'],
    [{ $group: { _id: 1, a: 1 } }, "Location40234 The field 'a' must be an accumulator object"],
    [{ $group: { _id: 1, a: { $foo: 1 } } }, "Location15952 unknown group operator '$foo'"],
    [{ $unwind: 't' }, "Location28818 path option to $unwind stage should be prefixed with a '$': t"],
    [{ $count: '' }, 'Location40157 the count field must be a non-empty string'],
    [{ $facet: {} }, 'Location40169 the $facet specification must be a non-empty object, but found: {}'],
    [
      { $bucket: { groupBy: '$a', boundaries: [2, 1] } },
      "Location40194 The 'boundaries' option to $bucket must be sorted in ascending order.",
    ],
  ])('%o', (stage, message) => {
    expect(run([stage], [])).toBe(message)
  })

  it('names the value that is no document', () => {
    expect(run([{ $replaceRoot: { newRoot: '$n' } }], [{ n: 5 }])).toBe(
      "Location40228 'newRoot' expression  must evaluate to an object, but resulting value was: 5.",
    )
  })
})

describe('L2 what a stage holds in memory is bounded', () => {
  const long = 'x'.repeat(1024 * 1024)
  const many = Array.from({ length: 120 }, (_, n): Document => ({ _id: n, long }))
  const one = stored([{ _id: 0 }])

  it.each([
    [[{ $sort: { _id: 1 } }], 292],
    [[{ $group: { _id: '$_id', first: { $first: '$long' } } }], 292],
    [[{ $bucket: { groupBy: '$_id', boundaries: [0, 500], output: { x: { $push: '$long' } } } }], 146],
    [[{ $group: { _id: null, all: { $push: '$long' } } }], 146],
    [[{ $group: { _id: null, all: { $addToSet: { $concat: ['$long', { $toString: '$_id' }] } } } }], 146],
    [[{ $facet: { all: [] } }], 4031700],
    [[{ $sample: { size: 200 } }], 292],
  ])('%j', (pipeline, code) => {
    const refused = (): unknown => runPipeline(pipeline, many, context())
    expect(refused).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('and so is the number of stages', () => {
    const code = (pipeline: unknown[]): unknown => outcome(() => runPipeline(pipeline, one, context()))
    const limits = (count: number): unknown[] => Array.from({ length: count }, () => ({ $limit: 1 }))
    expect(code(limits(1000))).toMatchObject({ documents: one })
    const refused = /^Location5054701 /
    expect(code(limits(1001))).toMatch(refused)
    expect(code([...limits(999), { $count: 'n' }])).toMatch(refused)
    expect(code([{ $facet: { x: limits(1001) } }])).toMatch(refused)
    expect(code([{ $lookup: { from: 'people', pipeline: limits(1001), as: 'x' } }])).toMatch(refused)
  })

  it('refuses what a lookup would bring together', () => {
    const lookup = stored([{ $lookup: { from: 'many', pipeline: [], as: 'x' } }])
    const stages = { ...context(), collection: () => many }
    expect(() => runPipeline(lookup, one, stages)).toThrow(expect.objectContaining({ code: 4568 }) as Error)
  })

  it('does not count what it need not hold', () => {
    const pipelines: unknown[][] = [
      [{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }],
      [{ $group: { _id: null, last: { $last: '$long' }, max: { $max: '$long' } } }],
      [{ $group: { _id: null, top: { $topN: { n: 2, sortBy: { _id: 1 }, output: '$long' } } } }],
      [{ $group: { _id: null, all: { $mergeObjects: '$$ROOT' } } }],
      [{ $facet: { count: [{ $count: 'n' }], first: [{ $limit: 1 }] } }],
    ]
    for (const pipeline of pipelines) {
      const { documents } = runPipeline(stored(pipeline), many, context())
      expect(documents.length, JSON.stringify(pipeline)).toBeGreaterThan(0)
    }
  })
})
