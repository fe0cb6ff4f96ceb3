import type { ReactNode } from 'react'
import styles from './Held.module.css'

/** Keeps its place, unseen, until what will stand above it is known: nothing moves under the reader's eyes. */
export function Held({ until, children }: { until: boolean; children: ReactNode }) {
  return (
    <div className={styles.held} data-waiting={!until || undefined}>
      {children}
    </div>
  )
}
