import type { AppFrameProps } from './AppFrame.tsx'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'
import styles from './NavColumn.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type NavColumnProps = Pick<
  AppFrameProps,
  'brand' | 'beside' | 'nav' | 'navLabel' | 'countLabel' | 'language' | 'plainLanguage' | 'account'
>

function Count({ value, label }: { value: number | undefined; label: string }) {
  if (!value) return null
  return (
    <span className={styles.count}>
      <VisuallyHidden>, {label}: </VisuallyHidden>
      {value}
    </span>
  )
}

export function NavColumn({
  brand,
  beside,
  nav,
  navLabel,
  countLabel,
  language,
  plainLanguage,
  account,
}: NavColumnProps) {
  return (
    <header className={styles.column}>
      <div className={styles.top}>
        <Link href={brand.href} className={styles.brand}>
          <Mark>{brand.name}</Mark>
        </Link>
        {beside}
      </div>
      <nav aria-label={navLabel}>
        <ul>
          {nav.map((item) => (
            <li key={item.id}>
              <Link
                href={item.href}
                className={styles.entry}
                aria-current={item.current ? 'page' : undefined}
              >
                {item.icon}
                <span className={styles.label}>{item.label}</span>
                <Count value={item.count} label={item.countLabel ?? countLabel} />
              </Link>
              {item.children && item.children.length > 0 && (
                <ul>
                  {item.children.map((child) => (
                    <li key={child.id}>
                      <Link
                        href={child.href}
                        className={styles.child}
                        aria-current={child.current ? 'page' : undefined}
                      >
                        <span className={styles.label}>{child.label}</span>
                        <Count value={child.count} label={countLabel} />
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.end}>
        {language?.('column')}
        {plainLanguage?.('column')}
        {account && <div className={styles.account}>{account}</div>}
      </div>
    </header>
  )
}
