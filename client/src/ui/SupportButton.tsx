import styles from './SupportButton.module.css'

export interface SupportButtonProps {
  /** How many, in the digits of the language. */
  count: string
  /** "auch ich" or "dabei". */
  word: string
  /** Begins with count and word, then says of what: for whoever does not see where it stands. */
  label: string
  pressed: boolean
  onPress?: (() => void) | undefined
}

/** "This is my question too": 52 px, so that a thumb finds it. Without `onPress` it only tells the number. */
export function SupportButton({ count, word, label, pressed, onPress }: SupportButtonProps) {
  const inside = (
    <>
      <b>{count}</b> <span>{word}</span>
    </>
  )
  if (!onPress)
    return (
      <span className={styles.support} data-still>
        {inside}
      </span>
    )
  return (
    <button
      type="button"
      className={styles.support}
      aria-pressed={pressed}
      aria-label={label}
      onClick={onPress}
    >
      {inside}
    </button>
  )
}
