import styles from './Pulse.module.css'

/** "Now": breathes, unless the reader wants no motion. Always beside a word. */
export function Pulse() {
  return <span className={styles.pulse} aria-hidden="true" />
}
