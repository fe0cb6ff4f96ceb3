import { useCallback, useEffect, useRef, useState } from 'react'
import { newClientId } from '../../../platform/ids.ts'
import { recall, remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'

/** What is typed, and what it was typed over. */
interface Kept<T> {
  /** Names what is not stored yet: sent twice, it is made once. */
  clientId: string
  rev: number
  base: T
  typed: T
}

interface KeptDraftOptions<T> {
  /** Where the browser keeps it; everybody who signs in there has their own. */
  kind: 'documentation' | 'press'
  id: string
  stored: { rev: number; typed: T }
  isSame: (a: T, b: T) => boolean
}

const pause = 400

function load<T>(key: string): Partial<Kept<T>> {
  try {
    return JSON.parse(recall(key) || '{}') as Partial<Kept<T>>
  } catch {
    return {}
  }
}

/** A text while somebody writes it: what is typed survives leaving, reloading and a flat battery. */
export function useKeptDraft<T extends object>({ kind, id, stored, isSame }: KeptDraftOptions<T>) {
  const { user } = useMe()
  const key = `${kind}.${user?.id}.${id}`
  const over = { rev: stored.rev, base: stored.typed, typed: stored.typed }
  const [kept, setKept] = useState<Kept<T>>(() => ({ clientId: newClientId(), ...over, ...load<T>(key) }))
  const latest = useRef(kept)
  // Who has typed nothing sees what somebody else has saved.
  const inSight = (one: Kept<T>): Kept<T> =>
    stored.rev > one.rev && isSame(one.typed, one.base) ? { ...one, ...over } : one
  const set = (next: Kept<T>) => {
    latest.current = next
    setKept(next)
  }

  const keep = useCallback(
    (one: Kept<T>) => remember(key, isSame(one.typed, one.base) ? '' : JSON.stringify(one)),
    [key, isSame],
  )
  useEffect(() => {
    const timer = setTimeout(() => keep(kept), pause)
    return () => clearTimeout(timer)
  }, [keep, kept])
  useEffect(() => {
    // A phone may end the page without another word.
    const hide = () => keep(latest.current)
    window.addEventListener('pagehide', hide)
    return () => {
      window.removeEventListener('pagehide', hide)
      hide()
    }
  }, [keep])

  const { clientId, rev, base, typed } = inSight(kept)
  return {
    clientId,
    /** What this was written over. */
    rev,
    typed,
    isDirty: !isSame(typed, base),
    change: (alter: (typed: T) => Partial<T>) => {
      const before = inSight(latest.current)
      set({ ...before, typed: { ...before.typed, ...alter(before.typed) } })
    },
    /** The server has what was sent; what was typed since stays. */
    saved: (next: { rev: number; typed: T }, sent: T) => {
      const since = inSight(latest.current).typed
      set({ clientId, rev: next.rev, base: next.typed, typed: isSame(since, sent) ? next.typed : since })
    },
    /** Gives up what is typed. */
    takeStored: () => set({ clientId, ...over }),
  }
}
