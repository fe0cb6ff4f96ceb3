import type { Contribution } from '@augenhoehe/contracts'
import { nameOrFormer } from '../../platform/former.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { SystemEntry } from '../../ui/index.ts'

interface EventRowProps {
  contribution: Contribution
}

export function EventRow({
  contribution: { authorName, organisation, event, createdAt, id },
}: EventRowProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  if (!event) return null
  return (
    <div id={`c-${id}`} tabIndex={-1}>
      <SystemEntry time={{ text: formatTime(createdAt), iso: createdAt }}>
        {t(`threads.event.${event.kind}`, { name: organisation?.name ?? nameOrFormer(authorName) })}{' '}
        {event.reason && <q dir="auto">{event.reason}</q>}
      </SystemEntry>
    </div>
  )
}
