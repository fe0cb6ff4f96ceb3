import type { ResultRecord } from '@augenhoehe/contracts'
import { useId, useState } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, Card, SelectField } from '../../ui/index.ts'
import { answerOf } from './reading.ts'
import styles from './Results.module.css'
import { useAnswering, type Choosing } from './useAnswering.ts'
import { useConfirm } from './useConfirm.ts'

interface ConfirmationCardProps {
  record: ResultRecord
  /** What needs words opens a dialog. */
  onChoose: (choosing: Choosing) => void
}

/** "Stimmt das für …?", for the associations or the office of whoever reads. */
export function ConfirmationCard({ record, onChoose }: ConfirmationCardProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const id = useId()
  const { answering, choose } = useAnswering(record)
  const confirm = useConfirm()
  const [changing, setChanging] = useState(false)
  if (!answering) return null
  const { organisationId, name, institution } = answering
  const answer = answerOf(record, answering)
  const asks = answer === null || changing

  return (
    <Card as="section" labelledBy={id}>
      <div className={styles.confirm}>
        <h2 id={id}>{t('results.confirm.question', { name })}</h2>
        {record.mayConfirmFor.length > 1 && (
          <SelectField
            label={t('results.confirm.forWhom')}
            data={record.mayConfirmFor.map((one) => ({ value: one.organisationId ?? '', label: one.name }))}
            value={organisationId ?? ''}
            onChange={(next) => next !== null && choose(next)}
          />
        )}
        {asks ? (
          <>
            <p className={styles.soft}>
              {t(institution ? 'results.confirm.office.public' : 'results.confirm.public')}
            </p>
            <Button
              wide
              busy={confirm.isPending}
              busyLabel={t('common.loading')}
              onClick={() => {
                setChanging(false)
                confirm.mutate({
                  recordId: record.id,
                  organisationId,
                  value: 'confirm',
                  itemId: null,
                  text: null,
                })
              }}
            >
              {t('results.confirm.confirm')}
            </Button>
            <Button wide look="line" onClick={() => onChoose({ organisationId, value: 'comment' })}>
              {t('results.confirm.comment')}
            </Button>
            <Button wide look="line" onClick={() => onChoose({ organisationId, value: 'dissent' })}>
              {t('results.confirm.dissent')}
            </Button>
          </>
        ) : (
          <>
            <p>{t(`results.confirm.given.${answer.value}`, { name, day: formatDate(answer.at) })}</p>
            {answer.text !== null && (
              <p dir="auto" className={styles.words}>
                {t('results.quoted', { text: answer.text })}
              </p>
            )}
            <Button wide look="line" onClick={() => setChanging(true)}>
              {t('results.confirm.change')}
            </Button>
          </>
        )}
      </div>
    </Card>
  )
}
