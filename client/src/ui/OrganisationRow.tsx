import type { ReactNode } from 'react'
import { KindWord } from './KindWord.tsx'
import { Link } from './Link.tsx'
import { Node } from './Node.tsx'
import styles from './OrganisationRow.module.css'

export interface OrganisationRowProps {
  initials: string
  name: string
  href: string
  own?: boolean | undefined
  /** Nobody stands by it at present. */
  quiet?: boolean | undefined
  /** Place, legal form, "Ihr Verein", a Tag. */
  meta?: ReactNode
  topics?: ReactNode
  /** "Bietet: Gruppenraum", "Sucht: Probenraum". */
  listings?: readonly { kind: 'need' | 'offer'; label: string }[] | undefined
  trailing?: ReactNode
  level?: 2 | 3 | undefined
}

export function OrganisationRow({
  initials,
  name,
  href,
  own = false,
  quiet = false,
  meta,
  topics,
  listings,
  trailing,
  level = 2,
}: OrganisationRowProps) {
  const Name = `h${level}` as const
  return (
    <li className={styles.row} data-quiet={quiet || undefined}>
      <Node tone={own ? 'own' : 'default'}>{initials}</Node>
      <div className={styles.words}>
        <Name className={styles.name}>
          <Link href={href} quiet className={styles.link}>
            <bdi>{name}</bdi>
          </Link>
        </Name>
        {meta !== undefined && <div className={styles.meta}>{meta}</div>}
        {topics !== undefined && <p className={styles.meta}>{topics}</p>}
        {listings && listings.length > 0 && (
          <div className={styles.listings}>
            {listings.map((listing) => (
              <KindWord key={listing.kind + listing.label} kind={listing.kind} wrap>
                {listing.label}
              </KindWord>
            ))}
          </div>
        )}
      </div>
      {trailing && <div className={styles.trailing}>{trailing}</div>}
    </li>
  )
}
