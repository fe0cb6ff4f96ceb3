import { useLayoutEffect, useRef, type ReactNode } from 'react'
import styles from './ComposerDock.module.css'

export interface ComposerDockProps {
  /** A NewPill; it sits on the edge of the dock and takes no room from the text. */
  pill?: ReactNode
  children: ReactNode
}

/** Sticks to the foot of the scrolling part, above the keyboard. */
export function ComposerDock({ pill, children }: ComposerDockProps) {
  const dock = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = dock.current
    if (!element) return undefined
    // What floats above everything stands clear of it.
    const { style } = document.documentElement
    const measured = new ResizeObserver(() =>
      style.setProperty('--ah-dock', `${element.getBoundingClientRect().height}px`),
    )
    measured.observe(element)
    return () => {
      measured.disconnect()
      style.removeProperty('--ah-dock')
    }
  }, [])
  return (
    <div ref={dock} className={styles.dock} data-pill={pill ? true : undefined}>
      {pill && <div className={styles.pill}>{pill}</div>}
      {children}
    </div>
  )
}
