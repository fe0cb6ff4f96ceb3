import { later } from '../ui/index.ts'
import styles from './layout.module.css'
import { useLooksSignedIn } from './session.tsx'
import { withWords } from './with-words.ts'

const Fetched = later(() => withWords(async () => (await import('./Bell.tsx')).Bell))

/** For whoever is signed in, fetched after the page; its place is kept until then. */
export function Bell() {
  if (!useLooksSignedIn()) return null
  return (
    <span className={styles.bell}>
      <Fetched />
    </span>
  )
}
