import type { Measure, Room } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call, read } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMeasures } from '../../platform/measures.tsx'
import type { ActionMenuItem } from '../../ui/index.ts'
import { useLive } from './SessionContext.ts'
import type { DeskActs } from './useDeskActs.ts'

const offered: readonly Measure[] = ['slow-mode', 'members-only', 'read-only']
const pauseSeconds = 60
const holdsMs = 3 * 3_600_000

/** Calming a room in two taps: the rule and the sentence are already written, and it ends by itself. */
export function useRoomMeasures(room: Room, { say, tell }: DeskActs): ActionMenuItem[] {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { clock } = useLive()
  const holding = new Set(useMeasures(room).map(({ measure }) => measure))

  const take = (measures: Room['measures'], text: string) => {
    queries.setQueryData(
      read('rooms.get', { slug: room.slug }).queryKey,
      (known) => known && { ...known, measures },
    )
    say(text)
  }
  const change = async (measure: Measure) => {
    const name = t(`moderating.measureName.${measure}`)
    try {
      if (holding.has(measure)) {
        const { measures } = await call('moderation.liftMeasure', { roomId: room.id, measure })
        take(measures, t('live.measure.lifted', { name }))
        return
      }
      const { measures } = await call('moderation.setMeasure', {
        roomId: room.id,
        measure,
        rule: 'off-topic',
        reason: t('live.measure.because'),
        // A telephone whose clock is wrong would end it at once, or hours later.
        until: new Date(clock.now() + holdsMs).toISOString(),
        ...(measure === 'slow-mode' && { seconds: pauseSeconds }),
      })
      take(measures, t('live.measure.set', { name }))
    } catch (error) {
      void queries.invalidateQueries({ queryKey: ['rooms.get'] })
      void tell(error)
    }
  }

  return offered.map((measure) => ({
    id: measure,
    label: t(holding.has(measure) ? 'live.measure.end' : 'live.measure.begin', {
      name: t(`moderating.measureName.${measure}`),
    }),
    onSelect: () => void change(measure),
  }))
}
