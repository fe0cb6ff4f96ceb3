import type { ReactNode } from 'react'
import styles from './Queue.module.css'

export interface QueueProps {
  /** Read before the list. */
  label: string
  /** QueueRow elements, in order. */
  children: ReactNode
}

/** Who comes one after the other, on one line. */
export function Queue({ label, children }: QueueProps) {
  return (
    <ol className={styles.queue} aria-label={label}>
      {children}
    </ol>
  )
}
