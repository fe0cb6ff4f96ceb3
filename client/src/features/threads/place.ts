/** An element and where it stood; held there when the list around it changes. */
export interface Anchor {
  element: Element
  top: number
}

const nearEnd = 64
/** Below what sticks to the top of the page. */
const readingEdge = 130

export const isNearEnd = () =>
  window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - nearEnd

export const toEnd = () => window.scrollTo(0, document.documentElement.scrollHeight)

/** The first child that reaches below `edge`; halving, because measuring thousands of rows would be felt. */
function firstBelow(log: Element, edge: number): number {
  const { children } = log
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (children[middle]!.getBoundingClientRect().bottom > edge) high = middle
    else low = middle + 1
  }
  return low
}

/** A message, because days and the unread line come and go with what stands before them. */
export function anchorIn(log: Element | null): Anchor | null {
  if (!log) return null
  for (let index = firstBelow(log, readingEdge); index < log.children.length; index++) {
    const element = log.children[index]
    if (element?.id.startsWith('c-')) return { element, top: element.getBoundingClientRect().top }
  }
  return null
}

/** The place of the last contribution whose end has been on the screen. */
export function lastVisibleSeq(log: Element | null, seqOf: (elementId: string) => number): number {
  if (!log) return 0
  const until = Math.min(firstBelow(log, window.innerHeight), log.children.length - 1)
  for (let index = until; index >= 0; index--) {
    const seq = seqOf(log.children[index]?.id ?? '')
    if (seq > 0) return seq
  }
  return 0
}

/** Leads to a message: into view, into focus, and for a moment into light. */
export function lead(id: string) {
  const target = document.getElementById(id)
  if (!target) return
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
  target.animate([{ backgroundColor: 'var(--ah-petrol-tint)' }, { backgroundColor: 'transparent' }], 1600)
}
