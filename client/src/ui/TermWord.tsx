import { useMediaQuery } from '@mantine/hooks'
import { useRef, useState, type ReactNode } from 'react'
import styles from './TermWord.module.css'

export type TermPlace = { kind: 'beside'; anchor: HTMLElement } | { kind: 'sheet' }

interface TermWordProps {
  word: string
  lang?: string
  /** What is shown when it is pressed: beside the word where there is room, at the foot of a phone. */
  card: (close: () => void, place: TermPlace) => ReactNode
}

/**
 * A word of a sentence that explains itself. Not a `button` element: that would be one piece, which breaks lines
 * elsewhere than the text does, cannot be selected with it, and would move what somebody is reading.
 */
export function TermWord({ word, lang, card }: TermWordProps) {
  const [opened, setOpened] = useState(false)
  const roomy = useMediaQuery('(min-width: 56.25em)', true, { getInitialValueInEffect: false })
  const trigger = useRef<HTMLSpanElement>(null)
  const toggle = () => {
    // Safari does not focus what is pressed; the focus must know where to come back to.
    trigger.current?.focus({ preventScroll: true })
    setOpened(!opened)
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <span
        ref={trigger}
        role="button"
        tabIndex={0}
        className={styles.word}
        lang={lang}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => {
          // Whoever marks words to copy them wants no explanation.
          if (window.getSelection()?.isCollapsed !== false) toggle()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          toggle()
        }}
      >
        {word}
      </span>
      {opened &&
        trigger.current &&
        card(() => setOpened(false), roomy ? { kind: 'beside', anchor: trigger.current } : { kind: 'sheet' })}
    </>
  )
}
