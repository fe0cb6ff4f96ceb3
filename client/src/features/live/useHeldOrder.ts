import type { WallQuestion } from '@augenhoehe/contracts'
import { useEffect, useRef, useState } from 'react'
import { held, inWallOrder } from './wall-order.ts'

const restMs = 4_000

/** The wall's order, which rests while somebody points at it or is in it with the keyboard. */
export function useHeldOrder(questions: readonly WallQuestion[]) {
  const [order, setOrder] = useState<readonly string[] | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const hold = () => {
    clearTimeout(timer.current)
    setOrder((known) => known ?? inWallOrder(questions).map(({ id }) => id))
    timer.current = setTimeout(() => setOrder(null), restMs)
  }
  return {
    ordered: order === null ? inWallOrder(questions) : held(order, questions),
    holding: { onPointerMove: hold, onPointerDown: hold, onFocus: hold, onKeyDown: hold },
  }
}
