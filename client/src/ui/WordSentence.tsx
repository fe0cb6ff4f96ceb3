import type { ReactNode } from 'react'
import styles from './WordSentence.module.css'

/** The sentence around the word filters: high lines, so that a thumb finds the right one. */
export function WordSentence({ children }: { children: ReactNode }) {
  return <div className={styles.sentence}>{children}</div>
}
