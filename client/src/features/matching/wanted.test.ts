import { expect, it } from 'vitest'
import { anywhere, searchOf } from './wanted.ts'

const now = Date.UTC(2026, 10, 23, 23, 30)

it.each([
  ['everything', {}, {}],
  ['around a place', { place: '06611000' }, { municipality: '06611000', km: 25 }],
  ['only there', { place: '06611000', range: '0' }, { municipality: '06611000' }],
  ['online', { remote: true }, { where: 'remote' }],
  [
    'the next 30 days, by the calendar of Hesse',
    { span: 'month' },
    { from: '2026-11-24', until: '2026-12-24' },
  ],
] as const)('asks for %s', (_, differs, asked) => {
  expect(searchOf({ ...anywhere, ...differs }, now)).toEqual(asked)
})
