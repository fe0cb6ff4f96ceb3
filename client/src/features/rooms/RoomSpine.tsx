import type { Locale, Room, Thread } from '@augenhoehe/contracts'
import { useFormat, useLocale, useTranslation, languageOf, localised } from '../../platform/i18n.ts'
import { FollowButton } from '../../platform/FollowButton.tsx'
import { unreadCount } from '../../platform/last-visit.ts'
import { useMe } from '../../platform/session.tsx'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { Button, EmptyState, Spine, SpineQuestion } from '../../ui/index.ts'
import { FinishedThreads } from './FinishedThreads.tsx'
import { RoomThreadRow } from './RoomThreadRow.tsx'
import { byQuestion } from './threads-of.ts'
import { useStartHref } from './useStartHref.ts'

interface RoomSpineProps {
  room: Room
  threads: readonly Thread[]
  /** The language of the questions, where it is not the reader's. */
  wording?: Locale | undefined
}

const shownAtOnce = 8

export function RoomSpine({ room, threads, wording }: RoomSpineProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const { user } = useMe()
  const startHref = useStartHref(room)
  const { questions, free } = byQuestion(room, threads)

  const metaOf = (some: readonly Thread[]) => {
    const withNews = some.filter((thread) => unreadCount(user?.id ?? null, thread) > 0).length
    const count = t('rooms.threads', { count: some.length })
    return withNews > 0 ? `${count} · ${t('rooms.withNews', { count: withNews })}` : count
  }
  const rows = (some: readonly Thread[]) => (
    <>
      {some
        .filter(({ finished }) => !finished)
        .slice(0, shownAtOnce)
        .map((thread) => (
          <RoomThreadRow key={thread.id} thread={thread} slug={room.slug} />
        ))}
      <FinishedThreads threads={some.filter(({ finished }) => finished)} slug={room.slug} />
    </>
  )

  return (
    <Spine>
      {questions.map(({ question, threads: some }) => (
        <SpineQuestion
          key={question.id}
          id={question.id}
          number={formatNumber(question.order)}
          title={
            <WithTerms
              text={localised(question.text, wording ?? locale)}
              lang={languageOf(wording ?? locale)}
            />
          }
          meta={some.length > 0 ? metaOf(some) : undefined}
          actions={
            user &&
            !room.archived && (
              <FollowButton
                kind="question"
                target={`${room.id}.${question.id}`}
                name={localised(question.short, wording ?? locale)}
                quiet
              />
            )
          }
        >
          {some.length > 0 ? (
            rows(some)
          ) : (
            <EmptyState
              drawing="threads"
              size="small"
              level={3}
              title={t('rooms.noThread')}
              action={
                startHref && (
                  <Button look="text" href={startHref(question.id)}>
                    {t('rooms.beFirst')}
                  </Button>
                )
              }
            />
          )}
        </SpineQuestion>
      ))}
      {free.length > 0 && (
        <SpineQuestion id="frei" number="…" title={t('rooms.free')} meta={metaOf(free)}>
          {rows(free)}
        </SpineQuestion>
      )}
    </Spine>
  )
}
