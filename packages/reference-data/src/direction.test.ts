import { expect, it } from 'vitest'
import { directionOf } from './direction.ts'

it.each([
  ['ar', 'rtl'],
  ['fa', 'rtl'],
  ['fa-AF', 'rtl'],
  ['he', 'rtl'],
  ['ur', 'rtl'],
  ['ckb', 'rtl'],
  ['ps', 'rtl'],
  ['ar-u-nu-latn', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['az-Arab-IR', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['de', 'ltr'],
  ['de-simple', 'ltr'],
  ['ku', 'ltr'],
  ['ti', 'ltr'],
  ['am', 'ltr'],
  ['tr', 'ltr'],
  ['fan', 'ltr'],
])('%s runs %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction)
})
