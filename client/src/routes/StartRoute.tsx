import { lazy } from 'react'
import { PageWaiting } from '../platform/PageWaiting.tsx'
import { useRemembered } from '../platform/remembered.ts'
import { useMe } from '../platform/session.tsx'
import { withWords } from '../platform/with-words.ts'

/** Strangers need not fetch what only members see, nor the other way round. */
const Welcome = lazy(async () => ({ default: (await import('./WelcomeRoute.tsx')).WelcomeRoute }))
const Today = lazy(async () => ({
  default: await withWords(async () => (await import('./TodayRoute.tsx')).TodayRoute),
}))

export function StartRoute() {
  const { isSignedIn, isPending } = useMe()
  const [familiar] = useRemembered('signed-in')
  // Strangers are the ones who wait least; people who were signed in are not shown the strangers' page first.
  if (isPending && familiar === 'yes') return <PageWaiting />
  return isSignedIn ? <Today /> : <Welcome />
}
