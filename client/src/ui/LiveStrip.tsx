import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import styles from './LiveStrip.module.css'
import { Pulse } from './Pulse.tsx'

export interface LiveStripProps {
  href: string
  /** The question. */
  title: ReactNode
  /** "Jetzt live mit 14 Vereinen". */
  note?: ReactNode
}

/** On phones the first thing, because it is the only one that expires. */
export function LiveStrip({ href, title, note }: LiveStripProps) {
  return (
    <Link href={href} className={styles.strip}>
      <Pulse />
      <span className={styles.words}>
        <b>{title}</b>
        {note !== undefined && <span>{note}</span>}
      </span>
      <IconChevronRight data-flip aria-hidden="true" />
    </Link>
  )
}
