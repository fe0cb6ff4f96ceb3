import type { ReactNode } from 'react'
import styles from './Tag.module.css'

export interface TagProps {
  tone?: 'saffron' | 'plain' | 'petrol' | 'leaf' | 'clay' | 'live' | 'line' | undefined
  children: ReactNode
}

/** A short state in words: "neu dabei", "Entwurf 2", "Live". */
export function Tag({ tone = 'saffron', children }: TagProps) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
