import type { ContactRequest } from '@augenhoehe/contracts'
import { useActing, useMe } from '../../platform/session.tsx'
import { AskButton } from './AskButton.tsx'

interface RequestButtonProps {
  organisation: ContactRequest['organisation']
}

/** On a profile: asks this association for the own one. Nothing for those who may not ask for any. */
export function RequestButton({ organisation }: RequestButtonProps) {
  const { memberships } = useMe()
  const { acting } = useActing()
  const mayAsk = memberships.filter(
    ({ role, organisationId }) => role === 'admin' && organisationId !== organisation.id,
  )
  const own = mayAsk.find(({ organisationId }) => organisationId === acting?.organisationId) ?? mayAsk[0]
  return own ? <AskButton own={own} other={organisation} /> : null
}
