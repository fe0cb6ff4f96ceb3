import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate, useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { useMe } from '../../platform/session.tsx'
import { Banner, Button, Form, FormActions, PageHeader, SkeletonLines, TextField } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import styles from './Dates.module.css'
import { GuestQuestion } from './GuestQuestion.tsx'
import { hasEnded } from './pick.ts'

const shape = /^[2-9A-HJKMNP-Z]{6}$/
const cleaned = (code: string) => code.replaceAll(/[\s-]/g, '').toUpperCase()

/** Into a session by a short code that one reads from a wall: type it, listen, ask. */
export function JoinPage() {
  const { t } = useTranslation()
  const { code: given = '' } = useParams()
  const code = cleaned(given)
  const { isSignedIn } = useMe()
  const { data, error, refetch } = useQuery({
    ...read('live.findByCode', { code }),
    enabled: shape.test(code),
  })
  const isUnknown = (given !== '' && !shape.test(code)) || isNowhere(error)
  const href =
    data?.thread && liveHref({ id: data.sessionId, roomSlug: data.thread.roomSlug, threadId: data.thread.id })
  const isOver = data !== undefined && hasEnded(data.state)

  return (
    <Page title={t('live.join.title')}>
      <PageHeader
        eyebrow={data && t(`live.word.${data.state}`)}
        title={data ? <bdi>{data.title}</bdi> : t('live.join.title')}
        lead={data ? undefined : t('live.join.lead')}
      />
      <div className={styles.join}>
        {isUnknown && (
          <div role="alert">
            <Banner tone="problem" inset>
              {t('live.join.unknown')}
            </Banner>
          </div>
        )}
        {error && !isUnknown && <LoadFailed title={t('live.failed')} error={error} onRetry={refetch} />}
        {given === '' || isUnknown ? (
          <CodeForm key={given} first={given} />
        ) : !data && !error ? (
          <SkeletonLines label={t('common.loading')} entries={2} />
        ) : null}
        {href && (
          <div className={styles.doors}>
            <Button big href={href}>
              {isSignedIn ? t('live.join.enter') : t('live.join.listen')}
            </Button>
            {!isSignedIn && (
              <Button big look="line" href={`/anmelden?weiter=${encodeURIComponent(href)}`}>
                {t('live.join.signIn')}
              </Button>
            )}
          </div>
        )}
        {data && !isSignedIn && data.guestsMayAsk && !isOver && (
          <GuestQuestion sessionId={data.sessionId} code={code} />
        )}
        {data && !isSignedIn && !data.guestsMayAsk && <p>{t('live.join.noGuests')}</p>}
      </div>
    </Page>
  )
}

function CodeForm({ first }: { first: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [code, setCode] = useState(first)
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = cleaned(code)
    if (shape.test(wanted)) void navigate(`/mitmachen/${wanted}`)
    else setWrong(true)
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        className={styles.code}
        label={t('live.join.code')}
        hint={t('live.join.codeHint')}
        value={code}
        onChange={(event) => {
          setWrong(false)
          setCode(event.currentTarget.value)
        }}
        error={wrong ? t('live.join.codeMissing') : undefined}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        maxLength={12}
      />
      <FormActions>
        <Button type="submit">{t('live.join.go')}</Button>
      </FormActions>
    </Form>
  )
}
