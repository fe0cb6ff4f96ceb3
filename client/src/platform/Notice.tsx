import type { ReactNode } from 'react'
import { EmptyState, type EmptyStateProps } from '../ui/index.ts'
import styles from './Notice.module.css'

interface NoticeProps {
  /** quiet: something is done. */
  drawing?: EmptyStateProps['drawing']
  title: string
  text: string
  /** What to do now. */
  children: ReactNode
}

/** A page with one thing to say. */
export function Notice({ drawing = 'quiet', title, text, children }: NoticeProps) {
  return (
    <EmptyState
      drawing={drawing}
      size="page"
      level={1}
      title={title}
      action={<div className={styles.actions}>{children}</div>}
    >
      {text}
    </EmptyState>
  )
}
