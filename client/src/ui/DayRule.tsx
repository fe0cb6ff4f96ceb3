import type { ReactNode } from 'react'
import styles from './DayRule.module.css'

export function DayRule({ children }: { children: ReactNode }) {
  return <div className={styles.day}>{children}</div>
}
