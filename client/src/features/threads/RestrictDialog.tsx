import type { Contribution, ModerationRule } from '@augenhoehe/contracts'
import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Dialog, Form, RadioField, TextAreaField } from '../../ui/index.ts'
import { isTooShort, oneLine } from './sentence.ts'

interface RestrictDialogProps {
  kind: 'hide' | 'reject'
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

interface Entries extends Record<string, unknown> {
  rule: ModerationRule | null
  reason: string
}

const rules: readonly ModerationRule[] = [
  'insult',
  'discrimination',
  'personal-data',
  'advertising',
  'off-topic',
  'unlawful',
]

const wrongEntries = ({ rule, reason }: Entries) => {
  const wrong: ('rule' | 'reason')[] = []
  if (rule === null) wrong.push('rule')
  if (isTooShort(reason)) wrong.push('reason')
  return wrong
}

/** Nobody loses words without hearing which rule, and in one sentence why. */
export function RestrictDialog({ kind, contribution, onClose, onTaken }: RestrictDialogProps) {
  const { t } = useTranslation()
  const form = useForm<Entries, Contribution>({
    initial: { rule: null, reason: '' },
    wording: { rule: t('threads.rule.missing'), reason: t('threads.reason.missing') },
    wrong: wrongEntries,
    send: ({ rule, reason }) =>
      call(`threads.${kind}`, {
        threadId: contribution.threadId,
        contributionId: contribution.id,
        rule: rule ?? 'off-topic',
        reason: oneLine(reason),
      }),
    onDone: (changed) => {
      onTaken(changed)
      onClose()
    },
  })

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`threads.${kind}.title`)}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={() => form.submit()} busy={form.busy} busyLabel={t('threads.composer.sending')}>
            {t(`threads.${kind}.confirm`)}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form onSubmit={form.submit}>
        <p>{t(`threads.${kind}.text`)}</p>
        <FormProblem form={form} />
        <RadioField
          {...form.field('rule')}
          label={t('threads.rule.label')}
          options={rules.map((value) => ({ value, label: t(`threads.rule.${value}`) }))}
          value={form.values.rule}
          onChange={(value) => form.set('rule', rules.find((known) => known === value) ?? null)}
        />
        <TextAreaField
          {...form.text('reason')}
          label={t('threads.reason.label')}
          hint={t('threads.reason.hint')}
          maxLength={500}
          minRows={2}
          dir="auto"
        />
      </Form>
    </Dialog>
  )
}
