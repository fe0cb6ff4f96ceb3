import type { ReactNode } from 'react'
import styles from './MessageTranslation.module.css'

export interface MessageTranslationProps {
  lang: string
  dir?: 'ltr' | 'rtl' | undefined
  children: ReactNode
  /** "Aus dem Türkischen, maschinell übersetzt." and a link to mend it. */
  note: ReactNode
  /** outdated: the original was changed since. */
  state?: 'machine' | 'reviewed' | 'outdated' | undefined
}

export function MessageTranslation({
  lang,
  dir,
  children,
  note,
  state = 'machine',
}: MessageTranslationProps) {
  return (
    <div className={styles.translation} data-state={state} dir={dir}>
      <div className={styles.text} lang={lang}>
        {children}
      </div>
      <div className={styles.note}>{note}</div>
    </div>
  )
}
