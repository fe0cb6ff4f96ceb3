import type { Thread } from '@augenhoehe/contracts'
import { ThreadLive } from '../features/live/index.tsx'
import { ModerationActs } from '../features/moderation/index.tsx'
import { ResultActs } from '../features/results/index.tsx'
import { LaterConversationNote, ThreadPage } from '../features/threads/index.tsx'

interface AboveProps {
  thread: Thread
  onWrite: (words: string) => void
}

const Above = ({ thread: { conversation, ...thread }, onWrite }: AboveProps) =>
  conversation ? (
    <LaterConversationNote thread={{ ...thread, conversation }} onWrite={onWrite} />
  ) : (
    <ThreadLive threadId={thread.id} />
  )

export const ThreadRoute = () => (
  <ModerationActs>
    <ResultActs>
      <ThreadPage above={Above} />
    </ResultActs>
  </ModerationActs>
)
