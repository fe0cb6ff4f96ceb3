import type { Contribution } from '@augenhoehe/contracts'
import { useEffect, useRef, useState } from 'react'
import { useTranslation, useFormat } from '../../platform/i18n.ts'
import { voiceOf } from '../../platform/voice.ts'
import { VisuallyHidden } from '../../ui/index.ts'

interface AnnouncerProps {
  contributions: ReadonlyMap<string, Contribution>
  /** The highest place heard of. */
  newest: number
  ready: boolean
  ownId: string | null
}

const batchMs = 2_500

/** Says in one sentence who wrote, instead of reading out every message while one is writing oneself. */
export function Announcer({ contributions, newest, ready, ownId }: AnnouncerProps) {
  const { t } = useTranslation()
  const { formatList } = useFormat()
  const said = useRef<number | null>(null)
  const [words, setWords] = useState('')

  useEffect(() => {
    if (!ready) return undefined
    said.current ??= newest
    if (newest === said.current) return undefined
    const timer = setTimeout(() => {
      const fresh = [...contributions.values()].filter(
        ({ seq, authorId, type }) =>
          (seq ?? 0) > (said.current ?? 0) && authorId !== ownId && type !== 'system',
      )
      said.current = newest
      if (fresh.length === 0) return
      const names = [...new Set(fresh.map((one) => voiceOf(one).name))]
      setWords(t('deciding.announce', { count: fresh.length, names: formatList(names) }))
    }, batchMs)
    return () => clearTimeout(timer)
  }, [contributions, newest, ready, ownId, t, formatList])

  return (
    <div aria-live="polite">
      <VisuallyHidden>{words}</VisuallyHidden>
    </div>
  )
}
