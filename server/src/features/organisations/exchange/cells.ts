import {
  FieldAudience,
  nameFaults,
  OrganisationDraft,
  ProfileField,
  type Activity,
  type CellFault,
  type CellNote,
  type ExchangeColumn,
} from '@augenhoehe/contracts'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import type { z } from 'zod'
import type { OrganisationFacts } from '../model.ts'
import { columns, headers, plain, type Cells } from './columns.ts'
import { placeOf } from './place.ts'
import { bandOf, wordsMeant, written, type WordColumn } from './vocabulary.ts'

/** What a table says about an organisation. */
export type Profile = Pick<
  OrganisationFacts,
  | ('name' | 'municipality' | 'fields' | 'languages' | 'selfTerm' | 'selfDescription' | 'activities')
  | ('targetGroups' | 'meetingPlace' | 'website' | 'contactEmail' | 'contactPhone' | 'foundedYear')
  | ('kind' | 'legalForm' | 'memberBand' | 'staffBand' | 'visibility')
>
export type ProfileColumn = keyof Profile

/** A cell longer than this is no entry of a profile; no more of it is kept. */
export const mostInCell = 4000

// Activities: one in each line, a line before when it takes place. A backslash keeps what would divide.
const kept = (text: string) => text.replaceAll(/[\\|;]/g, '\\$&')
const bare = (text: string) => text.replaceAll(/\\([\\|;])/g, '$1').trim()
const divided = (text: string, at: RegExp) =>
  (text.match(new RegExp(`(?:\\\\[\\s\\S]|(?!${at.source})[\\s\\S])+`, 'g')) ?? []).filter(
    (part) => part.trim() !== '',
  )

export const writtenActivities = (activities: readonly Activity[]) =>
  activities
    .map(({ title, when }) => (when == null ? kept(title) : `${kept(title)} | ${kept(when)}`))
    .join('\n')

const readActivities = (text: string) =>
  divided(text, /[\n;]/).map((line) => {
    const [title = '', ...rest] = divided(line, /\|/)
    return { title: bare(title), when: rest.length > 0 ? bare(rest.join('|')) : null }
  })

const audiences: Record<FieldAudience, readonly string[]> = {
  everyone: ['alle', 'everyone', 'öffentlich'],
  'signed-in': ['Angemeldete', 'signed-in', 'angemeldet'],
  members: ['Mitglieder', 'members', 'intern'],
}
const audienceNamed = new Map(
  FieldAudience.options.flatMap((one) => audiences[one].map((text) => [plain(text), one] as const)),
)
const fieldTitles = (field: ProfileField) => (field === 'results' ? 'Ergebnisse' : headers[field])
const fieldNamed = new Map(
  ProfileField.options.flatMap((field) => [
    [plain(field), field],
    [plain(fieldTitles(field)), field],
  ]),
)

const writtenVisibility = (visibility: Profile['visibility']) =>
  ProfileField.options
    .flatMap((field) => {
      const audience = visibility[field]
      return audience && audience !== 'everyone' ? `${fieldTitles(field)}: ${audiences[audience][0]}` : []
    })
    .join('; ')

/** One cell of a profile, as tables hold it; empty where it says nothing. */
export function cellOf(profile: Profile, column: ExchangeColumn): string {
  switch (column) {
    case 'id':
      return ''
    case 'place':
      return municipalityByAgs(profile.municipality)?.name ?? ''
    case 'postalCode':
      return municipalityByAgs(profile.municipality)?.seatPostalCode ?? ''
    case 'fields':
    case 'languages':
      return profile[column].map((word) => written(column, word)).join('; ')
    case 'kind':
    case 'legalForm':
    case 'memberBand':
    case 'staffBand':
      return profile[column] === null ? '' : written(column, profile[column])
    case 'activities':
      return writtenActivities(profile.activities)
    case 'visibility':
      return writtenVisibility(profile.visibility)
    case 'name':
    case 'municipality':
    case 'selfTerm':
    case 'selfDescription':
    case 'targetGroups':
    case 'meetingPlace':
    case 'website':
    case 'contactEmail':
    case 'contactPhone':
    case 'foundedYear':
      return String(profile[column] ?? '')
  }
}

/** A profile as a row. */
export function toCells(profile: Profile, id = ''): Required<Cells> {
  const cells = Object.fromEntries(columns.map((column) => [column, cellOf(profile, column)]))
  return { ...(cells as Required<Cells>), id }
}

