import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'

/** How a request to another would go, before it is sent; nothing while that is not known. */
export const useOutlook = (organisationId: string, otherOrganisationId: string) =>
  useQuery(read('matching.outlook', { organisationId, otherOrganisationId })).data
