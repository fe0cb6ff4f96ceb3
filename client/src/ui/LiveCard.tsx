import type { ReactNode } from 'react'
import { Card } from './Card.tsx'
import styles from './LiveCard.module.css'
import { Pulse } from './Pulse.tsx'

export interface LiveCardProps {
  /** "Jetzt live · seit 19:00 Uhr". */
  eyebrow?: ReactNode
  title: ReactNode
  /** Who is there, how long: words, or a NodeLine with words. */
  note?: ReactNode
  /** A button of look "ink". */
  action?: ReactNode
  level?: 2 | 3 | undefined
  size?: 'small' | 'large' | undefined
}

export function LiveCard({ eyebrow, title, note, action, level = 2, size = 'small' }: LiveCardProps) {
  const Title = `h${level}` as const
  return (
    <Card tone="live">
      <div className={styles.live} data-size={size}>
        {eyebrow !== undefined && (
          <p className={styles.eyebrow}>
            <Pulse /> {eyebrow}
          </p>
        )}
        <Title className={styles.title}>{title}</Title>
        {note !== undefined && <div className={styles.note}>{note}</div>}
        {action}
      </div>
    </Card>
  )
}
