import type { ConversationSummary } from '@augenhoehe/contracts'
import { spokenIn, useFormat, useTranslation } from '../../../platform/i18n.ts'
import { initials } from '../../../platform/initials.ts'
import { Unverified } from '../../../platform/Unverified.tsx'
import { Node, Row, Tag } from '../../../ui/index.ts'
import styles from './Conversation.module.css'

/** With whom, what was said last, and how much of it is new. */
export function ConversationRow({
  conversation,
  level = 3,
}: {
  conversation: ConversationSummary
  level?: 2 | 3
}) {
  const { t } = useTranslation()
  const { formatRelativeDay } = useFormat()
  const { threadId, other, ended, lastWords, lastAt, unreadCount } = conversation
  return (
    <Row
      leading={<Node>{initials(other.name)}</Node>}
      title={<bdi>{other.name}</bdi>}
      href={`/raeume/gespraeche/${threadId}`}
      level={level}
      meta={
        <>
          {formatRelativeDay(lastAt)}
          {ended && ` · ${t('deciding.conversation.over')}`}
          <Unverified of={other} separated />
        </>
      }
      trailing={unreadCount > 0 && <Tag tone="petrol">{t('rooms.new', { count: unreadCount })}</Tag>}
    >
      <p className={styles.words} {...(lastWords && spokenIn(lastWords.own ? null : lastWords.lang))}>
        {lastWords
          ? lastWords.own
            ? t('deciding.conversation.own', { text: lastWords.text })
            : lastWords.text
          : t('deciding.conversation.nothingYet')}
      </p>
    </Row>
  )
}
