import type { Contribution } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Dialog, Form, FormActions, TextField, useToast } from '../../../ui/index.ts'

interface TaskDialogProps {
  contribution: Contribution
  onClose: () => void
}

const longest = 300

/** A task stays in the room; one sentence says what is to be done. */
export function TaskDialog({ contribution, onClose }: TaskDialogProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const form = useForm({
    initial: { note: '' },
    wording: { note: t('results.task.missing') },
    wrong: ({ note }) => (note.trim().length < 3 ? ['note'] : []),
    send: ({ note }) =>
      call('results.mark', {
        threadId: contribution.threadId,
        contributionId: contribution.id,
        kind: 'task',
        note: note.replaceAll(/\s+/g, ' ').trim(),
      }),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['results.marks'] })
      toast.show({ text: t('results.mark.done.task'), closeLabel: t('common.close') })
      onClose()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={t('results.task.title')} closeLabel={t('common.cancel')}>
      <Form onSubmit={form.submit}>
        <FormProblem form={form} />
        <TextField
          {...form.text('note')}
          label={t('results.task.label')}
          hint={t('results.task.hint')}
          maxLength={longest}
          dir="auto"
          data-autofocus
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('results.mark.as.task')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
