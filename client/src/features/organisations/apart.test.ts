import { describe, expect, it } from 'vitest'
import { apart } from './apart.ts'
import { shapes } from './outlines.ts'

const nearest = (things: readonly { x: number; y: number }[]) =>
  Math.min(
    ...things.flatMap((one, index) =>
      things.slice(index + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    ),
  )

describe('numbers on the map', () => {
  it('do not touch where every district has one, and stay near their district', () => {
    expect(nearest(shapes)).toBeLessThan(24)
    const moved = apart(shapes, 24)
    expect(nearest(moved)).toBeGreaterThanOrEqual(24)
    for (const [index, { x, y }] of moved.entries())
      expect(Math.hypot(x - shapes[index]!.x, y - shapes[index]!.y)).toBeLessThan(16)
  })

  it('stay where they are when there is room', () => {
    const far = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ]
    expect(apart(far, 24)).toEqual(far)
  })

  it('part even when they lie on the same point', () => {
    const same = [
      { x: 5, y: 5 },
      { x: 5, y: 5 },
    ]
    expect(nearest(apart(same, 24))).toBeGreaterThanOrEqual(24)
  })
})
