import type {
  Activity,
  FieldAudience,
  Organisation,
  OrganisationDraft,
  OwnDraft,
  ProfileField,
} from '@augenhoehe/contracts'
import { looksLikeEmail } from '../../platform/checks.ts'

/** What the form holds: everything as one types it. */
export interface ProfileEntries extends Record<string, unknown> {
  name: string
  municipality: string
  fields: readonly string[]
  languages: readonly string[]
  selfTerm: string
  selfDescription: string
  targetGroups: string
  activities: readonly { title: string; when: string }[]
  meetingPlace: string
  website: string
  contactEmail: string
  contactPhone: string
  foundedYear: string
  kind: string
  legalForm: string
  memberBand: string
  staffBand: string
  visibility: Partial<Record<ProfileField, FieldAudience>>
}
export type EntryName = keyof ProfileEntries & string

export const noEntries: ProfileEntries = {
  name: '',
  municipality: '',
  fields: [],
  languages: ['de'],
  selfTerm: '',
  selfDescription: '',
  targetGroups: '',
  activities: [],
  meetingPlace: '',
  website: '',
  contactEmail: '',
  contactPhone: '',
  foundedYear: '',
  kind: '',
  legalForm: '',
  memberBand: '',
  staffBand: '',
  visibility: {},
}

const activitiesOf = (activities: readonly Activity[]) =>
  activities.map(({ title, when }) => ({ title, when: when ?? '' }))

/** What was stored, as the form holds it; what is not stored yet is empty. */
export function entriesOf(stored: Partial<Organisation> | OwnDraft['entries']): ProfileEntries {
  const { foundedYear, activities, visibility, ...rest } = stored
  const known = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => name in noEntries && value != null),
  )
  return {
    ...noEntries,
    ...known,
    foundedYear: foundedYear == null ? '' : String(foundedYear),
    activities: activitiesOf(activities ?? []),
    visibility: visibility ?? {},
  }
}

/** Nobody types "https://", and nobody should have to. */
export const toAddress = (typed: string): string | null => {
  const text = typed.trim()
  if (text === '') return null
  return /^https?:\/\//i.test(text) ? text : `https://${text}`
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

export const toDraft = (entries: ProfileEntries): OrganisationDraft => ({
  name: entries.name,
  municipality: entries.municipality,
  fields: [...entries.fields],
  languages: [...entries.languages],
  selfTerm: entries.selfTerm,
  selfDescription: entries.selfDescription,
  targetGroups: entries.targetGroups,
  activities: entries.activities.flatMap(({ title, when }) =>
    title.trim() === '' ? [] : [{ title, when: orNull(when) }],
  ),
  meetingPlace: entries.meetingPlace,
  website: toAddress(entries.website),
  contactEmail: orNull(entries.contactEmail),
  contactPhone: orNull(entries.contactPhone),
  foundedYear: entries.foundedYear.trim() === '' ? null : Number(entries.foundedYear),
  kind: orNull(entries.kind),
  legalForm: orNull(entries.legalForm),
  memberBand: orNull(entries.memberBand),
  staffBand: orNull(entries.staffBand),
  visibility: entries.visibility,
})

/** Fields that the server would certainly refuse. */
export function wrongEntries(entries: ProfileEntries): EntryName[] {
  const year = entries.foundedYear.trim()
  const website = toAddress(entries.website)
  const [email, phone] = [entries.contactEmail.trim(), entries.contactPhone.trim()]
  const reachable = email !== '' || phone !== '' || website !== null
  const checks = {
    name: entries.name.trim().length >= 2,
    municipality: entries.municipality !== '',
    fields: entries.fields.length > 0,
    languages: entries.languages.length > 0,
    activities: entries.activities.every(({ title, when }) =>
      title.trim() === '' ? when.trim() === '' : title.trim().length >= 2,
    ),
    contactEmail: reachable && (email === '' || looksLikeEmail(email)),
    contactPhone: phone === '' || /^[+\d][\d\s/()-]{4,}$/.test(phone),
    website: website === null || (URL.canParse(website) && website.includes('.')),
    foundedYear: year === '' || (/^\d{4}$/.test(year) && Number(year) >= 1700 && Number(year) <= 2100),
  }
  return Object.entries(checks).flatMap(([name, right]) => (right ? [] : [name]))
}
