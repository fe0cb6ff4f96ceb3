import type { ExchangeColumn } from '@augenhoehe/contracts'
import { foldedWord } from '@augenhoehe/reference-data'

/** What stands above each column, in the order in which tables are written. */
export const headers: Readonly<Record<ExchangeColumn, string>> = {
  name: 'Name',
  place: 'Ort',
  municipality: 'Gemeindeschlüssel',
  postalCode: 'Postleitzahl',
  fields: 'Tätigkeitsfelder',
  languages: 'Sprachen',
  selfTerm: 'Selbstbezeichnung',
  selfDescription: 'Beschreibung',
  activities: 'Angebote',
  targetGroups: 'Zielgruppen',
  meetingPlace: 'Treffpunkt',
  website: 'Website',
  contactEmail: 'E-Mail',
  contactPhone: 'Telefon',
  foundedYear: 'Gründungsjahr',
  kind: 'Art',
  legalForm: 'Rechtsform',
  memberBand: 'Mitgliederzahl',
  staffBand: 'Personal',
  visibility: 'Sichtbarkeit',
  id: 'Kennung',
}
export const columns = Object.keys(headers) as ExchangeColumn[]

/** What people write above the same columns. */
const alsoCalled: Readonly<Record<ExchangeColumn, readonly string[]>> = {
  name: ['Vereinsname', 'Name des Vereins', 'Name der Organisation', 'Verein', 'Organisation', 'Bezeichnung'],
  place: ['Stadt', 'Gemeinde', 'Sitz', 'Wohnort', 'City', 'Place', 'Town'],
  municipality: ['AGS', 'Amtlicher Gemeindeschlüssel', 'Gemeindekennziffer', 'Municipality', 'Gemeinde-Nr'],
  postalCode: ['PLZ', 'Postal Code', 'ZIP'],
  fields: ['Tätigkeitsfeld', 'Themen', 'Thema', 'Arbeitsfelder', 'Fields', 'Fields of activity', 'Topics'],
  languages: ['Sprache', 'Languages', 'Language'],
  selfTerm: ['Selbstbeschreibung kurz', 'Wir nennen uns', 'Self term'],
  selfDescription: ['Selbstbeschreibung', 'Kurzbeschreibung', 'Über uns', 'Description', 'Text'],
  activities: ['Aktivitäten', 'Angebote/Aktivitäten', 'Angebot', 'Activities', 'Offers'],
  targetGroups: ['Zielgruppe', 'Target groups', 'Für wen'],
  meetingPlace: ['Treffpunkte', 'Versammlungsort', 'Meeting place', 'Adresse', 'Anschrift'],
  website: ['Webseite', 'Homepage', 'Internet', 'Internetseite', 'URL', 'WWW'],
  contactEmail: ['Mail', 'E-Mail-Adresse', 'Mailadresse', 'Kontakt E-Mail', 'Email'],
  contactPhone: ['Telefonnummer', 'Tel', 'Tel.', 'Fon', 'Mobil', 'Phone', 'Rufnummer'],
  foundedYear: ['Gegründet', 'Gründung', 'Founded', 'Founding year', 'Jahr der Gründung'],
  kind: ['Art der Organisation', 'Typ', 'Kind', 'Organisationsart'],
  legalForm: ['Legal form', 'Form'],
  memberBand: ['Mitglieder', 'Anzahl Mitglieder', 'Members', 'Mitgliederanzahl'],
  staffBand: ['Hauptamt', 'Hauptamtliche', 'Mitarbeitende', 'Beschäftigte', 'Staff'],
  visibility: ['Sichtbar für', 'Visibility'],
  id: ['ID', 'Identifier', 'Kennziffer'],
}

/** What an import never says about an organisation, whatever the file claims. */
const protectedHeaders = [
  'verification verified verifiziert geprüft verifiedBy verifiedAt vouchedBy role rolle roles members[]',
  'Mitgliederliste admins admin invitations userId hiddenBy slug rev joinedAt confirmedAt dormantSince',
  '__proto__ constructor membersMayWrite nameKey enteredByCentre memberIds functions office',
].flatMap((line) => line.split(' '))

/** „E-Mail“, „EMAIL “ and „e mail“ are the same; so are „Tätigkeitsfelder“ and „Taetigkeitsfelder“. */
export const plain = (text: string) => foldedWord(text).replace(/[^\p{L}\p{N}]+/gu, '')

const byHeader = new Map<string, ExchangeColumn>(
  columns.flatMap((column) =>
    [headers[column], column, ...alsoCalled[column]].map((text) => [plain(text), column] as const),
  ),
)
const isProtected = new Set(protectedHeaders.map(plain))

/** What a header means. */
export function columnNamed(header: string): ExchangeColumn | 'protected' | 'unnamed' | 'unknown' {
  const text = plain(header)
  if (text === '') return 'unnamed'
  return byHeader.get(text) ?? (isProtected.has(text) ? 'protected' : 'unknown')
}

export type Cells = Partial<Record<ExchangeColumn, string>>
