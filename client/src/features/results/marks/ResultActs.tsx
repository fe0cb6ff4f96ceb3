import type { Contribution, Thread } from '@augenhoehe/contracts'
import { use, useMemo, useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { ContributionActsContext } from '../../../platform/contribution-acts.ts'
import { useMe } from '../../../platform/session.tsx'
import { withWords } from '../../../platform/with-words.ts'
import { later, type ActionMenuItem } from '../../../ui/index.ts'

/** What becomes of contributions, once it is known. */
export interface MarkActs {
  itemsFor: (contribution: Contribution, thread: Thread) => readonly ActionMenuItem[]
  outcomeOf: (contribution: Contribution, thread: Thread) => ReactNode
}

/** Reading begins without it. */
const Marks = later(() => withWords(async () => (await import('./Marks.tsx')).Marks))

/** Around a thread: say what is to become of a contribution, and see what came of it. */
export function ResultActs({ children }: { children: ReactNode }) {
  const outer = use(ContributionActsContext)
  const { isSignedIn } = useMe()
  const { thread: threadId = '' } = useParams()
  const [own, setOwn] = useState<MarkActs | null>(null)
  const acts = useMemo(
    () =>
      own
        ? {
            ...outer,
            itemsFor: (contribution: Contribution, thread: Thread) => [
              ...own.itemsFor(contribution, thread),
              ...outer.itemsFor(contribution, thread),
            ],
            outcomeOf: own.outcomeOf,
          }
        : outer,
    [outer, own],
  )
  return (
    <ContributionActsContext value={acts}>
      {children}
      {isSignedIn && <Marks key={threadId} threadId={threadId} onActs={setOwn} />}
    </ContributionActsContext>
  )
}
