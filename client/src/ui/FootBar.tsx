import type { ReactNode } from 'react'
import styles from './FootBar.module.css'

/** At the foot of a page, under the thumb: the one thing to do. Where the context column stands, it does. */
export function FootBar({ children }: { children: ReactNode }) {
  return <div className={styles.bar}>{children}</div>
}
