import { later } from '../ui/index.ts'
import styles from './FollowButton.module.css'
import type { FollowMenuProps } from './FollowMenu.tsx'
import { useLooksSignedIn } from './session.tsx'
import { withWords } from './with-words.ts'

const Fetched = later(() => withWords(async () => (await import('./FollowMenu.tsx')).FollowMenu))

/** For whoever is signed in; fetched after the page, and its place is kept until then. */
export function FollowButton(followed: FollowMenuProps) {
  if (!useLooksSignedIn()) return null
  return (
    <span className={styles.place} data-quiet={followed.quiet || undefined}>
      <Fetched {...followed} />
    </span>
  )
}
