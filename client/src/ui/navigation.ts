import type { ReactNode } from 'react'

export interface NavChild {
  id: string
  href: string
  label: string
  count?: number | undefined
  current?: boolean | undefined
}

export interface NavItem extends NavChild {
  /** For the tab bar, where "Heute für Sie" has no room. */
  shortLabel?: string | undefined
  icon: ReactNode
  /** What its number means, where it is not the frame's: "warten". */
  countLabel?: string | undefined
  children?: readonly NavChild[] | undefined
}
