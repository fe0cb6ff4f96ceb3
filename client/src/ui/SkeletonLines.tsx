import styles from './SkeletonLines.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface SkeletonLinesProps {
  /** "Wird geladen". */
  label: string
  /** How many entries will roughly come. */
  entries?: number | undefined
  lines?: number | undefined
  /** With a circle and two short lines in front, like a message or a row. */
  node?: boolean | undefined
  /** Each in a card of its own. */
  cards?: boolean | undefined
}

const widths = ['100%', '94%', '68%', '88%', '52%'] as const

/** Keeps the room of what is coming, so that nothing jumps when it is there. */
export function SkeletonLines({
  label,
  entries = 3,
  lines = 3,
  node = true,
  cards = false,
}: SkeletonLinesProps) {
  return (
    <div className={styles.skeleton} data-cards={cards || undefined} aria-busy="true" aria-live="polite">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: entries }, (_, entry) => (
        <div key={entry} className={styles.entry} aria-hidden="true">
          {node && (
            <div className={styles.head}>
              <span className={styles.node} />
              <span>
                <span className={styles.bone} style={{ inlineSize: '60%' }} />
                <span className={styles.bone} style={{ inlineSize: '36%' }} />
              </span>
            </div>
          )}
          {Array.from({ length: lines }, (_, line) => (
            <span
              key={line}
              className={styles.bone}
              style={{ inlineSize: line === lines - 1 ? '72%' : (widths[(entry + line) % 5] ?? '100%') }}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
