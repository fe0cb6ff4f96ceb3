import type { ContributionType } from '@augenhoehe/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { offline } from '../later-offline.ts'
import { useMe } from '../session.tsx'

/** What somebody has begun to write. It survives leaving, reloading and a flat battery. */
export interface Draft {
  text: string
  type: ContributionType | null
  /** Named by hand; null: whatever is noticed. */
  lang: string | null
  replyTo: string | null
  title: string
}

/** What a message gives back of the draft it was. */
export type Back = Pick<Draft, 'text'> & { [K in keyof Draft]?: Draft[K] | undefined }

export const emptyDraft: Draft = { text: '', type: null, lang: null, replyTo: null, title: '' }

/** What one person writes in one place. */
export function useDraft(name: string) {
  const { user } = useMe()
  const key = `${user?.id ?? 'visitor'}.${name}`
  const [draft, setDraft] = useState(emptyDraft)
  const [saved, setSaved] = useState(false)
  const latest = useRef(draft)
  /** Notices what was typed; true: the words have become a message. */
  const typed = useRef((_handedOver: boolean) => {})

  const show = useCallback((next: Draft) => {
    latest.current = next
    setDraft(next)
  }, [])

  useEffect(() => {
    let left = false
    let stop = () => {}
    // Nobody writes before this is there; see where the place to write is fetched.
    offline().then(
      ({ followDraft }) => {
        if (left) return
        const followed = followDraft(key, { read: () => latest.current, show, onSaved: setSaved })
        typed.current = (handedOver) => followed.typed(handedOver)
        stop = () => followed.stop()
      },
      () => undefined,
    )
    return () => {
      left = true
      typed.current = () => {}
      stop()
    }
  }, [key, show])

  const change = useCallback(
    (part: Partial<Draft>) => {
      show({ ...latest.current, ...part })
      typed.current(false)
    },
    [show],
  )
  /** `handedOver`: what is kept here went with the message that the words became. */
  const clear = useCallback(
    (handedOver = false) => {
      show(emptyDraft)
      typed.current(handedOver)
    },
    [show],
  )
  /** Words that come back, after what was typed meanwhile. */
  const give = useCallback(
    async (words: Back) => change((await offline()).taking(latest.current, words)),
    [change],
  )
  return { key, draft, change, clear, give, saved }
}
