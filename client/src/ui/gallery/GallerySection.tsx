import type { ReactNode } from 'react'
import { SectionHead } from '../SectionHead.tsx'
import styles from './GallerySection.module.css'

export interface GallerySectionProps {
  title: string
  children: ReactNode
  /** Side by side where there is room. */
  row?: boolean | undefined
}

export function GallerySection({ title, children, row = false }: GallerySectionProps) {
  return (
    <section className={styles.section}>
      <SectionHead>{title}</SectionHead>
      <div className={styles.body} data-row={row || undefined}>
        {children}
      </div>
    </section>
  )
}
