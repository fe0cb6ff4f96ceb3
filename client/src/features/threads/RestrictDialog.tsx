import type { Contribution } from '@augenhoehe/contracts'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
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
    <FormDialog
      form={form}
      title={t(`deciding.${kind}.title`)}
      text={t(`deciding.${kind}.text`)}
      submitLabel={t(`deciding.${kind}.confirm`)}
      onClose={onClose}
    >
      <GroundsFields form={form} hint={t('deciding.grounds.hint')} />
    </FormDialog>
  )
}
