import type { FollowKind } from '@augenhoehe/contracts'
import { useLooksSignedIn } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import styles from './FollowButton.module.css'

const Fetched = later(() => withWords(async () => (await import('./FollowMenu.tsx')).FollowMenu))

/** For whoever is signed in; fetched after the page, and its place is kept until then. */
export function FollowButton(followed: { kind: FollowKind; target: string }) {
  if (!useLooksSignedIn()) return null
  return (
    <span className={styles.place}>
      <Fetched {...followed} />
    </span>
  )
}
