import type { Contribution, Thread } from '@augenhoehe/contracts'
import type { Visit } from '../../platform/last-visit.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { DayRule, UnreadLine } from '../../ui/index.ts'
import { EventRow } from './EventRow.tsx'
import { MessageRow, type MessageActions } from './MessageRow.tsx'
import type { Entry } from './reading.ts'

interface EntryRowProps extends MessageActions {
  entry: Entry
  thread: Thread
  known: ReadonlyMap<string, Contribution>
  visit: Visit | null
}

export function EntryRow({ entry, thread, known, visit, onReply, onDo, onTaken, onRewrite }: EntryRowProps) {
  const { t } = useTranslation()
  const { formatWeekday, formatRelativeDay, formatTime } = useFormat()
  if (entry.kind === 'day') return <DayRule>{formatWeekday(entry.at)}</DayRule>
  if (entry.kind === 'event') return <EventRow contribution={entry.contribution} />
  if (entry.kind === 'unread') {
    const since = visit?.at ?? ''
    return (
      <UnreadLine id="unread">
        {t('threads.newSince', { day: formatRelativeDay(since), time: formatTime(since) })}
      </UnreadLine>
    )
  }
  const { contribution, grouped } = entry
  return (
    <MessageRow
      contribution={contribution}
      quoted={contribution.replyTo ? known.get(contribution.replyTo) : undefined}
      grouped={grouped}
      thread={thread}
      onReply={onReply}
      onDo={onDo}
      onTaken={onTaken}
      onRewrite={onRewrite}
    />
  )
}