interface Fault {
  column: ExchangeColumn
  reason: CellFault
  given: string
}
interface Note {
  column: ExchangeColumn
  reason: CellNote
  given: string
}

/** What a row says, as far as it could be understood. */
export interface Understood {
  /** Only what the row says; complete where there are no faults and the place is known. */
  profile: Partial<Profile>
  candidates: string[]
  faults: Fault[]
  notes: Note[]
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

/** „MÃ¼nchen“ and „M�nchen“: letters that an earlier program has lost; no name is right with them. */
const lost = /\ufffd|Ã[\u0080-\u00bf\u0152-\u0161\u0178\u017d\u2013-\u2122]|Â[\u00a0-\u00bf]|Ø[§-¿]Ù/u
/** Long numbers as spreadsheets shorten them: what is missing cannot be known. */
const scientific = /^\d[.,]\d+E[+-]?\d+$/i

const badly: Partial<Record<ProfileColumn, CellFault>> = {
  contactEmail: 'no-email',
  website: 'no-web-address',
  foundedYear: 'no-year',
}

function reasonOf(column: ProfileColumn, issue: z.core.$ZodIssue): CellFault {
  const { message } = issue
  if ((nameFaults as readonly string[]).includes(message)) return 'name'
  if (/control characters|malformed Unicode/.test(message)) return 'control-characters'
  if (message.startsWith('at most')) return 'too-long'
  if (message.startsWith('at least')) return 'too-short'
  if (issue.code === 'too_big' && issue.origin === 'array') return 'too-many'
  return badly[column] ?? (issue.code === 'too_big' ? 'too-long' : 'invalid')
}

/** Line breaks inside of what has one line are blanks. */
const onOneLine = (text: string) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()

const listed = new Set<string>(['fields', 'languages'])

/** Understands the words of a row; pure, and never refuses: what is wrong stands at its cell. */
export function understand(cells: Cells): Understood {
  const understood: Understood = { profile: {}, candidates: [], faults: [], notes: [] }
  const { profile, faults, notes } = understood
  const fault = (column: ExchangeColumn, reason: CellFault, text = cells[column] ?? '') =>
    void faults.push({ column, reason, given: shortened(text) })
  const note = (column: ExchangeColumn, reason: CellNote) =>
    void notes.push({ column, reason, given: shortened(cells[column] ?? '') })
  const textOf = (column: ExchangeColumn) => (cells[column] ?? '').trim()

  /** Through the same schema as what people enter themselves. */
  function take(column: ProfileColumn, value: unknown) {
    const parsed = OrganisationDraft.shape[column].safeParse(value)
    if (!parsed.success) fault(column, reasonOf(column, parsed.error.issues[0]!))
    else if (parsed.data !== undefined) (profile as Record<string, unknown>)[column] = parsed.data
  }

  function wordIn(column: WordColumn, text: string): string | undefined {
    const meant = wordsMeant[column](text)
    if (meant.length === 1) return meant[0]
    fault(column, meant.length === 0 ? 'unknown-word' : 'ambiguous-word', text)
    return undefined
  }

  /** Words that hold a comma are tried whole before they are taken apart. */
  function wordsIn(column: 'fields' | 'languages', text: string): string[] {
    const known = (part: string) => wordsMeant[column](part).length > 0
    const parts = known(text) ? [text] : text.split(/[;|\n]/)
    const words = parts
      .flatMap((part) => (known(part) ? [part] : part.split(/[,/]/)))
      .map((part) => part.trim())
      .filter(Boolean)
    return [...new Set(words.flatMap((part) => wordIn(column, part) ?? []))]
  }

  const usable = columns.filter((column) => {
    const text = textOf(column)
    if (text === '') return false
    if (text.length > mostInCell) fault(column, 'too-long')
    else if (lost.test(text)) fault(column, 'lost-letters')
    else return true
    return false
  })
  const says = new Set(usable)

  for (const column of usable) {
    const text = textOf(column)
    switch (column) {
      case 'place':
      case 'postalCode':
      case 'municipality':
      case 'id':
        break
      case 'fields':
      case 'languages': {
        const words = wordsIn(column, text)
        if (words.length > 0) take(column, words)
        break
      }
      case 'kind':
      case 'legalForm':
      case 'staffBand': {
        const word = wordIn(column, text)
        if (word !== undefined) take(column, word)
        break
      }
      case 'memberBand': {
        const count = /^(?:ca\.?|etwa|rund)?\s*(\d{1,7})$/i.exec(
          text.replaceAll(/(?<=\d)[.\s](?=\d{3}\b)/g, ''),
        )?.[1]
        const word = count === undefined ? wordIn(column, text) : bandOf(Number(count))
        if (word !== undefined) take(column, word)
        else if (count !== undefined) fault(column, 'unknown-word')
        break
      }
      case 'foundedYear': {
        const years = [...new Set(text.match(/(?<!\d)(?:1[789]|20)\d\d(?!\d)/g))]
        if (years.length === 1) take(column, Number(years[0]))
        else fault(column, 'no-year')
        break
      }
      case 'website':
        take(column, /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
        break
      case 'contactPhone':
        if (scientific.test(text)) fault(column, 'spoiled-number')
        else take(column, onOneLine(text))
        break
      case 'contactEmail':
        take(column, text.replace(/^mailto:/i, ''))
        break
      case 'activities':
        take(column, readActivities(text))
        break
      case 'visibility': {
        const pairs = text.split(/[;\n]/).filter((part) => part.trim() !== '')
        const read = pairs.map((pair) => {
          const [field = '', audience = ''] = pair.split(':')
          return [fieldNamed.get(plain(field)), audienceNamed.get(plain(audience))] as const
        })
        const unclear = read.findIndex(([field, audience]) => !field || !audience)
        if (unclear >= 0) fault(column, 'unknown-word', pairs[unclear]!.trim())
        else take(column, Object.fromEntries(read))
        break
      }
      case 'selfDescription':
        take(column, text)
        break
      case 'name':
      case 'selfTerm':
      case 'targetGroups':
      case 'meetingPlace':
        take(column, onOneLine(text))
    }
  }

  const faulty = new Set(faults.map(({ column }) => column))
  if (!faulty.has('place') && !faulty.has('municipality') && !faulty.has('postalCode')) {
    const place = placeOf({
      key: textOf('municipality'),
      name: textOf('place'),
      code: textOf('postalCode'),
    })
    if (place.municipality !== null) profile.municipality = place.municipality
    understood.candidates = place.candidates
    const at = says.has('municipality') ? 'municipality' : says.has('place') ? 'place' : 'postalCode'
    // Whether a place is needed is said where the row is completed.
    if (place.fault && place.fault !== 'needed') fault(at, place.fault)
    if (place.note) note(place.note === 'place-differs' ? 'place' : 'municipality', place.note)
  }
  return understood
}

/** What a new organisation needs before it can be entered. */
export function completed(understood: Understood): Understood {
  const { profile, faults, notes } = understood
  const isFaulty = (column: ExchangeColumn) => faults.some((one) => one.column === column)
  const missing: ExchangeColumn[] = (['name', 'fields'] as const).filter(
    (column) => profile[column] === undefined && !isFaulty(column),
  )
  const nowhere = profile.municipality === undefined && understood.candidates.length === 0
  const placeless = nowhere && !(['place', 'municipality', 'postalCode'] as const).some(isFaulty)
  const german = profile.languages === undefined && !isFaulty('languages')
  if (placeless) missing.push('place')
  return {
    ...understood,
    profile: german ? { ...profile, languages: ['de'] } : profile,
    faults: [...faults, ...missing.map((column) => ({ column, reason: 'needed' as const, given: '' }))],
    notes: german ? [...notes, { column: 'languages', reason: 'german-assumed', given: '' }] : notes,
  }
}

/** Whether two profiles say the same in a column; the order of words says nothing. */
export function saysTheSame(a: Profile, b: Profile, column: ProfileColumn): boolean {
  if (!listed.has(column)) return cellOf(a, column) === cellOf(b, column)
  const sorted = (one: Profile) => one[column as 'fields' | 'languages'].toSorted().join()
  return sorted(a) === sorted(b)
}

/** What tables leave empty. */
export const blankProfile: Profile = {
  name: '',
  municipality: '',
  fields: [],
  languages: [],
  selfTerm: '',
  selfDescription: '',
  activities: [],
  targetGroups: '',
  meetingPlace: '',
  website: null,
  contactEmail: null,
  contactPhone: null,
  foundedYear: null,
  kind: null,
  legalForm: null,
  memberBand: null,
  staffBand: null,
  visibility: {},
}
