import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { WindowVirtualizerHandle } from 'virtua'
import type { KeptPlace } from './kept-places.ts'
import { isNearEnd, lastVisible, lead, offBy, toEnd, topmost } from './place.ts'
import type { Item } from './reading.ts'

/**
 * Where the list is to stand: at its beginning or end, at the unread line, with a contribution in the middle, or
 * exactly as it stood before.
 */
export type Aim =
  | { to: 'beginning' | 'end' | 'unread' }
  | ({ to: 'kept'; lead: boolean } & KeptPlace)
  | { to: 'contribution'; id: string }

interface ReadingPlace {
  log: RefObject<HTMLElement | null>
  list: RefObject<WindowVirtualizerHandle | null>
  items: readonly Item[]
  /** Changes with each window; the list is a new one then. */
  epoch: number
  ready: boolean
  opening: Aim
  /** The end of the list is the end of the thread. */
  endsHere: boolean
  /** Somebody has had this on the screen for a moment. */
  onSeen: (id: string, atEnd: boolean) => void
  /** What stands at the top now that the reader has moved. */
  onMoved: (place: KeptPlace) => void
  onNearBeginning: () => void
  onNearEnd: () => void
}

const near = 1200
/** What is on the screen that long has been seen. */
const momentMs = 700
/** Rows are measured when they come into sight; until then a place is an estimate. */
const settleMs = 400
const frameMs = 20

/** Holds what is being read where it is, whatever is added above or below, and leads elsewhere on request. */
export function useReadingPlace(needs: ReadingPlace) {
  const { log, list, items, epoch, ready, endsHere } = needs
  const [aim, setAim] = useState<Aim | null>(needs.opening)
  const [atEnd, setAtEnd] = useState(false)
  const pinned = useRef(false)
  const settling = useRef(true)
  const latest = useRef(needs)
  useLayoutEffect(() => {
    latest.current = needs
  })

  const keepPlace = useCallback(() => {
    const place = settling.current ? null : topmost(log.current)
    if (place) latest.current.onMoved(place)
  }, [log])

  const look = useCallback(() => {
    const now = latest.current
    if (settling.current) return
    pinned.current = now.endsHere && isNearEnd()
    setAtEnd(pinned.current)
    if (window.scrollY < near) now.onNearBeginning()
    const below = document.documentElement.scrollHeight - window.innerHeight - window.scrollY
    if (below < near) now.onNearEnd()
  }, [])

  // Going where one is led, again and again for a moment, while rows find their height; the reader may interrupt.
  useLayoutEffect(() => {
    if (!ready || aim === null) return undefined
    const id = 'id' in aim ? aim.id : null
    const index = items.findIndex((item) => (id === null ? item.unread : item.id === id))
    if ((id !== null || aim.to === 'unread') && index === -1) {
      // It may be on its way; meanwhile the list can be read like any other.
      settling.current = false
      return undefined
    }
    settling.current = true
    pinned.current = aim.to === 'end'
    const go = () => {
      if (aim.to === 'end') toEnd()
      else if (aim.to === 'beginning') window.scrollTo(0, 0)
      else {
        const wanted = aim.to === 'kept' ? aim.top : aim.to === 'unread' ? 'unread' : 'middle'
        const off = offBy(items[index]!.id, wanted)
        // The list goes on leading there for a while, also against the reader: only until there is something to see.
        if (off === null) list.current?.scrollToIndex(index, { align: 'center' })
        else if (Math.abs(off) >= 1) window.scrollBy(0, off)
      }
    }
    // Both ends are where they are; anywhere else is an estimate at first. The router has its say in between.
    const until = performance.now() + (id === null && aim.to !== 'unread' ? frameMs : settleMs)
    let frame = 0
    const end = () => {
      cancelAnimationFrame(frame)
      for (const name of interruptions) window.removeEventListener(name, end)
      settling.current = false
      setAim(null)
      if (aim.to === 'contribution' || (aim.to === 'kept' && aim.lead)) lead(aim.id)
      look()
      // Nobody need scroll again for this to be where one was.
      keepPlace()
    }
    const again = () => {
      go()
      if (performance.now() > until) end()
      else frame = requestAnimationFrame(again)
    }
    for (const name of interruptions) window.addEventListener(name, end, { passive: true })
    again()
    return () => {
      cancelAnimationFrame(frame)
      for (const name of interruptions) window.removeEventListener(name, end)
    }
    // What arrives meanwhile does not change where one was led.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [aim, epoch, ready, items.length === 0])

  // Who reads at the end stays there.
  useLayoutEffect(() => {
    if (pinned.current && ready) toEnd()
    look()
  }, [items, ready, endsHere, look])

  useEffect(() => {
    if (!ready) return undefined
    let frame = 0
    let moment: ReturnType<typeof setTimeout> | undefined
    const seen = () => {
      clearTimeout(moment)
      if (document.visibilityState !== 'visible') return
      const then = lastVisible(log.current)
      moment = setTimeout(() => {
        const still = then !== null && document.getElementById(`c-${then}`)
        const visible = still && still.getBoundingClientRect().top < window.innerHeight
        if (visible && !settling.current && document.visibilityState === 'visible')
          latest.current.onSeen(then, pinned.current)
      }, momentMs)
    }
    const soon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        look()
        seen()
        keepPlace()
      })
    }
    const resized = () => {
      // The composer opening or the keyboard appearing must not cover what one reads at the end.
      if (pinned.current) requestAnimationFrame(() => pinned.current && toEnd())
      soon()
    }
    const sizes = new ResizeObserver(resized)
    if (log.current?.parentElement) sizes.observe(log.current.parentElement)
    window.addEventListener('scroll', soon, { passive: true })
    window.addEventListener('resize', resized)
    document.addEventListener('visibilitychange', soon)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(moment)
      sizes.disconnect()
      window.removeEventListener('scroll', soon)
      window.removeEventListener('resize', resized)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [ready, log, look, keepPlace, epoch])

  return { atEnd, goTo: setAim }
}

const interruptions = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const
