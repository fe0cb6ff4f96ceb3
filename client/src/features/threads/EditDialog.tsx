import type { Contribution } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, Dialog, Form, TextAreaField } from '../../ui/index.ts'

interface EditDialogProps {
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

export function EditDialog({ contribution, onClose, onTaken }: EditDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const [text, setText] = useState(contribution.text)
  const [tried, setTried] = useState(false)
  const { threadId, id } = contribution

  const edit = useMutation({
    mutationFn: () => call('threads.edit', { threadId, contributionId: id, text }),
    onSuccess: (changed) => {
      onTaken(changed)
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    if (text.trim() !== '') edit.mutate()
  }

  return (
    <Dialog
      opened
      size="wide"
      onClose={onClose}
      title={t('threads.edit.title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={submit} busy={edit.isPending}>
            {t('common.save')}
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
        <TextAreaField
          label={t('threads.edit.label')}
          hint={t('threads.edit.hint')}
          value={text}
          dir="auto"
          minRows={4}
          maxLength={20_000}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && text.trim() === '' ? t('threads.edit.empty') : undefined}
        />
        {edit.error && (
          <Banner tone="problem" inset>
            {problemText(edit.error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
