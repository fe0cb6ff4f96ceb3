import type { Contribution, ReportReceipt } from '@augenhoehe/contracts'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import {
  GroundsFields,
  noGrounds,
  oneLine,
  useGroundsWording,
  wrongGrounds,
  type GroundsEntries,
} from '../../platform/Grounds.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useForm } from '../../platform/useForm.ts'
import { Banner, Button, Dialog, Form } from '../../ui/index.ts'
import { ReportSent } from './ReportSent.tsx'

interface ReportDialogProps {
  contribution: Contribution
  onClose: () => void
}

/** Says that a contribution breaks a rule; then who looks at it, and until when. */
export function ReportDialog({ contribution, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  // The same id whenever it is sent again, so that it counts once.
  const [clientId] = useState(newClientId)
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null)
  const form = useForm<GroundsEntries, ReportReceipt>({
    initial: noGrounds,
    wording: { ...useGroundsWording(), reason: t('moderating.report.missing') },
    wrong: wrongGrounds,
    send: ({ rule, reason }) =>
      call('moderation.report', {
        threadId: contribution.threadId,
        contributionId: contribution.id,
        clientId,
        rule: rule ?? 'off-topic',
        sentence: oneLine(reason),
      }),
    onDone: setReceipt,
  })
  const gone = isProblem(form.problem, 'conflict') || isProblem(form.problem, 'not-found')

  return (
    <Dialog
      opened
      onClose={onClose}
      title={receipt ? t('moderating.report.thanks') : t('moderating.report.title')}
      closeLabel={t('common.close')}
      actions={
        receipt ? (
          <Button onClick={onClose}>{t('common.close')}</Button>
        ) : (
          <>
            <Button onClick={() => form.submit()} busy={form.busy} busyLabel={t('threads.composer.sending')}>
              {t('moderating.report.confirm')}
            </Button>
            <Button look="line" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </>
        )
      }
    >
      {receipt ? (
        <ReportSent receipt={receipt} />
      ) : (
        <Form onSubmit={form.submit}>
          <p>{t('moderating.report.text')}</p>
          {gone ? (
            <div role="alert">
              <Banner tone="info" inset>
                {t('moderating.report.gone')}
              </Banner>
            </div>
          ) : (
            <FormProblem form={form} />
          )}
          <GroundsFields
            form={form}
            label={t('moderating.report.sentence')}
            hint={t('moderating.report.hint')}
          />
        </Form>
      )}
    </Dialog>
  )
}
