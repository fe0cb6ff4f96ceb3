import { useEffect, useState } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { onEvent } from '../../platform/live.ts'
import styles from './TypingHint.module.css'

const forgottenAfterMs = 6000

/** Who writes at this moment, by association; null is nobody in particular. */
function useTyping(threadId: string): readonly (string | null)[] {
  const [writing, setWriting] = useState<readonly (string | null)[]>([])
  useEffect(() => {
    const timers = new Map<string | null, ReturnType<typeof setTimeout>>()
    const show = () => setWriting([...timers.keys()])
    const forget = () => {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    }
    const stops = [
      onEvent('thread.typing', ({ threadId: where, organisation }) => {
        if (where !== threadId) return
        clearTimeout(timers.get(organisation))
        const end = () => {
          timers.delete(organisation)
          show()
        }
        timers.set(organisation, setTimeout(end, forgottenAfterMs))
        show()
      }),
      // What was written is there.
      onEvent('thread.changed', (push) => {
        if (push.threadId !== threadId || timers.size === 0) return
        forget()
        show()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      forget()
    }
  }, [threadId])
  return writing
}

/** Keeps its line when nobody writes, so that nothing jumps; nobody is told aloud. */
export function TypingHint({ threadId }: { threadId: string }) {
  const { t } = useTranslation()
  const [one, ...others] = useTyping(threadId)
  const words = () => {
    if (one === undefined) return null
    if (others.length > 0) return t('presence.typing.several')
    return one === null
      ? t('presence.typing.somebody')
      : t('presence.typing.from', { organisation: `\u2068${one}\u2069` })
  }
  return (
    <p className={styles.hint} aria-live="off">
      {words()}
    </p>
  )
}
