import type { ContactPurpose, FieldAudience, FunctionKind, HandoverPoint } from '@augenhoehe/contracts'

/** In the order in which an association says them. */
export const functionKinds: readonly FunctionKind[] = [
  'chair',
  'deputy-chair',
  'treasurer',
  'secretary',
  'board',
  'auditor',
  'director',
  'press',
  'youth',
  'projects',
  'rooms',
  'data-protection',
  'other',
]
export const contactPurposes: readonly ContactPurpose[] = [
  'general',
  'events',
  'press',
  'rooms',
  'advice',
  'membership',
]
export const audiences: readonly FieldAudience[] = ['members', 'signed-in', 'everyone']

/** Where one gets on with a point of a handover, for an association by the name in its address. */
export const placeOf: Partial<Record<HandoverPoint, (slug: string) => string>> = {
  functions: (slug) => `/mein-verein?verein=${slug}`,
  contacts: (slug) => `/mein-verein?verein=${slug}`,
  requests: (slug) => `/mein-verein?verein=${slug}`,
  listings: (slug) => `/mein-verein?verein=${slug}`,
  invitations: (slug) => `/mein-verein?verein=${slug}`,
  sessions: () => '/termine',
  records: () => '/ergebnisse',
}
