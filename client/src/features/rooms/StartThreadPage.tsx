import type { Room } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { localised, useLocale, useTranslation } from '../../platform/i18n.ts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { Page } from '../../platform/layout.tsx'
import { useWritingRefusal } from '../../platform/measures.tsx'
import { isProblem } from '../../platform/problem-error.ts'
import { NotFoundPage } from '../../platform/NotFoundPage.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { usePresence } from '../../platform/usePresence.ts'
import { Button, EmptyState, PageHeader, PhoneHeader, SkeletonLines } from '../../ui/index.ts'
import { StartThreadForm } from './StartThreadForm.tsx'

export function StartThreadPage() {
  return (
    <SignInFirst>
      <StartThread />
    </SignInFirst>
  )
}

interface StartingProps {
  room: Room
  href: string
}

/** The form, or a measure that holds for a while, or the rule of the room. */
function Starting({ room, href }: StartingProps) {
  const { t } = useTranslation()
  const refused = useWritingRefusal(room)
  usePresence(room.id)
  if (room.mayStartThread && !refused) return <StartThreadForm room={room} />
  return (
    <EmptyState
      drawing="quiet"
      title={t('starting.notAllowed')}
      action={
        <Button look="line" href={href}>
          {t('starting.back')}
        </Button>
      }
    >
      {refused ?? t(`starting.who.${room.whoMayStartThread}`)}
    </EmptyState>
  )
}

function StartThread() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { room: slug = '' } = useParams()
  const { data: room, error, refetch } = useQuery(read('rooms.get', { slug }))
  if (isProblem(error, 'not-found')) return <NotFoundPage />
  const href = `/raeume/${slug}`
  return (
    <Page
      title={t('starting.title')}
      hideTabs
      header={
        <PhoneHeader back={{ href, label: t('starting.back') }} tools={<BarTools />}>
          {room && localised(room.shortTitle, locale)}
        </PhoneHeader>
      }
    >
      <PageHeader
        eyebrow={room && localised(room.title, locale)}
        title={t('starting.title')}
        lead={t('starting.lead')}
      />
      {error && !room && <LoadFailed title={t('rooms.failed')} error={error} onRetry={refetch} />}
      {!room && !error && <SkeletonLines label={t('common.loading')} entries={2} node={false} />}
      {room && <Starting room={room} href={href} />}
    </Page>
  )
}
