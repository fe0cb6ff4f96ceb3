import type { Contribution, ModerationRule } from '@augenhoehe/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { Banner, Button, Dialog, Form, RadioField, TextAreaField } from '../../ui/index.ts'

interface RestrictDialogProps {
  kind: 'hide' | 'reject'
  contribution: Contribution
  onClose: () => void
  onTaken: (contribution: Contribution) => void
}

const rules: readonly ModerationRule[] = [
  'insult',
  'discrimination',
  'personal-data',
  'advertising',
  'off-topic',
  'unlawful',
]
const shortest = 3

/** Nobody loses words without hearing which rule, and in one sentence why. */
export function RestrictDialog({ kind, contribution, onClose, onTaken }: RestrictDialogProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const [rule, setRule] = useState<ModerationRule | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = { rule: rule === null, reason: reason.trim().length < shortest }

  const restrict = useMutation({
    mutationFn: (chosen: ModerationRule) =>
      call(`threads.${kind}`, {
        threadId: contribution.threadId,
        contributionId: contribution.id,
        rule: chosen,
        reason: reason.replaceAll(/\s+/g, ' ').trim(),
      }),
    onSuccess: (changed) => {
      onTaken(changed)
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    if (rule !== null && !missing.reason) restrict.mutate(rule)
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`threads.${kind}.title`)}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={submit} busy={restrict.isPending} busyLabel={t('threads.composer.sending')}>
            {t(`threads.${kind}.confirm`)}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{t(`threads.${kind}.text`)}</p>
        <RadioField
          label={t('threads.rule.label')}
          options={rules.map((value) => ({ value, label: t(`threads.rule.${value}`) }))}
          value={rule}
          onChange={(value) => setRule(rules.find((known) => known === value) ?? null)}
          error={tried && missing.rule ? t('threads.rule.missing') : undefined}
        />
        <TextAreaField
          label={t('threads.reason.label')}
          hint={t('threads.reason.hint')}
          value={reason}
          maxLength={500}
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing.reason ? t('threads.reason.missing') : undefined}
        />
        {restrict.error && (
          <Banner tone="problem" inset>
            {problemText(restrict.error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
