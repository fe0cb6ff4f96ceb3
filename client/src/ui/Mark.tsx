import type { ReactNode } from 'react'
import styles from './Mark.module.css'

export interface MarkProps {
  /** The word beside the circles; without it only the drawing. */
  children?: ReactNode
}

/** Two circles of equal size on one line. It never turns with the reading direction. */
export function Mark({ children }: MarkProps) {
  return (
    <span className={styles.mark}>
      <svg className={styles.drawing} viewBox="0 0 44 20" aria-hidden="true" focusable="false">
        <path className={styles.line} d="M0 10h44" />
        <circle className={styles.full} cx="12" cy="10" r="7.5" />
        <circle className={styles.open} cx="32" cy="10" r="7.5" />
      </svg>
      {children}
    </span>
  )
}
