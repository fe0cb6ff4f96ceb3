import type { AllOperations, CooperationAnswer, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { Notice } from '../../../platform/Notice.tsx'
import { Button, FormActions, PageHeader, TextField } from '../../../ui/index.ts'
import { answers } from './CooperationQuestion.tsx'
import styles from './Cooperations.module.css'

const words: Readonly<Record<string, CooperationAnswer>> = { ja: 'yes', 'noch-nicht': 'not-yet', nein: 'no' }

/** Where the links of the mail lead: says what will happen, and does it on one tap. Opening it answers nothing. */
export function CooperationQuestionPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const question = useQuery(read('matching.showCooperationQuestion', { token }))
  return (
    <FetchedPage
      title={t('cooperations.page.title')}
      fetched={question}
      nowhere={
        <Page title={t('cooperations.page.title')}>
          <Notice
            drawing="notFound"
            title={t('cooperations.page.over')}
            text={t('cooperations.page.overText')}
          >
            <Button href="/mein-verein">{t('cooperations.page.toOwn')}</Button>
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
  asked: Reply<AllOperations['matching.showCooperationQuestion']>
}

function Question({ token, asked }: QuestionProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [search] = useSearchParams()
  const [anew, setAnew] = useState(false)
  const [outcome, setOutcome] = useState(asked.outcome)
  const { queryKey } = read('matching.showCooperationQuestion', { token })
  const answering = useMutation({
    mutationFn: (answer: CooperationAnswer) =>
      call('matching.answerCooperationQuestion', { token, answer, outcome: outcome.trim() }),
    // What holds is read anew, also where a link has run out meanwhile.
    onError: () => queries.invalidateQueries({ queryKey }),
    onSuccess: (after) => {
      queries.setQueryData(queryKey, after)
      setAnew(false)
    },
  })
  const title = t('cooperations.page.title')
  const wanted = words[search.get('antwort') ?? ''] ?? 'yes'
  const { own, other, state, answer } = asked
  const problem = <FormProblem form={{ attempt: 0, errors: [], problem: answering.error }} />
  if (answer && !anew) {
    return (
      <Page title={title}>
        <div aria-live="polite">
          <Notice
            title={t('cooperations.page.thanks')}
            text={t(`cooperations.done.${state}`, { name: other.name })}
          >
            <Button href={`/mein-verein?verein=${own.slug}`}>{t('cooperations.page.toOwn')}</Button>
            <Button look="line" onClick={() => setAnew(true)}>
              {t('cooperations.page.instead')}
            </Button>
          </Notice>
        </div>
        <div className={styles.words}>
          <TextField
            label={`${t('cooperations.outcome')} (${t('common.optional')})`}
            hint={t('cooperations.outcomeHint')}
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value)}
            maxLength={200}
            dir="auto"
          />
          {problem}
          <FormActions>
            <Button
              look="line"
              busy={answering.isPending}
              busyLabel={t('common.loading')}
              onClick={() => answering.mutate(answer)}
            >
              {t('cooperations.page.note')}
            </Button>
          </FormActions>
          <p aria-live="polite">
            {outcome.trim() !== '' && outcome.trim() === asked.outcome && t('cooperations.page.noted')}
          </p>
        </div>
      </Page>
    )
  }
  return (
    <Page title={title}>
      <PageHeader
        title={t('cooperations.page.question', { own: own.name, other: other.name })}
        lead={t('cooperations.page.lead')}
      />
      <div className={styles.words}>
        {problem}
        <FormActions>
          {[wanted, ...answers.filter((one) => one !== wanted)].map((one, at) => (
            <Button
              key={one}
              {...(at > 0 && { look: 'line' as const })}
              busy={answering.isPending && answering.variables === one}
              busyLabel={t('common.loading')}
              onClick={() => answering.mutate(one)}
            >
              {t(`cooperations.page.act.${one}`)}
            </Button>
          ))}
        </FormActions>
      </div>
    </Page>
  )
}
