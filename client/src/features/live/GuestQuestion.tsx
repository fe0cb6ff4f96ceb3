import { useState } from 'react'
import { call } from '../../platform/api.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { newClientId } from '../../platform/ids.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useForm } from '../../platform/useForm.ts'
import { Banner, Button, Form, FormActions, SectionHead, TextAreaField, TextField } from '../../ui/index.ts'
import styles from './Dates.module.css'

interface Entries extends Record<string, unknown> {
  text: string
  name: string
}

const shortest = 3
const longest = 500

/** Somebody without an account asks; moderators read it first. */
export function GuestQuestion({ sessionId, code }: { sessionId: string; code: string }) {
  const { t } = useTranslation()
  const [clientId, setClientId] = useState(newClientId)
  const [arrived, setArrived] = useState(false)
  const form = useForm<Entries, unknown>({
    initial: { text: '', name: '' },
    wording: { text: t('live.missing') },
    wrong: ({ text }) => {
      const length = Array.from(text.trim()).length
      return length < shortest || length > longest ? ['text'] : []
    },
    send: ({ text, name }) =>
      call('live.ask', {
        sessionId,
        clientId,
        code,
        text: text.trim(),
        ...(name.trim() !== '' && { name: name.trim() }),
      }),
    onDone: () => {
      form.set('text', '')
      setClientId(newClientId())
      setArrived(true)
    },
  })
  return (
    <section aria-labelledby="guest-question">
      <SectionHead id="guest-question">{t('live.ask.open')}</SectionHead>
      <div aria-live="polite" className={styles.arrived}>
        {arrived && (
          <Banner tone="info" inset>
            {t('live.ask.waits')}
          </Banner>
        )}
      </div>
      <Form onSubmit={form.submit}>
        <FormProblem form={form} />
        <TextAreaField
          {...form.text('text')}
          label={t('live.ask.label')}
          hint={t('live.ask.hintPending')}
          onFocus={() => setArrived(false)}
        />
        <TextField
          {...form.text('name')}
          label={t('live.join.name')}
          hint={t('live.join.nameHint')}
          maxLength={60}
          autoComplete="name"
        />
        <FormActions>
          <Button type="submit" busy={form.busy} busyLabel={t('live.sending')}>
            {t('live.ask.send')}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
