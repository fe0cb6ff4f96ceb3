import type { Cooperation, FieldAudience } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useMe } from '../../../platform/session.tsx'
import { Unverified } from '../../../platform/Unverified.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Link, SelectField, Tag, TextField } from '../../../ui/index.ts'
import { CooperationQuestion } from './CooperationQuestion.tsx'
import styles from './Cooperations.module.css'
import { useAnswer, useTakeCooperation } from './useCooperations.ts'

interface CooperationItemProps {
  cooperation: Cooperation
  organisationId: string
}

const tones = { begun: 'saffron', confirmed: 'leaf', denied: 'plain', ended: 'plain' } as const
const audiences: readonly FieldAudience[] = ['members', 'signed-in', 'everyone']

export function CooperationItem({ cooperation, organisationId }: CooperationItemProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { memberships } = useMe()
  const [ending, setEnding] = useState(false)
  const { organisation, state, asked, outcome, theirOutcome, closedAt } = cooperation
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  const isOpen = closedAt === null
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <Link href={`/organisationen/${organisation.slug}`} quiet>
            <bdi>{organisation.name}</bdi>
          </Link>
        </h3>
        <Unverified of={organisation} />
        <Tag tone={tones[state]}>{t(`cooperations.state.${state}`)}</Tag>
        <span className={styles.quiet}>
          {isOpen
            ? t('cooperations.since', { day: formatDate(cooperation.confirmedAt ?? cooperation.begunAt) })
            : t('cooperations.closed', { day: formatDate(closedAt) })}
        </span>
      </div>
      {asked ? (
        <CooperationQuestion cooperation={cooperation} organisationId={organisationId} />
      ) : (
        state === 'begun' && (
          <p className={styles.quiet}>
            {cooperation.answer && t(`cooperations.said.${cooperation.answer}`)}{' '}
            {cooperation.theirAnswer && t(`cooperations.theySaid.${cooperation.theirAnswer}`)}
          </p>
        )
      )}
      <Outcome label={t('cooperations.weWrote')} words={asked ? '' : outcome} />
      <Outcome label={t('cooperations.theyWrote')} words={theirOutcome} />
      {isAdmin && state === 'confirmed' && (
        <Audience cooperation={cooperation} organisationId={organisationId} />
      )}
      {isAdmin && isOpen && !asked && (
        <div className={styles.actions}>
          <Button
            look="text"
            onClick={() => setEnding(true)}
            aria-label={t('cooperations.endTitle', { name: organisation.name })}
          >
            {t('cooperations.end')}
          </Button>
        </div>
      )}
      {isAdmin && cooperation.mayReopen && (
        <Reopen cooperation={cooperation} organisationId={organisationId} />
      )}
      {ending && (
        <EndDialog
          cooperation={cooperation}
          organisationId={organisationId}
          onClose={() => setEnding(false)}
        />
      )}
    </li>
  )
}

function Outcome({ label, words }: { label: string; words: string }) {
  if (words === '') return null
  return (
    <p className={styles.outcome}>
      <span className={styles.quiet}>{label}</span> <bdi>{words}</bdi>
    </p>
  )
}

function Audience({ cooperation, organisationId }: CooperationItemProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const take = useTakeCooperation(organisationId)
  const showing = useMutation({
    mutationFn: (audience: FieldAudience) =>
      call('matching.showCooperation', { cooperationId: cooperation.id, organisationId, audience }),
    onSuccess: take,
  })
  return (
    <div className={styles.audience}>
      <SelectField
        label={t('cooperations.audience')}
        hint={t('cooperations.audienceBoth', {
          them: t(`cooperations.audiences.${cooperation.theirAudience}`),
        })}
        data={audiences.map((value) => ({ value, label: t(`cooperations.audiences.${value}`) }))}
        value={showing.isPending ? showing.variables : cooperation.audience}
        onChange={(value) => {
          const audience = audiences.find((one) => one === value)
          if (audience) showing.mutate(audience)
        }}
      />
      {showing.error && <p role="alert">{problemText(showing.error)}</p>}
    </div>
  )
}

function Reopen({ cooperation, organisationId }: CooperationItemProps) {
  const { t } = useTranslation()
  const answering = useAnswer(cooperation, organisationId)
  return (
    <div className={styles.actions}>
      <Button look="text" busy={answering.isPending} onClick={() => answering.mutate({ answer: 'not-yet' })}>
        {t('cooperations.reopen')}
      </Button>
    </div>
  )
}

function EndDialog({ cooperation, organisationId, onClose }: CooperationItemProps & { onClose: () => void }) {
  const { t } = useTranslation()
  const take = useTakeCooperation(organisationId)
  const form = useForm({
    initial: { outcome: cooperation.outcome },
    wording: {},
    send: ({ outcome }) =>
      call('matching.endCooperation', { cooperationId: cooperation.id, organisationId, outcome }),
    onDone: (after) => {
      take(after)
      onClose()
    },
  })
  return (
    <FormDialog
      form={form}
      title={t('cooperations.endTitle', { name: cooperation.organisation.name })}
      text={t('cooperations.endText')}
      submitLabel={t('cooperations.endAct')}
      onClose={onClose}
    >
      <TextField
        {...form.text('outcome')}
        label={`${t('cooperations.outcome')} (${t('common.optional')})`}
        hint={t('cooperations.outcomeHint')}
        maxLength={200}
        dir="auto"
      />
    </FormDialog>
  )
}
