import type { Contribution } from '@augenhoehe/contracts'
import { ClearField } from '../../platform/clarity/ClearField.tsx'
import { call } from '../../platform/api.ts'
import { longestText } from '../../platform/composing/ComposingForm.tsx'
import { FormDialog } from '../../platform/FormDialog.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'

interface EditDialogProps {
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

export function EditDialog({ contribution, onClose, onTaken }: EditDialogProps) {
  const { t } = useTranslation()
  const { threadId, id } = contribution
  const form = useForm<{ text: string }, Contribution>({
    initial: { text: contribution.text },
    wording: { text: t('deciding.edit.empty') },
    wrong: ({ text }) => (text.trim() === '' || Array.from(text).length > longestText ? ['text'] : []),
    send: ({ text }) => call('threads.edit', { threadId, contributionId: id, text }),
    onDone: (changed) => {
      onTaken(changed)
      onClose()
    },
  })

  return (
    <FormDialog form={form} title={t('deciding.edit.title')} submitLabel={t('common.save')} onClose={onClose}>
      <ClearField
        {...form.text('text')}
        label={t('deciding.edit.label')}
        hint={t('deciding.edit.hint')}
        dir="auto"
        minRows={4}
        data-autofocus
      />
    </FormDialog>
  )
}
