import type { Thread } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
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
import { Button, Dialog, Form } from '../../ui/index.ts'

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
    <Dialog
      opened
      onClose={onClose}
      title={t('deciding.lock.title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={() => form.submit()} busy={form.busy}>
            {t('deciding.lock.confirm')}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form onSubmit={form.submit}>
        <p>{t('deciding.lock.text')}</p>
        <FormProblem form={form} />
        <GroundsFields form={form} hint={t('deciding.lock.hint')} />
      </Form>
    </Dialog>
  )
}
