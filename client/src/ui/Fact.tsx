import type { ReactNode } from 'react'
import styles from './Fact.module.css'

export interface FactProps {
  /** Where references lead. */
  id?: string | undefined
  /** The statement with its reference; a person's words bring their own direction. */
  children: ReactNode
  /** Beside it, on phones below: spread, sources, "Ergänzung der Moderation". */
  margin?: ReactNode
  /** Under it: open questions, other views. */
  below?: ReactNode
  /** Belongs to what stands above: no rule between them. */
  attached?: boolean | undefined
}

/** One statement of a record; its evidence lives in the margin. */
export function Fact({ id, children, margin, below, attached = false }: FactProps) {
  return (
    <li id={id} className={styles.fact} data-attached={attached || undefined} tabIndex={id ? -1 : undefined}>
      <div className={styles.words}>{children}</div>
      {margin && <div className={styles.margin}>{margin}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </li>
  )
}

/** The statements under one question, parted by rules. */
export function Facts({ children, label }: { children: ReactNode; label?: string | undefined }) {
  return (
    <ol className={styles.facts} aria-label={label}>
      {children}
    </ol>
  )
}

export interface FactAsideProps {
  /** open: dotted, an open question. dissent: another view, word by word. note: for those who work on it. */
  tone: 'open' | 'dissent' | 'note'
  title: ReactNode
  level?: 3 | 4 | undefined
  children: ReactNode
}

/** What belongs to a statement and is not the statement: a question that stays open, another view. */
export function FactAside({ tone, title, level = 3, children }: FactAsideProps) {
  const Title = `h${level}` as const
  return (
    <div className={styles.aside} data-tone={tone}>
      <Title className={styles.asideTitle}>{title}</Title>
      {children}
    </div>
  )
}
