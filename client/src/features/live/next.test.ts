import { describe, expect, it } from 'vitest'
import { began, hand, party, turn } from './samples.ts'
import { nextToCall } from './next.ts'

const queue = [
  hand(5, party('Wabe Offenbach', 'Ana', { userId: '5'.repeat(24) }), { spokenMs: 0 }),
  hand(6, party('Olivenhain Darmstadt', 'Fatou', { userId: '6'.repeat(24) }), { spokenMs: 20_000 }),
]

describe('who is called next', () => {
  it('is who stands first while nobody speaks', () => {
    expect(nextToCall({ rule: 'least-time', turn: null }, queue, began)?.n).toBe(5)
    expect(nextToCall({ rule: 'first-come', turn: turn() }, [], began)).toBeUndefined()
  })

  it('counts the turn that runs for its association', () => {
    const stage = { rule: 'least-time' as const, turn: turn() }
    expect(nextToCall(stage, queue, began + 10_000)?.n).toBe(5)
    expect(nextToCall(stage, queue, began + 30_000)?.n).toBe(6)
  })

  it('leaves whoever came first where the rule says so', () => {
    expect(nextToCall({ rule: 'first-come', turn: turn() }, queue, began + 90_000)?.n).toBe(5)
  })
})
