import type { ReactNode } from 'react'
import { SectionHead } from '../SectionHead.tsx'
import styles from './GallerySection.module.css'

export interface GallerySectionProps {
  title: string
  /** The names of the components in it, for those who look for one. */
  of: string
  children: ReactNode
  /** Side by side where there is room. */
  row?: boolean | undefined
}

export function GallerySection({ title, of, children, row = false }: GallerySectionProps) {
  return (
    <section className={styles.section}>
      <SectionHead>{title}</SectionHead>
      <p className={styles.names} translate="no">
        {of}
      </p>
      <div className={styles.body} data-row={row || undefined}>
        {children}
      </div>
    </section>
  )
}
