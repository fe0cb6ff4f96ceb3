import type { Organisation, OrganisationDraft } from '@augenhoehe/contracts'
import { looksLikeEmail } from '../../platform/checks.ts'

/** What the form holds: everything as one types it. */
export interface ProfileEntries extends Record<string, unknown> {
  name: string
  municipality: string
  fields: readonly string[]
  languages: readonly string[]
  selfDescription: string
  website: string
  contactEmail: string
  foundedYear: string
}

export const noEntries: ProfileEntries = {
  name: '',
  municipality: '',
  fields: [],
  languages: ['de'],
  selfDescription: '',
  website: '',
  contactEmail: '',
  foundedYear: '',
}

export const entriesOf = (organisation: Organisation): ProfileEntries => ({
  name: organisation.name,
  municipality: organisation.municipality,
  fields: organisation.fields,
  languages: organisation.languages,
  selfDescription: organisation.selfDescription,
  website: organisation.website ?? '',
  contactEmail: organisation.contactEmail ?? '',
  foundedYear: organisation.foundedYear === null ? '' : String(organisation.foundedYear),
})

/** Nobody types "https://", and nobody should have to. */
export const toAddress = (typed: string): string | null => {
  const text = typed.trim()
  if (text === '') return null
  return /^https?:\/\//i.test(text) ? text : `https://${text}`
}

export const toDraft = (entries: ProfileEntries): OrganisationDraft => ({
  name: entries.name,
  municipality: entries.municipality,
  fields: [...entries.fields],
  languages: [...entries.languages],
  selfDescription: entries.selfDescription,
  website: toAddress(entries.website),
  contactEmail: entries.contactEmail.trim() === '' ? null : entries.contactEmail,
  foundedYear: entries.foundedYear.trim() === '' ? null : Number(entries.foundedYear),
})

/** Fields that the server would certainly refuse. */
export function wrongEntries(entries: ProfileEntries): (keyof ProfileEntries & string)[] {
  const year = entries.foundedYear.trim()
  const website = toAddress(entries.website)
  const checks = {
    name: entries.name.trim().length >= 2,
    municipality: entries.municipality !== '',
    fields: entries.fields.length > 0,
    languages: entries.languages.length > 0,
    website: website === null || (URL.canParse(website) && website.includes('.')),
    contactEmail: entries.contactEmail.trim() === '' || looksLikeEmail(entries.contactEmail),
    foundedYear: year === '' || (/^\d{4}$/.test(year) && Number(year) >= 1700 && Number(year) <= 2100),
  }
  return Object.entries(checks).flatMap(([name, right]) => (right ? [] : [name]))
}
