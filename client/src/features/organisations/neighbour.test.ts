import { describe, expect, it } from 'vitest'
import { neighbour, type Direction } from './neighbour.ts'
import { shapes } from './outlines.ts'

const directions: readonly Direction[] = ['left', 'right', 'up', 'down']

describe('the arrow keys on the map', () => {
  it.each([
    ['06531', 'up', '06534'],
    ['06531', 'down', '06440'],
    ['06534', 'down', '06531'],
    ['06633', 'up', undefined],
  ] as const)('from %s %s to %s', (from, direction, to) => {
    expect(neighbour(shapes, from, direction)).toBe(to)
  })

  it('reach every district from every other', () => {
    for (const { key } of shapes) {
      const reached = new Set([key])
      const open = [key]
      for (let from = open.pop(); from !== undefined; from = open.pop())
        for (const direction of directions) {
          const next = neighbour(shapes, from, direction)
          if (next === undefined || reached.has(next)) continue
          reached.add(next)
          open.push(next)
        }
      expect(reached.size, key).toBe(shapes.length)
    }
  })
})
