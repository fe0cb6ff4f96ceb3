import { AccountPage } from '../features/accounts/index.tsx'
import { OwnModeration } from '../features/moderation/index.tsx'
import { OwnWelcome } from '../features/start/index.tsx'

export const AccountRoute = () => (
  <AccountPage>
    <OwnModeration />
    <OwnWelcome />
  </AccountPage>
)
