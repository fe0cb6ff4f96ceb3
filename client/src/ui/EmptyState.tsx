import type { ReactNode } from 'react'
import { drawings, type DrawingName } from './drawings.tsx'
import styles from './EmptyState.module.css'

export interface EmptyStateProps {
  drawing: DrawingName
  /** What is. */
  title: ReactNode
  /** What to do. */
  children?: ReactNode
  /** One line button. */
  action?: ReactNode
  level?: 1 | 2 | 3 | undefined
  /** small: drawing beside the words, under a question on the spine. page: for whole pages. */
  size?: 'small' | 'block' | 'page' | undefined
}

export function EmptyState({ drawing, title, children, action, level = 2, size = 'block' }: EmptyStateProps) {
  const Title = `h${level}` as const
  return (
    <div className={styles.state} data-size={size}>
      <svg className={styles.drawing} viewBox="0 0 120 70" aria-hidden="true" focusable="false">
        {drawings[drawing]}
      </svg>
      <div className={styles.words}>
        <Title className={styles.title}>{title}</Title>
        {children && <div className={styles.text}>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  )
}
