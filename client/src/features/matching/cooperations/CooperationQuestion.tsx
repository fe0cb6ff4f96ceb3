import type { Cooperation, CooperationAnswer } from '@augenhoehe/contracts'
import { useId, useState } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { useMe } from '../../../platform/session.tsx'
import { Button, TextField } from '../../../ui/index.ts'
import styles from './Cooperations.module.css'
import { useAnswer } from './useCooperations.ts'

export const answers: readonly CooperationAnswer[] = ['yes', 'not-yet', 'no']
const looks = { yes: 'filled', 'not-yet': 'line', no: 'text' } as const

interface CooperationQuestionProps {
  cooperation: Cooperation
  organisationId: string
}

/** Do you work together? One tap, and a line about it if one likes. */
export function CooperationQuestion({ cooperation, organisationId }: CooperationQuestionProps) {
  const { t } = useTranslation()
  const id = useId()
  const { memberships } = useMe()
  const problemText = useProblemText()
  const [outcome, setOutcome] = useState(cooperation.outcome)
  const answering = useAnswer(cooperation, organisationId)
  const { name } = cooperation.organisation
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  return (
    <section className={styles.question} aria-labelledby={id}>
      <p id={id} className={styles.asked}>
        {t('cooperations.question', { name })}
      </p>
      {cooperation.theirAnswer && (
        <p className={styles.quiet}>{t(`cooperations.theySaid.${cooperation.theirAnswer}`)}</p>
      )}
      {isAdmin ? (
        <>
          <TextField
            label={`${t('cooperations.outcome')} (${t('common.optional')})`}
            hint={t('cooperations.outcomeHint')}
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value)}
            maxLength={200}
            dir="auto"
          />
          {answering.error && <p role="alert">{problemText(answering.error)}</p>}
          <div className={styles.actions}>
            {answers.map((answer) => (
              <Button
                key={answer}
                {...(looks[answer] !== 'filled' && { look: looks[answer] })}
                busy={answering.isPending && answering.variables.answer === answer}
                busyLabel={t('common.loading')}
                onClick={() => answering.mutate({ answer, outcome: outcome.trim() })}
              >
                {t(`cooperations.answer.${answer}`)}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <p className={styles.quiet}>{t('cooperations.admins')}</p>
      )}
    </section>
  )
}
