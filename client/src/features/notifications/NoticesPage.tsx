import { useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { Button, EmptyState, Link, NewPill, PageHeader, SkeletonLines, ViewLinks } from '../../ui/index.ts'
import { NoticeRow } from './NoticeRow.tsx'
import styles from './Notices.module.css'
import { useNotices } from './useNotices.ts'
import { useReading } from './useReading.ts'

/** What one was told: one line for each thing, newest first. */
export function NoticesPage() {
  const { t } = useTranslation()
  const title = t('notifications.title')
  return (
    <SignInFirst>
      <Page title={title}>
        <PageHeader
          title={title}
          lead={t('notifications.lead')}
          actions={<Link href="/ich/benachrichtigungen">{t('notifications.settings')}</Link>}
        />
        <Notices />
      </Page>
    </SignInFirst>
  )
}

const here = '/benachrichtigungen'

function Notices() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const [search] = useSearchParams()
  const onlyUnread = search.has('neu')
  const { lines, isPending, error, retry, fresh, showFresh, hasMore, isFetchingMore, more, mark } =
    useNotices(onlyUnread)
  const read = useReading(mark)
  const list = useRef<HTMLUListElement>(null)
  return (
    <>
      <div className={styles.bar}>
        <ViewLinks
          label={t('notifications.view.label')}
          links={[
            { id: 'all', href: here, label: t('notifications.view.all'), current: !onlyUnread },
            { id: 'unread', href: `${here}?neu`, label: t('notifications.view.unread'), current: onlyUnread },
          ]}
        />
        {lines.some(({ unread }) => unread) && (
          <Button
            look="text"
            onClick={() => {
              list.current?.focus({ preventScroll: true })
              void read(lines, { all: true })
            }}
          >
            {t('notifications.read.all')}
          </Button>
        )}
      </div>
      <div className={styles.fresh} aria-live="polite">
        {fresh > 0 && (
          <NewPill
            leads="up"
            onClick={() => {
              showFresh()
              window.scrollTo(0, 0)
              list.current?.focus({ preventScroll: true })
            }}
          >
            {t('notifications.fresh', { number: formatNumber(fresh) })}
          </NewPill>
        )}
      </div>
      {error && lines.length === 0 && <LoadFailed error={error} onRetry={retry} />}
      {isPending && <SkeletonLines label={t('common.loading')} entries={4} node={false} />}
      {!isPending && !error && lines.length === 0 && (
        <EmptyState
          drawing="quiet"
          title={t(onlyUnread ? 'notifications.empty.unread' : 'notifications.empty.title')}
        >
          {t(onlyUnread ? 'notifications.empty.unreadText' : 'notifications.empty.text')}
        </EmptyState>
      )}
      {lines.length > 0 && (
        <ul ref={list} className={styles.rows} aria-label={t('notifications.title')} tabIndex={-1}>
          {lines.map((line) => (
            <NoticeRow
              key={line.object}
              line={line}
              onOpen={() => void read([line], { quietly: true })}
              onRead={() => void read([line])}
            />
          ))}
        </ul>
      )}
      {hasMore && <MoreButton onClick={more} busy={isFetchingMore} />}
    </>
  )
}
