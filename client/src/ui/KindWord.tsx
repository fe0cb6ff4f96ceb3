import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './KindWord.module.css'

export type Kind = 'experience' | 'need' | 'offer' | 'idea' | 'question' | 'demand' | 'challenge'

export interface KindWordProps {
  kind: Kind
  /** The word itself: colour never stands alone. */
  children: ReactNode
  /** Long entries such as "Sucht: Probenraum am Abend" may break. */
  wrap?: boolean | undefined
  /** Keeps the room of the circle, so that words below each other line up. */
  aligned?: boolean | undefined
  className?: string | undefined
}

export function KindWord({ kind, children, wrap = false, aligned = false, className }: KindWordProps) {
  return (
    <span
      className={cx(styles.kind, className)}
      data-kind={kind}
      data-wrap={wrap || undefined}
      data-aligned={aligned || undefined}
    >
      {children}
    </span>
  )
}
