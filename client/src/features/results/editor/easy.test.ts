import { expect, it } from 'vitest'
import { easyOf, easyStanding } from './easy.ts'

it('is stored when the same words are there, whatever surrounds them', () => {
  expect(easyStanding(null, { easyText: 'Gut.' })).toBe('stored')
  expect(easyStanding({ before: null, text: ' Gut.\r\n' }, { easyText: 'Gut.' })).toBe('stored')
  expect(easyStanding({ before: 'Alt.', text: '  ' }, { easyText: null })).toBe('stored')
})

it('is a conflict when somebody else has written since, and only then', () => {
  expect(easyStanding({ before: 'Alt.', text: 'Neu.' }, { easyText: 'Alt.' })).toBe('unsaved')
  expect(easyStanding({ before: 'Alt.', text: 'Neu.' }, { easyText: 'Anders.' })).toBe('conflict')
  expect(easyStanding({ before: null, text: 'Neu.' }, { easyText: 'Anders.' })).toBe('conflict')
})

it('takes nothing away by spaces alone', () => {
  expect(easyOf(' \n ')).toBeNull()
  expect(easyOf('a\r\nb')).toBe('a\nb')
})
