import type { Me, OwnMembership } from '@augenhoehe/contracts'

const organisationId = 'a'.repeat(24)

export const brunnenstube: OwnMembership = {
  organisationId,
  name: 'Brunnenstube Gießen',
  slug: 'brunnenstube-giessen',
  role: 'admin',
  mayWriteFor: true,
  verified: true,
  openAtOnce: { listings: 30, requests: 5, invitations: 100 },
  shown: 'members',
  needsSecondAdmin: false,
  upkeep: null,
}

export const samira = (memberships: OwnMembership[] = [brunnenstube]): Me => ({
  user: {
    id: 'b'.repeat(24),
    name: 'Samira Haddad',
    email: 'samira@augenhoehe.example',
    role: 'member',
    institution: null,
    locale: 'de',
    colourScheme: 'auto',
    lacksSecondFactor: false,
    presence: false,
    welcome: 'done',
    createdAt: '2026-01-01T00:00:00.000Z',
    leavingAt: null,
  },
  memberships,
  moderates: [],
})
