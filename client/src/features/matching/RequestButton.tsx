import type { ContactRequest } from '@augenhoehe/contracts'
import { useTranslation } from '../../platform/i18n.ts'
import { useActing, useMe } from '../../platform/session.tsx'
import { Button } from '../../ui/index.ts'
import { AskButton } from './AskButton.tsx'

interface RequestButtonProps {
  organisation: ContactRequest['organisation']
}

/** On a profile: asks this association for the own one; visitors sign in first. Nothing for those who may not ask for any. */
export function RequestButton({ organisation }: RequestButtonProps) {
  const { t } = useTranslation()
  const { memberships, isSignedIn, isPending } = useMe()
  const { acting } = useActing()
  const mayAsk = memberships.filter(
    ({ role, organisationId }) => role === 'admin' && organisationId !== organisation.id,
  )
  const own = mayAsk.find(({ organisationId }) => organisationId === acting?.organisationId) ?? mayAsk[0]
  if (!isSignedIn && !isPending) {
    return (
      <Button href={`/anmelden?weiter=${encodeURIComponent(`/organisationen/${organisation.slug}`)}`}>
        {t('matching.request.send')}
      </Button>
    )
  }
  return own ? <AskButton own={own} other={organisation} /> : null
}
