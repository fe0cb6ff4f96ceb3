import { useSearchParams } from 'react-router'
import { useActing, useMe } from '../../platform/session.tsx'

/** The own association a page is about: named by its address, otherwise the one somebody acts for. */
export function useWished() {
  const { memberships } = useMe()
  const { acting } = useActing()
  const [search] = useSearchParams()
  const wished = search.get('verein')
  return memberships.find(({ organisationId }) => organisationId === wished) ?? acting ?? memberships[0]
}
