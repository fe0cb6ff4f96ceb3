import styles from './PhaseLine.module.css'

export interface PhaseLineProps {
  label: string
  phases: readonly {
    id: string
    label: string
    /** done: behind us. now: here. next: not yet. */
    at: 'done' | 'now' | 'next'
    /** Without it one cannot go there from here. */
    onGo?: (() => void) | undefined
  }[]
}

/** How far a session has come, and the way on. */
export function PhaseLine({ label, phases }: PhaseLineProps) {
  return (
    <ol className={styles.line} aria-label={label}>
      {phases.map(({ id, label: word, at, onGo }) => (
        <li key={id} data-at={at}>
          <button
            type="button"
            aria-current={at === 'now' ? 'step' : undefined}
            aria-disabled={onGo ? undefined : true}
            onClick={onGo}
          >
            {word}
          </button>
        </li>
      ))}
    </ol>
  )
}
