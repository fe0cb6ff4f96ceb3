import type { QuoteState } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import {
  doorTo,
  embargoFor,
  mayAnswer,
  missingIn,
  releaseState,
  stateWorded,
  type QuoteAnswer,
} from './press-policy.ts'

const states: readonly QuoteState[] = ['asked', 'confirmed', 'proposed', 'declined', 'withdrawn']
const now = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-11-24T09:00:00Z')

describe('what somebody may answer about their words', () => {
  it.each<[QuoteAnswer, readonly QuoteState[], readonly QuoteState[]]>([
    [
      'confirm',
      ['asked', 'proposed', 'declined', 'withdrawn'],
      ['asked', 'proposed', 'declined', 'withdrawn'],
    ],
    ['propose', ['asked', 'confirmed', 'proposed'], ['asked', 'confirmed', 'proposed']],
    ['decline', ['asked', 'proposed'], ['asked', 'proposed']],
    ['withdraw', ['confirmed'], ['asked', 'confirmed', 'proposed', 'declined']],
  ])('%s: in %o, and of what is printed in %o', (answer, unprinted, printed) => {
    expect(states.filter((state) => mayAnswer(answer, state, false))).toEqual(unprinted)
    expect(states.filter((state) => mayAnswer(answer, state, true))).toEqual(printed)
  })
})

describe('a quotation that is worded otherwise', () => {
  const attribution = { name: 'Ayşe Demir', role: 'Vorsitzende, Wabe e. V.' }
  const words = { text: 'Wir brauchen Räume.', attribution }
  const own = { text: 'Uns fehlen Räume.', attribution }

  it.each<[string, QuoteState, typeof words, QuoteState]>([
    ['the same words ask nothing', 'confirmed', words, 'confirmed'],
    ['other words ask anew', 'confirmed', own, 'asked'],
    [
      'another name asks anew',
      'confirmed',
      { ...words, attribution: { ...attribution, name: 'A. Demir' } },
      'asked',
    ],
    [
      'another function asks anew',
      'confirmed',
      { ...words, attribution: { ...attribution, role: 'Mitglied' } },
      'asked',
    ],
    ['the proposed words are confirmed', 'proposed', own, 'confirmed'],
    ['nearly the proposed words are not', 'proposed', { ...own, text: `${own.text}!` }, 'asked'],
    ['a proposal that was declined since is none', 'declined', own, 'asked'],
  ])('%s', (_, state, next, expected) => {
    expect(stateWorded({ ...words, state, proposal: own }, next)).toBe(expected)
  })
})

describe('an embargo', () => {
  it('ends by itself, at its moment', () => {
    expect(releaseState(null, now)).toBe('draft')
    expect(releaseState({ embargo: null }, now)).toBe('public')
    expect(releaseState({ embargo: later }, new Date(later.getTime() - 1))).toBe('embargoed')
    expect(releaseState({ embargo: later }, later)).toBe('public')
  })

  it('takes nothing back that is public', () => {
    expect(embargoFor(null, later, now)).toBe(later)
    expect(embargoFor({ embargo: later }, null, now)).toBeNull()
    expect(embargoFor({ embargo: null }, later, now)).toBeNull()
  })

  it.each([
    [true, 'draft', 'open'],
    [true, 'embargoed', 'open'],
    [true, 'public', 'open'],
    [false, 'draft', 'none'],
    [false, 'embargoed', 'none'],
    [false, 'public', 'read'],
  ] as const)('who edits (%s) finds a release that is %s: %s', (edits, state, door) => {
    expect(doorTo(edits, state)).toBe(door)
  })
})

describe('what keeps a release from being published', () => {
  const contact = { office: 'Geschäftsstelle', email: 'presse@augenhoehe.example', phone: null }
  const written = {
    heading: 'Räume fehlen',
    lead: 'Das sagen zwölf Vereine.',
    contact,
    parts: [
      { kind: 'text' as const, text: 'Mehr dazu.' },
      { kind: 'quotation' as const, quoteId: 'q' },
    ],
  }

  it.each(states.map((state) => [state, state === 'confirmed' ? [] : ['quotations']] as const))(
    'with a quotation that is %s: %o',
    (state, missing) => {
      expect(missingIn(written, [{ id: 'q', state }], true)).toEqual(missing)
    },
  )

  it('is no quotation that has no place in it', () => {
    expect(missingIn({ ...written, parts: [] }, [{ id: 'q', state: 'asked' }], true)).toEqual([])
    expect(missingIn(written, [], true)).toEqual(['quotations'])
  })

  it('is a missing heading, lead or way to ask, and results not everybody may read', () => {
    const without = (contactless: Partial<typeof contact>) =>
      missingIn({ ...written, parts: [], contact: { ...contact, ...contactless } }, [], true)
    expect(missingIn({ ...written, parts: [], heading: '', lead: '' }, [], false)).toEqual([
      'heading',
      'lead',
      'source',
    ])
    expect(without({ office: '' })).toEqual(['contact'])
    expect(without({ email: null as never })).toEqual(['contact'])
  })
})
