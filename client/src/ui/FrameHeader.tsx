import type { AppFrameProps } from './AppFrame.tsx'
import styles from './FrameHeader.module.css'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'

type FrameHeaderProps = Pick<
  AppFrameProps,
  'brand' | 'nav' | 'navLabel' | 'tools' | 'language' | 'plainLanguage' | 'account' | 'frame'
>

/** On phones for everyone; on wide screens only where there is no navigation column. */
export function FrameHeader({
  brand,
  nav,
  navLabel,
  tools,
  language,
  plainLanguage,
  account,
  frame,
}: FrameHeaderProps) {
  const open = frame === 'open'
  return (
    <header className={styles.header} data-frame={frame}>
      <div className={styles.inside}>
        <Link href={brand.href} className={styles.brand}>
          <Mark>{brand.name}</Mark>
        </Link>
        {open && nav.length > 0 && (
          <nav className={styles.nav} aria-label={navLabel}>
            {nav.map((item) => (
              <Link key={item.id} href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.label}
              </Link>
            ))}
          </nav>
        )}
        <div className={styles.end}>
          {tools}
          {open && plainLanguage && <span className={styles.wideOnly}>{plainLanguage('column')}</span>}
          {open && language && <span className={styles.wideOnly}>{language('column')}</span>}
          {language && <span className={styles.narrow}>{language('bar')}</span>}
          {open && account}
        </div>
      </div>
    </header>
  )
}
