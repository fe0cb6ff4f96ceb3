import { useEffect, useRef } from 'react'

/**
 * Where something that has the focus goes away, the part of the page it was in takes it: otherwise whoever works
 * with the keyboard would have to begin at the top of the page.
 */
export function useKeptFocus<E extends HTMLElement>() {
  const part = useRef<E>(null)
  const inside = useRef(false)

  useEffect(() => {
    const within = (target: EventTarget | null) => target instanceof Node && !!part.current?.contains(target)
    const enter = ({ target }: FocusEvent) => {
      inside.current = within(target)
    }
    const press = ({ target }: PointerEvent) => {
      if (!within(target)) inside.current = false
    }
    document.addEventListener('focusin', enter)
    document.addEventListener('pointerdown', press)
    return () => {
      document.removeEventListener('focusin', enter)
      document.removeEventListener('pointerdown', press)
    }
  }, [])

  useEffect(() => {
    if (inside.current && document.activeElement === document.body)
      part.current?.focus({ preventScroll: true })
  })

  return part
}
