import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './Row.module.css'

export interface RowProps {
  /** A Node, usually. */
  leading?: ReactNode
  title: ReactNode
  href?: string | undefined
  /** A way on, as in a list of settings: all of it is the target, and an arrow says so. */
  leads?: boolean | undefined
  /** Heading level of the title; without it the title is plain text. */
  level?: 2 | 3 | 4 | undefined
  /** Second line. */
  meta?: ReactNode
  trailing?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function Row({
  leading,
  title,
  href,
  leads = false,
  level,
  meta,
  trailing,
  actions,
  children,
}: RowProps) {
  const Title = level ? (`h${level}` as const) : 'p'
  return (
    <li className={styles.row} data-leading={leading ? true : undefined} data-leads={leads || undefined}>
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
      {(trailing || leads) && (
        <div className={styles.trailing}>
          {trailing}
          {leads && <IconChevronRight data-flip aria-hidden="true" />}
        </div>
      )}
    </li>
  )
}
