import { describe, expect, it } from 'vitest'
import type { Draft } from '../composing/draft.ts'
import { longestMs, surplus } from './bounds.ts'
import { isFree, leaseMs } from './lease.ts'
import { leftovers } from './leftovers.ts'
import { united } from './united.ts'
import { whatToDo } from './versions.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')

describe('a lease', () => {
  const held = { holder: 'other', until: now + 5_000 }

  it('keeps others out until it ends, and not its holder', () => {
    expect(isFree(undefined, now, 'me')).toBe(true)
    expect(isFree(held, now, 'me')).toBe(false)
    expect(isFree(held, now, 'other')).toBe(true)
    expect(isFree(held, now + 5_000, 'me')).toBe(true)
  })

  it('holds nobody up when the clock was moved in between', () => {
    expect(isFree({ holder: 'other', until: now + leaseMs + 1 }, now, 'me')).toBe(true)
    expect(isFree(held, now - 24 * 3_600_000, 'me')).toBe(true)
  })
})

describe('what an earlier version left', () => {
  const draft = { clientId: 'c1', threadId: 't1', text: 'Danke' }

  it('is taken over with its person and its standing; what was on its way waits again', () => {
    const failed = { kind: 'failed', problem: { code: 'thread.locked' } }
    const left = leftovers([
      ['augenhoehe.outbox.u1', JSON.stringify([{ draft, since: 's', status: { kind: 'sending' } }])],
      [
        'augenhoehe.outbox.u2',
        JSON.stringify([{ draft: { ...draft, clientId: 'c2' }, since: 's', status: failed }]),
      ],
      ['augenhoehe.draft.u1.t1', '{"text":"Ich"}'],
      ['augenhoehe.draft.u1.t2', ''],
      ['augenhoehe.locale', 'de'],
      ['other.outbox.u1', '[]'],
    ])
    expect(left.waiting).toEqual([
      { user: 'u1', clientId: 'c1', draft, since: 's', status: { kind: 'waiting' } },
      { user: 'u2', clientId: 'c2', draft: { ...draft, clientId: 'c2' }, since: 's', status: failed },
    ])
    expect(left.drafts).toEqual([['u1.t1', '{"text":"Ich"}']])
    expect(left.keys).toEqual([
      'augenhoehe.outbox.u1',
      'augenhoehe.outbox.u2',
      'augenhoehe.draft.u1.t1',
      'augenhoehe.draft.u1.t2',
    ])
  })

  it('is nothing where it cannot be read', () => {
    expect(leftovers([['augenhoehe.outbox.u1', '{broken']]).waiting).toEqual([])
    expect(leftovers([['augenhoehe.outbox.u1', '[1,null,{"draft":{}}]']]).waiting).toEqual([])
  })
})

describe('two beginnings of one text', () => {
  const words = (text: string): Draft => ({ text, type: null, lang: null, replyTo: null, title: '' })

  it('become one, nothing lost and nothing twice', () => {
    expect(united(words('Guten Tag'), words('und danke')).text).toBe('Guten Tag\n\nund danke')
    expect(united(words('Guten'), words('Guten Tag')).text).toBe('Guten Tag')
    expect(united(words('Guten Tag'), words('')).text).toBe('Guten Tag')
    expect(united(words(''), words('Danke')).text).toBe('Danke')
  })
})

describe('what is kept for reading', () => {
  const copy = (key: string, name: string, used: number, at = now) => ({ key, name, used, at })

  it('is bounded for each kind, by when it was used last and not by the clock', () => {
    const threads = Array.from({ length: 22 }, (_, index) => copy(`t${index}`, 'threads.get', index))
    expect(surplus([...threads, copy('r', 'rooms.list', 0)], now)).toEqual(['t1', 't0'])
  })

  it('is not kept for ever, and nothing else is kept', () => {
    expect(surplus([copy('old', 'threads.get', 9, now - longestMs - 1)], now)).toEqual(['old'])
    expect(surplus([copy('letters', 'contact-requests.list', 1)], now)).toEqual(['letters'])
  })
})

it('a newer version is mentioned, and takes over by itself only under a page that is of it already', () => {
  expect(whatToDo({ page: 'a', worker: 'a', waits: true })).toBe('let-it')
  expect(whatToDo({ page: 'a', worker: 'b', waits: true })).toBe('tell')
  expect(whatToDo({ page: 'a', worker: null, waits: true })).toBe('tell')
  expect(whatToDo({ page: 'a', worker: 'a', waits: false })).toBe('nothing')
  expect(whatToDo({ page: 'a', worker: 'b', waits: false })).toBe('tell')
  expect(whatToDo({ page: 'a', worker: null, waits: false })).toBe('nothing')
})
