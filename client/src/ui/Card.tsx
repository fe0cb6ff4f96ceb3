import type { ReactNode } from 'react'
import styles from './Card.module.css'

export interface CardProps {
  /** live: saffron, for what is happening now; buttons on it are `ink`. */
  tone?: 'sheet' | 'live' | undefined
  as?: 'div' | 'article' | 'section' | 'aside' | undefined
  labelledBy?: string | undefined
  children: ReactNode
}

/** Only for things one can move or answer; everything else lies on paper and is parted by rules. */
export function Card({ tone = 'sheet', as: Element = 'div', labelledBy, children }: CardProps) {
  return (
    <Element className={styles.card} data-tone={tone} aria-labelledby={labelledBy}>
      {children}
    </Element>
  )
}
