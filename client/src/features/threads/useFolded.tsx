import type { Contribution } from '@augenhoehe/contracts'
import { use, useState } from 'react'
import { ContributionActsContext } from '../../platform/contribution-acts.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { Button, type MessageStateLineProps } from '../../ui/index.ts'

/** The words of somebody the reader has blocked lie folded until they want to see them. */
export function useFolded(contribution: Contribution) {
  const { t } = useTranslation()
  const { blocked } = use(ContributionActsContext)
  const [shown, setShown] = useState(false)
  const isBlocked = ({ authorId }: Pick<Contribution, 'authorId'>) => blocked.has(authorId)
  const folded: MessageStateLineProps | undefined =
    isBlocked(contribution) && contribution.text !== '' && !shown
      ? {
          state: 'hidden',
          text: t('moderation.block.folded'),
          actions: (
            <Button look="text" onClick={() => setShown(true)}>
              {t('moderation.block.show')}
            </Button>
          ),
        }
      : undefined
  return { folded, isBlocked }
}
