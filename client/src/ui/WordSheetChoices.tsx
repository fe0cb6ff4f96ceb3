import { useId, useRef } from 'react'
import type { WordFilterProps } from './WordFilter.tsx'
import styles from './WordSheetChoices.module.css'

interface WordSheetChoicesProps extends Pick<WordFilterProps, 'label' | 'value' | 'options' | 'onChange'> {
  onDone: () => void
}

export function WordSheetChoices({ label, value, options, onChange, onDone }: WordSheetChoicesProps) {
  const name = useId()
  // Arrow keys only move through the choices; a tap or Enter means "that one".
  const tapped = useRef(false)
  return (
    <div role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label
          key={option.value}
          className={styles.option}
          onPointerDown={() => {
            tapped.current = true
          }}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            data-autofocus={option.value === value || undefined}
            onChange={() => onChange(option.value)}
            onClick={() => {
              if (tapped.current) onDone()
            }}
            onKeyDown={(event) => {
              tapped.current = false
              if (event.key !== 'Enter') return
              // The focus goes back to the word; the same key must not press it again.
              event.preventDefault()
              onDone()
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
