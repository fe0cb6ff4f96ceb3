import type { Statement } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { useForm } from '../../platform/useForm.ts'
import { Button, Form, FormActions, SectionHead, TextAreaField } from '../../ui/index.ts'
import styles from './Moderation.module.css'

interface Entries extends Record<string, unknown> {
  text: string
}

const longest = 2000

/** What one can do about a decision: object once, or read what came of it. */
export function AppealSection({ statement }: { statement: Statement }) {
  const { t } = useTranslation()
  const { formatFullDate } = useFormat()
  const { appeal, appealUntil, automated } = statement
  if (appeal) return <OwnAppeal appeal={appeal} />
  return (
    <section aria-labelledby="appeal" className={styles.column}>
      <SectionHead id="appeal">{t('moderating.appeal.title')}</SectionHead>
      {appealUntil ? (
        <>
          <p>{t('moderating.appeal.text', { day: formatFullDate(appealUntil) })}</p>
          <p className={styles.paper}>
            {t('moderating.appeal.onPaper')} <bdi>{location.origin + location.pathname}</bdi>
          </p>
          <AppealForm statement={statement} />
        </>
      ) : (
        <p>{t(automated ? 'moderating.appeal.none' : 'moderating.appeal.over')}</p>
      )}
      <p>{t('moderating.appeal.courts')}</p>
    </section>
  )
}

function AppealForm({ statement }: { statement: Statement }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [clientId] = useState(newClientId)
  const form = useForm<Entries, Statement>({
    initial: { text: '' },
    wording: { text: t('moderating.appeal.missing') },
    wrong: ({ text }) => {
      const length = Array.from(text.trim()).length
      return length < 3 || length > longest ? ['text'] : []
    },
    send: ({ text }) => call('moderation.appeal', { statementId: statement.id, clientId, text: text.trim() }),
    onDone: (changed) => {
      queries.setQueryData(read('moderation.statement', { statementId: changed.id }).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['moderation.statements'] })
    },
  })
  const field = form.text('text').id
  useEffect(() => {
    if (open) document.getElementById(field)?.focus()
  }, [open, field])
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('moderating.appeal.open')}</Button>
      </div>
    )
  }
  return (
    <Form onSubmit={form.submit} aria-labelledby="appeal" className={styles.screen}>
      <FormProblem form={form} />
      <TextAreaField
        {...form.text('text')}
        label={t('moderating.appeal.label')}
        hint={t('moderating.appeal.hint')}
        minRows={4}
        dir="auto"
      />
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('threads.composer.sending')}>
          {t('moderating.appeal.confirm')}
        </Button>
        <Button look="line" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

function OwnAppeal({ appeal }: { appeal: NonNullable<Statement['appeal']> }) {
  const { t } = useTranslation()
  const { formatDate, formatWeekday } = useFormat()
  const { decision } = appeal
  return (
    <section aria-labelledby="appeal" className={styles.column} aria-live="polite">
      <SectionHead id="appeal">{t('moderating.appeal.sentTitle')}</SectionHead>
      <blockquote className={styles.quote} dir="auto">
        {appeal.text}
      </blockquote>
      <p className={styles.soft}>{t('moderating.appeal.sent', { day: formatDate(appeal.at) })}</p>
      {decision ? (
        <>
          <h3>{t(`moderating.appeal.${decision.outcome}`)}</h3>
          <blockquote className={styles.quote} dir="auto">
            {decision.reason}
          </blockquote>
          <p className={styles.soft}>{t('moderating.appeal.decidedAt', { day: formatDate(decision.at) })}</p>
        </>
      ) : (
        <p>{t('moderating.appeal.pending', { day: formatWeekday(appeal.dueAt) })}</p>
      )}
      <p>{t('moderating.appeal.courts')}</p>
    </section>
  )
}
