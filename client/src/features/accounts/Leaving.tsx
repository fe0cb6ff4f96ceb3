import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useMe } from '../../platform/session.tsx'
import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'

const LeavingPage = later(() =>
  withWords(async () => (await import('./erasure/LeavingPage.tsx')).LeavingPage),
)

/** What everybody may read who has no account either. */
const open = new Set(['/impressum', '/datenschutz', '/barrierefreiheit', '/rueckmeldung'])

/** Whoever is about to be erased is shown that, wherever they go, and how to take it back. */
export function Leaving({ children }: { children: ReactNode }) {
  const { user } = useMe()
  const { pathname } = useLocation()
  return user?.leavingAt && !open.has(pathname) ? <LeavingPage leavingAt={user.leavingAt} /> : children
}
