import type { Contribution, Thread } from '@augenhoehe/contracts'
import { createContext, type ReactNode } from 'react'
import type { ActionMenuItem } from '../ui/index.ts'

/** What other capabilities add to a contribution in a thread; joined where both are known, in `routes`. */
export interface ContributionActs {
  /** Entries for its menu. */
  itemsFor: (contribution: Contribution, thread: Thread) => readonly ActionMenuItem[]
  /** What came of it, under its words. */
  outcomeOf?: (contribution: Contribution, thread: Thread) => ReactNode
  /** Whose words the reader has folded away. */
  blocked: ReadonlySet<string>
}

export const ContributionActsContext = createContext<ContributionActs>({
  itemsFor: () => [],
  blocked: new Set(),
})
