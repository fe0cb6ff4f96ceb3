import styles from './Changes.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface ChangesProps {
  words: readonly { kind: 'same' | 'gone' | 'new'; text: string }[]
  /** Read before what went and before what came: "gestrichen", "neu". */
  goneLabel: string
  newLabel: string
}

/** A sentence before and after in one: what went is struck through, what came is underlined. */
export function Changes({ words, goneLabel, newLabel }: ChangesProps) {
  return (
    <p className={styles.changes} dir="auto">
      {words.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>
        const Mark = kind === 'gone' ? 'del' : 'ins'
        return (
          <Mark key={index}>
            <VisuallyHidden>{` ${kind === 'gone' ? goneLabel : newLabel}: `}</VisuallyHidden>
            {text}
          </Mark>
        )
      })}
    </p>
  )
}
