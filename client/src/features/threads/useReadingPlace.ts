import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { anchorIn, isNearEnd, lastVisibleSeq, toEnd, type Anchor } from './place.ts'

interface ReadingPlace {
  logRef: RefObject<HTMLElement | null>
  /** Changes whenever something in the list does. */
  version: unknown
  ready: boolean
  /** Element to open at: the unread line. Otherwise the end, or the beginning of what one has never read. */
  openAt: 'beginning' | 'end' | 'unread'
  /** The place in the thread that an element of the list shows; 0 where it shows none. */
  seqOf: (elementId: string) => number
  onRead: (seq: number) => void
}

/** Holds what is being read where it is, whatever is added above or below. */
export function useReadingPlace({ logRef, version, ready, openAt, seqOf, onRead }: ReadingPlace) {
  const [atEnd, setAtEnd] = useState(true)
  const pinned = useRef(true)
  const anchor = useRef<Anchor | null>(null)
  const placed = useRef(false)
  const held = useRef(version)
  const latest = useRef({ seqOf, onRead })
  useLayoutEffect(() => {
    latest.current = { seqOf, onRead }
  })

  const look = useCallback(() => {
    pinned.current = isNearEnd()
    anchor.current = anchorIn(logRef.current)
    setAtEnd(pinned.current)
    const isRead = placed.current && document.visibilityState === 'visible'
    const seq = isRead ? lastVisibleSeq(logRef.current, latest.current.seqOf) : 0
    if (seq > 0) latest.current.onRead(seq)
  }, [logRef])

  const open = useCallback(() => {
    const line = openAt === 'unread' ? document.getElementById('unread') : null
    if (line) line.scrollIntoView({ block: 'start' })
    else if (openAt === 'beginning') window.scrollTo(0, 0)
    else toEnd()
  }, [openAt])

  useLayoutEffect(() => {
    if (!ready) return undefined
    if (!placed.current) {
      open()
      // The router restores its own idea of the place after this effect.
      const frame = requestAnimationFrame(() => {
        open()
        placed.current = true
        look()
      })
      return () => cancelAnimationFrame(frame)
    }
    if (held.current !== version) hold(pinned.current, anchor.current)
    held.current = version
    look()
    return undefined
  }, [version, ready, open, look])

  useEffect(() => {
    if (!ready) return undefined
    let frame = 0
    const soon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    const resized = () => {
      if (placed.current && pinned.current) toEnd()
      soon()
    }
    // The composer opening or the keyboard appearing must not cover what one reads at the end.
    const sizes = new ResizeObserver(resized)
    if (logRef.current?.parentElement) sizes.observe(logRef.current.parentElement)
    window.addEventListener('scroll', soon, { passive: true })
    window.addEventListener('resize', resized)
    document.addEventListener('visibilitychange', soon)
    return () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      window.removeEventListener('scroll', soon)
      window.removeEventListener('resize', resized)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [ready, logRef, look])

  const goToEnd = useCallback(() => {
    pinned.current = true
    toEnd()
  }, [])

  return { atEnd, goToEnd }
}

function hold(pinned: boolean, anchor: Anchor | null) {
  if (pinned) return toEnd()
  if (!anchor?.element.isConnected) return
  const moved = anchor.element.getBoundingClientRect().top - anchor.top
  if (Math.abs(moved) >= 1) window.scrollBy(0, moved)
}
