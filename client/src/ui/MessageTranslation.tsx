import type { ReactNode } from 'react'
import styles from './MessageTranslation.module.css'

export interface MessageTranslationProps {
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | 'auto' | undefined
  children: ReactNode
  /** "Übersetzung (Deutsch) von Wabe e. V., Milan.", and what can be done with it. */
  note: ReactNode
  /** The original was changed since. */
  outdated?: boolean | undefined
}

export function MessageTranslation({
  lang,
  dir = 'auto',
  children,
  note,
  outdated = false,
}: MessageTranslationProps) {
  return (
    <div className={styles.translation} data-outdated={outdated || undefined}>
      <div className={styles.text} lang={lang} dir={dir}>
        {children}
      </div>
      <div className={styles.note}>{note}</div>
    </div>
  )
}
