import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './Banner.module.css'
import { IconButton } from './IconButton.tsx'

export interface BannerProps {
  /** offline: broken line. demo: invented world. info, problem: what the words say. */
  tone: 'offline' | 'demo' | 'info' | 'problem'
  children: ReactNode
  /** One link or text button. */
  action?: ReactNode
  onClose?: (() => void) | undefined
  closeLabel?: string | undefined
  /** Rounded, inside of a page, instead of across the whole width. */
  inset?: boolean | undefined
}

/** A sentence above the page. It is polite: it waits until the reader has finished a sentence. */
export function Banner({ tone, children, action, onClose, closeLabel, inset = false }: BannerProps) {
  return (
    <div className={styles.banner} data-tone={tone} data-inset={inset || undefined} aria-live="polite">
      <svg className={styles.glyph} viewBox="0 0 34 14" aria-hidden="true" focusable="false">
        {tone === 'offline' ? <path d="M0 7h13M21 7h13" /> : <path d="M0 7h34" />}
        <circle data-full cx="8" cy="7" r="5" />
        <circle cx="26" cy="7" r="5" strokeDasharray={tone === 'demo' ? '2.5 2.7' : undefined} />
      </svg>
      <div className={styles.words}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
      {onClose && closeLabel !== undefined && (
        <IconButton label={closeLabel} icon={<IconX aria-hidden="true" />} onClick={onClose} />
      )}
    </div>
  )
}
