import { IconArrowDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './NewPill.module.css'

export interface NewPillProps {
  /** "Neue anzeigen (4)": the count stands in the words. */
  children: ReactNode
  onClick: () => void
}

/** Instead of moving the page under the reader. The one thing with a shadow. */
export function NewPill({ children, onClick }: NewPillProps) {
  return (
    <button type="button" className={styles.pill} onClick={onClick}>
      <IconArrowDown aria-hidden="true" />
      {children}
    </button>
  )
}
