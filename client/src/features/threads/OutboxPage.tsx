import { useState } from 'react'
import { useNavigate } from 'react-router'
import { spokenIn, useFormat, useTranslation } from '../../platform/i18n.ts'
import { useConnection } from '../../platform/live.ts'
import { outboxOf } from '../../platform/offline/index.ts'
import { useUnsent } from '../../platform/offline/OfflineBars.tsx'
import { isBeginning, type Unsent } from '../../platform/offline/unsent.ts'
import { Page } from '../../platform/layout.tsx'
import { useMe } from '../../platform/session.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { Button, Card, EmptyState, Link, MessageStateLine, PageHeader, useToast } from '../../ui/index.ts'
import styles from './OutboxPage.module.css'
import { useUnsentState } from './useUnsentState.tsx'

/** What one has written and the server does not have yet, wherever it belongs. */
export function OutboxPage() {
  const { t } = useTranslation()
  const unsent = useUnsent()
  return (
    <SignInFirst>
      <Page title={t('offline.outbox.title')}>
        <PageHeader title={t('offline.outbox.title')} />
        {unsent.length === 0 ? (
          <EmptyState drawing="threads" title={t('offline.outbox.empty')}>
            {t('offline.outbox.emptyText')}
          </EmptyState>
        ) : (
          <>
            <p className={styles.lead}>{t('offline.outbox.lead')}</p>
            <ol className={styles.list}>
              {unsent.map((one) => (
                <li key={one.draft.clientId}>
                  <Waiting unsent={one} />
                </li>
              ))}
            </ol>
          </>
        )}
      </Page>
    </SignInFirst>
  )
}

function Waiting({ unsent }: { unsent: Unsent }) {
  const { draft, since, place, kept } = unsent
  const { t } = useTranslation()
  const { formatDate, formatTime } = useFormat()
  const { user } = useMe()
  const stateOf = useUnsentState()
  const connection = useConnection()
  const navigate = useNavigate()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const outbox = outboxOf(user?.id ?? '')

  const sendNow = () => {
    outbox.retry(draft.clientId)
    if (connection !== 'online')
      toast.show({ text: t('offline.outbox.notYet'), closeLabel: t('common.close') })
  }
  /** Nothing is taken out that has arrived meanwhile. */
  const takeOut = async (draftKey?: string) => {
    setBusy(true)
    const one = await outbox.takeOut(draft.clientId, draftKey)
    setBusy(false)
    // Where the device refused to change it, a banner says so and it is still in sight.
    const gone = outbox.read().every((other) => other.draft.clientId !== draft.clientId)
    if (!one && gone) toast.show({ text: t('offline.outbox.arrived'), closeLabel: t('common.close') })
    return one
  }
  const change = async () => {
    const one = await takeOut(
      `${user?.id ?? ''}.${isBeginning(draft) ? `start.${draft.roomId}` : draft.threadId}`,
    )
    if (!one || !place) return
    await navigate(place.address)
  }
  const takeBack = async () => {
    const one = await takeOut()
    if (one)
      toast.show({
        text: t('offline.outbox.takenBack'),
        closeLabel: t('common.close'),
        action: { label: t('common.undo'), onAction: () => void outbox.add(one.draft, one.place) },
      })
  }

  return (
    <Card>
      <div className={styles.one}>
        <p className={styles.about}>
          {isBeginning(draft) ? (
            <span>
              {t('offline.outbox.begins')} <bdi>{draft.title}</bdi>
            </span>
          ) : place ? (
            <Link href={place.address}>
              <bdi>{place.title}</bdi>
            </Link>
          ) : (
            t('threads.title')
          )}
          <time dateTime={since}>
            {t('offline.dayAndTime', { day: formatDate(since), time: formatTime(since) })}
          </time>
        </p>
        <p className={styles.words} {...spokenIn(draft.lang)}>
          {draft.text}
        </p>
        <MessageStateLine {...stateOf(unsent)} />
        {!kept && <p className={styles.unkept}>{t('offline.outbox.unkept')}</p>}
        <div className={styles.acts}>
          <Button look="line" onClick={sendNow}>
            {t('offline.outbox.send')}
          </Button>
          {place && (
            <Button look="line" busy={busy} onClick={() => void change()}>
              {t('offline.outbox.change')}
            </Button>
          )}
          <Button look="line" busy={busy} onClick={() => void takeBack()}>
            {t('offline.outbox.takeBack')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
