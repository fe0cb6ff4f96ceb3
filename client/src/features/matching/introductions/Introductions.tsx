import type { Introduction, IntroductionDeclineReason, OwnMembership } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useNews } from '../../../platform/news.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, RadioField, useToast } from '../../../ui/index.ts'
import { IntroductionCard } from './IntroductionCard.tsx'
import styles from './Introductions.module.css'

const asked = ['matching.introductions'] as const
const reasons: readonly IntroductionDeclineReason[] = ['no-fit', 'no-capacity', 'not-now', 'other']

export interface IntroductionsProps {
  own: OwnMembership
}

/** What the competence centre recommends, above all suggestions. Where there is nothing, nothing is said. */
export function Introductions({ own }: IntroductionsProps) {
  const { t } = useTranslation()
  const { organisationId } = own
  const { data, error, refetch } = useQuery(read('matching.introductions', { organisationId }))
  useNews('matching.changed', asked)
  if (error && !data) return <LoadFailed title={t('introductions.failed')} error={error} onRetry={refetch} />
  if (!data || data.introductions.length === 0) return null
  return (
    <div className={styles.cards}>
      {data.introductions.map((introduction) => (
        <Answerable key={introduction.id} introduction={introduction} own={own} />
      ))}
    </div>
  )
}

function Answerable({ introduction, own }: IntroductionsProps & { introduction: Introduction }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const toast = useToast()
  const [declining, setDeclining] = useState(false)
  const { id: introductionId, state } = introduction
  const { organisationId } = own
  const take = (text: string) => {
    for (const name of ['matching.introductions', 'matching.cooperations'])
      void queries.invalidateQueries({ queryKey: [name] })
    toast.show({ text, closeLabel: t('common.close') })
  }
  const accepting = useMutation({
    mutationFn: () =>
      call('matching.answerIntroduction', {
        introductionId,
        organisationId,
        answer: { decision: 'accept' },
      }),
    onSuccess: ({ organisations }) => {
      const met = organisations.find(({ accepted }) => accepted)
      take(met ? t('introductions.met', { name: met.name }) : t('introductions.done'))
    },
  })
  return (
    <IntroductionCard introduction={introduction}>
      {state === 'open' && (
        <>
          <p className={styles.quiet}>
            {t('introductions.until', { date: formatDate(introduction.expiresAt) })}
          </p>
          {accepting.error && <p role="alert">{problemText(accepting.error)}</p>}
          {own.role === 'admin' ? (
            <div className={styles.actions}>
              <Button
                busy={accepting.isPending}
                busyLabel={t('common.loading')}
                onClick={() => accepting.mutate()}
              >
                {t('introductions.accept')}
              </Button>
              <Button look="line" onClick={() => setDeclining(true)}>
                {t('introductions.decline')}
              </Button>
            </div>
          ) : (
            <p className={styles.quiet}>{t('introductions.admins')}</p>
          )}
        </>
      )}
      {declining && (
        <DeclineDialog
          introductionId={introductionId}
          organisationId={organisationId}
          onDone={() => take(t('introductions.declined'))}
          onClose={() => setDeclining(false)}
        />
      )}
    </IntroductionCard>
  )
}

interface DeclineDialogProps {
  introductionId: string
  organisationId: string
  onDone: () => void
  onClose: () => void
}

function DeclineDialog({ introductionId, organisationId, onDone, onClose }: DeclineDialogProps) {
  const { t } = useTranslation()
  const form = useForm({
    initial: { reason: null as IntroductionDeclineReason | null },
    wording: { reason: t('offering.answer.reasonMissing') },
    wrong: ({ reason }) => (reason === null ? ['reason'] : []),
    send: ({ reason }) =>
      call('matching.answerIntroduction', {
        introductionId,
        organisationId,
        answer: { decision: 'decline', reason: reason ?? 'other' },
      }),
    onDone: () => {
      onDone()
      onClose()
    },
  })
  return (
    <FormDialog
      form={form}
      title={t('introductions.declineTitle')}
      text={t('introductions.declineText')}
      submitLabel={t('introductions.declineAct')}
      onClose={onClose}
    >
      <RadioField
        {...form.field('reason')}
        label={t('offering.answer.reasonLabel')}
        options={reasons.map((value) => ({ value, label: t(`offering.answer.reason.${value}`) }))}
        value={form.values.reason}
        onChange={(value) => form.set('reason', reasons.find((known) => known === value) ?? null)}
      />
    </FormDialog>
  )
}
