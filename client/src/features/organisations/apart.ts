interface Placed {
  x: number
  y: number
}

/**
 * The same things, moved as little as it takes that none is nearer to another than `gap`: numbers on a map are to be
 * told apart where districts are smaller than what is written on them.
 */
export function apart<T extends Placed>(things: readonly T[], gap: number): readonly T[] {
  const moved = things.map((thing) => ({ ...thing }))
  for (let round = 0; round < mostRounds; round += 1) {
    let still = true
    for (const [index, one] of moved.entries()) {
      for (const other of moved.slice(index + 1)) {
        const across = other.x - one.x
        const down = other.y - one.y
        const distance = Math.hypot(across, down)
        if (distance >= gap) continue
        still = false
        // What lies on the very same point parts sideways. A little more than needed, or it never ends.
        const [alongX, alongY] = distance === 0 ? [1, 0] : [across / distance, down / distance]
        const step = (gap - distance) / 2 + 0.01
        one.x -= alongX * step
        one.y -= alongY * step
        other.x += alongX * step
        other.y += alongY * step
      }
    }
    if (still) break
  }
  return moved
}
const mostRounds = 50
