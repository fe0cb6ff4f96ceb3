import type { ResultRecord } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, Card, Link, TextField, useToast } from '../../../ui/index.ts'
import { deskHref } from '../addresses.ts'
import { Answers } from '../RecordSide.tsx'
import { recordQuery } from '../useRecord.ts'
import { useReviewing } from '../useReviewing.ts'
import styles from './Editor.module.css'

interface ReleasePanelProps {
  record: ResultRecord
  /** Something here is not stored yet. */
  unsaved: boolean
  onPublish: () => void
}

const standardDays = 7

/** What happens to the draft as a whole: ask the associations, publish it, or end without a result. */
export function ReleasePanel({ record, unsaved, onPublish }: ReleasePanelProps) {
  const { t } = useTranslation()
  const { formatWeekday } = useFormat()
  const id = useId()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [days, setDays] = useState(String(standardDays))
  const count = Number(days)
  const isDays = Number.isInteger(count) && count >= 1 && count <= 60
  const isReviewing = useReviewing(record)
  const asks = record.state === 'in-review'
  const put = (next: ResultRecord) => queries.setQueryData(recordQuery(next.id).queryKey, next)
  const onError = (error: Error) => {
    void queries.invalidateQueries({ queryKey: ['results.get'] })
    toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
  }
  const review = useMutation({
    mutationFn: () => call('results.openReview', { recordId: record.id, rev: record.rev, days: count }),
    onSuccess: (next) => {
      put(next)
      toast.show({ text: t('results.release.asked'), closeLabel: t('common.close') })
    },
    onError,
  })
  const take = useMutation({
    mutationFn: () => call('results.draft', { sessionId: record.sessionId }),
    onSuccess: (next) => {
      put(next)
      const more = next.items.length - record.items.length
      toast.show({
        text: more > 0 ? t('results.release.taken', { count: more }) : t('results.release.nothingNew'),
        closeLabel: t('common.close'),
      })
    },
    onError,
  })
  const isEmpty = record.items.length === 0

  return (
    <>
      <Card as="section" labelledBy={id}>
        <div className={styles.release}>
          <h2 id={id}>{t('results.release.title')}</h2>
          {isEmpty || unsaved ? (
            <p>{t(isEmpty ? 'results.release.empty' : 'results.release.unsaved')}</p>
          ) : (
            <>
              <p className={styles.state}>
                {asks && record.reviewUntil
                  ? t(isReviewing ? 'results.reviewUntil' : 'results.reviewEnded', {
                      day: formatWeekday(record.reviewUntil),
                    })
                  : t('results.release.askText')}
              </p>
              <TextField
                type="number"
                inputMode="numeric"
                min={1}
                max={60}
                label={t(asks ? 'results.release.newDays' : 'results.release.days')}
                value={days}
                onChange={(event) => setDays(event.currentTarget.value)}
                error={isDays ? undefined : t('results.release.daysWrong')}
              />
              <Button
                wide
                look={asks ? 'line' : 'filled'}
                busy={review.isPending}
                busyLabel={t('common.loading')}
                onClick={() => isDays && review.mutate()}
              >
                {t(asks ? 'results.release.extend' : 'results.release.ask')}
              </Button>
              <Button wide look={asks ? 'filled' : 'line'} onClick={onPublish}>
                {t('results.release.preview')}
              </Button>
            </>
          )}
        </div>
      </Card>
      <Answers record={record} />
      <section className={styles.more}>
        {record.state === 'draft' && (
          <Button
            look="text"
            onClick={() => take.mutate()}
            busy={take.isPending}
            busyLabel={t('common.loading')}
          >
            {t('results.release.take')}
          </Button>
        )}
        {record.published.length === 0 && (
          <p className={styles.state}>
            <Link href={deskHref(record)}>{t('results.release.noResult')}</Link>
          </p>
        )}
      </section>
    </>
  )
}
