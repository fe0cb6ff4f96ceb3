import type { Accounts } from './features/accounts/index.ts'
import type { Migration } from './platform/migrations.ts'

/** Every change of stored data there was, in order; new ones are added at the end, and none is ever taken away. */
export const migrationsWith = ({ accounts }: { accounts: Accounts }): readonly Migration[] => [
  { id: '0001-affiliations', run: (keep) => accounts.affiliations.adoptStored(keep) },
]
