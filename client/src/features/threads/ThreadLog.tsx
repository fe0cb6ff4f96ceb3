import type { Contribution, ContributionDraft, Thread } from '@augenhoehe/contracts'
import { memo, useState, type Ref } from 'react'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import type { Unsent } from '../../platform/offline/unsent.ts'
import { withWords } from '../../platform/with-words.ts'
import { EmptyState, later, SkeletonLines } from '../../ui/index.ts'
import { EntryRow } from './EntryRow.tsx'
import type { MessageActions } from './MessageRow.tsx'
import type { Item } from './reading.ts'
import type { ThreadState } from './state.ts'
import { UnsentRow } from './UnsentRow.tsx'
import styles from './ThreadPage.module.css'

interface ThreadLogProps extends MessageActions {
  ref: Ref<HTMLDivElement>
  list: Ref<WindowVirtualizerHandle>
  thread: Thread
  items: readonly Item[]
  state: ThreadState
  unsent: readonly Unsent<ContributionDraft>[]
  isPending: boolean
  error: Error | null
  onReload: () => void
  onRetry: (clientId: string) => void
  onTakeOut: (clientId: string) => void
}

const PaperLog = later(() => withWords(async () => (await import('./PaperLog.tsx')).PaperLog))

/** About one of two lines on a phone; each is measured when it comes into sight. */
const rowGuess = 120

/** Every keystroke in the composer passes by here; only news of the thread may draw it again. */
export const ThreadLog = memo(function ThreadLog({
  ref,
  list,
  items,
  unsent,
  isPending,
  error,
  onReload,
  onRetry,
  onTakeOut,
  ...rest
}: ThreadLogProps) {
  const { t } = useTranslation()
  const shift = useShift(items)

  if (isPending || error) {
    return (
      // Another element than the log itself, which would seem to have jumped to where one reads on.
      <div key="waiting" className={styles.log}>
        {error ? (
          <LoadFailed title={t('threads.failed')} error={error} onRetry={onReload} />
        ) : (
          <SkeletonLines label={t('common.loading')} entries={4} />
        )}
      </div>
    )
  }
  const known: ReadonlyMap<string, Contribution> = rest.state.contributions
  return (
    // What comes is announced in batches by the Announcer; the log itself stays silent.
    <div key="log" ref={ref} className={styles.log} role="log" aria-live="off" aria-label={t('threads.log')}>
      {items.length === 0 && unsent.length === 0 && (
        <EmptyState drawing="threads" title={t('threads.empty.title')}>
          {t('threads.empty.text')}
        </EmptyState>
      )}
      <div className={styles.screen}>
        <WindowVirtualizer
          key={rest.state.epoch}
          ref={list}
          data={items}
          shift={shift}
          bufferSize={600}
          itemSize={rowGuess}
        >
          {(item) => <EntryRow key={item.id} item={item} {...rest} />}
        </WindowVirtualizer>
      </div>
      <PaperLog items={items} {...rest} />
      {unsent.map((one) => (
        <UnsentRow
          key={one.draft.clientId}
          unsent={one}
          known={known}
          onRetry={onRetry}
          onTakeOut={onTakeOut}
        />
      ))}
    </div>
  )
})

/** Whether what came or went did so at the beginning: then the list holds its place from the end. */
function useShift(items: readonly Item[]): boolean {
  const [seen, setSeen] = useState({ items, shift: false })
  if (seen.items === items) return seen.shift
  const first = seen.items[0]
  const shift =
    first !== undefined &&
    items[0] !== undefined &&
    first.id !== items[0].id &&
    items.at(-1)?.id === seen.items.at(-1)?.id
  setSeen({ items, shift })
  return shift
}
