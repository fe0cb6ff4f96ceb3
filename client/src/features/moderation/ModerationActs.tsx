import type { Contribution, Thread } from '@augenhoehe/contracts'
import { IconEyeOff, IconFlag, IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { read } from '../../platform/api.ts'
import { ContributionActsContext, type ContributionActs } from '../../platform/contribution-acts.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { later, type ActionMenuItem } from '../../ui/index.ts'
import { useBlocking } from './useBlocking.ts'

const ReportDialog = later(() => withWords(async () => (await import('./ReportDialog.tsx')).ReportDialog))
const SuspendDialog = later(() => withWords(async () => (await import('./SuspendDialog.tsx')).SuspendDialog))

interface Doing {
  kind: 'report' | 'suspend'
  contribution: Contribution
  thread: Thread
}

/** Around a thread: report, fold somebody away, let somebody only read. */
export function ModerationActs({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const userId = user?.id ?? null
  const [doing, setDoing] = useState<Doing | null>(null)
  const { data } = useQuery({
    ...read('moderation.blocks', {}),
    enabled: userId !== null,
    staleTime: 300_000,
  })
  const { block } = useBlocking()
  const blocked = useMemo(
    () => new Set(userId === null ? [] : data?.people.map((person) => person.userId)),
    [data, userId],
  )

  const itemsFor = useCallback<ContributionActs['itemsFor']>(
    (contribution, thread) => {
      const { authorId, state } = contribution
      const items: ActionMenuItem[] = []
      if (authorId === userId || contribution.type === 'system') return items
      if (state === 'published') {
        items.push({
          id: 'report',
          label: t('moderation.report.open'),
          icon: <IconFlag aria-hidden="true" />,
          onSelect: () => setDoing({ kind: 'report', contribution, thread }),
        })
      }
      if (userId !== null && !blocked.has(authorId)) {
        items.push({
          id: 'block',
          label: t('moderation.block.open'),
          icon: <IconEyeOff aria-hidden="true" />,
          onSelect: () => block({ userId: authorId, name: contribution.authorName }),
        })
      }
      if (thread.mayModerate) {
        items.push({
          id: 'suspend',
          label: t('moderation.suspend.open'),
          icon: <IconHandStop aria-hidden="true" />,
          onSelect: () => setDoing({ kind: 'suspend', contribution, thread }),
        })
      }
      return items
    },
    [t, userId, blocked, block],
  )
  const acts = useMemo(() => ({ itemsFor, blocked }), [itemsFor, blocked])
  const close = () => setDoing(null)

  return (
    <ContributionActsContext value={acts}>
      {children}
      {doing?.kind === 'report' && (
        <ReportDialog
          about={{
            kind: 'contribution',
            threadId: doing.contribution.threadId,
            contributionId: doing.contribution.id,
          }}
          onClose={close}
        />
      )}
      {doing?.kind === 'suspend' && (
        <SuspendDialog contribution={doing.contribution} roomId={doing.thread.roomId} onClose={close} />
      )}
    </ContributionActsContext>
  )
}
