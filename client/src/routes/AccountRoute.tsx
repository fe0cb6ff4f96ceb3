import { AccountPage } from '../features/accounts/index.tsx'
import { OwnModeration } from '../features/moderation/index.tsx'

export const AccountRoute = () => (
  <AccountPage>
    <OwnModeration />
  </AccountPage>
)
