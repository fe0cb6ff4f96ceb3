import { accountsRetention } from './features/accounts/index.ts'
import { feedbackRetention } from './features/feedback/index.ts'
import { matchingRetention } from './features/matching/index.ts'
import { moderationRetention } from './features/moderation/index.ts'
import { notificationsRetention } from './features/notifications/index.ts'
import { organisationsRetention } from './features/organisations/index.ts'
import { privacyRetention } from './features/privacy/index.ts'
import { platformRetention, type Kept } from './platform/retention.ts'

/** Every period there is, by kind. What docs/privacy.md says is compared with it by a test. */
export const retentionTable: readonly Kept[] = [
  ...accountsRetention,
  ...privacyRetention,
  ...notificationsRetention,
  ...feedbackRetention,
  ...organisationsRetention,
  ...matchingRetention,
  ...moderationRetention,
  ...platformRetention,
]
