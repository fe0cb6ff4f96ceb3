import type { ReactNode } from 'react'
import styles from './ComposerFoot.module.css'

interface ComposerFootProps {
  language: { label: ReactNode; onChange: () => void } | undefined
  note: ReactNode
  children: ReactNode
}

export function ComposerFoot({ language, note, children }: ComposerFootProps) {
  return (
    <div className={styles.foot}>
      <div className={styles.hint}>
        {language && (
          <button type="button" className={styles.language} onClick={language.onChange}>
            {language.label}
          </button>
        )}
        {/* Always there, so that its words are announced when they change. */}
        <div aria-live="polite">{note}</div>
      </div>
      {children}
    </div>
  )
}
