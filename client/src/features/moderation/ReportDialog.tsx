import type { AllOperations, Input, ReportReceipt } from '@augenhoehe/contracts'
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

export type Reportable =
  | { kind: 'contribution'; threadId: string; contributionId: string }
  | { kind: 'listing'; listingId: string }
  | { kind: 'profile'; organisationId: string }

type Complaint = Omit<Input<AllOperations['moderation.reportProfile']>, 'organisationId'>

function send(about: Reportable, complaint: Complaint): Promise<ReportReceipt> {
  switch (about.kind) {
    case 'contribution': {
      const { threadId, contributionId } = about
      return call('moderation.report', { threadId, contributionId, ...complaint })
    }
    case 'listing':
      return call('moderation.reportListing', { listingId: about.listingId, ...complaint })
    case 'profile':
      return call('moderation.reportProfile', { organisationId: about.organisationId, ...complaint })
  }
}

export interface ReportDialogProps {
  about: Reportable
  onClose: () => void
}

/** Says that something breaks a rule; then who looks at it, and until when. */
export function ReportDialog({ about, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  // The same id whenever it is sent again, so that it counts once.
  const [clientId] = useState(newClientId)
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null)
  const form = useForm<GroundsEntries, ReportReceipt>({
    initial: noGrounds,
    wording: { ...useGroundsWording(), reason: t('moderating.report.missing') },
    wrong: wrongGrounds,
    send: ({ rule, reason }) =>
      send(about, { clientId, rule: rule ?? 'off-topic', sentence: oneLine(reason) }),
    onDone: setReceipt,
  })
  const gone = isProblem(form.problem, 'conflict') || isProblem(form.problem, 'not-found')

  return (
    <Dialog
      opened
      onClose={onClose}
      title={receipt ? t('moderating.report.thanks') : t(`moderating.report.about.${about.kind}.title`)}
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
          <p>{t(`moderating.report.about.${about.kind}.text`)}</p>
          {gone ? (
            <div role="alert">
              <Banner tone="info" inset>
                {t(`moderating.report.about.${about.kind}.gone`)}
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
