import type { ResultRecord } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { isProblem } from '../../../platform/problem-error.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Banner, Button, Dialog, Form, FormActions, TextAreaField, useToast } from '../../../ui/index.ts'
import { recordHref } from '../addresses.ts'
import { RecordDocument } from '../RecordDocument.tsx'
import { recordQuery } from '../useRecord.ts'
import { useReviewing } from '../useReviewing.ts'
import styles from './Editor.module.css'

interface PublishDialogProps {
  record: ResultRecord
  onClose: () => void
}

/** Once more as everybody will read it. Before everybody has answered or the review has ended it needs a reason. */
export function PublishDialog({ record, onClose }: PublishDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const queries = useQueryClient()
  const isReviewing = useReviewing(record)
  const isEarly = record.state === 'draft' || (isReviewing && record.counts.open > 0)
  const form = useForm<{ reason: string }, ResultRecord>({
    initial: { reason: '' },
    wording: { reason: t('results.publish.reasonMissing') },
    wrong: ({ reason }) => (isEarly && reason.trim().length < 3 ? ['reason'] : []),
    send: async ({ reason }) => {
      try {
        return await call('results.publish', {
          recordId: record.id,
          rev: record.rev,
          ...(reason.trim() !== '' && { reason: reason.replaceAll(/\s+/g, ' ').trim() }),
        })
      } catch (error) {
        if (isProblem(error, 'conflict') || isProblem(error, 'result.state'))
          void queries.invalidateQueries({ queryKey: ['results.get'] })
        throw error
      }
    },
    onDone: (published) => {
      queries.setQueryData(recordQuery(published.id).queryKey, published)
      void queries.invalidateQueries({ queryKey: ['results.list'] })
      toast.show({ text: t('results.publish.done'), closeLabel: t('common.close') })
      void navigate(recordHref(published.id))
    },
  })
  const changed = isProblem(form.problem, 'conflict')
  return (
    <Dialog
      opened
      onClose={onClose}
      size="wide"
      title={t('results.publish.title', { version: record.version })}
      closeLabel={t('common.cancel')}
    >
      <p className={styles.state}>{t('results.publish.lead')}</p>
      <div className={styles.preview}>
        <RecordDocument record={record} level={3} />
      </div>
      <Form onSubmit={form.submit} className={styles.fields}>
        {changed ? (
          <div role="alert">
            <Banner tone="problem" inset>
              {t('results.publish.changed')}
            </Banner>
          </div>
        ) : (
          <FormProblem form={form} />
        )}
        {(isEarly || form.errors.length > 0) && (
          <TextAreaField
            {...form.text('reason')}
            label={t('results.publish.reason')}
            hint={t('results.publish.reasonHint')}
            maxLength={500}
            minRows={2}
            dir="auto"
          />
        )}
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('results.publish.send')}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
