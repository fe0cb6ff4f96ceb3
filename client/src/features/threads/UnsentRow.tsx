import type { Contribution, ContributionDraft } from '@augenhoehe/contracts'
import { spokenIn, useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import type { Unsent } from '../../platform/offline/unsent.ts'
import { useMe } from '../../platform/session.tsx'
import { Button, Message } from '../../ui/index.ts'
import { LinkedText } from './LinkedText.tsx'
import { useQuotedName } from './useQuotedName.ts'
import { useUnsentState } from './useUnsentState.tsx'
import { excerpt } from './excerpt.ts'

interface UnsentRowProps {
  unsent: Unsent<ContributionDraft>
  known: ReadonlyMap<string, Contribution>
  onRetry: (clientId: string) => void
  onTakeOut: (clientId: string) => void
}

/** One's own words on their way. They stay until the thread shows them. */
export function UnsentRow({ unsent, known, onRetry, onTakeOut }: UnsentRowProps) {
  const { draft, since, status } = unsent
  const { t } = useTranslation()
  const { formatTime } = useFormat()
  const { user, memberships } = useMe()
  const stateOf = useUnsentState()
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
          ...spokenIn(quoted.lang),
        }
      }
      {...spokenIn(draft.lang)}
      state={{
        ...stateOf(unsent),
        ...(status.kind === 'failed' && {
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
        }),
      }}
    >
      <LinkedText text={draft.text} />
    </Message>
  )
}
