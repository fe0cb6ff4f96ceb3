import type { RoomFrame } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/api.ts'
import { FormProblem } from '../../../platform/FormProblem.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { newClientId } from '../../../platform/ids.ts'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { useForm } from '../../../platform/useForm.ts'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import { Button, Form, FormActions, SectionHead } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { QuestionFields } from './QuestionFields.tsx'
import { RuleFields, type Rules } from './RuleFields.tsx'
import { useWording } from './useWording.ts'
import { WordFields, type RoomTyped } from './WordFields.tsx'
import { sent, tooShort, typed } from '../../../platform/in-languages.ts'
import { incomplete, newQuestion, sentQuestions, type QuestionEntry } from './words.ts'

type Entries = RoomTyped & Rules & { questions: QuestionEntry[] } & Record<string, unknown>

export function NewRoomPage() {
  return (
    <StaffOnly>
      <NewRoom />
    </StaffOnly>
  )
}

function NewRoom() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const wording = useWording()
  // The same through every retry: nothing is made twice.
  const clientId = useRef(newClientId())
  const form = useForm<Entries, RoomFrame>({
    initial: {
      title: typed(),
      shortTitle: typed(),
      description: typed(),
      visibility: 'public',
      whoMayStartThread: 'all',
      questions: [newQuestion()],
    },
    wording,
    wrong: ({ title, description, questions }) => [
      ...(tooShort(title) ? (['title'] as const) : []),
      ...(tooShort(description) ? (['description'] as const) : []),
      ...(incomplete(questions) ? (['questions'] as const) : []),
    ],
    send: ({ title, shortTitle, description, questions, visibility, whoMayStartThread }) =>
      call('rooms.create', {
        clientId: clientId.current,
        title: sent(title),
        description: sent(description),
        ...(shortTitle.de.trim() && { shortTitle: sent(shortTitle) }),
        questions: sentQuestions(questions),
        visibility,
        whoMayStartThread,
      }),
    onDone: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['rooms.listFrames'] })
      void queries.invalidateQueries({ queryKey: ['rooms.list'] })
      void navigate(`/verwaltung/raeume/${id}`, { replace: true })
    },
  })

  return (
    <UnderPage
      title={t('administration.rooms.new')}
      up={{ href: '/verwaltung/raeume', label: t('administration.rooms.title') }}
      lead={t('administration.rooms.newLead')}
    >
      <div className={styles.sections}>
        <Form onSubmit={form.submit} aria-label={t('administration.rooms.new')}>
          <FormProblem form={form} />
          <WordFields values={form.values} set={form.set} field={form.field} />
          <RuleFields
            values={form.values}
            setVisibility={(visibility) => form.set('visibility', visibility)}
            setWhoMayStart={(who) => form.set('whoMayStartThread', who)}
          />
          <SectionHead>{t('rooms.questions')}</SectionHead>
          <p className={styles.text}>{t('administration.questions.lead')}</p>
          <QuestionFields
            {...form.field('questions')}
            entries={form.values.questions}
            onChange={(questions) => form.set('questions', questions)}
          />
          <FormActions>
            <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
              {t('administration.rooms.create')}
            </Button>
            <Button look="text" href="/verwaltung/raeume">
              {t('common.cancel')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </UnderPage>
  )
}
