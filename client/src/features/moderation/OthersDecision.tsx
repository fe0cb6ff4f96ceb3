import type { QueueEntry } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button } from '../../ui/index.ts'
import { outcomeOf } from './desk.ts'
import styles from './Desk.module.css'
import { placeHref } from './place-href.ts'

/** What somebody else decided meanwhile, as the thread tells it. */
async function found(entry: QueueEntry, signal: AbortSignal) {
  const { contribution, place, statement } = entry
  if (!contribution || place.threadId === null || statement?.kind === 'lock') {
    return outcomeOf(entry, null, false)
  }
  const { threadId } = place
  const [{ contributions, more }, thread] = await Promise.all([
    call('threads.contributions', { threadId, afterRev: contribution.rev, limit: 200 }, signal),
    call('threads.get', { threadId }, signal),
  ])
  const changed = contributions.find(({ id }) => id === contribution.id)
  // Where more has changed than one page holds, nobody knows from here.
  return outcomeOf(entry, changed ?? (more ? null : contribution), thread.locked)
}

export function OthersDecision({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['moderation.others', entry.kind, entry.id],
    queryFn: ({ signal }) => found(entry, signal),
    staleTime: Infinity,
    retry: false,
  })
  return (
    <div className={styles.outcome}>
      <p aria-live="polite">{t(`moderating.desk.others.${data ?? 'unknown'}`)}</p>
      {entry.place.threadId && (
        <Button look="text" href={placeHref(entry.place)}>
          {t('moderating.desk.seeThere')}
        </Button>
      )}
    </div>
  )
}
