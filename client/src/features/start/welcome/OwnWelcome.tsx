import { useState } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { useProblemText } from '../../../platform/problem.ts'
import { Button, ConfirmDialog, SectionHead, useToast } from '../../../ui/index.ts'
import { resultHref } from './steps.ts'
import { useAnswerWords } from './useAnswerWords.ts'
import { useWelcome } from './useWelcome.ts'
import styles from './Welcome.module.css'

/** On one's own page: the way back to the suggestions for the beginning, and the end of what was said for them. */
export function OwnWelcome() {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const { answers, questions, forget } = useWelcome()
  const answerWords = useAnswerWords()
  const [asking, setAsking] = useState(false)
  if (!answers) return null
  const said = (['place', 'fields', 'needs'] as const)
    .map((question) => answerWords(question, answers))
    .filter(Boolean)

  const remove = () =>
    forget.mutate(undefined, {
      onSuccess: () => {
        setAsking(false)
        toast.show({ text: t('welcome.own-answers.deleted'), closeLabel: t('common.close') })
      },
      onError: (error) =>
        toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') }),
    })
  return (
    <section aria-labelledby="me-welcome">
      <SectionHead id="me-welcome">{t('welcome.own-answers.title')}</SectionHead>
      <p className={styles.words}>
        {said.length > 0 ? t('welcome.said', { words: said.join(' · ') }) : t('welcome.own-answers.none')}
      </p>
      <p className={styles.note}>{t('welcome.privacyHere')}</p>
      <div className={styles.ownActions}>
        <Button look="line" href={resultHref}>
          {t('welcome.own-answers.show')}
        </Button>
        {questions.length > 0 && said.length === 0 && (
          <Button look="text" href="/willkommen/ort">
            {t('welcome.own-answers.answer')}
          </Button>
        )}
        {said.length > 0 && (
          <Button look="text" onClick={() => setAsking(true)}>
            {t('welcome.own-answers.delete')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('welcome.own-answers.question')}
        confirmLabel={t('welcome.own-answers.delete')}
        cancelLabel={t('common.cancel')}
        busy={forget.isPending}
        busyLabel={t('common.loading')}
        onConfirm={remove}
        onCancel={() => setAsking(false)}
      >
        {t('welcome.own-answers.questionText')}
      </ConfirmDialog>
    </section>
  )
}
