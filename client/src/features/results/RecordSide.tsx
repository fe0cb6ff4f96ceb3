import type { ResultRecord } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { KindWord, Link, Tally } from '../../ui/index.ts'
import { recordExportHref } from './addresses.ts'
import { Exports } from './Exports.tsx'
import { openQuestions } from './reading.ts'
import styles from './Results.module.css'

/** How associations have answered; nothing before they were asked. */
export function Answers({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const id = useId()
  const { confirm, comment, dissent, open } = record.counts
  if (record.state === 'draft' || confirm + comment + dissent + open === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.sideHead}>
        {t('results.answers.title')}
      </h2>
      <Tally
        rows={[
          { id: 'confirm', label: t('results.answers.confirm'), count: confirm, mark: 'full' },
          { id: 'comment', label: t('results.answers.comment'), count: comment, mark: 'half' },
          { id: 'dissent', label: t('results.answers.dissent'), count: dissent, mark: 'ring' },
          { id: 'open', label: t('results.answers.open'), count: open, mark: 'open' },
        ]}
      />
    </section>
  )
}

/** What goes on: needs and offers that came of it, and questions that are open. */
function Becoming({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { isSignedIn } = useMe()
  const id = useId()
  const { data } = useQuery({
    ...read('results.marks', { threadId: record.threadId }),
    enabled: isSignedIn,
    staleTime: 60_000,
  })
  const marks = data?.marks.filter(({ kind, state }) => kind !== 'result' && state !== 'declined') ?? []
  const open = openQuestions(record.items)
  if (marks.length + open.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.sideHead}>
        {t('results.becoming.title')}
      </h2>
      <ul className={styles.becoming}>
        {open.map((item) => (
          <li key={item.id}>
            <p>
              <KindWord kind="idea">{t('results.openQuestion')}</KindWord>
            </p>
            <a href={`#aussage-${item.id}`} dir="auto">
              {item.text}
            </a>
            {item.due && (
              <span className={styles.soft}>{t('results.becoming.due', { day: formatDate(item.due) })}</span>
            )}
          </li>
        ))}
        {marks.map(({ id: markId, kind, state, link, note, contributionId }) => (
          <li key={markId}>
            <p>
              {kind === 'task' ? (
                <KindWord kind="question">{t('results.mark.kind.task')}</KindWord>
              ) : (
                <KindWord kind={kind === 'offer' ? 'offer' : 'need'}>
                  {t(`results.mark.kind.${kind}`)}
                </KindWord>
              )}
            </p>
            <Link
              href={link ?? `/raeume/${record.roomSlug}/${record.threadId}?beitrag=${contributionId}`}
              quiet
            >
              {note ?? t('results.becoming.contribution')}
            </Link>
            {kind !== 'task' && <span className={styles.soft}>{t(`results.mark.state.${state}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Beside the document: how it was answered, what becomes of it, how to take it along. */
export function RecordSide({ record }: { record: ResultRecord }) {
  return (
    <>
      <Answers record={record} />
      <Becoming record={record} />
      <Exports hrefOf={(format, lang) => recordExportHref(record.id, record.version, format, lang)} />
    </>
  )
}
