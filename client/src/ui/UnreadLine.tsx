import type { ReactNode, Ref } from 'react'
import styles from './UnreadLine.module.css'

export interface UnreadLineProps {
  /** "Ab hier neu: gestern, 21:14 Uhr". */
  children: ReactNode
  id?: string | undefined
  ref?: Ref<HTMLDivElement> | undefined
}

/** Stays where it is until one leaves. Takes focus, so that "Zum ersten ungelesenen" can lead here. */
export function UnreadLine({ children, id, ref }: UnreadLineProps) {
  return (
    <div ref={ref} id={id} className={styles.unread} tabIndex={-1}>
      <svg className={styles.mark} viewBox="0 0 34 14" aria-hidden="true" focusable="false">
        <path d="M0 7h34" stroke="currentColor" strokeWidth="2" />
        <circle cx="9" cy="7" r="5.5" fill="currentColor" />
        <circle cx="24" cy="7" r="4.7" fill="var(--ah-paper)" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span className={styles.words}>{children}</span>
    </div>
  )
}
