import type { Measure, Room, RoomMeasure } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useEnd, useMeasures, useMeasureWords } from '../../platform/measures.tsx'
import { useProblemText } from '../../platform/problem.ts'
import { Button, later, Row, Rows, useToast } from '../../ui/index.ts'
import styles from './Moderation.module.css'
import { useRuleName } from './rule-name.ts'

const MeasureDialog = later(async () => (await import('./MeasureDialog.tsx')).MeasureDialog)

/** For moderators of a room: what holds here for a while, and who may only read. */
export function RoomTools({ room }: { room: Room }) {
  const { t } = useTranslation()
  const [setting, setSetting] = useState(false)
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const measureWords = useMeasureWords()
  const measures = useMeasures(room)
  const end = useEnd()

  const take = ({ measures: now }: { measures: RoomMeasure[] }, text: string) => {
    queries.setQueryData(
      read('rooms.get', { slug: room.slug }).queryKey,
      (known) => known && { ...known, measures: now },
    )
    toast.show({ text, closeLabel: t('common.close') })
  }
  const lift = useMutation({
    mutationFn: (measure: Measure) => call('moderation.liftMeasure', { roomId: room.id, measure }),
    onSuccess: (reply) => take(reply, t('moderating.room.lifted')),
    onError: (error) => {
      // Somebody else was faster.
      void queries.invalidateQueries({ queryKey: ['rooms.get'] })
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })

  return (
    <div className={styles.tools}>
      <h3>{t('moderating.room.measures')}</h3>
      {measures.length === 0 ? (
        <p>{t('moderating.room.noMeasures')}</p>
      ) : (
        <Rows label={t('moderating.room.measures')}>
          {measures.map((measure) => {
            const name = t(`moderating.measureName.${measure.measure}`)
            return (
              <Row
                key={measure.measure}
                title={name}
                meta={
                  <>
                    {measureWords(measure)}{' '}
                    {measure.until && t('moderation.until', { until: end(measure.until) })}
                  </>
                }
                actions={
                  <Button
                    look="line"
                    aria-label={t('moderating.room.liftNamed', { name })}
                    onClick={() => lift.mutate(measure.measure)}
                  >
                    {t('moderating.room.lift')}
                  </Button>
                }
              />
            )
          })}
        </Rows>
      )}
      <div>
        <Button look="line" onClick={() => setSetting(true)}>
          {t('moderating.room.setMeasure')}
        </Button>
      </div>
      <Suspensions roomId={room.id} />
      {setting && (
        <MeasureDialog
          room={room}
          onClose={() => setSetting(false)}
          onSet={(reply) => {
            setSetting(false)
            take(reply, t('moderating.room.set'))
          }}
        />
      )}
    </div>
  )
}

function Suspensions({ roomId }: { roomId: string }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const toast = useToast()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const ruleName = useRuleName()
  const asked = read('moderation.suspensions', { roomId })
  const { data } = useQuery(asked)
  const lift = useMutation({
    mutationFn: ({ userId }: { userId: string; name: string }) =>
      call('moderation.liftSuspension', { roomId, userId }),
    onSuccess: (reply, { name }) => {
      queries.setQueryData(asked.queryKey, reply)
      toast.show({ text: t('moderating.room.suspensionLifted', { name }), closeLabel: t('common.close') })
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: asked.queryKey })
      toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })
  if (!data) return null
  return (
    <>
      <h3>{t('moderating.room.suspensions')}</h3>
      {data.suspensions.length === 0 ? (
        <p>{t('moderating.room.noSuspensions')}</p>
      ) : (
        <Rows label={t('moderating.room.suspensions')}>
          {data.suspensions.map(({ userId, name, until, rule, reason }) => (
            <Row
              key={userId}
              title={<bdi>{name}</bdi>}
              meta={
                <>
                  {until && `${t('moderation.until', { until: formatDate(until) })} `}
                  {ruleName(rule)}: <bdi>{reason}</bdi>
                </>
              }
              actions={
                <Button
                  look="line"
                  aria-label={t('moderating.room.liftSuspensionNamed', { name })}
                  onClick={() => lift.mutate({ userId, name })}
                >
                  {t('moderating.room.liftSuspension')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
    </>
  )
}
