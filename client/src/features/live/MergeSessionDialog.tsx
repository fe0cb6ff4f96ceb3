import type { SessionBrief } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Dialog } from '../../ui/index.ts'
import { hasEnded } from './pick.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useLive } from './SessionContext.ts'
import type { DeskActs } from './useDeskActs.ts'

interface MergeSessionDialogProps {
  acts: DeskActs
  onClose: () => void
}

/** Two sessions of one topic become one: who waits and what was asked moves along. */
export function MergeSessionDialog({ acts, onClose }: MergeSessionDialogProps) {
  const { t } = useTranslation()
  const { formatWeekday, formatTime } = useFormat()
  const { view } = useLive()
  const { sessionId, roomId } = view.session
  const { data } = useQuery(read('live.sessions', { roomId }))
  if (!data) return null
  const topic = data.sessions.find(({ id }) => id === sessionId)?.topic ?? null
  const isPart = (other: SessionBrief) => topic !== null && other.topic === topic
  const targets = data.sessions
    .filter(({ id, state }) => id !== sessionId && !hasEnded(state))
    // Parts of the same topic are what one is looking for.
    .toSorted((a, b) => Number(isPart(b)) - Number(isPart(a)))
  if (targets.length === 0)
    return (
      <Dialog opened onClose={onClose} title={t('live.mergeSession.title')} closeLabel={t('common.close')}>
        <p>{t('live.mergeSession.none')}</p>
      </Dialog>
    )
  return (
    <ReasonDialog
      title={t('live.mergeSession.title')}
      text={t('live.mergeSession.text')}
      confirmLabel={t('live.mergeSession.confirm')}
      targets={{
        label: t('live.mergeSession.into'),
        options: targets.map(({ id, title, startsAt }) => ({
          value: id,
          label: title,
          note: t('live.facts.dayAndTime', { day: formatWeekday(startsAt), time: formatTime(startsAt) }),
        })),
      }}
      onConfirm={async (reason, into) => {
        try {
          await call('live.merge', { sessionId, into, reason })
          return true
        } catch (error) {
          void acts.tell(error)
          return false
        }
      }}
      onClose={onClose}
    />
  )
}
