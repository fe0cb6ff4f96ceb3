import { useId, type ComponentProps, type FormEvent, type ReactNode } from 'react'
import { Button, Dialog, Form } from '../ui/index.ts'
import { FormProblem } from './FormProblem.tsx'
import { useTranslation } from './i18n.ts'

interface FormDialogProps {
  /** What `useForm` gave. */
  form: ComponentProps<typeof FormProblem>['form'] & {
    busy: boolean
    submit: (event?: FormEvent) => void
  }
  title: ReactNode
  /** What will happen. */
  text?: string
  submitLabel: string
  onClose: () => void
  /** Where a refusal deserves words of its own. */
  problem?: ReactNode
  /** The fields. */
  children: ReactNode
}

/** A few fields that are sent in one go, or not at all. */
export function FormDialog({
  form,
  title,
  text,
  submitLabel,
  onClose,
  problem = <FormProblem form={form} />,
  children,
}: FormDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      closeLabel={t('common.close')}
      actions={
        <>
          {/* Of the form, so that the return key in a field sends it. */}
          <Button type="submit" form={id} busy={form.busy} busyLabel={t('threads.composer.sending')}>
            {submitLabel}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form id={id} onSubmit={form.submit}>
        {text !== undefined && <p>{text}</p>}
        {problem}
        {children}
      </Form>
    </Dialog>
  )
}
