import { IconSearch } from '@tabler/icons-react'
import { useId, type FormEvent, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './SearchField.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface SearchFieldProps {
  label: string
  placeholder?: string | undefined
  value: string
  onChange: (value: string) => void
  onSubmit: () => void
  submitLabel: string
  maxLength?: number
  /** Under the field: examples as links. */
  hint?: ReactNode
}

export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onSubmit,
  submitLabel,
  maxLength,
  hint,
}: SearchFieldProps) {
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        <label htmlFor={id}>
          <VisuallyHidden>{label}</VisuallyHidden>
        </label>
        <IconSearch className={`tabler-icon ${styles.glass ?? ''}`} aria-hidden="true" />
        <input
          id={id}
          type="search"
          className={styles.input}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          autoComplete="off"
          enterKeyHint="search"
          dir="auto"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Button type="submit">{submitLabel}</Button>
      </form>
      {hint && <div className={styles.hint}>{hint}</div>}
    </search>
  )
}
