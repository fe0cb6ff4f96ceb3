import { Navigate } from 'react-router'
import { cameBy } from '../platform/came-by.ts'
import { fetchable } from '../platform/fetchable.tsx'
import { PageWaiting } from '../platform/PageWaiting.tsx'
import { recall, useRemembered } from '../platform/remembered.ts'
import { useMe } from '../platform/session.tsx'
import { withWords } from '../platform/with-words.ts'

/** Strangers need not fetch what only members see, nor the other way round. */
export const halves = {
  welcome: fetchable(async () => (await import('./WelcomeRoute.tsx')).WelcomeRoute),
  today: fetchable(() => withWords(async () => (await import('./TodayRoute.tsx')).TodayRoute)),
}
const { Fetched: Welcome } = halves.welcome
const { Fetched: Today } = halves.today

export function StartRoute() {
  const { user, isSignedIn, isPending } = useMe()
  const [familiar] = useRemembered('signed-in')
  // Strangers are the ones who wait least; people who were signed in are not shown the strangers' page first.
  if (isPending && familiar === 'yes') return <PageWaiting />
  // Once, and never again on this device, even where the server could not be told.
  if (user?.welcome === 'new' && recall(cameBy(user.id)) === null)
    return <Navigate to="/willkommen" replace />
  return isSignedIn ? <Today /> : <Welcome />
}
