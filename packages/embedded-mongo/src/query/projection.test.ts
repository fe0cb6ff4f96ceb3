import { describe, expect, it } from 'vitest'
import { EJSON } from 'bson'
import { outcome, stored } from '../bson/fixture.ts'
import type { Document } from '../bson/values.ts'
import { compileFilter } from './match.ts'
import { compileProjection } from './projection.ts'

const DOCUMENT: Document = {
  _id: 1,
  a: { b: 1, c: 2 },
  t: [1, 2, 3],
  x: [{ y: 1, z: 2 }, { y: 3 }, 4, [{ y: 5 }]],
  s: 'text',
}

const project = (projection: Document, filter: Document = {}, document: Document = DOCUMENT): unknown =>
  outcome(() => {
    const given = stored(document)
    const shape = compileProjection(stored(projection), stored(filter))
    const { arrayIndex } = compileFilter(stored(filter)).matches(given)
    return JSON.parse(EJSON.stringify(shape(given, arrayIndex))) as unknown
  })

describe('Q15 projection', () => {
  it('asks an array in an array as $elemMatch of a filter does', () => {
    const document = { _id: 1, n: [1, [2, 3], { a: 1 }] }
    expect(project({ n: { $elemMatch: {} } }, {}, document)).toEqual({ _id: 1, n: [[2, 3]] })
    expect(project({ n: { $elemMatch: { 1: 3 } } }, {}, document)).toEqual({ _id: 1, n: [[2, 3]] })
    expect(project({ n: { $elemMatch: { $or: [{ a: 1 }] } } }, {}, document)).toEqual({
      _id: 1,
      n: [{ a: 1 }],
    })
  })

  it.each<[projection: Document, result: unknown]>([
    [{ a: 1 }, { _id: 1, a: { b: 1, c: 2 } }],
    [{ s: true, _id: 0 }, { s: 'text' }],
    [{ nothing: 1 }, { _id: 1 }],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0, a: 0, t: 0, x: 0 }, { s: 'text' }],
    [{ 'a.b': 1 }, { _id: 1, a: { b: 1 } }],
    [{ a: { b: 1 } }, { _id: 1, a: { b: 1 } }],
    [{ 's.b': 1 }, { _id: 1 }],
    [{ 'x.y': 1 }, { _id: 1, x: [{ y: 1 }, { y: 3 }, [{ y: 5 }]] }],
    [
      { 'x.y': 0, a: 0, t: 0 },
      { _id: 1, x: [{ z: 2 }, {}, 4, [{}]], s: 'text' },
    ],
    [
      { t: { $slice: 2 }, a: 0, x: 0, s: 0 },
      { _id: 1, t: [1, 2] },
    ],
    [
      { t: { $slice: -1 }, s: 1 },
      { _id: 1, t: [3], s: 'text' },
    ],
    [
      { t: { $slice: [1, 1] }, _id: 0, s: 1 },
      { t: [2], s: 'text' },
    ],
    [
      { t: { $slice: [-9, 1] }, s: 1 },
      { _id: 1, t: [1], s: 'text' },
    ],
    [{ x: { $elemMatch: { y: 3 } } }, { _id: 1, x: [{ y: 3 }] }],
    [
      { t: { $elemMatch: { $gt: 1 } }, s: 1 },
      { _id: 1, s: 'text', t: [2] },
    ],
    [{ t: { $elemMatch: { $gt: 9 } } }, { _id: 1 }],
    [{ n: '$a.b', _id: 0 }, { n: 1 }],
    [
      { n: { $add: ['$a.b', 1] }, s: 1 },
      { _id: 1, s: 'text', n: 2 },
    ],
    [{ n: 'literal', _id: 0 }, { n: 'literal' }],
    [{ 'a.n': { $literal: 5 }, _id: 0 }, { a: { n: 5 } }],
    [{ 'x.n': { $literal: 5 }, _id: 0 }, { x: [{ n: 5 }, { n: 5 }, { n: 5 }, [{ n: 5 }]] }],
    [
      { 's.n': { $literal: 5 }, a: 1 },
      { _id: 1, a: { b: 1, c: 2 }, s: { n: 5 } },
    ],
  ])('%o', (projection, result) => {
    expect(project(projection)).toEqual(result)
    expect(Object.keys(project(projection) as object)).toEqual(Object.keys(result as object))
  })

  it('picks the element that matched', () => {
    expect(project({ 't.$': 1 }, { t: { $gt: 1 } })).toEqual({ _id: 1, t: [2] })
    expect(project({ 'x.$': 1, s: 1 }, { 'x.y': 3 })).toEqual({ _id: 1, x: [{ y: 3 }], s: 'text' })
  })

  it.each<[projection: Document, message: string]>([
    [{ a: 1, s: 0 }, 'Location31254 Cannot do exclusion on field s in inclusion projection'],
    [{ a: 0, s: 1 }, 'Location31253 Cannot do inclusion on field s in exclusion projection'],
    [{ a: 1, 'a.b': 1 }, 'Location31249 Path collision at a.b remaining portion b'],
    [{ 'a.b': 1, a: 1 }, 'Location31250 Path collision at a'],
    [{ 't.$': 1 }, 'Location51050 Projections with a positional operator require a matcher'],
    [{ a: {} }, 'Location51270 An empty sub-projection is not a valid value. Found empty object at path a'],
    [{ a: { $foo: 1 } }, "InvalidPipelineOperator Unrecognized expression '$foo'"],
    [{ '': 1 }, 'Location40352 FieldPath cannot be constructed with empty string'],
    [
      { a: { $meta: 'textScore' } },
      'QueryFeatureNotAllowed $meta projections are not supported by this server',
    ],
  ])('refuses %o', (projection, message) => {
    expect(project(projection)).toBe(message)
  })

  it('leaves the document alone', () => {
    const document = stored(DOCUMENT)
    compileProjection(stored({ 'a.b': 0, t: { $slice: 1 } }))(document)
    expect(document).toEqual(stored(DOCUMENT))
  })
})
