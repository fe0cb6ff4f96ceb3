import { describe, expect, it } from 'vitest'
import { question } from './samples.ts'
import { held, inWallOrder } from './wall-order.ts'

const wall = [
  question(1, 'Eins?', { supporters: 2 }),
  question(2, 'Zwei?', { supporters: 9 }),
  question(3, 'Drei?', { supporters: 1, state: 'called' }),
  question(4, 'Vier?', { supporters: 20, state: 'answered' }),
  question(5, 'Fünf?', { state: 'merged' }),
]
const numbers = (questions: readonly { n: number }[]) => questions.map(({ n }) => n)

describe('the question wall', () => {
  it('has first what is talked about, then what most ask, then what is done', () => {
    expect(numbers(inWallOrder(wall))).toEqual([3, 2, 1, 4])
  })

  it('does not move what somebody is about to press', () => {
    const shown = inWallOrder(wall).map(({ id }) => id)
    const later = wall.map((one) => (one.n === 1 ? { ...one, supporters: 50 } : one))
    expect(numbers(held(shown, [...later, question(6, 'Neu?', { supporters: 99 })]))).toEqual([3, 2, 1, 4, 6])
    expect(numbers(inWallOrder(later))).toEqual([3, 1, 2, 4])
  })
})
