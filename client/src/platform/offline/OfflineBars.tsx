import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Banner, Button, Link } from '../../ui/index.ts'
import { standIns } from '../copies-door.ts'
import { useFormat, useTranslation } from '../i18n.ts'
import { onConnect, onDisconnect, useConnection } from '../live.ts'
import { useMe } from '../session.tsx'
import { useNow } from '../useNow.ts'
import { outboxOf } from './outbox.ts'
import { isOutdated, isTroubled, watchTrouble } from './trouble.ts'
import type { Unsent } from './unsent.ts'
import { isNewer, takeNewer, watchVersion } from './worker-page.ts'

const nothing: readonly Unsent[] = []
const noWatch = () => () => undefined
/** What is sent at once is not worth a sentence. */
const patienceMs = 4_000

/** When the connection was lost, for what had come before. */
let lostAt: number | null = null
onDisconnect(() => {
  lostAt ??= Date.now()
})
onConnect(() => {
  lostAt = null
})

/** What waits to be sent from this device, for the person who is signed in. */
export function useUnsent(): readonly Unsent[] {
  const { user } = useMe()
  const outbox = user && outboxOf(user.id)
  return useSyncExternalStore(outbox?.watch ?? noWatch, outbox?.read ?? (() => nothing), () => nothing)
}

/** The oldest of what is on the screen: since when nobody knows what happened. */
function useStand(): number | null {
  const queries = useQueryClient()
  return useSyncExternalStore(
    (tell) => queries.getQueryCache().subscribe(tell),
    () => {
      const shown = queries
        .getQueryCache()
        .getAll()
        .filter((query) => query.isActive())
        .flatMap(({ queryHash }) => standIns.get(queryHash) ?? [])
      return shown.length > 0 ? Math.min(...shown) : lostAt
    },
    () => null,
  )
}

/** What is true of this device: no network, words that wait, no room for them, a newer version. */
export function OfflineBars() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { formatTime, formatDate } = useFormat()
  const connection = useConnection()
  const stand = useStand()
  const unsent = useUnsent()
  const waits = useLasting(unsent.length > 0)
  const troubled = useSyncExternalStore(watchTrouble, isTroubled, isTroubled)
  const outdated = useSyncExternalStore(watchTrouble, isOutdated, isOutdated)
  const newer = useSyncExternalStore(watchVersion, isNewer, isNewer)
  const now = useNow(60_000)
  useLed()
  const offline = connection === 'offline'

  const link = waits && pathname !== '/ungesendet' && (
    <Link href="/ungesendet">{t('offline.unsent', { count: unsent.length })}</Link>
  )
  const loadNewer = (
    <Button look="text" onClick={() => void takeNewer()}>
      {t('offline.loadNewer')}
    </Button>
  )
  const at = (time: number) => {
    const iso = new Date(time).toISOString()
    return now - time < 12 * 3_600_000
      ? formatTime(iso)
      : t('offline.dayAndTime', { day: formatDate(iso), time: formatTime(iso) })
  }

  return (
    <>
      {offline && (
        <Banner tone="offline" action={link}>
          {stand === null ? t('common.offline') : <b>{t('offline.stand', { time: at(stand) })}</b>}
        </Banner>
      )}
      {!offline && link && (
        <Banner tone="info" action={link}>
          {unsent.some(({ status }) => status.kind === 'failed')
            ? t('offline.refused')
            : t('offline.onTheirWay')}
        </Banner>
      )}
      {troubled && !outdated && <Banner tone="problem">{t('offline.full')}</Banner>}
      {outdated && (
        <Banner tone="problem" action={loadNewer}>
          {t('offline.outdated')}
        </Banner>
      )}
      {newer && !outdated && (
        <Banner tone="info" action={loadNewer}>
          {t('offline.newer')}
        </Banner>
      )}
    </>
  )
}

/** Somebody has tapped a notice about this very page: it leads on to the place in it. */
function useLed() {
  const navigate = useNavigate()
  useEffect(() => {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
    const hear = ({ data }: MessageEvent) => {
      const { go } = Object(data) as { go?: unknown }
      if (typeof go === 'string') void navigate(go)
    }
    workers?.addEventListener('message', hear)
    return () => workers?.removeEventListener('message', hear)
  }, [navigate])
}

/** Whether something has been so for a moment. */
function useLasting(now: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(now), now ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [now])
  return lasting && now
}
