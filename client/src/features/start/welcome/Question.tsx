import { IconCheck } from '@tabler/icons-react'
import type { Welcome, WelcomeQuestion } from '@augenhoehe/contracts'
import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { MunicipalityField } from '../../../platform/MunicipalityField.tsx'
import { Button, Link, Node } from '../../../ui/index.ts'
import { Choices } from './Choices.tsx'
import { hrefOf, nextHref } from './steps.ts'
import { useAnswerWords } from './useAnswerWords.ts'
import { useOptions } from './useOptions.ts'
import type { Answer, useWelcome } from './useWelcome.ts'
import styles from './Welcome.module.css'

interface QuestionProps {
  current: WelcomeQuestion
  questions: readonly WelcomeQuestion[]
  answers: Welcome
  answer: ReturnType<typeof useWelcome>['answer']
}

const shownFirst = 8

/** One question on the line of all: what was said before stands above it, what comes below. */
export function Question({ current, questions, answers, answer }: QuestionProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const navigate = useNavigate()
  const answerWords = useAnswerWords()
  const options = useOptions()
  const id = useId()
  const [place, setPlace] = useState(answers.municipality)
  const [chosen, setChosen] = useState(current === 'fields' ? answers.fields : answers.needs)
  const isEmpty = current === 'place' ? place === null : chosen.length === 0
  const at = questions.indexOf(current)
  const before = questions[at - 1]

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (answer.isPending) return
    const given: Answer = current === 'place' ? { municipality: place } : { [current]: chosen }
    answer.mutate(given, {
      onSuccess: ({ asked }) => void navigate(nextHref(questions, asked, current)),
    })
  }
  const field =
    current === 'place' ? (
      <div className={styles.place}>
        <MunicipalityField
          label={t('welcome.placeLabel')}
          hint={t('welcome.placeHint')}
          value={place ?? ''}
          onChange={setPlace}
        />
      </div>
    ) : (
      <Choices
        labelledBy={`${id}${current}`}
        options={options[current]}
        first={shownFirst}
        chosen={chosen}
        onChange={setChosen}
      />
    )
  return (
    <form className={styles.form} onSubmit={submit}>
      <ol className={styles.steps}>
        {questions.map((question, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'next'
          const asked = t(`welcome.question.${question}`)
          return (
            <li
              key={question}
              className={styles.step}
              data-state={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <Node size={36} className={styles.node}>
                {state === 'done' ? <IconCheck /> : formatNumber(index + 1)}
              </Node>
              <div className={styles.asked}>
                <h2 id={`${id}${question}`} className={styles.question}>
                  {asked}
                </h2>
                {state === 'done' && (
                  <Link href={hrefOf(question)} aria-label={t('welcome.changeNamed', { question: asked })}>
                    {t('welcome.change')}
                  </Link>
                )}
              </div>
              {state === 'done' && (
                <p className={styles.note}>{answerWords(question, answers) || t('welcome.leftOpen')}</p>
              )}
              {state === 'now' && (
                <>
                  <p className={styles.note}>{t(`welcome.hint.${question}`)}</p>
                  <div className={styles.answer}>
                    <FormProblem form={{ attempt: 0, errors: [], problem: answer.error }} />
                    {field}
                    <p className={styles.note}>{t('welcome.privacy')}</p>
                  </div>
                </>
              )}
            </li>
          )
        })}
      </ol>
      <div className={styles.foot}>
        {before && (
          <Button big look="line" href={hrefOf(before)}>
            {t('welcome.back')}
          </Button>
        )}
        <Button
          big
          type="submit"
          look={isEmpty ? 'line' : 'filled'}
          busy={answer.isPending}
          busyLabel={t('welcome.saving')}
        >
          {t(isEmpty ? 'welcome.skip' : 'welcome.next')}
        </Button>
      </div>
    </form>
  )
}
