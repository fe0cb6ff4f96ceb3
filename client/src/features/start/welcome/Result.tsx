import type { OwnMembership, Welcome } from '@augenhoehe/contracts'
import { useEffect, useId, type ReactNode } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { useMe } from '../../../platform/session.tsx'
import { Button, FormActions, Link, PageHeader, SectionHead } from '../../../ui/index.ts'
import { RedeemInvitation } from './RedeemInvitation.tsx'
import { hrefOf } from './steps.ts'
import { useAnswerWords } from './useAnswerWords.ts'
import { useWelcome } from './useWelcome.ts'
import type { WelcomePathProps } from './WelcomePath.tsx'
import styles from './Welcome.module.css'

interface ResultProps extends WelcomePathProps {
  own: OwnMembership | null
  answers: Welcome
}

/** What one can do with it at once: read along, get to know somebody, come to a date, bring one's association. */
export function Result({ own, answers, rooms, peers, dates }: ResultProps) {
  const { t } = useTranslation()
  const id = useId()
  const { user } = useMe()
  const { answer, questions } = useWelcome()
  const answerWords = useAnswerWords()
  const { mutate } = answer
  const isOpen = user?.welcome === 'new' || user?.welcome === 'begun'
  useEffect(() => {
    if (isOpen) mutate({ done: true })
  }, [isOpen, mutate])

  const said = questions.map((question) => answerWords(question, answers)).filter(Boolean)
  const first = questions[0]
  const part = (key: 'rooms' | 'peers' | 'dates', content: ReactNode) => (
    <section aria-labelledby={`${id}${key}`}>
      <SectionHead id={`${id}${key}`}>{t(`welcome.${key}.title`)}</SectionHead>
      {content}
    </section>
  )
  return (
    <Page title={t('welcome.resultTitle')}>
      <PageHeader
        title={t('welcome.resultTitle')}
        lead={
          <>
            {said.length > 0
              ? t('welcome.said', { words: said.join(' · ') })
              : own
                ? t('welcome.saidByOwn', { name: own.name })
                : t('welcome.saidNothing')}{' '}
            {first && <Link href={hrefOf(first)}>{t('welcome.changeAnswers')}</Link>}
          </>
        }
      />
      <div className={styles.parts}>
        {part('rooms', rooms(answers.needs))}
        {part('peers', peers)}
        {part('dates', dates)}
        {own ? (
          <FormActions>
            <Button big href="/mein-verein">
              {t('welcome.toOwn', { name: own.name })}
            </Button>
            <Button big look="line" href="/">
              {t('common.toStart')}
            </Button>
          </FormActions>
        ) : user?.institution ? (
          <FormActions>
            <Button big href="/">
              {t('common.toStart')}
            </Button>
          </FormActions>
        ) : (
          <section aria-labelledby={`${id}own`}>
            <SectionHead id={`${id}own`}>{t('welcome.own.title')}</SectionHead>
            <p className={styles.words}>{t('welcome.own.text')}</p>
            <FormActions>
              <Button big href="/mein-verein/neu">
                {t('welcome.own.create')}
              </Button>
              <RedeemInvitation />
            </FormActions>
            <p className={styles.words}>
              <Link href="/">{t('common.toStart')}</Link>
            </p>
          </section>
        )}
      </div>
    </Page>
  )
}
