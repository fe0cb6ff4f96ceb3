import { TodayPage, WelcomePage } from '../features/start/index.tsx'
import { useMe } from '../platform/session.tsx'

export function StartRoute() {
  const { isSignedIn } = useMe()
  return isSignedIn ? <TodayPage /> : <WelcomePage />
}
