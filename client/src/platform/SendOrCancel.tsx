import type { ReactNode } from 'react'
import { Button, FormActions } from '../ui/index.ts'
import { useTranslation } from './i18n.ts'

interface SendOrCancelProps {
  busy: boolean
  submitLabel: string
  /** Closes a form that was opened in its place. */
  onCancel: (() => void) | undefined
  /** What else one can do here. */
  children?: ReactNode
}

/** At the foot of a form. */
export function SendOrCancel({ busy, submitLabel, onCancel, children }: SendOrCancelProps) {
  const { t } = useTranslation()
  return (
    <FormActions>
      <Button type="submit" busy={busy} busyLabel={t('common.loading')}>
        {submitLabel}
      </Button>
      {onCancel && (
        <Button look="text" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      )}
      {children}
    </FormActions>
  )
}
