import type { ReactNode } from 'react'
import { KindWord } from './KindWord.tsx'
import { Link } from './Link.tsx'
import styles from './ListingRow.module.css'

export interface ListingRowProps {
  kind: 'need' | 'offer'
  kindLabel: string
  title: string
  href: string
  place?: ReactNode
  meta?: ReactNode
}

/** The short form of a need or an offer, for Rows on the start page, in profiles and beside the work. */
export function ListingRow({ kind, kindLabel, title, href, place, meta }: ListingRowProps) {
  return (
    <li className={styles.row}>
      <KindWord kind={kind} className={styles.kind}>
        {kindLabel}
      </KindWord>
      <Link href={href} quiet className={styles.title}>
        {title}
      </Link>
      {place !== undefined && <span className={styles.place}>{place}</span>}
      {meta !== undefined && <span className={styles.meta}>{meta}</span>}
    </li>
  )
}
