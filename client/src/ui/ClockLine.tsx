import styles from './ClockLine.module.css'

/** The line of the mark, as long as the time that is left: 1 is all of it, 0 none. */
export function ClockLine({ left }: { left: number }) {
  const share = Math.min(1, Math.max(0, left))
  return (
    <div className={styles.line} aria-hidden="true">
      <i style={{ inlineSize: `calc(6px + ${share.toFixed(4)} * (100% - 12px))` }} />
    </div>
  )
}
