import { useId } from 'react'
import type { FieldProps } from './fieldProps.ts'
import styles from './RadioField.module.css'

export interface RadioFieldProps extends FieldProps {
  options: readonly { value: string; label: string; note?: string; lang?: string }[]
  value: string | null
  onChange: (value: string) => void
  id?: string | undefined
  /** Short words stand beside each other where there is room. */
  beside?: boolean | undefined
}

/** All choices in sight, each as wide as the form. */
export function RadioField({
  label,
  hint,
  error,
  options,
  value,
  onChange,
  id,
  beside = false,
}: RadioFieldProps) {
  const own = useId()
  const base = id ?? own
  const described = [hint && `${base}-hint`, error && `${base}-error`].filter(Boolean).join(' ')
  return (
    <fieldset id={base} aria-describedby={described || undefined} aria-invalid={error ? true : undefined}>
      <legend className={styles.legend}>{label}</legend>
      {hint !== undefined && (
        <p id={`${base}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={styles.options} data-beside={beside || undefined}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={base}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <span lang={option.lang}>{option.label}</span>
              {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${base}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
