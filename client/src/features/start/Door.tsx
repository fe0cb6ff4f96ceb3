import type { ReactNode } from 'react'
import { Link, Node } from '../../ui/index.ts'
import styles from './Door.module.css'

interface DoorProps {
  href: string
  icon: ReactNode
  title: string
  children: ReactNode
}

/** One of three circles of equal size on the line: across on wide screens, down on phones. */
export function Door({ href, icon, title, children }: DoorProps) {
  return (
    <Link href={href} className={styles.door}>
      <Node size={56} className={styles.node}>
        {icon}
      </Node>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.text}>{children}</span>
      </span>
    </Link>
  )
}
