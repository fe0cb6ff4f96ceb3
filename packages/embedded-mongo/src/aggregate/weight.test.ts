import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { encode, type Document } from '../bson/values.ts'
import { MongoFault } from '../errors.ts'
import { evaluate } from './expression.ts'
import { compilePipeline } from './pipeline.ts'
import { compileUpdatePipeline } from './stages.ts'

function codeOf(attempt: () => unknown): number | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error instanceof MongoFault ? error.code : Number.NaN
  }
}

/** A clock on which so much time passes with every look at it. */
function stopwatch(step: number): void {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += step))
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
}

const range = (size: number) => ({ $range: [0, size] })
const again = (times: number, initialValue: unknown, inner: unknown) => ({
  $reduce: { input: range(times), initialValue, in: inner },
})
const DOUBLING = again(60, [1], ['$$value', '$$value'])

describe('expressions that grow without bounds (L2)', () => {
  it.each<readonly [string, number, unknown]>([
    ['a range', 146, range(1_000_000_000)],
    ['a string that doubles', 13548, again(40, 'ab', { $concat: ['$$value', '$$value'] })],
    ['a list that doubles', 146, again(40, [1], { $concatArrays: ['$$value', '$$value'] })],
    ['a value that holds another one twice', 146, DOUBLING],
    ['two of them compared', 146, { $eq: [DOUBLING, DOUBLING] }],
    ['documents that hold another one twice', 146, again(60, {}, { a: '$$value', b: '$$value' })],
    ['a document that grows deeper', 15, again(1000, {}, { a: '$$value' })],
    ['a list of lists', 146, { $map: { input: range(1000), in: range(100_000) } }],
    ['rows and columns', 146, { $zip: { inputs: Array.from({ length: 50 }, () => range(1_000_000)) } }],
    [
      'documents with a field of the driver',
      146,
      again(60, {}, { _bsontype: 1, a: '$$value', b: '$$value' }),
    ],
  ])('%s: %i', (_, code, expression) => {
    stopwatch(0)
    expect(codeOf(() => evaluate(expression, {}))).toBe(code)
  })

  it.each<readonly [string, unknown]>([
    ['steps', { $map: { input: range(100_000), in: again(1000, 0, { $add: ['$$value', 1] }) } }],
    ['comparing', { $setUnion: [range(1_000_000), range(1_000_000)] }],
    ['looking up', { $setIntersection: [range(500_000), range(500_000)] }],
  ])('work without end, by %s: 262', (_, expression) => {
    stopwatch(100)
    expect(codeOf(() => evaluate(expression, {}))).toBe(262)
  })

  it('stage after stage', () => {
    const pipeline = Array.from({ length: 60 }, () => ({ $set: { d: { a: '$d', b: '$d' } } }))
    expect(codeOf(() => compileUpdatePipeline(pipeline, {})({ d: { n: 1 } }))).toBe(146)
  })

  it('every stage has its own time, also one without an expression', () => {
    stopwatch(1500)
    const stages = Array.from({ length: 5 }, () => ({ $unset: 'x' }))
    expect(codeOf(() => compileUpdatePipeline(stages, {})({ d: { n: 1 } }))).toBeUndefined()
  })

  it('and so has every document', () => {
    stopwatch(1500)
    const documents = Array.from({ length: 5 }, () => ({ d: { n: 1 } }))
    const { stage } = compilePipeline([{ $project: { d: 1 } }], { now: new Date(0), collection: () => [] })
    expect(codeOf(() => [...stage(documents)])).toBeUndefined()
  })

  it('documents are not written beyond their limit', () => {
    const document: Document = { list: Array.from({ length: 20 }, () => 'x'.repeat(1024 * 1024)) }
    expect(codeOf(() => encode(document))).toBe(10334)
  })

  it('what is large but bearable stays possible', () => {
    expect(codeOf(() => evaluate({ $size: range(1_000_000) }, {}))).toBeUndefined()
    expect(
      codeOf(() => evaluate(again(1000, [], { $concatArrays: ['$$value', ['$$this']] }), {})),
    ).toBeUndefined()
  })
})
