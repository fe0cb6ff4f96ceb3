import type { Room } from '@augenhoehe/contracts'
import { useMediaQuery } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { Held } from '../../platform/Held.tsx'
import { languageOf, localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { Page } from '../../platform/layout.tsx'
import { RoomMeasures } from '../../platform/measures.tsx'
import { PresenceLine, PresenceSection } from '../../platform/later-presence.ts'
import { useMe } from '../../platform/session.tsx'
import { useIsStaff } from '../../platform/StaffOnly.tsx'
import { soften } from '../../platform/soften.ts'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { usePresence } from '../../platform/usePresence.ts'
import { Banner, Button, PageHeader, PhoneHeader, SkeletonLines, ViewLinks } from '../../ui/index.ts'
import { NewestList } from './NewestList.tsx'
import { RoomContext } from './RoomContext.tsx'
import { RoomSpine } from './RoomSpine.tsx'
import { RoomStrip } from './RoomStrip.tsx'
import styles from './Rooms.module.css'
import { useStartHref } from './useStartHref.ts'

interface RoomViewProps {
  room: Room
  foot?: ReactNode
  above?: ReactNode
  beside?: ReactNode
  results?: ReactNode
  actions?: ReactNode
}

const newestView = 'neueste'

export function RoomView({ room, foot, above, beside, results, actions }: RoomViewProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [search] = useSearchParams()
  const { isSignedIn } = useMe()
  const isStaff = useIsStaff()
  const roomy = useMediaQuery('(min-width: 80em)', false, { getInitialValueInEffect: false })
  const hasColumn = roomy && isSignedIn
  const startHref = useStartHref(room)
  const presence = usePresence(room.id)
  const { data, error, refetch } = useQuery(read('threads.list', { roomId: room.id, limit: 200 }))
  // What is on or comes next stands above the conversations.
  const { isLoading: areSessionsAsked } = useQuery(read('live.sessions', { roomId: room.id }))
  const newestFirst = search.get('ansicht') === newestView
  const href = `/raeume/${room.slug}`
  const [original, setOriginal] = useState(false)
  const isPlain = locale === 'de-simple' && Object.hasOwn(room.description, locale)
  const wording = isPlain && original ? 'de' : locale
  const title = localised(room.title, wording)
  const strip = newestFirst ? null : <RoomStrip room={room} threads={data?.threads ?? []} />

  return (
    <Page
      title={title}
      header={
        <PhoneHeader
          back={{ href: '/raeume', label: t('rooms.backToRooms') }}
          tools={<BarTools />}
          below={strip}
        >
          {localised(room.shortTitle, locale)}
        </PhoneHeader>
      }
      context={
        isSignedIn && (
          <>
            {hasColumn && beside}
            <PresenceSection presence={presence} />
            {data && data.threads.length > 0 && <RoomContext threads={data.threads} />}
          </>
        )
      }
      contextLabel={t('rooms.context')}
    >
      <PageHeader
        eyebrow={[
          t('rooms.room'),
          t(`rooms.visibility.${room.visibility}`),
          ...(room.archived ? [t('rooms.archive')] : []),
        ].join(' · ')}
        title={soften(title)}
        lead={<WithTerms text={localised(room.description, wording)} lang={languageOf(wording)} />}
        actions={
          (startHref ?? (isStaff || (isSignedIn && actions))) && (
            <>
              {startHref && (
                <Button href={startHref()} icon={<IconPencil aria-hidden="true" />}>
                  {t('rooms.start.open')}
                </Button>
              )}
              {isStaff && (
                <Button look="line" href={`/verwaltung/raeume/${room.id}`}>
                  {t('rooms.edit')}
                </Button>
              )}
              {actions}
            </>
          )
        }
      />
      {isPlain && (
        <div className={styles.original}>
          <Button look="text" aria-pressed={original} onClick={() => setOriginal(!original)}>
            {t('rooms.original')}
          </Button>
        </div>
      )}
      {!hasColumn && above}
      {room.archived && (
        <Banner tone="info" inset>
          {t('problem.room.archived')}
        </Banner>
      )}
      {isSignedIn && (
        <div className={styles.here}>
          <PresenceLine presence={presence} />
        </div>
      )}
      <RoomMeasures room={room} />
      <Held until={!areSessionsAsked}>
        <div className={styles.views}>
          <ViewLinks
            label={t('rooms.view')}
            links={[
              { id: 'questions', href, label: t('rooms.byQuestion'), current: !newestFirst },
              {
                id: newestView,
                href: `${href}?ansicht=${newestView}`,
                label: t('rooms.newestFirst'),
                current: newestFirst,
              },
            ]}
          />
        </div>
        {error && !data && <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />}
        {!data && !error && <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />}
        {data && newestFirst && <NewestList room={room} threads={data.threads} />}
        {data && !newestFirst && <RoomSpine room={room} threads={data.threads} wording={wording} />}
        {!hasColumn && results}
        {foot}
      </Held>
    </Page>
  )
}
