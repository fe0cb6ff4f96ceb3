import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './Node.module.css'

export interface NodeProps {
  /** Initials, a number or an icon. */
  children: ReactNode
  size?: 22 | 24 | 30 | 36 | 40 | 48 | 56 | 80 | undefined
  /** own: the reader's association · speaking: on the live bar · open and full: seeks and offers · number: on the spine. */
  tone?: 'default' | 'own' | 'speaking' | 'live' | 'open' | 'full' | 'number' | 'numberFull' | undefined
  className?: string | undefined
}

/** Decorative: the name always follows as text. */
export function Node({ children, size = 40, tone = 'default', className }: NodeProps) {
  return (
    <span className={cx(styles.node, className)} data-size={size} data-tone={tone} aria-hidden="true">
      {children}
    </span>
  )
}
