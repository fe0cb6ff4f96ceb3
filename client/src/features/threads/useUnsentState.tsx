import { useTranslation } from '../../platform/i18n.ts'
import { useConnection } from '../../platform/live.ts'
import type { Unsent } from '../../platform/offline/unsent.ts'
import { ProblemError } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import type { MessageStateLineProps } from '../../ui/index.ts'
import { SlowWait } from './SlowWait.tsx'

/** In one sentence, how it stands with what is on its way. */
export function useUnsentState(): (unsent: Unsent) => MessageStateLineProps {
  const { t } = useTranslation()
  const connection = useConnection()
  const problemText = useProblemText()
  return ({ status }) => {
    if (status.kind === 'sending' && connection === 'online')
      return { state: 'sending', text: t('threads.composer.sending') }
    if (status.kind === 'waiting' && status.until !== undefined && connection === 'online')
      return { state: 'waiting', text: <SlowWait until={status.until} /> }
    if (status.kind !== 'failed') return { state: 'waiting', text: t('threads.waiting') }
    return {
      state: 'failed',
      text: t('threads.notSent'),
      reason: problemText(new ProblemError(status.problem)),
    }
  }
}
