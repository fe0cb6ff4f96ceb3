import { cx } from './cx.ts'
import styles from './Clock.module.css'

export interface ClockProps {
  /** Already in the digits of the language: "1:24", "+0:12". */
  text: string
  /** Read aloud when somebody asks for it: "Noch 1 Minute 24 Sekunden". It never speaks by itself. */
  label: string
  /** soon: the last half minute. over: more than there was. */
  tone?: 'calm' | 'soon' | 'over' | undefined
  size?: 'normal' | 'big' | undefined
  className?: string | undefined
}

/** Remaining time in figures of equal width. */
export function Clock({ text, label, tone = 'calm', size = 'normal', className }: ClockProps) {
  return (
    <span
      className={cx(styles.clock, className)}
      role="timer"
      aria-label={label}
      data-tone={tone}
      data-size={size}
      dir="ltr"
    >
      {text}
    </span>
  )
}
