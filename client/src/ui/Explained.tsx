import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './Explained.module.css'
import { placeBeside } from './placeBeside.ts'

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
  const around = useRef<HTMLSpanElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLSpanElement>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [opened, setOpened] = useState<'pointed' | 'tapped' | false>(false)
  const isOpen = opened !== false
  const close = useEffectEvent(() => setOpened(false))

  useLayoutEffect(() => {
    const shown = panel.current
    if (!isOpen || !shown || !trigger.current) return undefined
    const anchor = trigger.current
    const place = () => placeBeside(shown, anchor, 'start')
    const handleOutside = (event: PointerEvent) => {
      if (!around.current?.contains(event.target as Element)) close()
    }
    const handleEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // A dialog around it stays open.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    shown.showPopover()
    place()
    document.addEventListener('pointerdown', handleOutside, true)
    document.addEventListener('keydown', handleEscape, true)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      document.removeEventListener('pointerdown', handleOutside, true)
      document.removeEventListener('keydown', handleEscape, true)
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
      if (shown.isConnected) shown.hidePopover()
    }
  }, [isOpen])
  useEffect(() => () => clearTimeout(leaving.current), [])

  return (
    <span
      ref={around}
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
