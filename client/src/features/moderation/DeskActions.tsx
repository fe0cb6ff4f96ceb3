import type { QueueEntry } from '@augenhoehe/contracts'
import { IconBan, IconDots, IconHandStop, IconLock, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { queueQuery } from '../../platform/desk.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { ActionMenu, Button, IconButton } from '../../ui/index.ts'
import type { Decision } from './desk.ts'
import styles from './Desk.module.css'

interface DeskActionsProps {
  entry: QueueEntry
  onDecide: (decision: Exclude<Decision, 'publish'>) => void
  onPublished: () => void
}

/** What one can do with an entry, or why one cannot. */
export function DeskActions({ entry, onDecide, onPublished }: DeskActionsProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { kind, id, place, contribution, takenBy, mayDecide, conflict } = entry
  const refresh = () => queries.invalidateQueries({ queryKey: queueQuery.queryKey })

  const publish = useMutation({
    mutationFn: () =>
      call('threads.publish', {
        threadId: place.threadId ?? '',
        contributionId: contribution?.id ?? '',
        ...(contribution && { rev: contribution.rev }),
      }),
    onSuccess: onPublished,
    onError: refresh,
  })
  const hand = useMutation({
    mutationFn: (act: 'take' | 'release') => call(`moderation.${act}`, { caseId: id }),
    onSettled: refresh,
  })
  // A conflict shows itself: the entry says what has become of it.
  const error = [publish.error, hand.error].find((one) => one && !isProblem(one, 'conflict'))

  if (!mayDecide) {
    const taken = { name: takenBy?.name ?? '', time: takenBy ? formatTime(takenBy.until) : '' }
    return (
      <p className={styles.why}>
        {conflict === 'taken'
          ? t('moderating.desk.conflict.taken', taken)
          : t(`moderating.desk.conflict.${conflict ?? 'own-decision'}`)}
      </p>
    )
  }
  const mine = takenBy?.isMe === true
  return (
    <>
      {mine && <p className={styles.taken}>{t('moderating.desk.takenByMe')}</p>}
      {error && (
        <p role="alert" className={styles.problem}>
          {problemText(error)}
        </p>
      )}
      <div className={styles.actions}>
        {kind === 'held' && (
          <>
            <Button busy={publish.isPending} onClick={() => publish.mutate()}>
              {t('moderating.desk.publish')}
            </Button>
            <Button look="line" onClick={() => onDecide('reject')}>
              {t('moderating.desk.reject')}
            </Button>
          </>
        )}
        {kind === 'report' && (
          <>
            <Button onClick={() => onDecide('hide')}>{t('moderating.desk.hide')}</Button>
            <Button look="line" onClick={() => onDecide('dismiss')}>
              {t('moderating.desk.dismiss')}
            </Button>
            <ActionMenu
              label={t('moderating.desk.more_actions')}
              trigger={
                <IconButton
                  label={t('moderating.desk.more_actions')}
                  icon={<IconDots aria-hidden="true" />}
                />
              }
              items={[
                {
                  id: 'hand',
                  label: t(mine ? 'moderating.desk.release' : 'moderating.desk.take'),
                  icon: mine ? <IconBan aria-hidden="true" /> : <IconHandStop aria-hidden="true" />,
                  onSelect: () => hand.mutate(mine ? 'release' : 'take'),
                },
                ...(place.organisation
                  ? []
                  : [
                      {
                        id: 'remove',
                        label: t('moderating.desk.remove'),
                        icon: <IconTrash aria-hidden="true" />,
                        onSelect: () => onDecide('remove'),
                      },
                      {
                        id: 'lock',
                        label: t('moderating.desk.lock'),
                        icon: <IconLock aria-hidden="true" />,
                        onSelect: () => onDecide('lock'),
                      },
                    ]),
              ]}
            />
          </>
        )}
        {kind === 'appeal' && (
          <>
            <Button onClick={() => onDecide('overturned')}>{t('moderating.desk.overturned')}</Button>
            <Button look="line" onClick={() => onDecide('upheld')}>
              {t('moderating.desk.upheld')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}
