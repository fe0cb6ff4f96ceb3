import type { ReactNode } from 'react'
import styles from './MessageTranslation.module.css'

export interface MessageTranslationProps {
  lang: string
  children: ReactNode
  /** "Übersetzung (Deutsch) von Wabe e. V., Milan.", and what can be done with it. */
  note: ReactNode
  /** The original was changed since. */
  outdated?: boolean | undefined
}

export function MessageTranslation({ lang, children, note, outdated = false }: MessageTranslationProps) {
  return (
    <div className={styles.translation} data-outdated={outdated || undefined}>
      <div className={styles.text} lang={lang} dir="auto">
        {children}
      </div>
      <div className={styles.note}>{note}</div>
    </div>
  )
}
