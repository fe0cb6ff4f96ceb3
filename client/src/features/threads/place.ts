import type { KeptPlace } from './kept-places.ts'

const nearEnd = 64
/** Below what sticks to the top of the page. */
export const readingEdge = 130

export const isNearEnd = () =>
  window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - nearEnd

export const toEnd = () => window.scrollTo(0, document.documentElement.scrollHeight)

const rowsOf = (log: Element | null) => [...(log?.querySelectorAll('[id^="c-"]') ?? [])]

const idOf = (element: Element) => element.id.slice('c-'.length)

/** The contribution one is reading, and where: the first that reaches below what sticks to the top. */
export function topmost(log: Element | null): KeptPlace | null {
  const row = rowsOf(log).find((one) => one.getBoundingClientRect().bottom > readingEdge)
  return row ? { id: idOf(row), top: row.getBoundingClientRect().top } : null
}

/** How far a contribution is from where it is to stand; unknown while it is not drawn. */
export function offBy(id: string, wanted: 'unread' | 'middle' | number): number | null {
  const words = document.getElementById(`c-${id}`)
  // A day or the unread line above it belongs to it.
  const row = typeof wanted === 'number' ? words : words?.parentElement
  if (!row) return null
  const { top, height } = row.getBoundingClientRect()
  if (typeof wanted === 'number') return top - wanted
  return wanted === 'unread' ? top - readingEdge : top + height / 2 - window.innerHeight / 2
}

/** The last contribution whose end is on the screen. */
export function lastVisible(log: Element | null): string | null {
  const row = rowsOf(log).findLast((one) => one.getBoundingClientRect().bottom <= window.innerHeight)
  return row ? idOf(row) : null
}

/** Leads to a message that is in sight: into focus, and for a moment into light. */
export function lead(id: string) {
  const target = document.getElementById(`c-${id}`)
  if (!target) return
  target.focus({ preventScroll: true })
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
  target.animate([{ backgroundColor: 'var(--ah-petrol-tint)' }, { backgroundColor: 'transparent' }], 1600)
}
