import type { ReactNode } from 'react'
import styles from './MessageOutcome.module.css'

export interface MessageOutcomeProps {
  /** "Steht jetzt auch in Suchen & Bieten". */
  children: ReactNode
  /** A link to it. */
  action?: ReactNode
}

/** What was made of a contribution. */
export function MessageOutcome({ children, action }: MessageOutcomeProps) {
  return (
    <div className={styles.outcome}>
      <span>{children}</span>
      {action}
    </div>
  )
}
