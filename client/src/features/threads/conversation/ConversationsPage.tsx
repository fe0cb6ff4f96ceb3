import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { useMe } from '../../../platform/session.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { Button, EmptyState, PageHeader, Rows, SectionHead, SkeletonLines } from '../../../ui/index.ts'
import styles from './Conversation.module.css'
import { ConversationRow } from './ConversationRow.tsx'
import { useConversations } from './useConversations.ts'

/** All that one's associations talk about with others among themselves. */
export function ConversationsPage() {
  const { t } = useTranslation()
  const { memberships } = useMe()
  return (
    <SignInFirst>
      <Page title={t('deciding.conversation.all')}>
        <PageHeader title={t('deciding.conversation.all')} lead={t('deciding.conversation.lead')} />
        <div className={styles.sections}>
          {memberships.length === 0 && <None />}
          {memberships.map(({ organisationId, name }) => (
            <OfOne
              key={organisationId}
              organisationId={organisationId}
              name={memberships.length > 1 && name}
            />
          ))}
        </div>
      </Page>
    </SignInFirst>
  )
}

function OfOne({ organisationId, name }: { organisationId: string; name: string | false }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useConversations(organisationId)
  return (
    <section aria-label={name || t('deciding.conversation.all')}>
      {name && (
        <SectionHead>
          <bdi>{name}</bdi>
        </SectionHead>
      )}
      {error && !data && (
        <LoadFailed title={t('deciding.conversation.failed')} error={error} onRetry={refetch} />
      )}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={2} />}
      {data?.conversations.length === 0 && <None />}
      {data && data.conversations.length > 0 && (
        <Rows>
          {data.conversations.map((conversation) => (
            <ConversationRow key={conversation.threadId} conversation={conversation} level={name ? 3 : 2} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function None() {
  const { t } = useTranslation()
  return (
    <EmptyState
      drawing="matches"
      title={t('deciding.conversation.none')}
      action={
        <Button look="line" href="/suchen-und-bieten">
          {t('deciding.conversation.find')}
        </Button>
      }
    >
      {t('deciding.conversation.noneText')}
    </EmptyState>
  )
}
