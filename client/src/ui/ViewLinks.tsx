import { Link } from './Link.tsx'
import styles from './Tabs.module.css'

export interface ViewLinksProps {
  label: string
  links: readonly { id: string; href: string; label: string; current?: boolean }[]
}

/** Looks like tabs, but each view has its own address. */
export function ViewLinks({ label, links }: ViewLinksProps) {
  return (
    <nav className={styles.list} aria-label={label}>
      {links.map((link) => (
        <Link
          key={link.id}
          href={link.href}
          className={styles.tab}
          aria-current={link.current ? 'page' : undefined}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  )
}
