import { IconArrowDown, IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './NewPill.module.css'

export interface NewPillProps {
  /** "Neue anzeigen (4)": the count stands in the words. */
  children: ReactNode
  /** back: to where one was, which may be above or below. */
  leads?: 'down' | 'up' | 'back' | undefined
  onClick: () => void
}

/** Instead of moving the page under the reader. The one thing with a shadow. */
export function NewPill({ children, leads = 'down', onClick }: NewPillProps) {
  return (
    <button type="button" className={styles.pill} data-leads={leads} onClick={onClick}>
      {leads === 'back' ? (
        <IconArrowLeft data-flip aria-hidden="true" />
      ) : (
        <IconArrowDown aria-hidden="true" />
      )}
      {children}
    </button>
  )
}
