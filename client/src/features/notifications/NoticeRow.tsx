import type { NoticeLine } from '@augenhoehe/contracts'
import { IconCheck } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { IconButton, Link, VisuallyHidden } from '../../ui/index.ts'
import styles from './Notices.module.css'
import { useSaid } from './useSaid.ts'

interface NoticeRowProps {
  line: NoticeLine
  /** Went there. */
  onOpen: () => void
  onRead: () => void
}

/** Everything that happened to one thing; the whole row leads to it. */
export function NoticeRow({ line, onOpen, onRead }: NoticeRowProps) {
  const { t } = useTranslation()
  const { formatRelativeDay, formatTime, comma } = useFormat()
  const { title, who, what, when, place, why } = useSaid()(line)
  const { about, at, unread } = line
  return (
    <li className={styles.row} data-unread={unread || undefined}>
      <h2 className={styles.title}>
        <Link href={about.path} className={styles.link} onClick={onOpen}>
          {unread && <VisuallyHidden>{t('notifications.new')} </VisuallyHidden>}
          <bdi>{title}</bdi>
        </Link>
      </h2>
      {unread && (
        <div className={styles.read}>
          <IconButton
            label={t('notifications.read.one', { title })}
            icon={<IconCheck aria-hidden="true" />}
            onClick={(event) => {
              // The button goes; whoever uses the keyboard stays at the line.
              event.currentTarget.closest('li')?.querySelector('a')?.focus()
              onRead()
            }}
          />
        </div>
      )}
      <p className={styles.what}>
        {/* Whom it is about already stands above. */}
        {who
          .filter((name) => name !== title)
          .map((name) => (
            <Fragment key={name}>
              <bdi>{name}</bdi>
              {' · '}
            </Fragment>
          ))}
        {what}
        {when && <> {when}</>}
      </p>
      <p className={styles.why}>
        <time dateTime={at}>
          {formatRelativeDay(at)}
          {comma}
          {formatTime(at)}
        </time>
        {place !== null && (
          <>
            {' · '}
            <bdi>{place}</bdi>
          </>
        )}
        {' · '}
        {why}
      </p>
    </li>
  )
}
