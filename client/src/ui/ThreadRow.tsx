import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './ThreadRow.module.css'

export interface ThreadRowProps {
  href: string
  title: ReactNode
  /** Ring: read. Filled with a tick to the text: unread. Saffron: live. */
  state?: 'read' | 'unread' | 'live' | undefined
  meta?: ReactNode
  /** "4 neu", or a live Tag. */
  news?: ReactNode
  /** KindWord elements with their numbers. */
  kinds?: ReactNode
  level?: 3 | 4 | undefined
}

/** Belongs under a SpineQuestion. The whole row leads to the thread; its name is the title alone. */
export function ThreadRow({ href, title, state = 'read', meta, news, kinds, level = 3 }: ThreadRowProps) {
  const Heading = `h${level}` as const
  return (
    <div className={styles.row} data-state={state}>
      <Heading className={styles.title}>
        <Link href={href} className={styles.link}>
          {title}
        </Link>
      </Heading>
      {news && <div className={styles.news}>{news}</div>}
      {meta && <p className={styles.meta}>{meta}</p>}
      {kinds && <div className={styles.kinds}>{kinds}</div>}
    </div>
  )
}
