import type { Contribution, ContributionType, Room, Thread } from '@augenhoehe/contracts'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { PresenceSection } from '../../platform/later-presence.ts'
import { usePresence } from '../../platform/usePresence.ts'
import { KindWord, NodeLine } from '../../ui/index.ts'
import styles from './ThreadContext.module.css'

interface ThreadContextProps {
  room: Room
  thread: Thread
  contributions: readonly Contribution[]
}

const order: readonly ContributionType[] = [
  'need',
  'offer',
  'experience',
  'idea',
  'question',
  'demand',
  'challenge',
]
const mostNodes = 6

/** Beside a long conversation: what it is about, what came up, who takes part. */
export function ThreadContext({ room, thread, contributions }: ThreadContextProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const presence = usePresence(room.id)
  const question = room.questions.find(({ id }) => id === thread.questionId)
  const published = contributions.filter(({ state }) => state === 'published')
  const counts = order
    .map((kind) => ({ kind, count: published.filter(({ type }) => type === kind).length }))
    .filter(({ count }) => count > 0)
  const names = [...new Set(published.flatMap(({ organisation }) => organisation?.name ?? []))]

  return (
    <>
      <PresenceSection presence={presence} />
      {question && (
        <section>
          <h2>{t('deciding.beside.question', { number: formatNumber(question.order) })}</h2>
          <p className={styles.soft}>{localised(question.text, locale)}</p>
        </section>
      )}
      {counts.length > 0 && (
        <section>
          <h2>{t('deciding.beside.kinds')}</h2>
          <ul className={styles.kinds}>
            {counts.map(({ kind, count }) => (
              <li key={kind}>
                <KindWord kind={kind} aligned>
                  {t(`threads.kind.${kind}`)}
                </KindWord>
                <span className={styles.number}>{formatNumber(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {names.length > 0 && (
        <section>
          <h2>{t('deciding.beside.organisations')}</h2>
          <NodeLine
            items={names.slice(0, mostNodes).map((name) => ({ id: name, initials: initials(name) }))}
          />
          <p className={styles.count}>{t('deciding.beside.count', { count: names.length })}</p>
        </section>
      )}
    </>
  )
}
