import type { RoomFrame } from '@augenhoehe/contracts'
import { call } from '../../../platform/api.ts'
import { ChangedMeanwhile } from '../../../platform/ChangedMeanwhile.tsx'
import { localised, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { useForm } from '../../../platform/useForm.ts'
import { Button, Form, FormActions, Row, Rows, SectionHead, useToast } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { QuestionFields } from './QuestionFields.tsx'
import { useWording } from './useWording.ts'
import { asked, entryOf, incomplete, newQuestion, sentQuestions, type QuestionEntry } from './words.ts'

interface QuestionsFormProps {
  frame: RoomFrame
  onSaved: (frame: RoomFrame) => void
  onReload: () => void
}

interface Entries extends Record<string, unknown> {
  questions: QuestionEntry[]
}

const most = 7

/** What a room asks, and what it no longer asks; nothing of that is lost. */
export function QuestionsForm({ frame, onSaved, onReload }: QuestionsFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const toast = useToast()
  const { questions: wording } = useWording()
  const stored = asked(frame.questions)
  const form = useForm<Entries, RoomFrame>({
    initial: { questions: stored.length > 0 ? stored : [newQuestion()] },
    wording: { questions: wording },
    wrong: ({ questions }) => (incomplete(questions) ? ['questions'] : []),
    send: ({ questions }) =>
      call('rooms.setQuestions', {
        roomId: frame.id,
        rev: frame.rev,
        questions: sentQuestions(questions),
      }),
    onDone: (saved) => {
      onSaved(saved)
      form.set('questions', asked(saved.questions))
      toast.show({ text: t('common.saved'), closeLabel: t('common.close') })
    },
  })
  const { questions } = form.values
  const left = frame.questions.filter(({ id }) => !questions.some((one) => one.id === id))

  return (
    <section aria-labelledby="frame-questions">
      <SectionHead id="frame-questions">{t('rooms.questions')}</SectionHead>
      <p className={styles.text}>{t('administration.questions.lead')}</p>
      <Form onSubmit={form.submit} aria-labelledby="frame-questions">
        <ChangedMeanwhile form={form} onReload={onReload} />
        <QuestionFields
          {...form.field('questions')}
          entries={questions}
          onChange={(next) => form.set('questions', next)}
        />
        {left.length > 0 && (
          <div>
            <SectionHead level={3}>{t('administration.questions.retired')}</SectionHead>
            <Rows>
              {left.map((question) => (
                <Row
                  key={question.id}
                  title={<bdi>{localised(question.text, locale)}</bdi>}
                  actions={
                    questions.length < most && (
                      <Button
                        look="text"
                        aria-label={t('administration.questions.againNamed', {
                          question: localised(question.text, locale),
                        })}
                        onClick={() => form.set('questions', [...questions, entryOf(question)])}
                      >
                        {t('administration.questions.again')}
                      </Button>
                    )
                  }
                />
              ))}
            </Rows>
          </div>
        )}
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
            {t('administration.questions.save')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
