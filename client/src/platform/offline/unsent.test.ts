import { describe, expect, it } from 'vitest'
import { inOrder, nextUnsent, reread, waitFor, type Unsent } from './unsent.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const day = 24 * 3_600_000
const later = (seconds: number) => new Date(now + seconds * 1000).toISOString()
const unsent = (
  clientId: string,
  threadId: string,
  status: Unsent['status'],
  order: number | null = null,
): Unsent => ({
  order,
  kept: true,
  draft: { clientId, threadId, text: clientId },
  since: later(0),
  status,
})
const slow = (seconds: number) => ({ kind: 'waiting', until: later(seconds), forMs: seconds * 1000 }) as const
const ids = (all: readonly Unsent[]) => all.map(({ draft }) => draft.clientId)

describe('what goes next', () => {
  it('is not what comes too early for a slow room, nor what follows it there, but what is for another thread', () => {
    const all = [
      unsent('early', 'slow', slow(30)),
      unsent('after', 'slow', { kind: 'sending' }),
      unsent('elsewhere', 'quick', { kind: 'sending' }),
    ]
    expect(nextUnsent(all, now)?.draft.clientId).toBe('elsewhere')
    expect(nextUnsent(all.slice(0, 2), now)).toBeUndefined()
    expect(nextUnsent(all, now + 31_000)?.draft.clientId).toBe('early')
  })

  it('is told how long to wait for the one that may go first', () => {
    expect(waitFor([unsent('a', 'one', slow(90)), unsent('b', 'two', slow(30))], now)).toBe(30_000)
    expect(waitFor([unsent('a', 'one', { kind: 'waiting' })], now)).toBeUndefined()
  })

  it('does not wait for a day because the clock was put back by one', () => {
    const all = [unsent('early', 'slow', slow(30))]
    expect(nextUnsent(all, now - day)?.draft.clientId).toBe('early')
    expect(waitFor(all, now - day)).toBeUndefined()
    expect(nextUnsent(all, now + day)?.draft.clientId).toBe('early')
  })
})

describe('the order', () => {
  it('is that of writing, whatever the clock said then; what could not be kept comes last', () => {
    const waiting = { kind: 'waiting' } as const
    const all = [
      { ...unsent('third', 't', waiting), kept: false },
      { ...unsent('second', 't', waiting, 8), since: later(-86_400) },
      unsent('first', 't', waiting, 7),
    ]
    expect(ids(inOrder(all))).toEqual(['first', 'second', 'third'])
  })

  it('takes in what other tabs have done, and loses nothing that is only here', () => {
    const mine = [
      unsent('sent elsewhere', 't', { kind: 'waiting' }, 1),
      unsent('on its way', 't', { kind: 'sending' }, 2),
      { ...unsent('only here', 't', { kind: 'waiting' }), kept: false },
    ]
    const kept = [
      unsent('from elsewhere', 't', { kind: 'waiting' }, 3),
      unsent('on its way', 't', { kind: 'waiting' }, 2),
    ]
    const all = reread(mine, kept)
    expect(ids(all)).toEqual(['on its way', 'from elsewhere', 'only here'])
    expect(all[0]?.status.kind).toBe('sending')
  })
})
