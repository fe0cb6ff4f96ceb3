import type { ReactNode } from 'react'
import { Link, PageHeader, PhoneHeader, type PageHeaderProps } from '../ui/index.ts'
import { Page } from './layout.tsx'
import { BarTools } from './SearchLink.tsx'
import styles from './UnderPage.module.css'

interface UnderPageProps extends Omit<PageHeaderProps, 'title'> {
  title: string
  /** Where it belongs, and where the arrow of phones leads. */
  up: { href: string; label: string }
  layout?: 'page' | 'wide'
  children: ReactNode
}

/** A page beneath another: the way up stands in the bar on phones, and over the title elsewhere. */
export function UnderPage({ title, up, layout = 'page', eyebrow, children, ...header }: UnderPageProps) {
  return (
    <Page
      title={title}
      layout={layout}
      header={
        <PhoneHeader back={up} tools={<BarTools />}>
          {up.label}
        </PhoneHeader>
      }
    >
      <PageHeader
        {...header}
        title={title}
        eyebrow={
          <>
            <span className={styles.up}>
              <Link href={up.href}>{up.label}</Link>
              {eyebrow && ' · '}
            </span>
            {eyebrow}
          </>
        }
      />
      {children}
    </Page>
  )
}
