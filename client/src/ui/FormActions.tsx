import type { ReactNode } from 'react'
import styles from './FormActions.module.css'

/** The buttons of a form, the one that sends first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
