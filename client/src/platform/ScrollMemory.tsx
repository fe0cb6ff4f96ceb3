import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType, NavigationType } from 'react-router'

const patienceMs = 1500
const places = new Map<string, number>()

/** Scrolls to `wanted` as soon as the page is long enough for it, unless the reader scrolls first. */
function goBackTo(wanted: number): () => void {
  const until = performance.now() + patienceMs
  let frame = 0
  const stop = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('wheel', stop)
    window.removeEventListener('touchstart', stop)
    window.removeEventListener('keydown', stop)
  }
  const attempt = () => {
    // A conversation opens where one left off in it.
    if (document.querySelector('[role="log"]')) return stop()
    window.scrollTo(0, wanted)
    if (Math.abs(window.scrollY - wanted) < 2 || performance.now() > until) stop()
    else frame = requestAnimationFrame(attempt)
  }
  window.addEventListener('wheel', stop, { passive: true })
  window.addEventListener('touchstart', stop, { passive: true })
  window.addEventListener('keydown', stop)
  attempt()
  return stop
}

/** New pages begin at the top; the way back leads to where one was. */
export function ScrollMemory() {
  const { key, pathname } = useLocation()
  const how = useNavigationType()
  const before = useRef<string>(undefined)

  useEffect(() => {
    window.history.scrollRestoration = 'manual'
  }, [])

  useEffect(() => {
    const keep = () => places.set(key, window.scrollY)
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [key])

  useLayoutEffect(() => {
    const isFirst = before.current === undefined
    const samePage = before.current === pathname
    before.current = pathname
    // The browser has just begun it at its top; to ask where it stands would make it measure everything at once.
    if (isFirst) return undefined
    if (how === NavigationType.Pop) return goBackTo(places.get(key) ?? 0)
    // A filter in the address is not a new page.
    if (!samePage) window.scrollTo(0, 0)
    return undefined
  }, [key, pathname, how])

  return null
}
