import type { ReactNode } from 'react'
import styles from './Spine.module.css'

/** The guiding questions of a room on one line. Their order never changes: people learn the place. */
export function Spine({ children }: { children: ReactNode }) {
  return <div className={styles.spine}>{children}</div>
}
