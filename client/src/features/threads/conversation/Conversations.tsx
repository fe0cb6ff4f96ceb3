import { useId } from 'react'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Rows, SectionHead } from '../../../ui/index.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { useConversations } from './useConversations.ts'

export interface ConversationsProps {
  organisationId: string
  /** Only those with something one has not read. */
  onlyNew?: boolean
}

/** With whom an association talks; where there is nothing, nothing is said. */
export function Conversations({ organisationId, onlyNew = false }: ConversationsProps) {
  const { t } = useTranslation()
  const id = useId()
  const { data, error, refetch } = useConversations(organisationId)
  if (error && !data)
    return onlyNew ? null : (
      <LoadFailed title={t('deciding.conversation.failed')} error={error} onRetry={refetch} />
    )
  const shown = data?.conversations.filter(({ unreadCount }) => !onlyNew || unreadCount > 0) ?? []
  if (shown.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>
        {onlyNew ? t('deciding.conversation.newIn') : t('deciding.conversation.all')}
      </SectionHead>
      <Rows>
        {shown.map((conversation) => (
          <ConversationRow key={conversation.threadId} conversation={conversation} />
        ))}
      </Rows>
    </section>
  )
}
