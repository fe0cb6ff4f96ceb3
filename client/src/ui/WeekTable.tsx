import { cx } from './cx.ts'
import styles from './WeekTable.module.css'

export interface WeekTableProps {
  /** What it shows, in words. */
  label: string
  days: readonly string[]
  parts: readonly string[]
  /** Whether something is there on this day, in this part of it. */
  isFree: (day: number, part: number) => boolean
}

/** A week at a glance: days beside each other, parts of the day below each other. */
export function WeekTable({ label, days, parts, isFree }: WeekTableProps) {
  return (
    // It is drawn from cells; there is no file that an `img` could show.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={styles.week} role="img" aria-label={label}>
      <span />
      {days.map((day) => (
        <span key={day} className={styles.day}>
          {day}
        </span>
      ))}
      {parts.map((name, part) => [
        <span key={name} className={styles.part}>
          {name}
        </span>,
        ...days.map((day, index) => (
          <span key={`${day}${name}`} className={cx(styles.cell, isFree(index, part) && styles.free)} />
        )),
      ])}
    </div>
  )
}
