import type { ErasureTexts } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call, read } from '../../../platform/api.ts'
import { currentLocale, useFormat, useTranslation } from '../../../platform/i18n.ts'
import { offline } from '../../../platform/later-offline.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useProblemText } from '../../../platform/problem.ts'
import { useMe } from '../../../platform/session.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import {
  Banner,
  Button,
  ConfirmDialog,
  Form,
  FormActions,
  Link,
  RadioField,
  SectionHead,
  SkeletonLines,
} from '../../../ui/index.ts'
import styles from './ErasurePage.module.css'

const erasureQuery = read('privacy.erasure', {})
const dayMs = 86_400_000
const rows = ['account', 'memberships', 'results', 'office', 'backups'] as const

/** How one’s account ends: what becomes of what, and what one wishes of it. */
export function ErasurePage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(erasureQuery)
  return (
    <SignInFirst>
      <UnderPage
        title={t('erasure.title')}
        lead={data && t('erasure.lead', { count: data.waitDays })}
        up={{ href: '/ich', label: t('common.nav.account') }}
      >
        {error && !data ? (
          <LoadFailed error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <Wish
            waitDays={data.waitDays}
            handOver={data.handOver}
            leftAlone={data.leftAlone}
            lastPlatformAdmin={data.lastPlatformAdmin}
          />
        ) : (
          <SkeletonLines label={t('common.loading')} lines={6} />
        )}
      </UnderPage>
    </SignInFirst>
  )
}

interface Named {
  organisationId: string
  name: string
  slug: string
}
interface WishProps {
  waitDays: number
  handOver: readonly Named[]
  leftAlone: readonly Named[]
  lastPlatformAdmin: boolean
}

function Wish({ waitDays, handOver, leftAlone, lastPlatformAdmin }: WishProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { user } = useMe()
  const [texts, setTexts] = useState<ErasureTexts | null>(null)
  const [missing, setMissing] = useState(false)
  const [asking, setAsking] = useState(false)
  const erase = useMutation({
    mutationFn: (wish: ErasureTexts) =>
      call('privacy.requestErasure', { texts: wish, locale: currentLocale() }),
    onSuccess: async () => {
      // What lies on this device belongs to somebody who is leaving.
      await offline().then(
        ({ forgetPerson }) => (user ? forgetPerson(user.id) : undefined),
        () => undefined,
      )
      await queries.resetQueries()
    },
    onError: () => setAsking(false),
  })
  const blocked = handOver.length > 0 || lastPlatformAdmin
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(texts === null)
    if (texts !== null) setAsking(true)
  }
  const [openedAt] = useState(() => Date.now())
  const day = formatDate(new Date(openedAt + waitDays * dayMs).toISOString())
  return (
    <div className={styles.page}>
      <section aria-labelledby="erasure-what">
        <SectionHead id="erasure-what">{t('erasure.what')}</SectionHead>
        <dl className={styles.becomes}>
          {rows.map((row) => (
            <div key={row}>
              <dt>{t(`erasure.rows.${row}.name`)}</dt>
              <dd>{t(`erasure.rows.${row}.text`)}</dd>
            </div>
          ))}
        </dl>
        <p>
          {t('erasure.takeAlong')} <Link href="/ich#me-data">{t('me.data.title')}</Link>
        </p>
      </section>
      {handOver.length > 0 && (
        <Banner tone="problem" inset>
          <p>{t('erasure.handOver')}</p>
          <ul>
            {handOver.map(({ organisationId, name, slug }) => (
              <li key={organisationId}>
                <Link href={`/mein-verein?verein=${slug}`}>
                  <bdi>{name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {lastPlatformAdmin && (
        <Banner tone="problem" inset>
          {t('erasure.lastPlatformAdmin')}
        </Banner>
      )}
      {leftAlone.length > 0 && (
        <Banner tone="info" inset>
          {t('erasure.leftAlone')} <bdi>{leftAlone.map(({ name }) => name).join(', ')}</bdi>
        </Banner>
      )}
      {!blocked && (
        <Form onSubmit={submit}>
          <RadioField
            label={t('erasure.texts.label')}
            options={(['keep', 'remove'] as const).map((value) => ({
              value,
              label: t(`erasure.texts.${value}.name`),
              note: t(`erasure.texts.${value}.text`),
            }))}
            value={texts}
            onChange={(value) => {
              setTexts(value as ErasureTexts)
              setMissing(false)
            }}
            error={missing ? t('erasure.texts.missing') : undefined}
          />
          {erase.error && (
            <Banner tone="problem" inset>
              {problemText(erase.error)}
            </Banner>
          )}
          <FormActions>
            <Button type="submit">{t('erasure.submit')}</Button>
          </FormActions>
        </Form>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('erasure.question')}
        confirmLabel={t('erasure.confirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => texts && erase.mutate(texts)}
        onCancel={() => setAsking(false)}
        busy={erase.isPending}
        busyLabel={t('common.loading')}
      >
        <p>{t('erasure.on', { day })}</p>
        {texts && <p>{t(`erasure.texts.${texts}.text`)}</p>}
      </ConfirmDialog>
    </div>
  )
}
