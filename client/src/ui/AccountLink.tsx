import styles from './AccountLink.module.css'
import { Link } from './Link.tsx'
import { Node } from './Node.tsx'

export interface AccountLinkProps {
  href: string
  initials: string
  /** The association comes first, the person second. */
  organisation: string
  person: string
}

export function AccountLink({ href, initials, organisation, person }: AccountLinkProps) {
  return (
    <Link href={href} className={styles.account}>
      <Node size={30} tone="own">
        {initials}
      </Node>
      <span className={styles.words}>
        <bdi className={styles.organisation}>{organisation}</bdi>
        <span className={styles.person}>{person}</span>
      </span>
    </Link>
  )
}
