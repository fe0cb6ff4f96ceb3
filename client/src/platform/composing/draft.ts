import type { ContributionType } from '@augenhoehe/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { recall, remember } from '../remembered.ts'

/** What somebody has begun to write. It survives leaving, reloading and a flat battery. */
export interface Draft {
  text: string
  type: ContributionType | null
  /** Named by hand; null: whatever is noticed. */
  lang: string | null
  replyTo: string | null
  title: string
}

export const emptyDraft: Draft = { text: '', type: null, lang: null, replyTo: null, title: '' }

const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.title.trim() === ''

const store = (key: string, draft: Draft) => remember(key, isEmpty(draft) ? '' : JSON.stringify(draft))

function load(key: string): Draft {
  try {
    return { ...emptyDraft, ...(JSON.parse(recall(key) ?? '{}') as Partial<Draft>) }
  } catch {
    return emptyDraft
  }
}

export function useDraft(name: string) {
  const key = `draft.${name}`
  const [draft, setDraft] = useState(() => load(key))
  const [saved, setSaved] = useState(false)
  const latest = useRef(draft)

  const change = useCallback((part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
    setSaved(false)
  }, [])

  useEffect(() => {
    const timer = setTimeout(() => {
      store(key, draft)
      setSaved(!isEmpty(draft))
    }, 400)
    return () => clearTimeout(timer)
  }, [key, draft])

  useEffect(() => {
    // A phone may end the page without another word.
    const hide = () => store(key, latest.current)
    window.addEventListener('pagehide', hide)
    return () => {
      window.removeEventListener('pagehide', hide)
      hide()
    }
  }, [key])

  const clear = useCallback(() => {
    latest.current = emptyDraft
    setDraft(emptyDraft)
    remember(key, '')
  }, [key])

  return { draft, change, clear, saved }
}
