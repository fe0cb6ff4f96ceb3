import type { ReactNode } from 'react'
import styles from './Rows.module.css'

export interface RowsProps {
  /** Read before the list when no heading stands over it. */
  label?: string | undefined
  children: ReactNode
}

/** A list with rules between its rows. Children: Row, OrganisationRow, ListingRow or any `li`. */
export function Rows({ label, children }: RowsProps) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  )
}
