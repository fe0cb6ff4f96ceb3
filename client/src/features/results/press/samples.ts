import type { OwnQuote, PressQuote, Release, ReleaseDraft } from '@augenhoehe/contracts'
import { hex } from '../samples.ts'

const attribution = { name: 'Samira Haddad', role: 'Brunnenstube e. V.' }
const contact = { office: 'Geschäftsstelle', email: 'presse@augenhoehe.example', phone: null }

export const pressQuote = (n: number, more: Partial<PressQuote> = {}): PressQuote => ({
  id: hex(7000 + n),
  contributionId: hex(1000 + n),
  text: 'Wir suchen einen Raum.',
  attribution,
  state: 'asked',
  proposal: null,
  isPublished: false,
  rev: 1,
  ...more,
})

export const draft = (more: Partial<ReleaseDraft> = {}): ReleaseDraft => ({
  id: hex(6000),
  source: { kind: 'record', id: hex(500) },
  sourceTitle: 'Live-Abend Förderung',
  state: 'draft',
  heading: 'Räume fehlen',
  lead: 'Das sagen zwölf Vereine.',
  parts: [{ kind: 'text', text: 'Abends ist alles zu.' }],
  contact,
  embargo: null,
  quotes: [],
  citable: [{ contributionId: hex(1001), text: 'Wir suchen einen Raum.', attribution }],
  mayAskByAddress: false,
  missing: [],
  hasChanges: true,
  rev: 1,
  ...more,
})

export const release = (more: Partial<Release> = {}): Release => ({
  id: hex(6000),
  source: { kind: 'record', id: hex(500) },
  state: 'public',
  version: 1,
  published: [{ version: 1, at: '2026-11-20T09:00:00.000Z', why: 'published' }],
  heading: 'Räume fehlen',
  lead: 'Das sagen zwölf Vereine.',
  parts: [
    { kind: 'text', text: 'Abends ist alles zu.' },
    { kind: 'quotation', text: 'Wir suchen einen Raum.', attribution },
  ],
  contact,
  embargo: null,
  mayEdit: false,
  ...more,
})

export const ownQuote = (more: Partial<OwnQuote> = {}): OwnQuote => ({
  id: hex(7001),
  releaseId: hex(6000),
  text: 'Wir suchen einen Raum.',
  attribution,
  state: 'asked',
  proposal: null,
  heading: 'Räume fehlen',
  lead: 'Das sagen zwölf Vereine.',
  before: 'Abends ist alles zu.',
  embargo: null,
  isPublished: false,
  by: 'Jonas Weber',
  at: '2026-11-20T09:00:00.000Z',
  rev: 1,
  ...more,
})
