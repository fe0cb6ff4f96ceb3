import type { Thread } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, Dialog, Form, TextAreaField } from '../../ui/index.ts'

interface LockDialogProps {
  thread: Thread
  onClose: () => void
}

const shortest = 3

export function LockDialog({ thread, onClose }: LockDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim().length < shortest

  const lock = useMutation({
    mutationFn: () =>
      call('threads.lock', { threadId: thread.id, reason: reason.replaceAll(/\s+/g, ' ').trim() }),
    onSuccess: (locked) => {
      queries.setQueryData(read('threads.get', { threadId: thread.id }).queryKey, locked)
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    if (!missing) lock.mutate()
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('threads.lock.title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={submit} busy={lock.isPending}>
            {t('threads.lock.confirm')}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{t('threads.lock.text')}</p>
        <TextAreaField
          label={t('threads.reason.label')}
          hint={t('threads.lock.hint')}
          value={reason}
          maxLength={500}
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing ? t('threads.reason.missing') : undefined}
        />
        {lock.error && (
          <Banner tone="problem" inset>
            {problemText(lock.error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
