import { useId } from 'react'
import type { Kind } from './KindWord.tsx'
import styles from './TypeChips.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface TypeChipsProps {
  legend: string
  options: readonly { kind: Kind; label: string }[]
  value: Kind | null
  /** null when the chosen one is pressed again. */
  onChange: (kind: Kind | null) => void
}

/** One radio group: arrow keys choose, pressing the chosen one takes the choice back. */
export function TypeChips({ legend, options, value, onChange }: TypeChipsProps) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend>
        <VisuallyHidden>{legend}</VisuallyHidden>
      </legend>
      <div className={styles.row}>
        {options.map(({ kind, label }) => (
          <label key={kind} className={styles.chip} data-kind={kind}>
            <input
              className={styles.input}
              type="radio"
              name={name}
              checked={kind === value}
              onChange={() => onChange(kind)}
              onClick={() => {
                if (kind === value) onChange(null)
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
