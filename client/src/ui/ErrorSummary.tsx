import { useEffect, useRef } from 'react'
import styles from './ErrorSummary.module.css'

export interface ErrorSummaryProps {
  title: string
  /** Empty: nothing is shown. `field` is the id of the input. */
  errors: readonly { field: string; text: string }[]
}

/** Takes focus when it appears, names every error and leads to its field. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const some = errors.length > 0

  useEffect(() => {
    if (some) box.current?.focus()
  }, [some])

  if (!some) return null
  return (
    <div ref={box} className={styles.box} role="alert" tabIndex={-1}>
      <p className={styles.title}>{title}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(error.field)?.focus()
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
