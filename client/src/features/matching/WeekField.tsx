import type { WeekTime } from '@augenhoehe/contracts'
import { dayParts, useWeekWords, weekdays } from '../../platform/week.ts'
import { VisuallyHidden } from '../../ui/index.ts'
import styles from './WeekField.module.css'

interface WeekFieldProps {
  label: string
  hint: string
  value: readonly WeekTime[]
  onChange: (times: WeekTime[]) => void
}

/** Ticks for the parts of each day, as a table: a telephone shows days below each other. */
export function WeekField({ label, hint, value, onChange }: WeekFieldProps) {
  const { long, parts } = useWeekWords()
  const toggle = (time: WeekTime) =>
    onChange(value.includes(time) ? value.filter((one) => one !== time) : [...value, time])
  return (
    <fieldset className={styles.field}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.hint}>{hint}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{label}</VisuallyHidden>
            </th>
            {parts.map((part) => (
              <th key={part} scope="col">
                {part}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((day, index) => (
            <tr key={day}>
              <th scope="row">{long[index]}</th>
              {dayParts.map((part, column) => {
                const time: WeekTime = `${day}-${part}`
                return (
                  <td key={part}>
                    <label className={styles.cell}>
                      <input
                        type="checkbox"
                        aria-label={`${long[index]} ${parts[column]}`}
                        checked={value.includes(time)}
                        onChange={() => toggle(time)}
                      />
                    </label>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
