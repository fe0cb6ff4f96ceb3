import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from '../names.ts'
import { editsBetween, similarNames } from './similar.ts'

const isAlike = (a: string, b: string) => similarNames(a, 'Gießen', [{ name: b }]).length === 1

describe('similar names', () => {
  it.each([
    ['Brücke', 'Brücke e. V.'],
    ['Bruecke e.V.', 'Brücke'],
    ['Brücke Gießen', 'Brücke'],
    ['Brücke eV', 'Verein Brücke Giessen e. V.'],
    ['Interkultureller Garten', 'Interkultureler Garten'],
    ['Interkultureller Garten', 'Garten interkultureller'],
    ['Frauentreff', 'Frauen-Treff'],
    ['Haus der Kulturen', 'Haus für Kulturen'],
    ['Yıldız Gençlik', 'Yildiz Genclik'],
    ['Дом дружбы', 'Dom druzhby'],
    ['Свобода', 'Svoboda e. V.'],
    ['КОМЕТА', 'KOMETA'],
    ['Kulturbrücke', 'Kulturbürcke'],
  ])('„%s“ may be „%s“, and the other way round', (a, b) => {
    expect(isAlike(a, b)).toBe(true)
    expect(isAlike(b, a)).toBe(true)
  })

  it.each([
    ['Brücke', 'Krücke der Zeit'],
    ['Türkischer Frauenverein', 'Kurdischer Frauenverein'],
    ['Haus', 'Maus'],
    ['Jugend Nord', 'Jugend Süd'],
    ['جمعية النور', 'جمعية السلام'],
    ['Afghanischer Kulturverein', 'Iranischer Kulturverein'],
  ])('„%s“ is not „%s“', (a, b) => {
    expect(isAlike(a, b)).toBe(false)
  })

  it('come with the likest first', () => {
    const others = [
      { name: 'Neue Brücke nach Hause' },
      { name: 'Neue Brücke nach Haus' },
      { name: 'Anderes' },
    ]
    expect(similarNames('Neue Brücke nach Haus', 'Gießen', others).map(({ name }) => name)).toEqual([
      'Neue Brücke nach Haus',
      'Neue Brücke nach Hause',
    ])
  })

  it('always find the name itself, whatever it is', () => {
    assert(property(string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => isAlike(name, name)))
  })

  it('count edits alike from both sides', () => {
    const word = string({ unit: constantFrom('a', 'b', 'c'), maxLength: 8 })
    assert(property(word, word, (a, b) => editsBetween(a, b, 9) === editsBetween(b, a, 9)))
    expect(editsBetween('kulturbrücke', 'kulturbürcke', 2)).toBe(1)
  })
})

it.each([
  ['КОМЕТА', 'Kometa'],
  ['Α\u03a4\u039fΜ', 'Atom'],
  ['SÜD NORD  TREFF', 'Süd-Nord Treff'],
])('„%s“ and „%s“ cannot both be registered at one place', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b))
})
it.each([
  ['Дом', 'Dom'],
  ['نور', 'Nur'],
])('„%s“ and „%s“ can', (a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b))
})
