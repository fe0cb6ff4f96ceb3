import type { Room, Thread } from '@augenhoehe/contracts'
import { useFormat, useLocale, useTranslation, localised } from '../../platform/i18n.ts'
import { unreadCount } from '../../platform/last-visit.ts'
import { useMe } from '../../platform/session.tsx'
import { QuestionStrip } from '../../ui/index.ts'
import { byQuestion } from './threads-of.ts'

interface RoomStripProps {
  room: Room
  threads: readonly Thread[]
}

/** The spine on phones; it opens at the first question with news. */
export function RoomStrip({ room, threads }: RoomStripProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const { user } = useMe()
  const items = byQuestion(room, threads).questions.map(({ question, threads: some }) => ({
    question,
    news: some.reduce((sum, thread) => sum + unreadCount(user?.id ?? null, thread), 0),
  }))
  const first = items.find(({ news }) => news > 0)
  return (
    <QuestionStrip
      label={t('rooms.questions')}
      items={items.map(({ question, news }) => ({
        id: question.id,
        href: `#${question.id}`,
        number: formatNumber(question.order),
        label: localised(question.short, locale),
        news: news > 0 ? t('rooms.new', { count: news }) : undefined,
        current: question.id === first?.question.id,
      }))}
    />
  )
}
