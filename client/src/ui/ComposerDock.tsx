import type { ReactNode } from 'react'
import styles from './ComposerDock.module.css'

export interface ComposerDockProps {
  /** A NewPill; it sits on the edge of the dock and takes no room from the text. */
  pill?: ReactNode
  children: ReactNode
}

/** Sticks to the foot of the scrolling part, above the keyboard. */
export function ComposerDock({ pill, children }: ComposerDockProps) {
  return (
    <div className={styles.dock} data-pill={pill ? true : undefined}>
      {pill && <div className={styles.pill}>{pill}</div>}
      {children}
    </div>
  )
}
