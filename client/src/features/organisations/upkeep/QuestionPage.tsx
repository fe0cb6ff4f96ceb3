import type { AllOperations, CurrencyAnswer, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { Notice } from '../../../platform/Notice.tsx'
import { Button, FormActions, Link, PageHeader } from '../../../ui/index.ts'
import styles from './Question.module.css'

/**
 * Where the links of the yearly mail lead: says what will happen, and does it on one tap. Programs that open links of
 * mails by themselves answer nothing by that.
 */
export function QuestionPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const question = useQuery(read('organisations.showQuestion', { token }))
  return (
    <FetchedPage
      title={t('upkeep.page.title')}
      fetched={question}
      nowhere={
        <Page title={t('upkeep.page.title')}>
          <Notice drawing="notFound" title={t('upkeep.page.over')} text={t('upkeep.page.overText')}>
            <Button href="/mein-verein">{t('upkeep.page.toOwn')}</Button>
          </Notice>
        </Page>
      }
    >
      {(data) => <Question token={token} asked={data} />}
    </FetchedPage>
  )
}

interface QuestionProps {
  token: string
  asked: Reply<AllOperations['organisations.showQuestion']>
}

function Question({ token, asked }: QuestionProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [search] = useSearchParams()
  const [undone, setUndone] = useState(false)
  const { queryKey } = read('organisations.showQuestion', { token })
  // What holds is read anew, also where a link has run out meanwhile.
  const settle = { onError: () => queries.invalidateQueries({ queryKey }) }
  const take = (answer: CurrencyAnswer | null) =>
    queries.setQueryData<typeof asked>(
      queryKey,
      (before) => before && { ...before, answer, mayTakeBack: answer !== null },
    )
  const answering = useMutation({
    mutationFn: (answer: CurrencyAnswer) => call('organisations.answerQuestion', { token, answer }),
    ...settle,
    onSuccess: ({ answer }) => {
      take(answer)
      setUndone(false)
    },
  })
  const takingBack = useMutation({
    mutationFn: () => call('organisations.takeBackAnswer', { token }),
    ...settle,
    onSuccess: async ({ answer }) => {
      take(answer)
      answering.reset()
      setUndone(true)
      await queries.invalidateQueries({ queryKey })
    },
  })
  const title = t('upkeep.page.title')
  const { organisation: name, slug, answer } = asked
  const wanted: CurrencyAnswer = search.get('antwort') === 'ruht' ? 'dormant' : 'current'
  const other: CurrencyAnswer = wanted === 'current' ? 'dormant' : 'current'
  const busy = answering.isPending || takingBack.isPending
  const toForm = `/mein-verein?verein=${slug}&profil=bearbeiten`
  const problem = (
    <FormProblem form={{ attempt: 0, errors: [], problem: answering.error ?? takingBack.error }} />
  )

  if (answer && (answering.isSuccess || answer === wanted)) {
    return (
      <Page title={title}>
        <div aria-live="polite">
          <Notice
            title={t(`upkeep.page.done.${answer}`)}
            text={t(`upkeep.page.doneText.${answer}`, { name })}
          >
            <Button href={`/organisationen/${slug}`}>{t('upkeep.page.toProfile')}</Button>
            {asked.mayTakeBack ? (
              <Button look="line" busy={busy} onClick={() => takingBack.mutate()}>
                {t('common.undo')}
              </Button>
            ) : (
              <Button
                look="line"
                busy={busy}
                onClick={() => answering.mutate(answer === 'current' ? 'dormant' : 'current')}
              >
                {t(answer === 'current' ? 'upkeep.page.instead.dormant' : 'upkeep.wake')}
              </Button>
            )}
          </Notice>
        </div>
        {problem}
        <p>
          <Link href={toForm}>{t('upkeep.page.change')}</Link>
        </p>
      </Page>
    )
  }
  return (
    <Page title={title}>
      <PageHeader
        title={t(`upkeep.page.question.${wanted}`, { name })}
        lead={t(`upkeep.page.will.${wanted}`)}
      />
      <div className={styles.words}>
        <div aria-live="polite">
          {undone && <p>{t('upkeep.page.undone')}</p>}
          {answer && <p>{t(`upkeep.page.before.${answer}`)}</p>}
          {asked.unconfirmed && <p>{t('upkeep.page.unconfirmed')}</p>}
        </div>
        {problem}
        <FormActions>
          <Button big onClick={() => answering.mutate(wanted)} busy={busy} busyLabel={t('common.loading')}>
            {t(`upkeep.page.act.${wanted}`)}
          </Button>
          {other !== answer && (
            <Button look="line" onClick={() => answering.mutate(other)} busy={busy}>
              {t(`upkeep.page.instead.${other}`)}
            </Button>
          )}
        </FormActions>
        <p>
          <Link href={toForm}>{t('upkeep.page.change')}</Link>
        </p>
      </div>
    </Page>
  )
}
