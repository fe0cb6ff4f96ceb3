import type { AllOperations, CurrencyAnswer, Reply } from '@augenhoehe/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
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
          <Notice title={t('upkeep.page.over')} text={t('upkeep.page.overText')}>
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
  const [search] = useSearchParams()
  const answering = useMutation({
    mutationFn: (answer: CurrencyAnswer) => call('organisations.answerQuestion', { token, answer }),
  })
  const title = t('upkeep.page.title')
  const name = asked.organisation
  const answer = answering.data?.answer ?? asked.answer
  const wanted: CurrencyAnswer = search.get('antwort') === 'ruht' ? 'dormant' : 'current'
  const other: CurrencyAnswer = wanted === 'current' ? 'dormant' : 'current'
  if (answer && (answering.data || answer === wanted)) {
    return (
      <Page title={title}>
        <Notice title={t(`upkeep.page.done.${answer}`)} text={t(`upkeep.page.doneText.${answer}`, { name })}>
          <Button href={`/organisationen/${asked.slug}`}>{t('upkeep.page.toProfile')}</Button>
          <Button
            look="text"
            busy={answering.isPending}
            onClick={() => answering.mutate(answer === 'current' ? 'dormant' : 'current')}
          >
            {t(`upkeep.page.instead.${answer === 'current' ? 'dormant' : 'current'}`)}
          </Button>
        </Notice>
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
        {asked.unconfirmed && <p>{t('upkeep.page.unconfirmed')}</p>}
        <FormProblem form={{ attempt: 0, errors: [], problem: answering.error }} />
        <FormActions>
          <Button
            big
            onClick={() => answering.mutate(wanted)}
            busy={answering.isPending}
            busyLabel={t('common.loading')}
          >
            {t(`upkeep.page.act.${wanted}`)}
          </Button>
          <Button look="line" onClick={() => answering.mutate(other)} busy={answering.isPending}>
            {t(`upkeep.page.instead.${other}`)}
          </Button>
        </FormActions>
        <p>
          <Link href={`/mein-verein?verein=${asked.slug}`}>{t('upkeep.page.change')}</Link>
        </p>
      </div>
    </Page>
  )
}
