import type { ReactNode } from 'react'
import styles from './SectionHead.module.css'

export interface SectionHeadProps {
  children: ReactNode
  id?: string | undefined
  level?: 2 | 3 | undefined
  /** At the end of the line: a link or a count. */
  action?: ReactNode
}

/** A small heading whose line runs to the edge. */
export function SectionHead({ children, id, level = 2, action }: SectionHeadProps) {
  const Heading = `h${level}` as const
  return (
    <div className={styles.head}>
      <Heading id={id} className={styles.title}>
        {children}
      </Heading>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
