import { describe, expect, it } from 'vitest'
import { invitationIn, nextHref, questionAt, questionsFor } from './steps.ts'

const all = questionsFor(null)

describe('the welcome path', () => {
  it.each([
    ['somebody without an association', null, ['place', 'fields', 'needs']],
    ['a member whose association says what it needs', { saysWhatItNeeds: true }, []],
    ['a member whose association does not', { saysWhatItNeeds: false }, ['needs']],
  ])('asks %s only what is not known', (_, own, questions) => {
    expect(questionsFor(own)).toEqual(questions)
  })

  it.each([
    ['at the beginning', [], undefined, '/willkommen/ort'],
    ['after the first', ['place'], 'place', '/willkommen/themen'],
    ['on another device', ['place'], undefined, '/willkommen/themen'],
    ['after one that was changed', ['place', 'fields', 'needs'], 'place', '/willkommen/ergebnis'],
    ['after the last', ['place', 'fields', 'needs'], 'needs', '/willkommen/ergebnis'],
  ] as const)('goes on %s', (_, asked, current, href) => {
    expect(nextHref(all, asked, current)).toBe(href)
  })

  it('knows its own addresses only', () => {
    expect(questionAt('themen')).toBe('fields')
    expect(questionAt('constructor')).toBeUndefined()
  })
})

describe('an invitation', () => {
  it.each([
    ['https://augenhoehe.example/einladung/AbC_123-abcdefghij', '/einladung/AbC_123-abcdefghij'],
    ['  /einladung/AbC_123-abcdefghij?x=1 ', '/einladung/AbC_123-abcdefghij'],
    ['AbC_123-abcdefghij', '/einladung/AbC_123-abcdefghij'],
    ['https://augenhoehe.example/mein-verein', undefined],
    ['hallo', undefined],
    ['', undefined],
  ])('is found in %s', (pasted, href) => {
    expect(invitationIn(pasted)).toBe(href)
  })
})
