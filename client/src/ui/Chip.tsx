import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './Chip.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface ChipProps {
  children: ReactNode
  /** With both, the chip can be taken away. */
  onRemove?: (() => void) | undefined
  removeLabel?: string | undefined
}

/** A chosen thing in a list of chosen things: a topic, a language, a place. */
export function Chip({ children, onRemove, removeLabel }: ChipProps) {
  return (
    <span className={styles.chip} data-removable={onRemove ? true : undefined}>
      <span className={styles.word}>{children}</span>
      {onRemove && (
        <button type="button" className={styles.remove} onClick={onRemove}>
          <IconX aria-hidden="true" />
          <VisuallyHidden>{removeLabel}</VisuallyHidden>
        </button>
      )}
    </span>
  )
}
