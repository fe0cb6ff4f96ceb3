import type { MarkedText } from '@augenhoehe/contracts'
import styles from './Marked.module.css'

interface MarkedProps {
  text: MarkedText
}

/** What was found is marked; everything is text and nothing else. */
export const Marked = ({ text }: MarkedProps) =>
  // Pieces have no name but their place, and never change it.
  text.map((part, index) =>
    part.marked ? (
      <mark key={index} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
