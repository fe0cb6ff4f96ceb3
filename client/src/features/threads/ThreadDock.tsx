import { useLocation } from 'react-router'
import { useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, later } from '../../ui/index.ts'
import styles from './ThreadPage.module.css'
import type { ThreadDockProps } from './WriteDock.tsx'

// Visitors read along without it.
const WriteDock = later(async () => (await import('./WriteDock.tsx')).WriteDock)

/** Where one writes, or what to do to be able to. */
export function ThreadDock(props: ThreadDockProps) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { isSignedIn } = useMe()
  if (isSignedIn) return <WriteDock {...props} />
  return (
    <div className={styles.notice}>
      <span>{t('threads.visitor')}</span>
      <Button href={`/anmelden?weiter=${encodeURIComponent(pathname)}`}>{t('threads.signIn')}</Button>
    </div>
  )
}
