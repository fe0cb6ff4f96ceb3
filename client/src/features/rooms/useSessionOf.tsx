import type { SessionPulse, Thread } from '@augenhoehe/contracts'
import { use, type ReactNode } from 'react'
import { nameOrFormer } from '../../platform/former.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { ThreadSessionsContext } from '../../platform/thread-sessions.ts'
import { Tag } from '../../ui/index.ts'

interface SessionOf {
  isLive: boolean
  /** While people are in it, or are about to be. */
  tag: ReactNode
  /** Who takes part and who speaks; none before it runs. */
  now: string | null
  /** When it will be; none when it is on. */
  planned: string | null
}

/** What a row says about the live session of its thread. */
export function useSessionOf({ id }: Pick<Thread, 'id'>): SessionOf | null {
  const { t } = useTranslation()
  const { formatRelativeDay, formatTime } = useFormat()
  const session = use(ThreadSessionsContext).get(id)
  if (!session) return null
  const { state, startsAt, pulse } = session
  if (state === 'planned')
    return {
      isLive: false,
      tag: null,
      now: null,
      planned: t('rooms.session.planned', { day: formatRelativeDay(startsAt), time: formatTime(startsAt) }),
    }
  return {
    isLive: true,
    tag: <Tag tone="live">{t(`rooms.session.${state}`)}</Tag>,
    now: pulse && pulseWords(pulse),
    planned: null,
  }

  function pulseWords({ organisations, speaker }: SessionPulse) {
    const words = [
      ...(organisations > 0 ? [t('rooms.session.organisations', { count: organisations })] : []),
      ...(speaker === null ? [] : [t('rooms.session.speaks', { name: nameOrFormer(speaker) })]),
    ]
    return words.length === 0 ? null : words.join(' · ')
  }
}
