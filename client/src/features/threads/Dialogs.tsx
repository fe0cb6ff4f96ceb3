import type { Contribution, Thread, Translation } from '@augenhoehe/contracts'
import { DateDialog } from './DateDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { LockDialog } from './LockDialog.tsx'
import { RestrictDialog } from './RestrictDialog.tsx'
import { SetLanguageDialog } from './SetLanguageDialog.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'
import { WithdrawTranslationDialog } from './WithdrawTranslationDialog.tsx'

export type Doing =
  | { kind: 'lock' }
  | { kind: 'date' }
  | {
      kind: 'withdraw-translation' | 'remove-translation'
      contribution: Contribution
      translation: Translation
    }
  | { kind: 'language'; contribution: Contribution }
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
  const { contribution } = doing
  const shared = { contribution, onClose, onTaken }
  if (doing.kind === 'language') return <SetLanguageDialog {...shared} />
  if (doing.kind === 'withdraw-translation')
    return <WithdrawTranslationDialog translation={doing.translation} {...shared} />
  if (doing.kind === 'remove-translation')
    return <RestrictDialog kind="removeTranslation" translationId={doing.translation.id} {...shared} />
  if (doing.kind === 'edit') return <EditDialog {...shared} />
  if (doing.kind === 'withdraw') return <WithdrawDialog {...shared} />
  return <RestrictDialog kind={doing.kind} {...shared} />
}
