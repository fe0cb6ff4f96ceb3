import type { Contribution } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { useConnection } from '../../platform/live.ts'
import { ProblemError } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, Message, type MessageStateLineProps } from '../../ui/index.ts'
import { LinkedText } from './LinkedText.tsx'
import { SlowWait } from './SlowWait.tsx'
import type { Unsent } from './unsent.ts'
import { useQuotedName } from './useQuotedName.ts'
import { excerpt } from './excerpt.ts'

interface UnsentRowProps {
  unsent: Unsent
  known: ReadonlyMap<string, Contribution>
  onRetry: (clientId: string) => void
  onTakeOut: (clientId: string) => void
}

/** One's own words on their way. They stay until the thread shows them. */
export function UnsentRow({ unsent: { draft, since, status }, known, onRetry, onTakeOut }: UnsentRowProps) {
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const { user, memberships } = useMe()
  const connection = useConnection()
  const problemText = useProblemText()
  const quotedName = useQuotedName()
  const acting = memberships.find(({ organisationId }) => organisationId === draft.actingOrganisationId)
  const voice = acting?.name ?? user?.institution?.name ?? user?.name ?? ''
  const quoted = draft.replyTo ? known.get(draft.replyTo) : undefined

  return (
    <Message
      organisation={voice}
      initials={initials(voice)}
      own
      person={acting || user?.institution ? user?.name : t('threads.personally')}
      time={{ text: formatTime(since), iso: since }}
      kind={draft.type ? { kind: draft.type, label: t(`threads.kind.${draft.type}`) } : undefined}
      quote={
        quoted && {
          organisation: quotedName(quoted),
          text: excerpt(quoted.text),
          href: `#c-${quoted.id}`,
          lang: quoted.lang ?? undefined,
        }
      }
      lang={draft.lang}
      state={stateLine()}
    >
      <LinkedText text={draft.text} />
    </Message>
  )

  function stateLine(): MessageStateLineProps {
    if (status.kind === 'sending' && connection === 'online') {
      return { state: 'sending', text: t('threads.composer.sending') }
    }
    if (status.kind === 'waiting' && status.until !== undefined && connection === 'online') {
      return { state: 'waiting', text: <SlowWait until={status.until} /> }
    }
    if (status.kind !== 'failed') return { state: 'waiting', text: t('threads.waiting') }
    return {
      state: 'failed',
      text: t('threads.notSent'),
      reason: problemText(new ProblemError(status.problem)),
      actions: (
        <>
          <Button look="line" onClick={() => onRetry(draft.clientId)}>
            {t('threads.again')}
          </Button>
          <Button look="text" onClick={() => onTakeOut(draft.clientId)}>
            {t('threads.changeWords')}
          </Button>
        </>
      ),
    }
  }
}
