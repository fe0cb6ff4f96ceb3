import type { Room, Thread } from '@augenhoehe/contracts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Crumb, Link, PhoneHeader } from '../../ui/index.ts'
import type { ThreadMenuProps } from './ThreadMenu.tsx'
import { LaterThreadMenu } from './later-menu.ts'

interface ThreadBarProps {
  room: Room
  thread: Thread
  menu: Omit<ThreadMenuProps, 'thread'>
}

/** On phones: the way back and the question above the title. */
export function ThreadBar({ room, thread, menu }: ThreadBarProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const href = `/raeume/${room.slug}`
  const question = room.questions.find(({ id }) => id === thread.questionId)
  return (
    <PhoneHeader
      back={{ href, label: t('threads.backToRoom') }}
      tools={
        <>
          <BarTools />
          <LaterThreadMenu thread={thread} {...menu} />
        </>
      }
    >
      {question ? (
        <Crumb href={`${href}#${question.id}`} number={formatNumber(question.order)}>
          {localised(question.short, locale)}
        </Crumb>
      ) : (
        <Link href={href} quiet>
          {localised(room.shortTitle, locale)}
        </Link>
      )}
    </PhoneHeader>
  )
}
