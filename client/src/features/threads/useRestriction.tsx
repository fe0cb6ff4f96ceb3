import type { Contribution } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, type MessageStateLineProps } from '../../ui/index.ts'
import type { MessageActions } from './MessageRow.tsx'
import type { Rights } from './rights.ts'
import { usePublish } from './usePublish.ts'

/** What is the matter with a contribution, in one sentence, with the way on. */
export function useRestriction(
  contribution: Contribution,
  rights: Rights,
  { onDo, onTaken, onRewrite }: Pick<MessageActions, 'onDo' | 'onTaken' | 'onRewrite'>,
): MessageStateLineProps | undefined {
  const { t } = useTranslation()
  const { user } = useMe()
  const own = user?.id === contribution.authorId
  const publish = usePublish(contribution, onTaken)
  const { state, restriction, text } = contribution
  const statement = own && restriction?.statementId && (
    <Button look="text" href={`/ich/entscheidungen/${restriction.statementId}`}>
      {t('moderation.toStatement')}
    </Button>
  )
  const rule = restriction ? t(`threads.rule.${restriction.rule}`) : ''
  const reason = restriction?.reason ? { reason: <q dir="auto">{restriction.reason}</q> } : {}

  switch (state) {
    case 'published':
      return undefined
    case 'held':
      return {
        state,
        text: rights.publish ? t('threads.held.forModerator') : t('threads.held.forAuthor'),
        actions: rights.publish && (
          <>
            <Button look="line" busy={publish.isPending} onClick={() => publish.mutate()}>
              {t('threads.publish')}
            </Button>
            <Button look="text" onClick={() => onDo({ kind: 'reject', contribution })}>
              {t('threads.reject.open')}
            </Button>
          </>
        ),
      }
    case 'hidden':
      return {
        state,
        text: t('threads.hidden', { rule }),
        ...reason,
        actions: rights.publish ? (
          <Button look="text" busy={publish.isPending} onClick={() => publish.mutate()}>
            {t('threads.showAgain')}
          </Button>
        ) : (
          statement
        ),
      }
    case 'rejected':
      return {
        state,
        text: t('threads.rejected', { rule }),
        ...reason,
        actions: own && (
          <>
            {text && (
              <Button look="text" onClick={() => onRewrite(text)}>
                {t('threads.rewrite')}
              </Button>
            )}
            {statement}
          </>
        ),
      }
    case 'withdrawn':
      return { state, text: t('threads.withdrawn') }
    case 'removed':
      break
  }
  return { state: 'hidden', text: t('threads.removed'), actions: statement }
}
