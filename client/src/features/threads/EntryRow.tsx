import type { Contribution, Thread } from '@augenhoehe/contracts'
import type { Visit } from '../../platform/last-visit.ts'
import { DayEntry } from './DayEntry.tsx'
import { EventRow } from './EventRow.tsx'
import { MessageRow, type MessageActions } from './MessageRow.tsx'
import type { Entry } from './reading.ts'
import { UnreadEntry } from './UnreadEntry.tsx'

interface EntryRowProps extends MessageActions {
  entry: Entry
  thread: Thread
  known: ReadonlyMap<string, Contribution>
  visit: Visit | null
}

/** Without hooks of its own: it runs for every row whenever one of thousands changes. */
export function EntryRow({ entry, thread, known, visit, onReply, onDo, onTaken, onRewrite }: EntryRowProps) {
  if (entry.kind === 'day') return <DayEntry at={entry.at} />
  if (entry.kind === 'event') return <EventRow contribution={entry.contribution} />
  if (entry.kind === 'unread') return <UnreadEntry since={visit?.at ?? ''} />
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
