import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { UnreadLine } from '../../ui/index.ts'

interface UnreadEntryProps {
  since: string
}

export function UnreadEntry({ since }: UnreadEntryProps) {
  const { t } = useTranslation()
  const { formatRelativeDay, formatTime } = useFormat()
  return (
    <UnreadLine id="unread">
      {t('threads.newSince', { day: formatRelativeDay(since), time: formatTime(since) })}
    </UnreadLine>
  )
}
