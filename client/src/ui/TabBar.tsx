import { Link } from './Link.tsx'
import type { NavItem } from './navigation.ts'
import styles from './TabBar.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface TabBarProps {
  items: readonly NavItem[]
  label: string
  countLabel: string
}

export function TabBar({ items, label, countLabel }: TabBarProps) {
  return (
    <nav className={styles.bar} aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.id}
          href={item.href}
          className={styles.tab}
          aria-current={item.current ? 'page' : undefined}
        >
          <span className={styles.glyph}>
            {item.icon}
            {item.count ? <span className={styles.dot} aria-hidden="true" /> : null}
          </span>
          <span>{item.shortLabel ?? item.label}</span>
          {item.count ? (
            <VisuallyHidden>
              , {item.countLabel ?? countLabel}: {item.count}
            </VisuallyHidden>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}
