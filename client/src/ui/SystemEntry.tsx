import type { ReactNode } from 'react'
import styles from './SystemEntry.module.css'

export interface SystemEntryProps {
  children: ReactNode
  time?: { text: string; iso: string } | undefined
}

/** What happened rather than what was said: "Yusuf hat die Frage abgeschlossen". */
export function SystemEntry({ children, time }: SystemEntryProps) {
  return (
    <div className={styles.entry}>
      <span className={styles.dot} aria-hidden="true" />
      <p className={styles.text}>{children}</p>
      {time && <time dateTime={time.iso}>{time.text}</time>}
    </div>
  )
}
