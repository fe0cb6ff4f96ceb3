import type { InstitutionKind } from '@augenhoehe/contracts'

/** In the order in which they are offered. */
export const institutionKinds: readonly InstitutionKind[] = [
  'municipality',
  'district',
  'state',
  'party',
  'funder',
  'science',
]
