import type { Party } from '@augenhoehe/contracts'
import { Unverified } from '../../platform/Unverified.tsx'

interface PartyStandingProps {
  party: Party
}

/** That nobody has verified the association somebody acts for; nothing where that is not so. */
export function PartyStanding({
  party: { organisationSlug: slug, organisationUnverified },
}: PartyStandingProps) {
  return slug === null ? null : <Unverified of={{ slug, verified: !organisationUnverified }} />
}
