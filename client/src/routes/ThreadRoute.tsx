import type { Thread } from '@augenhoehe/contracts'
import { ThreadLive } from '../features/live/index.tsx'
import { ModerationActs } from '../features/moderation/index.tsx'
import { ResultActs } from '../features/results/index.tsx'
import { ThreadPage } from '../features/threads/index.tsx'

const above = (thread: Thread) => <ThreadLive threadId={thread.id} />

export const ThreadRoute = () => (
  <ModerationActs>
    <ResultActs>
      <ThreadPage above={above} />
    </ResultActs>
  </ModerationActs>
)
