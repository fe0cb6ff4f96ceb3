import type { ReactNode } from 'react'
import { Node } from './Node.tsx'
import styles from './SpineQuestion.module.css'

export interface SpineQuestionProps {
  id: string
  /** Already in the digits of the language. */
  number: ReactNode
  title: ReactNode
  meta?: ReactNode
  /** What one can do with the question itself. */
  actions?: ReactNode
  level?: 2 | 3 | undefined
  /** ThreadRow elements, or an EmptyState of size small that invites. */
  children?: ReactNode
}

export function SpineQuestion({ id, number, title, meta, actions, level = 2, children }: SpineQuestionProps) {
  const Heading = `h${level}` as const
  return (
    <section id={id} className={styles.question} aria-labelledby={`${id}-title`}>
      <Node size={36} tone="number" className={styles.node}>
        {number}
      </Node>
      <Heading id={`${id}-title`} className={styles.title}>
        {title}
      </Heading>
      {(meta || actions) && (
        <div className={styles.under}>
          {meta && <p className={styles.meta}>{meta}</p>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
