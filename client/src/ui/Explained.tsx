import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { showBeside } from './beside.ts'
import styles from './Explained.module.css'

export interface ExplainedProps {
  /** A word or two that stand beside something else. */
  children: string
  /** What they mean, in a sentence or two. */
  explanation: string
}

const leaveMs = 150

/** Quiet words that say more when one points at them or taps them; screen readers are told both. */
export function Explained({ children, explanation }: ExplainedProps) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLSpanElement>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [opened, setOpened] = useState<'pointed' | 'tapped' | false>(false)
  const isOpen = opened !== false
  const close = useEffectEvent(() => setOpened(false))

  useLayoutEffect(() => {
    const shown = panel.current
    if (!isOpen || !shown || !trigger.current) return undefined
    const handleEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // A dialog around it stays open.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    const end = showBeside(shown, trigger.current, 'start', () => close())
    document.addEventListener('keydown', handleEscape, true)
    return () => {
      document.removeEventListener('keydown', handleEscape, true)
      end()
    }
  }, [isOpen])
  useEffect(() => () => clearTimeout(leaving.current), [])

  return (
    <span
      className={styles.around}
      onPointerEnter={({ pointerType }) => {
        clearTimeout(leaving.current)
        if (pointerType === 'mouse') setOpened((was) => was || 'pointed')
      }}
      onPointerLeave={() => {
        // Long enough to reach the explanation itself.
        leaving.current = setTimeout(() => setOpened((was) => (was === 'pointed' ? false : was)), leaveMs)
      }}
      onBlur={() => setOpened(false)}
    >
      <button
        ref={trigger}
        type="button"
        className={styles.words}
        aria-describedby={id}
        onClick={() => setOpened(opened === 'tapped' ? false : 'tapped')}
      >
        {children}
      </button>
      <span ref={panel} id={id} className={styles.panel} popover="manual" data-portal>
        {explanation}
      </span>
    </span>
  )
}
