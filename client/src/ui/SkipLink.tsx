import type { ReactNode } from 'react'
import styles from './SkipLink.module.css'

export interface SkipLinkProps {
  /** Id of the main part, without "#". */
  target: string
  children: ReactNode
}

export function SkipLink({ target, children }: SkipLinkProps) {
  return (
    <a
      className={styles.skip}
      href={`#${target}`}
      onClick={(event) => {
        const main = document.getElementById(target)
        if (!main) return
        // The address keeps its route; a hash in it would become one more step back.
        event.preventDefault()
        main.focus()
        main.scrollIntoView({ block: 'start' })
      }}
    >
      {children}
    </a>
  )
}
