import type { Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { SkeletonLines } from '../../ui/index.ts'
import { RoomView } from './RoomView.tsx'

interface RoomPageProps {
  /** What other capabilities put at the foot of a room. */
  foot?: (room: Room) => ReactNode
  /** What they say before one reads on. */
  above?: (room: Room) => ReactNode
  /** The same, and what came of it, beside the room where there is a column. */
  beside?: (room: Room) => ReactNode
  /** What came of it, below where there is none. */
  results?: (room: Room) => ReactNode
  /** What they let one do with it. */
  actions?: (room: Room) => ReactNode
}

export function RoomPage({ foot, above, beside, results, actions }: RoomPageProps) {
  const { t } = useTranslation()
  const { room: slug = '' } = useParams()
  const { data: room, error, refetch } = useQuery(read('rooms.get', { slug }))
  if (room) {
    return (
      <RoomView
        key={room.id}
        room={room}
        foot={foot?.(room)}
        above={above?.(room)}
        beside={beside?.(room)}
        results={results?.(room)}
        actions={actions?.(room)}
      />
    )
  }
  if (isNowhere(error)) return <NotFoundPage />
  return (
    <Page title={t('rooms.room')} waiting={!error}>
      {error ? (
        <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />
      ) : (
        <SkeletonLines label={t('common.loading')} entries={4} lines={2} />
      )}
    </Page>
  )
}
