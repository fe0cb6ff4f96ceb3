import { AccountPage } from '../features/accounts/index.tsx'
import { OwnModeration } from '../features/moderation/index.tsx'
import { OwnNotices } from '../features/notifications/index.tsx'
import { OwnWelcome } from '../features/start/index.tsx'
import { OwnSays } from '../features/organisations/index.tsx'

export const AccountRoute = () => (
  <AccountPage>
    <OwnSays />
    <OwnNotices />
    <OwnModeration />
    <OwnWelcome />
  </AccountPage>
)
