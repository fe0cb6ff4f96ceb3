import type { Listing } from '@augenhoehe/contracts'
import { createContext, type ReactNode } from 'react'

/** What other capabilities add below somebody else’s listing; joined where both are known, in `routes`. */
export const ListingActsContext = createContext<(listing: Listing) => ReactNode>(() => null)
