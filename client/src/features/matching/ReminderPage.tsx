import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { Button, FormActions, Link, PageHeader } from '../../ui/index.ts'
import styles from './ListingForm.module.css'

/**
 * Where the link of a reminder leads: says what will happen, and does it on one tap. Programs that open links of mails
 * by themselves renew nothing by that.
 */
export function ReminderPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const reminder = useQuery(read('matching.showReminder', { token }))
  const title = t('offering.reminder.title')
  return (
    <FetchedPage
      title={title}
      fetched={reminder}
      nowhere={
        <Page title={title}>
          <Notice
            drawing="notFound"
            title={t('offering.reminder.over')}
            text={t('offering.reminder.overText')}
          >
            <Button href="/mein-verein">{t('upkeep.page.toOwn')}</Button>
          </Notice>
        </Page>
      }
    >
      {(data) => <Reminder token={token} asked={data} />}
    </FetchedPage>
  )
}

interface ReminderProps {
  token: string
  asked: Reply<AllOperations['matching.showReminder']>
}

function Reminder({ token, asked }: ReminderProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const { queryKey } = read('matching.showReminder', { token })
  const renewing = useMutation({
    mutationFn: () => call('matching.renewByLink', { token }),
    onSuccess: (reply) => void queries.setQueryData(queryKey, reply),
    // What holds is read anew, also where a link has run out meanwhile.
    onError: () => queries.invalidateQueries({ queryKey }),
  })
  const { organisation: name, slug, title: entry, state, renewed, hindrances } = asked
  const title = t('offering.reminder.title')
  const date = formatDate(asked.expiresAt)
  const own = `/mein-verein?verein=${slug}`
  if (renewed) {
    return (
      <Page title={title}>
        <div aria-live="polite">
          <Notice
            title={t('offering.reminder.done')}
            text={t('offering.reminder.doneText', { title: entry, date })}
          >
            <Button href={`/organisationen/${slug}`}>{t('upkeep.page.toProfile')}</Button>
          </Notice>
        </div>
      </Page>
    )
  }
  const isClosed = state === 'fulfilled' || state === 'withdrawn'
  if (isClosed || hindrances.length > 0) {
    return (
      <Page title={title}>
        <Notice
          title={t(isClosed ? 'offering.reminder.closed' : 'offering.reminder.outdated')}
          text={t(isClosed ? 'offering.reminder.closedText' : 'offering.reminder.outdatedText', {
            title: entry,
          })}
        >
          <Button href={own}>{t('upkeep.page.toOwn')}</Button>
        </Notice>
      </Page>
    )
  }
  return (
    <Page title={title}>
      <PageHeader
        title={t('offering.reminder.question', { title: entry })}
        lead={t(state === 'expired' ? 'offering.reminder.wasUntil' : 'offering.reminder.isUntil', {
          name,
          date,
        })}
      />
      <div className={styles.words}>
        <FormProblem form={{ attempt: 0, errors: [], problem: renewing.error }} />
        <FormActions>
          <Button
            big
            onClick={() => renewing.mutate()}
            busy={renewing.isPending}
            busyLabel={t('common.loading')}
          >
            {t('offering.reminder.act')}
          </Button>
        </FormActions>
        <p>
          <Link href={own}>{t('offering.reminder.otherwise')}</Link>
        </p>
      </div>
    </Page>
  )
}
