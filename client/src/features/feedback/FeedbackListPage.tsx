import type { Feedback, FeedbackState } from '@augenhoehe/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { FormDialog } from '../../platform/FormDialog.tsx'
import { dirOf, languages, useFormat, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { StaffOnly } from '../../platform/StaffOnly.tsx'
import { useForm } from '../../platform/useForm.ts'
import { useNow } from '../../platform/useNow.ts'
import {
  Banner,
  Button,
  EmptyState,
  Link,
  PageHeader,
  SkeletonLines,
  Tag,
  TextAreaField,
  useToast,
  ViewLinks,
} from '../../ui/index.ts'
import styles from './Feedback.module.css'

const states = ['open', 'answered', 'closed'] as const
const path = '/verwaltung/rueckmeldungen'
const listKey = 'feedback.list'

/** What people told those who run the platform, for the staff. */
export function FeedbackListPage() {
  return (
    <StaffOnly>
      <FeedbackList />
    </StaffOnly>
  )
}

function FeedbackList() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const [query] = useSearchParams()
  const state = states.find((one) => one === query.get('stand')) ?? 'open'
  const [answering, setAnswering] = useState<Feedback | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [listKey, state],
    queryFn: ({ pageParam }) =>
      call('feedback.list', { state, limit: 30, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const counts = data?.pages[0]?.counts
  const entries = data?.pages.flatMap((page) => page.entries)
  return (
    <Page title={t('feedback.staff.title')}>
      <div className={styles.page}>
        <PageHeader title={t('feedback.staff.title')} lead={t('feedback.staff.lead')} />
        <ViewLinks
          label={t('feedback.staff.views')}
          links={states.map((one) => ({
            id: one,
            href: one === 'open' ? path : `${path}?stand=${one}`,
            label: t(`feedback.staff.state.${one}`, { number: counts ? formatNumber(counts[one]) : '…' }),
            current: one === state,
          }))}
        />
        {error && !data && <LoadFailed error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
        {entries?.length === 0 && (
          <EmptyState drawing="quiet" level={2} title={t(`feedback.staff.none.${state}`)}>
            {t('feedback.staff.kept')}
          </EmptyState>
        )}
        {entries && entries.length > 0 && (
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} onAnswer={() => setAnswering(entry)} />
            ))}
          </ul>
        )}
        {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
        {entries && entries.length > 0 && <p className={styles.quiet}>{t('feedback.staff.kept')}</p>}
        {answering && <AnswerDialog entry={answering} onClose={() => setAnswering(null)} />}
      </div>
    </Page>
  )
}

function Entry({ entry, onAnswer }: { entry: Feedback; onAnswer: () => void }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries({ queryKey: [listKey] })
  const now = useNow(60_000)
  const { id: feedbackId, rev, kind, text, locale, page, email, state, dueAt, answers } = entry
  const move = useMutation({
    mutationFn: (next: Exclude<FeedbackState, 'answered'>) =>
      call('feedback.setState', { feedbackId, rev, state: next }),
    onSuccess: ({ state: now }) => {
      refresh()
      toast.show({
        text: t(now === 'closed' ? 'feedback.staff.closeDone' : 'feedback.staff.openDone'),
        closeLabel: t('common.close'),
      })
    },
    // Somebody else was faster: what holds now is shown.
    onError: refresh,
  })
  const title = t('feedback.staff.of', { kind: t(`feedback.kind.${kind}`), day: formatDate(entry.at) })
  const late = dueAt !== null && Date.parse(dueAt) < now
  const language = languages[locale].endonym
  return (
    <li className={styles.entry}>
      <h2>{title}</h2>
      <p className={styles.quiet}>
        {t('feedback.staff.language', { language })}
        {page !== null && (
          <>
            {' · '}
            <Trans
              i18nKey="feedback.staff.page"
              values={{ page }}
              components={{ to: <Link href={`${page}?lang=${locale}`} /> }}
            />
          </>
        )}
      </p>
      <p className={styles.text} dir="auto">
        {text}
      </p>
      {answers.map((answer) => (
        <div key={answer.at} className={styles.answer}>
          <p className={styles.quiet}>
            {t('feedback.staff.answered', { day: formatDate(answer.at) })}{' '}
            {!answer.sent && <Tag tone="plain">{t('feedback.staff.notSent')}</Tag>}
          </p>
          <p className={styles.text} dir="auto">
            {answer.text}
          </p>
        </div>
      ))}
      {state === 'open' && (
        <p className={styles.quiet}>
          {dueAt === null
            ? t('feedback.staff.noAddress')
            : t(late ? 'feedback.staff.late' : 'feedback.staff.due', { day: formatDate(dueAt) })}
        </p>
      )}
      {move.error && (
        <div role="alert">
          <Banner tone="problem" inset>
            {isProblem(move.error, 'conflict') ? t('feedback.staff.changed') : problemText(move.error)}
          </Banner>
        </div>
      )}
      <div className={styles.acts}>
        {email !== null && state !== 'closed' && (
          <Button onClick={onAnswer} look={state === 'open' ? 'filled' : 'line'}>
            {t('feedback.staff.answer')}
          </Button>
        )}
        {state !== 'closed' && (
          <Button
            look="line"
            busy={move.isPending}
            busyLabel={t('common.loading')}
            onClick={() => move.mutate('closed')}
          >
            {t('feedback.staff.close')}
          </Button>
        )}
        {state !== 'open' && (
          <Button
            look="line"
            busy={move.isPending}
            busyLabel={t('common.loading')}
            onClick={() => move.mutate('open')}
          >
            {t('feedback.staff.open')}
          </Button>
        )}
      </div>
    </li>
  )
}

function AnswerDialog({ entry, onClose }: { entry: Feedback; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries({ queryKey: [listKey] })
  const form = useForm({
    initial: { text: '' },
    wording: { text: t('feedback.staff.answerMissing') },
    wrong: ({ text }) => (text.trim().length < 3 ? ['text'] : []),
    send: ({ text }) => call('feedback.answer', { feedbackId: entry.id, rev: entry.rev, text }),
    onDone: () => {
      refresh()
      toast.show({ text: t('feedback.staff.answerDone'), closeLabel: t('common.close') })
      onClose()
    },
  })
  return (
    <FormDialog
      form={form}
      title={t('feedback.staff.answerTitle')}
      text={t('feedback.staff.answerText', { language: languages[entry.locale].endonym })}
      submitLabel={t('feedback.staff.answerSend')}
      onClose={onClose}
    >
      <blockquote className={styles.text} dir="auto">
        {entry.text}
      </blockquote>
      <TextAreaField
        {...form.text('text')}
        label={t('feedback.staff.answerField')}
        maxLength={4000}
        dir={dirOf(entry.locale)}
      />
    </FormDialog>
  )
}
