import type { Contribution } from '@augenhoehe/contracts'
import { useEffect, useRef } from 'react'
import { ClearField } from '../../platform/clarity/ClearField.tsx'
import { call } from '../../platform/api.ts'
import { useDraft } from '../../platform/composing/draft.ts'
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
  // What could not be sent is there again, also after closing and a reload.
  const { draft, change, clear } = useDraft(`edit.${id}`)
  const touched = useRef(false)
  const form = useForm<{ text: string }, Contribution>({
    initial: { text: contribution.text },
    wording: { text: t('deciding.edit.empty') },
    wrong: ({ text }) => (text.trim() === '' || Array.from(text).length > longestText ? ['text'] : []),
    send: ({ text }) => call('threads.edit', { threadId, contributionId: id, text }),
    onDone: (changed) => {
      clear()
      onTaken(changed)
      onClose()
    },
  })

  const { set } = form
  useEffect(() => {
    if (touched.current || draft.text === '') return
    touched.current = true
    set('text', draft.text)
  }, [draft.text, set])
  const field = form.text('text')

  return (
    <FormDialog form={form} title={t('deciding.edit.title')} submitLabel={t('common.save')} onClose={onClose}>
      <ClearField
        {...field}
        onChange={(event) => {
          touched.current = true
          field.onChange(event)
          const { value } = event.currentTarget
          // What stands there already is no draft.
          change({ text: value === contribution.text ? '' : value })
        }}
        label={t('deciding.edit.label')}
        hint={t('deciding.edit.hint')}
        dir="auto"
        minRows={4}
        data-autofocus
      />
    </FormDialog>
  )
}
