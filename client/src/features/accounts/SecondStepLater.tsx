import { withWords } from '../../platform/with-words.ts'
import { later } from '../../ui/index.ts'
import { PageWaiting } from '../../platform/PageWaiting.tsx'

/** Most sign-ins have one step: the second is fetched where it is asked for. */
export const SecondStep = later(
  () => withWords(async () => (await import('./security/SecondStep.tsx')).SecondStep),
  PageWaiting,
)
