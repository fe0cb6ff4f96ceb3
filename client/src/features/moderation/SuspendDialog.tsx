import type { AllOperations, Contribution, Reply } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import {
  GroundsFields,
  noGrounds,
  oneLine,
  useGroundsWording,
  wrongGrounds,
  type GroundsEntries,
} from '../../platform/Grounds.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useForm } from '../../platform/useForm.ts'
import { Banner, RadioField, useToast } from '../../ui/index.ts'

interface SuspendDialogProps {
  contribution: Contribution
  roomId: string
  onClose: () => void
}

interface Entries extends GroundsEntries {
  days: number
}
type Suspensions = Reply<AllOperations['moderation.suspend']>

const choices = [1, 7, 30]
const dayMs = 86_400_000

/** Somebody may only read in a room for a while; they are told why and how to object. */
export function SuspendDialog({ contribution, roomId, onClose }: SuspendDialogProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const queries = useQueryClient()
  const { authorId, authorName: name } = contribution
  const form = useForm<Entries, Suspensions>({
    initial: { ...noGrounds, days: 1 },
    wording: useGroundsWording(),
    wrong: wrongGrounds,
    send: ({ days, rule, reason }) =>
      call('moderation.suspend', {
        roomId,
        userId: authorId,
        until: new Date(Date.now() + days * dayMs).toISOString(),
        rule: rule ?? 'off-topic',
        reason: oneLine(reason),
      }),
    onDone: (reply) => {
      queries.setQueryData(read('moderation.suspensions', { roomId }).queryKey, reply)
      const until = reply.suspensions.find(({ userId }) => userId === authorId)?.until
      toast.show({
        text: t('moderating.suspend.done', { name, until: until ? formatDate(until) : '' }),
        closeLabel: t('common.close'),
      })
      onClose()
    },
  })

  return (
    <FormDialog
      form={form}
      title={t('moderating.suspend.title', { name })}
      text={t('moderating.suspend.text', { name })}
      submitLabel={t('moderating.suspend.confirm')}
      onClose={onClose}
      problem={
        isProblem(form.problem, 'action.forbidden') ? (
          <div role="alert">
            <Banner tone="problem" inset>
              {t('moderating.suspend.notPossible')}
            </Banner>
          </div>
        ) : undefined
      }
    >
      <RadioField
        label={t('moderating.suspend.howLong')}
        options={choices.map((count) => ({
          value: String(count),
          label: t('moderating.suspend.days', { count }),
        }))}
        value={String(form.values.days)}
        onChange={(value) => form.set('days', Number(value))}
      />
      <GroundsFields form={form} hint={t('moderating.suspend.hint', { name })} />
    </FormDialog>
  )
}
