import type { OwnClaim } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, FormActions, SectionHead, TextAreaField, useToast } from '../../../ui/index.ts'
import styles from '../creating/Creating.module.css'

interface ClaimFormProps {
  organisationId: string
  name: string
  /** Says above whom one asks, where nothing else does. */
  titled?: boolean
  /** One had begun to register it anew; that is put away. */
  insteadOfDraft?: boolean
  onCancel?: () => void
}

/** Asks to be let into an association that is registered already; may stand inside of another form. */
export function ClaimForm({
  organisationId,
  name,
  titled = false,
  insteadOfDraft = false,
  onCancel,
}: ClaimFormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const form = useForm<{ note: string }, OwnClaim>({
    initial: { note: '' },
    wording: { note: t('creating.claim.tooLong') },
    send: ({ note }) => call('organisations.claim', { organisationId, note, insteadOfDraft }),
    onDone: () => {
      for (const key of ['organisations.ownClaims', 'organisations.getDraft'])
        void queries.invalidateQueries({ queryKey: [key] })
      toast.show({ text: t('creating.claim.sent'), closeLabel: t('common.close') })
      void navigate('/mein-verein/anfragen', { replace: titled })
    },
  })
  return (
    <section aria-label={t('creating.claim.title', { name })} className={styles.claim}>
      {titled && <SectionHead>{t('creating.claim.title', { name })}</SectionHead>}
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
        {onCancel && (
          <Button look="text" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </FormActions>
    </section>
  )
}
