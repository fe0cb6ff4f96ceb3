import { IconChevronDown } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import styles from './WordButton.module.css'

export interface WordButtonProps {
  /** What is chosen here, for screen readers: "Umkreis". */
  label: string
  /** What is chosen now, as a word of the sentence. */
  current: string
  opens: 'menu' | 'dialog'
  opened: boolean
  onPress: (event: MouseEvent<HTMLButtonElement>) => void
}

/** A word in a sentence that opens a choice of others. */
export function WordButton({ label, current, opens, opened, onPress }: WordButtonProps) {
  return (
    <button
      type="button"
      className={styles.word}
      aria-label={`${label}: ${current}`}
      aria-haspopup={opens}
      aria-expanded={opened}
      onClick={onPress}
    >
      {current}
      <IconChevronDown aria-hidden="true" />
    </button>
  )
}
