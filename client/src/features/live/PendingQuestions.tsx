import type { WallQuestion } from '@augenhoehe/contracts'
import { IconDots } from '@tabler/icons-react'
import { spokenIn, useTranslation, useFormat } from '../../platform/i18n.ts'
import { ActionMenu, Button, IconButton, SectionHead } from '../../ui/index.ts'
import styles from './Desk.module.css'
import { useQuestionNote } from './QuestionWall.tsx'
import { useLive } from './SessionContext.ts'
import type { DeskActs } from './useDeskActs.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { useJudging } from './useJudging.ts'

interface PendingQuestionsProps {
  acts: DeskActs
  onMerge: (question: WallQuestion) => void
}

/** What waits for somebody to read it before everybody does. */
export function PendingQuestions({ acts, onMerge }: PendingQuestionsProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view } = useLive()
  const about = useQuestionNote()
  const { judge, refusals } = useJudging(acts)
  const { questions } = view.session
  const part = useKeptFocus<HTMLDivElement>()
  const pending = questions.filter(({ state }) => state === 'pending')
  const others = questions.some(({ state }) => state === 'published' || state === 'called')
  return (
    <div ref={part} tabIndex={-1} className={styles.part}>
      {pending.length > 0 && list()}
    </div>
  )

  function list() {
    return (
      <section aria-labelledby="desk-pending">
        <SectionHead id="desk-pending" action={formatNumber(pending.length)}>
          {t('live.desk.pending')}
        </SectionHead>
        <div className={styles.pending}>
          {pending.map((question) => (
            <article key={question.id} className={styles.pend} aria-label={question.text}>
              <p {...spokenIn(question.lang)}>{question.text}</p>
              <p className={styles.small}>{about({ ...question, state: 'published' })}</p>
              <div className={styles.pendRow}>
                <Button onClick={() => judge(question, 'published')}>{t('live.desk.publish')}</Button>
                {others && (
                  <Button look="line" onClick={() => onMerge(question)}>
                    {t('live.desk.merge')}
                  </Button>
                )}
                <ActionMenu
                  label={t('live.desk.otherwise')}
                  trigger={
                    <IconButton
                      label={t('live.desk.otherwiseNamed', { question: question.text })}
                      icon={<IconDots aria-hidden="true" />}
                    />
                  }
                  items={refusals(question)}
                />
              </div>
            </article>
          ))}
        </div>
      </section>
    )
  }
}
