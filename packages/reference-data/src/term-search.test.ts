import { describe, expect, it } from 'vitest'
import { glossaryTerms } from './glossary.ts'
import { searchTerms } from './term-search.ts'

const terms = glossaryTerms.map(({ explanation, ...term }) => ({ ...term, explanation: { ...explanation } }))
const found = (typed: string) => searchTerms(terms, typed).map(({ id }) => id)

describe('looking up a term', () => {
  it.each([
    ['foerder', 'foerdermittel'],
    ['förder', 'foerdermittel'],
    ['forder', 'foerdermittel'],
    ['FÖRDERMITTEL', 'foerdermittel'],
    ['trager', 'traeger'],
    ['e.V.', 'eingetragener-verein'],
    ['e. V', 'eingetragener-verein'],
    ['mv', 'mitgliederversammlung'],
    ['60a', 'feststellungsbescheid'],
    ['house resources', 'house-of-resources'],
    ['Verwendungsnachweise', 'verwendungsnachweis'],
    ['verwendungsnachweisen', 'verwendungsnachweis'],
    ['Anträgen', 'antrag'],
    ['eingetragene Vereine', 'eingetragener-verein'],
    ['Mitglieder-Versammlungen', 'mitgliederversammlung'],
  ])('%s finds %s first', (typed, id) => {
    expect(found(typed)[0]).toBe(id)
  })

  it('finds by what is said of it, after what bears the name', () => {
    const ids = found('satzung')
    expect(ids[0]).toBe('satzung')
    expect(ids).toContain('vereinszweck')
    expect(found('rulebook')).toContain('satzung')
  })

  it('shows all where nothing is typed, and nothing where nothing fits', () => {
    expect(found(' ')).toHaveLength(glossaryTerms.length)
    expect(found('xylophon')).toEqual([])
  })
})
