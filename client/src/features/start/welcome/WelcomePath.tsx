import { useEffect, type ReactNode } from 'react'
import { Navigate, useParams } from 'react-router'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { cameBy } from '../../../platform/came-by.ts'
import { PageWaiting } from '../../../platform/PageWaiting.tsx'
import { remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { Link } from '../../../ui/index.ts'
import { Question } from './Question.tsx'
import { Result } from './Result.tsx'
import { isResult, nextHref, questionAt } from './steps.ts'
import { useWelcome } from './useWelcome.ts'
import styles from './Welcome.module.css'

export interface WelcomePathProps {
  /** Where people talk about what somebody needs. */
  rooms: (needs: readonly string[]) => ReactNode
  peers: ReactNode
  dates: ReactNode
}

/** Three questions on a screen each, then whom and what to begin with. */
export function WelcomePath(slots: WelcomePathProps) {
  return (
    <SignInFirst>
      <Steps {...slots} />
    </SignInFirst>
  )
}

function Steps(slots: WelcomePathProps) {
  const { t } = useTranslation()
  const { step = '' } = useParams()
  const { user } = useMe()
  const { own, questions, answers, isReady, error, retry, answer } = useWelcome()
  const { mutate } = answer

  const isNew = user?.welcome === 'new'
  const userId = user?.id
  useEffect(() => {
    if (userId) remember(cameBy(userId), 'yes')
    // From now on the first page shows what it shows to everybody; what was answered stays.
    if (isNew) mutate({})
  }, [isNew, userId, mutate])

  if (error && !answers) {
    return (
      <Page title={t('welcome.title')} hideTabs>
        <LoadFailed title={t('welcome.failed')} error={error} onRetry={retry} />
      </Page>
    )
  }
  if (!answers || !isReady) return <PageWaiting />
  if (isResult(step)) return <Result own={own} answers={answers} {...slots} />
  const current = questionAt(step)
  if (!current || !questions.includes(current))
    return <Navigate to={nextHref(questions, answers.asked)} replace />

  return (
    <Page title={t('welcome.title')} hideTabs>
      <div className={styles.path}>
        <div className={styles.head}>
          <h1 className={styles.title}>
            {own ? t('welcome.headingMember', { name: own.name }) : t('welcome.heading')}
          </h1>
          <Link href="/">{t('welcome.later')}</Link>
        </div>
        <Question key={current} current={current} questions={questions} answers={answers} answer={answer} />
      </div>
    </Page>
  )
}
