import type { Room, SessionBrief, SessionSnapshot, Thread } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call, read } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { newClientId } from '../../platform/ids.ts'
import { useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import {
  Button,
  CheckboxField,
  Form,
  FormActions,
  RadioField,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import { AgendaField } from './AgendaField.tsx'
import { ModeratorsField } from './ModeratorsField.tsx'
import styles from './Plan.module.css'
import { alone, newPlan, newTopic, planOf, toPlan, topicsOf, wrongPlan, type PlanEntries } from './plan.ts'
import { useTimes } from './times.ts'

interface PlanFormProps {
  room: Room
  thread: Thread
  /** What is changed; none for a new one. */
  session: SessionSnapshot | null
  topic: SessionBrief['topic']
}

const rules = ['least-time', 'first-time', 'first-come'] as const
const turns = [60, 120, 180, 300]

export function PlanForm({ room, thread, session, topic }: PlanFormProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { rough } = useTimes()
  const { formatList } = useFormat()
  const { data: inRoom } = useQuery(read('live.sessions', { roomId: room.id }))
  const topics = topicsOf(inRoom?.sessions ?? [], { sessionId: session?.sessionId ?? null, topic })
  const [clientId] = useState(newClientId)
  const [first] = useState(() =>
    session ? planOf(room, session.stage, topic, locale) : newPlan(room, thread.title, new Date()),
  )
  const form = useForm<PlanEntries, SessionBrief>({
    initial: first,
    wording: {
      title: t('live.plan.missing.title'),
      date: t('live.plan.missing.date'),
      meetingUrl: t('live.plan.missing.meetingUrl'),
      agenda: t('live.plan.missing.agenda'),
    },
    wrong: wrongPlan,
    send: async (values) => {
      const plan = toPlan(values, clientId)
      const stored = session
        ? await call('live.change', { sessionId: session.sessionId, rev: session.rev, ...plan })
        : await call('live.plan', { threadId: thread.id, clientId, ...plan })
      const before = stored.moderators.map(({ userId }) => userId)
      const wanted = session ? values.moderators : [...new Set([...before, ...values.moderators])]
      const isSame = wanted.length === before.length && wanted.every((id) => before.includes(id))
      if (isSame || !thread.mayModerate) return stored
      return call('live.setModerators', { sessionId: stored.id, userIds: [...wanted] })
    },
    onDone: async (stored) => {
      await queries.invalidateQueries({ queryKey: ['live.sessions'] })
      await navigate(liveHref(stored))
    },
  })

  return (
    <Form onSubmit={form.submit}>
      <FormProblem form={form} />
      <TextField {...form.text('title')} label={t('live.plan.title')} maxLength={140} />
      <div className={styles.pair}>
        <TextField {...form.text('date')} type="date" label={t('live.plan.date')} />
        <TextField {...form.text('time')} type="time" label={t('live.plan.time')} />
      </div>
      <TextField
        {...form.text('place')}
        label={t('live.plan.place')}
        hint={t('live.plan.placeHint')}
        maxLength={200}
      />
      <TextField
        {...form.text('meetingUrl')}
        type="url"
        dir="ltr"
        label={t('live.plan.meetingUrl')}
        hint={t('live.plan.meetingUrlHint')}
        maxLength={500}
      />
      <SelectField
        {...form.field('topic')}
        label={t('live.plan.topic')}
        hint={t('live.plan.topicHint')}
        data={[
          { value: alone, label: t('live.plan.alone') },
          ...topics.map(({ word, titles }) => ({
            value: word,
            label:
              titles.length > 0
                ? t('live.plan.together', { titles: formatList(titles) })
                : t('live.plan.begun'),
          })),
          { value: newTopic, label: t('live.plan.newTopic') },
        ]}
        value={form.values.topic}
        onChange={(value) => form.set('topic', value ?? alone)}
      />
      <AgendaField
        {...form.field('agenda')}
        room={room}
        items={form.values.agenda}
        onChange={(agenda) => form.set('agenda', agenda)}
      />
      <RadioField
        {...form.field('rule')}
        label={t('live.plan.rule')}
        options={rules.map((value) => ({
          value,
          label: t(`live.ruleName.${value}`),
          note: t(`live.rule.${value}`),
        }))}
        value={form.values.rule}
        onChange={(value) => form.set('rule', rules.find((rule) => rule === value) ?? 'least-time')}
      />
      <RadioField
        {...form.field('turnSeconds')}
        label={t('live.plan.turn')}
        options={[...new Set([...turns, form.values.turnSeconds])]
          .toSorted((a, b) => a - b)
          .map((seconds) => ({ value: String(seconds), label: rough(seconds * 1000) }))}
        value={String(form.values.turnSeconds)}
        onChange={(value) => form.set('turnSeconds', Number(value))}
      />
      <CheckboxField
        label={t('live.plan.guests')}
        hint={t('live.plan.guestsHint')}
        checked={form.values.guestsMayAsk}
        onChange={(event) => form.set('guestsMayAsk', event.currentTarget.checked)}
      />
      <CheckboxField
        label={t('live.plan.approval')}
        hint={t('live.plan.approvalHint')}
        checked={form.values.questionsNeedApproval}
        onChange={(event) => form.set('questionsNeedApproval', event.currentTarget.checked)}
      />
      {thread.mayModerate && (
        <ModeratorsField
          threadId={thread.id}
          present={session?.stage.moderators ?? []}
          value={form.values.moderators}
          onChange={(moderators) => form.set('moderators', moderators)}
        />
      )}
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('live.sending')}>
          {t(session ? 'live.plan.save' : 'live.plan.confirm')}
        </Button>
        <Button look="line" href={`/raeume/${room.slug}/${thread.id}`}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
