import { lazy } from 'react'
import { Navigate } from 'react-router'
import { cameBy } from '../platform/came-by.ts'
import { PageWaiting } from '../platform/PageWaiting.tsx'
import { recall, useRemembered } from '../platform/remembered.ts'
import { useMe } from '../platform/session.tsx'
import { withWords } from '../platform/with-words.ts'

/** Strangers need not fetch what only members see, nor the other way round. */
const Welcome = lazy(async () => ({ default: (await import('./WelcomeRoute.tsx')).WelcomeRoute }))
const Today = lazy(async () => ({
  default: await withWords(async () => (await import('./TodayRoute.tsx')).TodayRoute),
}))

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
