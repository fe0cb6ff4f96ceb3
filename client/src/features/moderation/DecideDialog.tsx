import type { QueueEntry } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { queueQuery } from '../../platform/desk.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import {
  GroundsFields,
  noGrounds,
  oneLine,
  ReasonField,
  useGroundsWording,
  wrongGrounds,
  type GroundsEntries,
} from '../../platform/Grounds.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useForm } from '../../platform/useForm.ts'
import { Banner, Button, Dialog, Form } from '../../ui/index.ts'
import type { Card, Decision } from './desk.ts'
import { OthersDecision } from './OthersDecision.tsx'

type Decided = Exclude<Decision, 'publish'>

interface DecideDialogProps {
  entry: QueueEntry
  status: Card['status']
  decision: Decided
  onDone: () => void
  onClose: () => void
}

/** These rest on a rule; the others on a sentence alone. */
const restricts = (decision: Decided) => ['hide', 'remove', 'lock', 'reject'].includes(decision)

/** Where everybody who reported names the same rule, it is most likely the one. */
function likelyRule({ reports }: QueueEntry) {
  const [first, ...others] = new Set(reports.map(({ rule }) => rule))
  return first !== undefined && others.length === 0 ? first : null
}

function send(entry: QueueEntry, decision: Decided, { rule, reason }: GroundsEntries): Promise<unknown> {
  const sentence = oneLine(reason)
  const stated = { rule: rule ?? 'off-topic', reason: sentence } as const
  switch (decision) {
    case 'reject':
      return call('threads.reject', {
        threadId: entry.place.threadId ?? '',
        contributionId: entry.contribution?.id ?? '',
        ...stated,
      })
    case 'upheld':
    case 'overturned':
      return call('moderation.decideAppeal', { statementId: entry.id, outcome: decision, reason: sentence })
    case 'dismiss':
      return call('moderation.decide', { caseId: entry.id, rev: entry.rev, decision, reason: sentence })
    case 'hide':
    case 'remove':
    case 'lock':
      return call('moderation.decide', { caseId: entry.id, rev: entry.rev, decision, ...stated })
  }
}

/** A rule and a sentence for a decision. Whatever somebody else does meanwhile, what is typed stays. */
export function DecideDialog({ entry, status, decision, onDone, onClose }: DecideDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const withRule = restricts(decision)
  const wording = decision === 'hide' && entry.place.organisation ? 'hideOutside' : decision
  const form = useForm<GroundsEntries, unknown>({
    initial: { ...noGrounds, rule: withRule ? likelyRule(entry) : null },
    wording: useGroundsWording(),
    wrong: (values) => wrongGrounds(values).filter((field) => withRule || field !== 'rule'),
    send: async (values) => {
      try {
        return await send(entry, decision, values)
      } catch (error) {
        // What has become of the entry is said with the next reading.
        await queries.invalidateQueries({ queryKey: queueQuery.queryKey })
        throw error
      }
    },
    onDone,
  })
  const overtaken = status === 'gone' && !form.busy

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`moderating.decide.${wording}.title`)}
      closeLabel={t('common.close')}
      actions={
        overtaken ? (
          <Button onClick={onClose}>{t('common.close')}</Button>
        ) : (
          <>
            <Button onClick={() => form.submit()} busy={form.busy} busyLabel={t('threads.composer.sending')}>
              {t(`moderating.decide.${wording}.confirm`)}
            </Button>
            <Button look="line" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </>
        )
      }
    >
      <Form onSubmit={form.submit}>
        <p>{t(`moderating.decide.${wording}.text`)}</p>
        {overtaken ? (
          <Banner tone="info" inset>
            <OthersDecision entry={entry} />
            {t('moderating.decide.overtaken')}
          </Banner>
        ) : isProblem(form.problem, 'conflict') || isProblem(form.problem, 'action.forbidden') ? (
          <div role="alert">
            <Banner tone="info" inset>
              {t(entry.mayDecide ? 'moderating.decide.changed' : 'moderating.decide.partial')}
            </Banner>
          </div>
        ) : (
          <FormProblem form={form} />
        )}
        {withRule ? (
          <GroundsFields form={form} hint={t('moderating.decide.hint')} />
        ) : (
          <ReasonField form={form} hint={t('moderating.decide.hint')} />
        )}
      </Form>
    </Dialog>
  )
}
