import type { ContactRequest, Listing, OwnMembership, Suggestion } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { UnverifiedLimit } from '../../platform/UnverifiedLimit.tsx'
import { UnverifiedNote } from '../../platform/UnverifiedNote.tsx'
import { Banner, Button, Dialog, Form, TextAreaField, useToast } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { OutlookNote } from './OutlookNote.tsx'
import { useOutlook } from './useOutlook.ts'
import { useReasonWords } from './useReasonWords.ts'

export interface RequestDialogProps {
  own: OwnMembership
  other: ContactRequest['organisation']
  listing: Listing | null
  reasons?: Suggestion['reasons']
  theirReasons?: Suggestion['theirReasons']
  onClose: () => void
}

const shortest = 3

/** One sees both sides before one asks: what we have of it, and what they have. */
export function RequestDialog({
  own,
  other,
  listing,
  reasons = [],
  theirReasons = [],
  onClose,
}: RequestDialogProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const reasonWords = useReasonWords()
  const [message, setMessage] = useState(() =>
    t(listing ? `matching.request.message.${listing.kind}` : 'matching.request.message.general', {
      title: listing?.title ?? '',
      own: own.name,
      person: user?.name ?? '',
    }),
  )
  const outlook = useOutlook(own.organisationId, other.id)
  const { formatDate } = useFormat()
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const empty = message.trim().length < shortest

  const request = useMutation({
    mutationFn: () =>
      call('matching.request', {
        organisationId: own.organisationId,
        otherOrganisationId: other.id,
        message,
        ...(listing && { listingId: listing.id }),
      }),
    onSuccess: async ({ deliverAt }) => {
      await queries.invalidateQueries({ queryKey: ['matching.requests'] })
      onClose()
      const { name } = other
      toast.show({
        text: deliverAt
          ? t('requests.done.queued', { name, date: formatDate(deliverAt) })
          : t('matching.request.done', { name }),
        closeLabel: t('common.close'),
      })
    },
  })
  const submit = () => {
    setTried(true)
    if (empty) form.current?.querySelector('textarea')?.focus()
    else request.mutate()
  }
  const error = request.error

  return (
    <Dialog
      opened
      size="wide"
      onClose={onClose}
      title={t('matching.request.title', { name: other.name })}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={submit} busy={request.isPending} busyLabel={t('matching.request.sending')}>
            {t('matching.request.send')}
          </Button>
          <Button look="line" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </>
      }
    >
      <Form
        ref={form}
        className={styles.wideForm}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <UnverifiedLimit own={own} what="requests" />
        <UnverifiedNote of={other} />
        <OutlookNote outlook={outlook} />
        {reasons.length + theirReasons.length > 0 && (
          <div className={styles.sides}>
            <Side title={t('matching.request.forUs')} reasons={reasons.map(reasonWords)} />
            <Side title={t('matching.request.forThem')} reasons={theirReasons.map(reasonWords)} />
          </div>
        )}
        <TextAreaField
          label={t('matching.request.messageLabel')}
          hint={t('matching.request.messageHint')}
          value={message}
          maxLength={2000}
          minRows={5}
          dir="auto"
          onChange={(event) => setMessage(event.currentTarget.value)}
          error={tried && empty ? t('matching.request.messageMissing') : undefined}
        />
        {error && (
          <Banner tone="problem" inset>
            {isProblem(error, 'conflict') ? t('matching.request.already') : problemText(error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}

function Side({ title, reasons }: { title: string; reasons: readonly string[] }) {
  if (reasons.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}
