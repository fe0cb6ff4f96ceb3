import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './ChoiceChip.module.css'

export interface ChoiceChipProps {
  children: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  /** radio inside a group of the same `name`, otherwise a checkbox. */
  type?: 'checkbox' | 'radio' | undefined
  name?: string | undefined
  value?: string | undefined
  lang?: string | undefined
}

/** A choice as large as a thumb: open circle, then filled with a tick. Put several into a fieldset. */
export function ChoiceChip({ children, checked, onChange, type = 'checkbox', ...rest }: ChoiceChipProps) {
  return (
    <label className={styles.choice}>
      <input
        {...rest}
        className={styles.input}
        type={type}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.glyph} aria-hidden="true">
        {checked && <IconCheck />}
      </span>
      <span className={styles.word}>{children}</span>
    </label>
  )
}
