import type { Room, Thread } from '@augenhoehe/contracts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Crumb, Link, Tag } from '../../ui/index.ts'
import type { ThreadMenuProps } from './ThreadMenu.tsx'
import { LaterThreadMenu } from './later-menu.ts'
import styles from './ThreadPage.module.css'

interface ThreadHeadProps {
  room: Room
  thread: Thread
  menu: Omit<ThreadMenuProps, 'thread'>
}

export function ThreadHead({ room, thread, menu }: ThreadHeadProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const { isSignedIn } = useMe()
  const href = `/raeume/${room.slug}`
  const question = room.questions.find(({ id }) => id === thread.questionId)
  return (
    <div className={styles.head} data-visitor={!isSignedIn || undefined}>
      <div className={styles.words}>
        <div className={styles.crumb}>
          {question ? (
            <Crumb href={`${href}#${question.id}`} number={formatNumber(question.order)}>
              {localised(question.text, locale)}
            </Crumb>
          ) : (
            <Link href={href}>{localised(room.shortTitle, locale)}</Link>
          )}
        </div>
        <h1 className={styles.title}>
          <bdi>{thread.title}</bdi>
        </h1>
        {thread.finished && <Tag tone="plain">{t('threads.finished.tag')}</Tag>}
        {thread.locked && <Tag tone="plain">{t('threads.locked.tag')}</Tag>}
      </div>
      <div className={styles.headTools}>
        <LaterThreadMenu thread={thread} {...menu} />
      </div>
    </div>
  )
}
