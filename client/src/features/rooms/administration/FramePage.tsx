import type { RoomFrame } from '@augenhoehe/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { read } from '../../../platform/api.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { localised, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { PageContents } from '../../../platform/PageContents.tsx'
import { StaffOnly } from '../../../platform/StaffOnly.tsx'
import { soften } from '../../../platform/soften.ts'
import { Button, Link, PageHeader, PhoneHeader, SkeletonLines } from '../../../ui/index.ts'
import styles from './Administration.module.css'
import { Archiving } from './Archiving.tsx'
import { FrameForm } from './FrameForm.tsx'
import { Invited } from './Invited.tsx'
import { Moderators } from './Moderators.tsx'
import { QuestionsForm } from './QuestionsForm.tsx'

export function FramePage() {
  return (
    <StaffOnly>
      <FrameOfAddress />
    </StaffOnly>
  )
}

function FrameOfAddress() {
  const { t } = useTranslation()
  const { room: roomId = '' } = useParams()
  const [reading, setReading] = useState(0)
  const { data, error, refetch } = useQuery(read('rooms.listFrames', {}))
  const frame = data?.rooms.find(({ id }) => id === roomId)
  if (frame)
    return (
      <Frame
        key={`${roomId}-${reading}`}
        first={frame}
        onReload={async () => {
          await refetch()
          setReading((before) => before + 1)
        }}
      />
    )
  if (data) return <NotFoundPage />
  return (
    <Page title={t('administration.rooms.title')} waiting={!error}>
      {error ? (
        <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />
      ) : (
        <SkeletonLines label={t('common.loading')} entries={4} lines={2} node={false} />
      )}
    </Page>
  )
}

interface FrameProps {
  /** As it was when the page was opened: what others change meanwhile must not replace what is being typed. */
  first: RoomFrame
  onReload: () => void
}

function Frame({ first, onReload }: FrameProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const queries = useQueryClient()
  const [frame, setFrame] = useState(first)
  const take = (next: RoomFrame) => {
    setFrame(next)
    for (const name of ['rooms.listFrames', 'rooms.list', 'rooms.get', 'rooms.listInvited'])
      void queries.invalidateQueries({ queryKey: [name] })
  }
  const title = localised(frame.title, locale)
  return (
    <Page
      title={title}
      context={<PageContents />}
      contextLabel={t('common.onThisPage')}
      header={
        <PhoneHeader back={{ href: '/verwaltung/raeume', label: t('administration.rooms.back') }}>
          {localised(frame.shortTitle, locale)}
        </PhoneHeader>
      }
    >
      <PageHeader
        eyebrow={
          <>
            <Link href="/verwaltung/raeume">{t('administration.rooms.title')}</Link>
            {' · '}
            {[
              t(`rooms.visibility.${frame.visibility}`),
              ...(frame.archived ? [t('rooms.archive')] : []),
            ].join(' · ')}
          </>
        }
        title={soften(title)}
        lead={frame.mayEnter ? undefined : t('administration.rooms.outside')}
        actions={
          frame.mayEnter && (
            <Button look="line" href={`/raeume/${frame.slug}`}>
              {t('rooms.enter')}
            </Button>
          )
        }
      />
      <div className={styles.sections}>
        <FrameForm frame={frame} onSaved={take} onReload={onReload} />
        <QuestionsForm frame={frame} onSaved={take} onReload={onReload} />
        {frame.visibility === 'closed' && <Invited roomId={frame.id} />}
        <Moderators roomId={frame.id} />
        <Archiving frame={frame} onSaved={take} />
      </div>
    </Page>
  )
}
