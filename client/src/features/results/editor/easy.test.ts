import { expect, it } from 'vitest'
import { easyOf, easyStanding, longSentences } from './easy.ts'

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

it('counts sentences of more than fifteen words', () => {
  const words = (n: number) => Array.from({ length: n }, () => 'Wort').join(' ')
  expect(longSentences(`${words(15)}. ${words(16)}! ${words(3)}`)).toBe(1)
  expect(longSentences(`${words(10)}\n${words(10)}`)).toBe(0)
  expect(longSentences('Am 1.5.2026 um 10.30 Uhr.')).toBe(0)
})
