import type { Contribution } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { item, source } from '../samples.ts'
import {
  blank,
  change,
  sentOf,
  sourceOf,
  standingOf,
  suggestedFor,
  typedOf,
  withSources,
  wrongIn,
} from './editing.ts'

const stored = item(1)

describe('writing a statement', () => {
  it('keeps nothing while it says what is stored', () => {
    expect(change(undefined, stored, { text: stored.text })).toBeUndefined()
    const kept = change(undefined, stored, { text: 'Etwas anderes.' })
    expect(standingOf(kept, stored)).toBe('unsaved')
    expect(change(kept, stored, { text: stored.text })).toBeUndefined()
  })

  it('does not swallow a space that is being typed', () => {
    const kept = change(undefined, stored, { text: `${stored.text} ` })
    expect(kept?.typed.text).toBe(`${stored.text} `)
    expect(standingOf(kept, stored)).toBe('stored')
  })

  it('is a conflict when somebody else has changed the words meanwhile, and stays one while one goes on', () => {
    const kept = change(undefined, stored, { text: 'Meine Worte.' })
    const theirs = item(1, { rev: 2, text: 'Deren Worte.' })
    expect(standingOf(kept, theirs)).toBe('conflict')
    const more = change(kept, theirs, { text: 'Meine Worte, mehr.' })
    expect(standingOf(more, theirs)).toBe('conflict')
    expect(more?.typed.text).toBe('Meine Worte, mehr.')
  })

  it('is none when the new reading says the same as the one it was begun from, or as one’s own', () => {
    const kept = change(undefined, stored, { text: 'Meine Worte.' })
    expect(standingOf(kept, item(1, { rev: 2 }))).toBe('unsaved')
    expect(standingOf(kept, item(1, { rev: 2, text: 'Meine Worte.' }))).toBe('stored')
  })

  it('needs words, and either sources or the word of the moderators', () => {
    expect(wrongIn(blank('q3', 'finding'), null)).toEqual(['text', 'supplement'])
    expect(wrongIn({ ...blank('q3', 'finding'), text: 'Drei Worte.', supplement: true }, null)).toEqual([])
    expect(wrongIn({ ...blank('q3', 'finding'), text: 'Drei Worte.', sources: [source(1)] }, null)).toEqual(
      [],
    )
  })

  it('needs a reason for another spread than the suggested one', () => {
    const typed = { ...typedOf(stored), spread: 'consensus' as const }
    expect(wrongIn(typed, 'several')).toEqual(['spreadNote'])
    expect(wrongIn({ ...typed, spreadNote: 'Alle nickten.' }, 'several')).toEqual([])
    expect(wrongIn({ ...typed, spread: null }, 'several')).toEqual([])
  })

  it('lets the spread follow its sources until somebody chooses another one', () => {
    const typed = typedOf(item(1, { spread: 'single-voice', suggestedSpread: 'single-voice' }))
    const more = [source(1), source(2, { by: 'Werkbank Kassel' })]
    expect(withSources(typed, more, 'single-voice')).toMatchObject({ sources: more, spread: 'several' })
    expect(withSources({ ...typed, spread: 'consensus' }, more, 'single-voice')).not.toHaveProperty('spread')
    expect(suggestedFor({ sources: more }, 'almost-all')).toBe('almost-all')
    expect(suggestedFor({ sources: [] }, null)).toBeNull()
  })

  it('sends what a statement of its kind has, and nothing else', () => {
    const typed = {
      ...typedOf(stored),
      ownerId: null,
      ownerWords: ' Das  Zentrum ',
      due: '2027-01-15',
      supplement: true,
    }
    expect(sentOf(typed)).toMatchObject({ owner: null, due: null, supplement: false, spread: 'single-voice' })
    expect(sentOf({ ...typed, kind: 'open-question' })).toMatchObject({
      owner: { organisationId: null, words: 'Das Zentrum' },
      due: '2027-01-15',
      spread: null,
    })
  })
})

describe('a contribution as a source', () => {
  const written = {
    id: 'c',
    seq: 1,
    state: 'published',
    authorName: 'Amira Yıldız',
    organisation: { name: 'Olivenhain Darmstadt', slug: 'olivenhain', verified: true },
    institution: null,
    text: 'Räume fehlen.',
  } as unknown as Contribution

  it('is the voice of whoever said it, not of whoever noted it', () => {
    expect(sourceOf(written).by).toBe('Olivenhain Darmstadt')
    const said = (oral: Contribution['oral']) => sourceOf({ ...written, oral }).by
    expect(said({ speaker: 'Frau Kaya', organisation: { name: 'Wabe', slug: 'wabe', verified: true } })).toBe(
      'Wabe',
    )
    expect(said({ speaker: 'Frau Kaya', organisation: null })).toBe('Frau Kaya')
  })
})
