import { useMediaQuery } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import styles from './TermWord.module.css'

export type TermPlace = { kind: 'beside'; anchor: HTMLElement } | { kind: 'sheet' }

interface TermWordProps {
  word: string
  lang?: string
  /** What is shown when it is pressed: beside the word where there is room, at the foot of a phone. */
  renderCard: (close: () => void, place: TermPlace) => ReactNode
}

/**
 * A word of a sentence that explains itself. Not a `button` element: that would be one piece, which breaks lines
 * elsewhere than the text does, cannot be selected with it, and would move what somebody is reading.
 */
export function TermWord({ word, lang, renderCard }: TermWordProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const roomy = useMediaQuery('(min-width: 56.25em)', true, { getInitialValueInEffect: false })
  const toggle = (word: HTMLElement) => {
    // Safari does not focus what is pressed; the focus must know where to come back to.
    word.focus({ preventScroll: true })
    setAnchor(anchor ? null : word)
  }
  return (
    <>
      <span
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="button"
        tabIndex={0}
        className={styles.word}
        lang={lang}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => {
          // Whoever marks words to copy them wants no explanation.
          if (window.getSelection()?.isCollapsed !== false) toggle(currentTarget)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          toggle(event.currentTarget)
        }}
      >
        {word}
      </span>
      {anchor && renderCard(() => setAnchor(null), roomy ? { kind: 'beside', anchor } : { kind: 'sheet' })}
    </>
  )
}
