import type { ReactNode } from 'react'
import styles from './Crumb.module.css'
import { Link } from './Link.tsx'
import { Node } from './Node.tsx'

export interface CrumbProps {
  href: string
  number: ReactNode
  children: ReactNode
}

/** The guiding question over a thread, in one line. */
export function Crumb({ href, number, children }: CrumbProps) {
  return (
    <Link href={href} className={styles.crumb}>
      <Node size={22} tone="number">
        {number}
      </Node>
      <span className={styles.words}>{children}</span>
    </Link>
  )
}
