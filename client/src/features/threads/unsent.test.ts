import { describe, expect, it } from 'vitest'
import { nextUnsent, waitFor, type Unsent } from './unsent.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const later = (seconds: number) => new Date(now + seconds * 1000).toISOString()
const unsent = (clientId: string, threadId: string, status: Unsent['status']): Unsent => ({
  draft: { clientId, threadId, text: clientId },
  since: later(0),
  status,
})
const slow = (seconds: number) => ({ kind: 'waiting', until: later(seconds) }) as const

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
})
