import type { Thread } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import {
  GroundsFields,
  noGrounds,
  oneLine,
  useGroundsWording,
  wrongGrounds,
  type GroundsEntries,
} from '../../platform/Grounds.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'

interface LockDialogProps {
  thread: Thread
  onClose: () => void
}

export function LockDialog({ thread, onClose }: LockDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm<GroundsEntries, Thread>({
    initial: noGrounds,
    wording: useGroundsWording(),
    wrong: wrongGrounds,
    send: ({ rule, reason }) =>
      call('threads.lock', { threadId: thread.id, rule: rule ?? 'off-topic', reason: oneLine(reason) }),
    onDone: (locked) => {
      queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, locked)
      onClose()
    },
  })

  return (
    <FormDialog
      form={form}
      title={t('deciding.lock.title')}
      text={t('deciding.lock.text')}
      submitLabel={t('deciding.lock.confirm')}
      onClose={onClose}
    >
      <GroundsFields form={form} hint={t('deciding.lock.hint')} />
    </FormDialog>
  )
}
