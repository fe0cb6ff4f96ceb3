import type { Thread } from '@augenhoehe/contracts'
import { DayEntry } from './DayEntry.tsx'
import { EventRow } from './EventRow.tsx'
import { MessageRow, type MessageActions } from './MessageRow.tsx'
import type { Item } from './reading.ts'
import { quotedIn, type ThreadState } from './state.ts'
import { UnreadEntry } from './UnreadEntry.tsx'

interface EntryRowProps extends MessageActions {
  item: Item
  thread: Thread
  /** Where what is quoted is found. */
  state: ThreadState
}

/** Without hooks of its own: it runs for every row in sight whenever one of thousands changes. */
export function EntryRow({ item, thread, state, onReply, onDo, onTaken, onRewrite }: EntryRowProps) {
  const { contribution, day, unread, grouped } = item
  return (
    <>
      {day && <DayEntry at={contribution.createdAt} />}
      {unread && <UnreadEntry since={contribution.createdAt} />}
      {contribution.type === 'system' ? (
        <EventRow contribution={contribution} />
      ) : (
        <MessageRow
          contribution={contribution}
          quoted={contribution.replyTo ? quotedIn(state, contribution.replyTo) : undefined}
          grouped={grouped}
          opens={day || unread}
          thread={thread}
          onReply={onReply}
          onDo={onDo}
          onTaken={onTaken}
          onRewrite={onRewrite}
        />
      )}
    </>
  )
}
