import type { ReactNode } from 'react'
import styles from './Tally.module.css'

export interface TallyProps {
  rows: readonly { id: string; label: ReactNode; count: number; mark: 'full' | 'half' | 'ring' | 'open' }[]
}

const mostDots = 24

/** How many answered how: the number says it, circles of one size show it. */
export function Tally({ rows }: TallyProps) {
  return (
    <dl className={styles.tally}>
      {rows.map(({ id, label, count, mark }) => (
        <div key={id} className={styles.row}>
          <dt>{label}</dt>
          <dd className={styles.count}>{count}</dd>
          <dd className={styles.dots} aria-hidden="true">
            {Array.from({ length: Math.min(count, mostDots) }, (_, index) => (
              <i key={index} data-mark={mark} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
