import { useState } from 'react'
import { later } from '../../ui/index.ts'
import { withWords } from '../with-words.ts'
import styles from './ClearWriting.module.css'
import { isWorthHints, useHintsWanted } from './wanted.ts'

const HintsLine = later(() => withWords(async () => (await import('./HintsLine.tsx')).HintsLine))

interface ClearWritingProps {
  text: string
  /** The language it is written in, where somebody said so; otherwise it is noticed. */
  lang?: string | null | undefined
}

/**
 * The line under a text with hints for clearer language. Its room is there with the key that makes the text worth it,
 * so that nothing moves when the hints come.
 */
export function ClearWriting({ text, lang }: ClearWritingProps) {
  const wanted = useHintsWanted()
  const isEmpty = text.trim() === ''
  const [begun, begin] = useState(false)
  if (begun ? isEmpty : isWorthHints(text)) begin(!isEmpty)
  if (!wanted || !begun) return null
  return (
    <div className={styles.room}>
      <HintsLine text={text} lang={lang} />
    </div>
  )
}
