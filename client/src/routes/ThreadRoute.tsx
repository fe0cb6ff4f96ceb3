import { ModerationActs } from '../features/moderation/index.tsx'
import { ThreadPage } from '../features/threads/index.tsx'

export const ThreadRoute = () => (
  <ModerationActs>
    <ThreadPage />
  </ModerationActs>
)
