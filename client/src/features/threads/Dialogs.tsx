import type { Contribution, Thread } from '@augenhoehe/contracts'
import { DateDialog } from './DateDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { LockDialog } from './LockDialog.tsx'
import { RestrictDialog } from './RestrictDialog.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

export type Doing =
  | { kind: 'lock' }
  | { kind: 'date' }
  | { kind: 'edit' | 'withdraw' | 'hide' | 'remove' | 'reject'; contribution: Contribution }

export interface DialogsProps {
  doing: Doing
  thread: Thread
  onClose: () => void
  onTaken: (contribution: Contribution) => void
  onDate: (at: string) => void
}

/** One at a time; each is made anew, so that nothing of the last one is left in it. */
export function Dialogs({ doing, thread, onClose, onTaken, onDate }: DialogsProps) {
  if (doing.kind === 'date') return <DateDialog thread={thread} onClose={onClose} onDate={onDate} />
  if (doing.kind === 'lock') return <LockDialog thread={thread} onClose={onClose} />
  const { kind, contribution } = doing
  const shared = { contribution, onClose, onTaken }
  if (kind === 'edit') return <EditDialog {...shared} />
  if (kind === 'withdraw') return <WithdrawDialog {...shared} />
  return <RestrictDialog kind={kind} {...shared} />
}
