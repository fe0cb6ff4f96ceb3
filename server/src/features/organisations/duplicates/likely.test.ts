import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { similarNames } from '../creating/similar.ts'
import { fuller, likelyAmong, type Comparable } from './likely.ts'

const unreachable = { contactEmail: null, contactPhone: null, website: null }
const named = (names: readonly string[]): Comparable[] =>
  names.map((name, index) => ({ id: String(index).padStart(4, '0'), name, ...unreachable }))

function foundAmong(all: readonly Comparable[]) {
  const search = likelyAmong(all, 'Gießen')
  let step = search.next()
  while (!step.done) step = search.next()
  return step.value
}
const pairsAmong = (all: readonly Comparable[]) =>
  foundAmong(all)
    .map(({ one, other }) => `${one} ${other}`)
    .toSorted()

describe('entries that may be the same', () => {
  const word = constantFrom(
    'Brücke',
    'Bruecke',
    'Kulturverein',
    'Kulturverien',
    'Frauen',
    'Treff',
    'Frauentreff',
    'Haus',
    'Maus',
    'Garten',
    'Gärten',
    'Свобода',
    'Svoboda',
    'Nord',
    'e. V.',
    'Gießen',
    'der',
    'Interkultureller',
  )
  const name = array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))

  it('are all those, and only those, that comparing each with each would find', () => {
    assert(
      property(array(name, { maxLength: 12 }), (names) => {
        const all = named(names)
        const expected = all.flatMap((one, index) =>
          similarNames(one.name, 'Gießen', all.slice(index + 1)).map((other) => `${one.id} ${other.id}`),
        )
        expect(pairsAmong(all)).toEqual(expected.toSorted())
      }),
    )
  })

  it('say why: the same or a similar name, and how both are reached', () => {
    const email = 'Info@Bruecke.example'
    const [one, other] = named(['Brücke', 'Brücke e. V.'])
    const found = foundAmong([
      {
        ...one!,
        contactEmail: email,
        contactPhone: '0641 / 12 34 56',
        website: 'https://www.bruecke.example/',
      },
      {
        ...other!,
        contactEmail: email.toLowerCase(),
        contactPhone: '+49 641 123456',
        website: 'http://bruecke.example',
      },
    ])
    expect(found).toMatchObject([{ reasons: ['same-name', 'email', 'phone', 'website'] }])
    const slip = foundAmong(named(['Interkultureller Garten', 'Interkultureler Garten']))
    expect(slip).toMatchObject([{ reasons: ['similar-name'] }])
  })

  it('may have other names and one address, unless many share it', () => {
    const names = ['Club Italia', 'Deutsch-italienischer Kreis', 'Tanzgruppe', 'Chor', 'Werkstatt']
    const sharing = (count: number) =>
      named(names.slice(0, count)).map((one) => ({ ...one, contactEmail: 'haus@example.org' }))
    expect(foundAmong(sharing(2))).toMatchObject([{ reasons: ['email'] }])
    expect(foundAmong(sharing(5))).toEqual([])
  })

  it('are found without comparing each with each, also where many have the same words', () => {
    const names = Array.from(
      { length: 3000 },
      (_, index) => `Kulturverein ${(index * 7919).toString(36)}wort`,
    )
    const search = likelyAmong(
      named([...names, 'Kulturverein Regenbogen', 'Kulturverein Regenbogn']),
      'Gießen',
    )
    const before = performance.now()
    let steps = 0
    let step = search.next()
    for (; !step.done; step = search.next()) steps++
    const pairs = step.value.map(({ one, other }) => `${one} ${other}`)
    expect(pairs).toContain('3000 3001')
    // It gives way often enough for others to get their turn.
    expect(steps).toBeGreaterThan(150)
    expect(performance.now() - before).toBeLessThan(60_000)
  })
})

describe('of two entries', () => {
  const entry = { id: 'a', verified: false, members: 0, filled: 3, confirmedAt: new Date(0) }
  const better = { ...entry, id: 'b' }
  it.each([
    ['the verified one', { verified: true }],
    ['the one with people', { members: 2 }],
    ['the one that says more', { filled: 5 }],
    ['the one confirmed last', { confirmedAt: new Date(1) }],
  ])('%s goes on', (_, change) => {
    expect(fuller({ ...better, ...change }, entry)[0].id).toBe('b')
    expect(fuller(entry, { ...better, ...change })[0].id).toBe('b')
  })
})
