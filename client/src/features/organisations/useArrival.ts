import { useEffect, useRef } from 'react'

/** Brings the part of a page into view that a link asked for, and puts the focus on its heading or first field. */
export function useArrival<E extends HTMLElement>(wanted: boolean) {
  const place = useRef<E>(null)
  useEffect(() => {
    const element = place.current
    if (!wanted || !element) return
    element.scrollIntoView({ block: 'start' })
    const target = element.querySelector<HTMLElement>('h2, h3, input')
    if (target?.tagName.startsWith('H')) target.tabIndex = -1
    target?.focus({ preventScroll: true })
  }, [wanted])
  return place
}
