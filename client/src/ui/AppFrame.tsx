import type { ReactNode } from 'react'
import styles from './AppFrame.module.css'
import { FrameHeader } from './FrameHeader.tsx'
import type { NavItem } from './navigation.ts'
import { NavColumn } from './NavColumn.tsx'
import { SkipLink } from './SkipLink.tsx'
import { TabBar } from './TabBar.tsx'

export interface AppFrameProps {
  brand: { name: string; href: string }
  /** Navigation column from 900 px; with `open`, words in the header. */
  nav: readonly NavItem[]
  /** Five at most; without them no tab bar. */
  tabs?: readonly NavItem[] | undefined
  navLabel: string
  /** What a number at an entry means, for screen readers: "ungelesen". */
  countLabel: string
  skipLabel: string
  /** columns: signed in. open: a header only, for the start page and visitors. */
  frame?: 'columns' | 'open' | undefined
  /** page: a column of reading width. wide: all the room. work: full height, the content brings its own scrolling. */
  layout?: 'page' | 'wide' | 'work' | undefined
  /** Replaces the header on phones, for example by one with a way back. */
  header?: ReactNode
  /** Icon buttons in the header on phones, before the language. */
  tools?: ReactNode
  /** In the column, at the end of the line of the mark. */
  beside?: ReactNode
  /** Rendered in the bar (a short word) and in the column (the whole word). */
  language?: ((place: 'bar' | 'column') => ReactNode) | undefined
  plainLanguage?: ((place: 'bar' | 'column') => ReactNode) | undefined
  account?: ReactNode
  /** Beside the work from 1280 px; below that, screens put what matters into their own flow. */
  context?: ReactNode
  contextLabel?: string | undefined
  banners?: ReactNode
  footer?: ReactNode
  /** A dock or a conversation takes the place of the tab bar. */
  hideTabs?: boolean | undefined
  mainId?: string | undefined
  children: ReactNode
}

export function AppFrame({
  tabs,
  frame = 'columns',
  layout = 'page',
  header,
  context,
  contextLabel,
  banners,
  footer,
  hideTabs = false,
  mainId = 'inhalt',
  skipLabel,
  children,
  ...shared
}: AppFrameProps) {
  const withTabs = Boolean(tabs?.length) && !hideTabs
  return (
    <div className={styles.frame} data-frame={frame} data-tabs={withTabs || undefined}>
      <SkipLink target={mainId}>{skipLabel}</SkipLink>
      {header === undefined ? (
        <FrameHeader {...shared} frame={frame} />
      ) : (
        <div className={styles.ownHeader}>{header}</div>
      )}
      <div className={styles.grid} data-context={context ? true : undefined}>
        {frame === 'columns' && <NavColumn {...shared} />}
        <div className={styles.work}>
          {banners && <div className={styles.banners}>{banners}</div>}
          <main id={mainId} className={styles.main} data-layout={layout} tabIndex={-1}>
            {children}
          </main>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
        {context && (
          <aside className={styles.context} aria-label={contextLabel}>
            {context}
          </aside>
        )}
      </div>
      {withTabs && tabs && <TabBar items={tabs} label={shared.navLabel} countLabel={shared.countLabel} />}
    </div>
  )
}
