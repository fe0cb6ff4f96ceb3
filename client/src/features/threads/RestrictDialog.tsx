import type { Contribution } from '@augenhoehe/contracts'
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
import { useForm } from '../../platform/useForm.ts'
import { Button, Dialog, Form } from '../../ui/index.ts'

interface RestrictDialogProps {
  kind: 'hide' | 'remove' | 'reject' | 'removeTranslation'
  /** Which one, where it is about a translation. */
  translationId?: string
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

/** Nobody loses words without hearing which rule, and in one sentence why. */
export function RestrictDialog({
  kind,
  translationId = '',
  contribution,
  onClose,
  onTaken,
}: RestrictDialogProps) {
  const { t } = useTranslation()
  const form = useForm<GroundsEntries, Contribution>({
    initial: noGrounds,
    wording: useGroundsWording(),
    wrong: wrongGrounds,
    send: ({ rule, reason }) => {
      const input = {
        threadId: contribution.threadId,
        contributionId: contribution.id,
        rule: rule ?? ('off-topic' as const),
        reason: oneLine(reason),
      }
      return kind === 'removeTranslation'
        ? call('threads.removeTranslation', { ...input, translationId })
        : call(`threads.${kind}`, input)
    },
    onDone: (changed) => {
      onTaken(changed)
      onClose()
    },
  })

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`deciding.${kind}.title`)}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={() => form.submit()} busy={form.busy} busyLabel={t('threads.composer.sending')}>
            {t(`deciding.${kind}.confirm`)}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form onSubmit={form.submit}>
        <p>{t(`deciding.${kind}.text`)}</p>
        <FormProblem form={form} />
        <GroundsFields form={form} hint={t('threads.reason.hint')} />
      </Form>
    </Dialog>
  )
}
