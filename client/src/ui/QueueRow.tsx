import type { ReactNode } from 'react'
import { Node } from './Node.tsx'
import styles from './Queue.module.css'

export interface QueueRowProps {
  initials: string
  name: ReactNode
  /** Why they stand here. */
  note?: ReactNode
  /** The reader's own place. */
  own?: boolean | undefined
  /** A menu. */
  action?: ReactNode
  /** Below the line, for example what was handed in. */
  children?: ReactNode
}

export function QueueRow({ initials, name, note, own = false, action, children }: QueueRowProps) {
  return (
    <li className={styles.row} data-own={own || undefined}>
      <Node tone={own ? 'own' : 'default'} className={styles.node}>
        {initials}
      </Node>
      <div className={styles.words}>
        <b>{name}</b>
        {note !== undefined && <p>{note}</p>}
        {children}
      </div>
      {action}
    </li>
  )
}
