import { useEffect, useRef } from 'react'

/** Menus and dialogs lie elsewhere in the page; whoever is in one is still where they opened it. */
const lifted = '[data-portal]'

function keep(part: HTMLElement | null, wasInside: boolean) {
  if (wasInside && document.activeElement === document.body) part?.focus({ preventScroll: true })
}

/**
 * Where something that has the focus goes away, the part of the page it was in takes it: otherwise whoever works
 * with the keyboard would have to begin at the top of the page. Of parts within parts the innermost takes it.
 */
export function useKeptFocus<E extends HTMLElement>() {
  const part = useRef<E>(null)
  const inside = useRef(false)
  useEffect(() => {
    const within = (target: EventTarget | null) => target instanceof Node && !!part.current?.contains(target)
    const enter = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest(lifted)) return
      inside.current = within(target)
    }
    const press = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest(lifted)) return
      if (!within(target)) inside.current = false
    }
    const closed = () => keep(part.current, inside.current)
    document.addEventListener('focusin', enter)
    document.addEventListener('pointerdown', press)
    // A dialog gives the focus back to what opened it, which may be gone.
    document.addEventListener('close', closed, true)
    return () => {
      document.removeEventListener('focusin', enter)
      document.removeEventListener('pointerdown', press)
      document.removeEventListener('close', closed, true)
    }
  }, [])

  useEffect(() => keep(part.current, inside.current))

  return part
}
