import { describe, expect, it } from 'vitest'
import { entriesOf, fieldsOf, wrongEntries } from './listing-entries.ts'

const good = { ...entriesOf(undefined), kind: 'need' as const, category: 'rooms', title: 'Ein Raum' }

describe('a need or an offer in the form', () => {
  it.each([
    ['is complete with kind, category and title', good, []],
    ['says what it is', { ...good, kind: null }, ['kind']],
    ['has a category', { ...good, category: '' }, ['category']],
    ['has a title of three letters', { ...good, title: ' ab ' }, ['title']],
    ['does not end before it begins', { ...good, from: '2026-05-02', until: '2026-05-01' }, ['until']],
    ['says of what there are so many', { ...good, quantity: { amount: '2', of: '' } }, ['quantity']],
    ['says how many there are', { ...good, quantity: { amount: '', of: 'Laptops' } }, ['quantity']],
    ['counts in whole ones', { ...good, quantity: { amount: '2.5', of: 'Laptops' } }, ['quantity']],
    ['counts', { ...good, quantity: { amount: '2', of: 'Laptops' } }, []],
    ['may end on the day it begins', { ...good, from: '2026-05-02', until: '2026-05-02' }, []],
  ] as const)('%s', (_, entries, wrong) => {
    expect(wrongEntries(entries)).toEqual(wrong)
  })

  it('leaves the place to the organisation and takes empty days away', () => {
    expect(fieldsOf(good, [])).toEqual({
      category: 'rooms',
      title: 'Ein Raum',
      text: '',
      remote: false,
      from: null,
      until: null,
      quantity: null,
      conditions: '',
    })
  })

  it('speaks of times only where the category asks for them', () => {
    const entries = { ...good, availability: { times: ['mon-evening' as const], note: '' } }
    expect(fieldsOf(entries, ['availability'])).toMatchObject({ availability: entries.availability })
    expect(fieldsOf(entries, ['remote'])).not.toHaveProperty('availability')
  })

  it('asks for another category where the vocabulary has lost its own', () => {
    const lost = { category: 'telex', formerCategory: { labels: { de: 'Fernschreiber' } } } as never
    expect(entriesOf(lost).category).toBe('')
  })
})
