import { describe, expect, it } from 'vitest'
import { entriesOf, noEntries, toAddress, toDraft, wrongEntries } from './draft.ts'

const entries = {
  ...noEntries,
  name: 'Wabe',
  municipality: '06413000',
  fields: ['culture'],
  contactPhone: '069 12345',
}

describe('what was stored', () => {
  it('comes back as it was, through the form', () => {
    const draft = {
      ...toDraft(entries),
      activities: [{ title: 'Frühstück', when: null }],
      visibility: { contactPhone: 'members' as const },
      foundedYear: 2016,
    }
    expect(toDraft(entriesOf(draft as never))).toEqual(draft)
  })
})

describe('what the form makes of what is typed', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['www.verein.de', 'https://www.verein.de'],
    ['http://verein.de', 'http://verein.de'],
  ])('the website "%s" becomes %s', (typed, address) => {
    expect(toAddress(typed)).toBe(address)
  })

  it('leaves empty what is not filled in', () => {
    expect(toDraft(entries)).toMatchObject({ website: null, contactEmail: null, foundedYear: null })
    expect(toDraft({ ...entries, foundedYear: '2016' }).foundedYear).toBe(2016)
  })

  it.each([
    [{}, []],
    [{ name: ' ' }, ['name']],
    [{ municipality: '' }, ['municipality']],
    [{ fields: [] }, ['fields']],
    [{ languages: [] }, ['languages']],
    [{ website: 'kein ort' }, ['website']],
    [{ contactEmail: 'info@' }, ['contactEmail']],
    [{ contactPhone: '' }, ['contactEmail']],
    [{ contactPhone: 'anrufen' }, ['contactPhone']],
    [{ activities: [{ title: '', when: 'samstags' }] }, ['activities']],
    [{ activities: [{ title: '', when: '' }] }, []],
    [{ foundedYear: '16' }, ['foundedYear']],
  ])('with %o these fields are wrong: %o', (changes, wrong) => {
    expect(wrongEntries({ ...entries, ...changes })).toEqual(wrong)
  })
})
