import type { AllOperations, FeedbackKind, Reply } from '@augenhoehe/contracts'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { looksLikeEmail } from '../../platform/checks.ts'
import { FormProblem } from '../../platform/FormProblem.tsx'
import { currentLocale, useFormat, useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { Page } from '../../platform/layout.tsx'
import { Notice } from '../../platform/Notice.tsx'
import { useForm } from '../../platform/useForm.ts'
import {
  Button,
  Form,
  FormActions,
  Link,
  PageHeader,
  RadioField,
  TextAreaField,
  TextField,
} from '../../ui/index.ts'
import styles from './Feedback.module.css'
import { looksLikePage, prefilled } from './prefilled.ts'

interface Sent {
  reply: Reply<AllOperations['feedback.send']>
  email: string
}

/** Tells those who run the platform something; nobody needs an account for it. */
export function FeedbackPage() {
  const { t } = useTranslation()
  const [round, setRound] = useState(0)
  const [sent, setSent] = useState<Sent | null>(null)
  return sent ? (
    <Received
      sent={sent}
      onAgain={() => {
        setSent(null)
        setRound(round + 1)
      }}
    />
  ) : (
    <Page title={t('feedback.title')}>
      <div className={styles.column}>
        <PageHeader title={t('feedback.title')} lead={t('feedback.lead')} />
        <FeedbackForm key={round} onSent={setSent} />
      </div>
    </Page>
  )
}

const kinds = ['barrier', 'translation', 'other'] as const

function FeedbackForm({ onSent }: { onSent: (sent: Sent) => void }) {
  const { t } = useTranslation()
  const [query] = useSearchParams()
  // The same id whenever it is sent again, so that it arrives once.
  const [clientId] = useState(newClientId)
  const [openedAt] = useState(() => performance.now())
  const trap = useRef<HTMLInputElement>(null)
  const from = prefilled(query)
  const form = useForm({
    initial: { kind: from.kind, text: '', page: from.page, email: '' },
    wording: {
      kind: t('feedback.kind.missing'),
      text: t('feedback.text.missing'),
      page: t('feedback.page.wrong'),
      email: t('feedback.email.wrong'),
    },
    wrong: ({ kind, text, page, email }) => [
      ...(kind === null ? (['kind'] as const) : []),
      ...(text.trim().length < 3 ? (['text'] as const) : []),
      ...(page.trim() !== '' && !looksLikePage(page.trim()) ? (['page'] as const) : []),
      ...(email.trim() !== '' && !looksLikeEmail(email) ? (['email'] as const) : []),
    ],
    send: ({ kind, text, page, email }) => {
      const trapped = trap.current?.value ?? ''
      // Where the browser filled it in by itself, whoever sends it again is no program.
      if (trap.current) trap.current.value = ''
      return call('feedback.send', {
        clientId,
        trap: trapped.slice(0, 200),
        tookMs: Math.round(performance.now() - openedAt),
        kind: kind ?? 'other',
        text,
        locale: from.locale ?? currentLocale(),
        ...(page.trim() !== '' && { page: page.trim() }),
        ...(email.trim() !== '' && { email: email.trim() }),
      })
    },
    onDone: (reply, { email }) => onSent({ reply, email: email.trim() }),
  })
  const { kind } = form.values
  return (
    <Form onSubmit={form.submit} aria-label={t('feedback.title')}>
      <FormProblem form={form} />
      <RadioField
        {...form.field('kind')}
        label={t('feedback.kind.label')}
        value={kind}
        onChange={(value) => form.set('kind', value as FeedbackKind)}
        options={kinds.map((one) => ({
          value: one,
          label: t(`feedback.kind.${one}`),
          ...(one !== 'other' && { note: t(`feedback.kind.${one}Note`) }),
        }))}
      />
      <TextAreaField
        {...form.text('text')}
        label={t('feedback.text.label')}
        hint={t(`feedback.text.hint.${kind ?? 'other'}`)}
        maxLength={4000}
        dir="auto"
      />
      <TextField
        {...form.text('page')}
        label={t('feedback.page.label')}
        hint={t('feedback.page.hint')}
        dir="ltr"
      />
      <TextField
        {...form.text('email')}
        label={t('feedback.email.label')}
        hint={t('feedback.email.hint')}
        type="email"
        autoComplete="email"
        inputMode="email"
        dir="ltr"
      />
      {/* For programs that fill in whatever they find. */}
      <div className={styles.trap} aria-hidden="true">
        <label>
          Homepage
          <input ref={trap} name="homepage" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </div>
      <p className={styles.quiet}>
        {t('feedback.privacy')} <Link href="/datenschutz">{t('feedback.toPrivacy')}</Link>
      </p>
      <FormActions>
        <Button type="submit" busy={form.busy} busyLabel={t('common.loading')}>
          {t('feedback.submit')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Received({ sent: { reply, email }, onAgain }: { sent: Sent; onAgain: () => void }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return (
    <Page title={t('feedback.sent.title')}>
      <Notice
        title={t('feedback.sent.title')}
        text={[
          t('feedback.sent.text'),
          reply.dueAt === null
            ? t('feedback.sent.noAnswer')
            : t('feedback.sent.answer', { day: formatDate(reply.dueAt), email }),
        ].join(' ')}
      >
        <Button href="/">{t('common.toStart')}</Button>
        <Button look="line" onClick={onAgain}>
          {t('feedback.sent.again')}
        </Button>
      </Notice>
    </Page>
  )
}
