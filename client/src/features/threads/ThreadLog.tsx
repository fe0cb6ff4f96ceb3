import type { Contribution, Thread } from '@augenhoehe/contracts'
import { memo, useMemo, type Ref } from 'react'
import type { Visit } from '../../platform/last-visit.ts'
import { Failed } from '../../platform/Failed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { EmptyState, SkeletonLines } from '../../ui/index.ts'
import { EntryRow } from './EntryRow.tsx'
import type { MessageActions } from './MessageRow.tsx'
import { entriesOf } from './reading.ts'
import type { Unsent } from './unsent.ts'
import { UnsentRow } from './UnsentRow.tsx'
import styles from './ThreadPage.module.css'

interface ThreadLogProps extends MessageActions {
  ref: Ref<HTMLDivElement>
  thread: Thread
  contributions: readonly Contribution[]
  known: ReadonlyMap<string, Contribution>
  unsent: readonly Unsent[]
  visit: Visit | null
  isPending: boolean
  error: Error | null
  onReload: () => void
  onRetry: (clientId: string) => void
  onTakeOut: (clientId: string) => void
}

/** Every keystroke in the composer passes by here; only news of the thread may draw it again. */
export const ThreadLog = memo(function ThreadLog({
  ref,
  contributions,
  unsent,
  visit,
  isPending,
  error,
  onReload,
  ...rest
}: ThreadLogProps) {
  const { t } = useTranslation()
  const { user } = useMe()
  const entries = useMemo(
    () => entriesOf(contributions, visit?.seq ?? null, user?.id ?? null),
    [contributions, visit, user?.id],
  )

  if (isPending || error) {
    return (
      <div className={styles.log}>
        {error ? (
          <Failed title={t('threads.failed')} error={error} onRetry={onReload} />
        ) : (
          <SkeletonLines label={t('common.loading')} entries={4} />
        )}
      </div>
    )
  }
  return (
    // What comes is announced in batches by the Announcer; the log itself stays silent.
    <div ref={ref} className={styles.log} role="log" aria-live="off" aria-label={t('threads.log')}>
      {entries.length === 0 && unsent.length === 0 && (
        <EmptyState drawing="threads" title={t('threads.empty.title')}>
          {t('threads.empty.text')}
        </EmptyState>
      )}
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} visit={visit} {...rest} />
      ))}
      {unsent.map((one) => (
        <UnsentRow
          key={one.draft.clientId}
          unsent={one}
          known={rest.known}
          onRetry={rest.onRetry}
          onTakeOut={rest.onTakeOut}
        />
      ))}
    </div>
  )
})
