import type { ReactNode } from 'react'
import styles from './Spread.module.css'

export interface SpreadProps {
  /** Four circles on a line; so many are filled. */
  filled: 1 | 2 | 3 | 4
  /** The word: "Einzelstimme", "mehrere", "fast alle", "Konsens". */
  children: ReactNode
}

export function Spread({ filled, children }: SpreadProps) {
  return (
    <span className={styles.spread}>
      <svg className={styles.glyph} viewBox="0 0 46 10" aria-hidden="true" focusable="false">
        <line x1="0" x2="46" y1="5" y2="5" />
        {[5, 17, 29, 41].map((at, index) => (
          <circle key={at} cx={at} cy="5" r="4" data-on={index < filled || undefined} />
        ))}
      </svg>
      {children}
    </span>
  )
}
