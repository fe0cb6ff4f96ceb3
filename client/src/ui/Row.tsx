import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './Row.module.css'

export interface RowProps {
  /** A Node, usually. */
  leading?: ReactNode
  title: ReactNode
  href?: string | undefined
  /** Heading level of the title; without it the title is plain text. */
  level?: 2 | 3 | 4 | undefined
  /** Second line. */
  meta?: ReactNode
  trailing?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function Row({ leading, title, href, level, meta, trailing, actions, children }: RowProps) {
  const Title = level ? (`h${level}` as const) : 'p'
  return (
    <li className={styles.row} data-leading={leading ? true : undefined}>
      {leading}
      <div className={styles.words}>
        <Title className={styles.title}>
          {href === undefined ? (
            title
          ) : (
            <Link href={href} quiet>
              {title}
            </Link>
          )}
        </Title>
        {meta && <p className={styles.meta}>{meta}</p>}
        {children}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {trailing && <div className={styles.trailing}>{trailing}</div>}
    </li>
  )
}
