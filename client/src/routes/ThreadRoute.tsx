import { ThreadLive } from '../features/live/index.tsx'
import { ModerationActs } from '../features/moderation/index.tsx'
import { ResultActs } from '../features/results/index.tsx'
import { LaterConversationNote, ThreadPage, type AboveProps } from '../features/threads/index.tsx'

const Above = ({ thread: { conversation, ...thread }, onWrite, onSettled }: AboveProps) =>
  conversation ? (
    <LaterConversationNote thread={{ ...thread, conversation }} onWrite={onWrite} onSettled={onSettled} />
  ) : (
    <ThreadLive threadId={thread.id} onSettled={onSettled} />
  )

export const ThreadRoute = () => (
  <ModerationActs>
    <ResultActs>
      <ThreadPage above={Above} />
    </ResultActs>
  </ModerationActs>
)
