import type { OwnClaim } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, FormActions, TextAreaField } from '../../../ui/index.ts'
import styles from '../creating/Creating.module.css'

interface ClaimFormProps {
  organisationId: string
  name: string
  onCancel: () => void
}

/** Asks to be let into an association that is registered already; stands inside of another form. */
export function ClaimForm({ organisationId, name, onCancel }: ClaimFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [sent, setSent] = useState(false)
  const form = useForm<{ note: string }, OwnClaim>({
    initial: { note: '' },
    wording: { note: t('creating.claim.tooLong') },
    send: ({ note }) => call('organisations.claim', { organisationId, note }),
    onDone: () => {
      setSent(true)
      void queries.invalidateQueries({ queryKey: ['organisations.ownClaims'] })
    },
  })
  if (sent)
    return (
      <div aria-live="polite" className={styles.claim}>
        <p>{t('creating.claim.sent')}</p>
        <div>
          <Button href="/">{t('creating.claim.toToday')}</Button>
        </div>
      </div>
    )
  return (
    <section aria-label={t('creating.claim.title', { name })} className={styles.claim}>
      <FormProblem form={form} />
      <p>{t('creating.claim.text')}</p>
      <TextAreaField
        {...form.text('note')}
        label={`${t('creating.claim.note')} (${t('common.optional')})`}
        hint={t('creating.claim.noteHint')}
        maxLength={500}
        dir="auto"
      />
      <FormActions>
        <Button busy={form.busy} busyLabel={t('creating.saving')} onClick={() => form.submit()}>
          {t('creating.claim.send')}
        </Button>
        <Button look="text" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </section>
  )
}
