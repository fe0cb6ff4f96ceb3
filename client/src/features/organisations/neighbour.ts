interface Point {
  key: string
  x: number
  y: number
}

export type Direction = 'left' | 'right' | 'up' | 'down'

const axes: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** The nearest point in a direction; what lies aside counts double. Nothing where the map ends. */
export function neighbour(points: readonly Point[], from: string, direction: Direction): string | undefined {
  const here = points.find(({ key }) => key === from)
  if (!here) return undefined
  const [dx, dy] = axes[direction]
  let best: { key: string; way: number } | undefined
  for (const { key, x, y } of points) {
    const along = (x - here.x) * dx + (y - here.y) * dy
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)
    if (key === from || along <= 0 || aside > 2 * along) continue
    const way = along + 2 * aside
    if (!best || way < best.way) best = { key, way }
  }
  return best?.key
}
