import type { Room, Thread } from '@augenhoehe/contracts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { localised, useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Crumb, Link, PhoneHeader } from '../../ui/index.ts'
import { ThreadMenu } from './ThreadMenu.tsx'

interface ThreadBarProps {
  room: Room
  thread: Thread
  onLock: () => void
}

/** On phones: the way back and the question above the title. */
export function ThreadBar({ room, thread, onLock }: ThreadBarProps) {
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
          <ThreadMenu thread={thread} onLock={onLock} />
        </>
      }
    >
      {question ? (
        <Crumb href={`${href}#${question.id}`} number={formatNumber(question.order)}>
          {localised(question.text, locale)}
        </Crumb>
      ) : (
        <Link href={href} quiet>
          {localised(room.shortTitle, locale)}
        </Link>
      )}
    </PhoneHeader>
  )
}
