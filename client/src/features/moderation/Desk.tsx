import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queueQuery } from '../../platform/desk.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { Button, EmptyState, Link, NewPill, PageHeader, SkeletonLines } from '../../ui/index.ts'
import { fits, keyOf, lay, noWishes, type Decision } from './desk.ts'
import styles from './Desk.module.css'
import { DeskCard } from './DeskCard.tsx'
import { DeskFilter } from './DeskFilter.tsx'
import type { QueueEntry } from '@augenhoehe/contracts'

/** What waits for a decision, most urgent first; nothing moves under the finger. */
export function Desk() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ ...queueQuery, staleTime: 0 })
  const [shown, setShown] = useState<readonly QueueEntry[] | null>(null)
  const [decided, setDecided] = useState<Readonly<Record<string, Decision>>>({})
  const [wishes, setWishes] = useState(noWishes)
  if (shown === null && data) setShown(data.entries)

  const fresh = data?.entries ?? []
  const { cards, news } = lay(shown ?? [], fresh)
  // What one has decided oneself may still be in an answer that was on its way.
  const coming = fresh.some((entry) => decided[keyOf(entry)]) ? 0 : news
  const fitting = cards.filter(({ entry }) => fits(entry, wishes))
  const open = fitting.filter(({ entry, status }) => status !== 'gone' && !decided[keyOf(entry)])

  const showFresh = () => {
    setShown(fresh)
    setDecided({})
    window.scrollTo(0, 0)
  }
  /** One entry as it is now, where it stands. */
  const readAgain = (key: string) =>
    setShown((before) =>
      (before ?? []).map((entry) =>
        keyOf(entry) === key ? (fresh.find((one) => keyOf(one) === key) ?? entry) : entry,
      ),
    )
  const done = (entry: QueueEntry, decision: Decision) => {
    setDecided((before) => ({ ...before, [keyOf(entry)]: decision }))
    void queries.invalidateQueries({ queryKey: queueQuery.queryKey })
  }

  return (
    <Page title={t('moderation.desk.title')}>
      <PageHeader
        title={t('moderation.desk.title')}
        lead={t('moderating.desk.lead')}
        facts={<Link href="/moderation/zahlen">{t('moderation.me.how')}</Link>}
      />
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} />}
      {data && shown && (
        <>
          {(shown.length > 0 || coming > 0) && (
            <DeskFilter entries={shown} rooms={data.rooms} wishes={wishes} onWishes={setWishes} />
          )}
          <div className={styles.pill} aria-live="polite">
            {coming > 0 && (
              <NewPill onClick={showFresh}>{t('moderating.desk.showNew', { count: coming })}</NewPill>
            )}
          </div>
          {fitting.length > 0 && (
            <ul className={styles.cards} aria-label={t('moderating.desk.list')}>
              {fitting.map(({ entry, status }) => {
                const key = keyOf(entry)
                return (
                  <li key={key}>
                    <DeskCard
                      entry={entry}
                      status={status}
                      decided={decided[key]}
                      onDone={(decision) => done(entry, decision)}
                      onReadAgain={() => readAgain(key)}
                    />
                  </li>
                )
              })}
            </ul>
          )}
          {open.length === 0 &&
            (cards.some(({ entry, status }) => status !== 'gone' && !decided[keyOf(entry)]) ? (
              <EmptyState
                drawing="search"
                title={t('moderating.desk.noneFits')}
                action={
                  <Button look="line" onClick={() => setWishes(noWishes)}>
                    {t('moderating.desk.showAll')}
                  </Button>
                }
              />
            ) : (
              coming === 0 && (
                <EmptyState drawing="quiet" title={t('moderating.desk.doneTitle')}>
                  {t('moderating.desk.doneText')}
                </EmptyState>
              )
            ))}
          {data.more && <p className={styles.more}>{t('moderating.desk.more')}</p>}
        </>
      )}
    </Page>
  )
}
