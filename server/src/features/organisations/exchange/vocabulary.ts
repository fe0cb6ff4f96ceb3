import {
  activityFields,
  languages,
  legalForms,
  memberBands,
  organisationKinds,
  staffBands,
} from '@augenhoehe/reference-data/taxonomy'
import { plain } from './columns.ts'

interface Entry {
  id: string
  labels: Partial<Record<string, string>>
  endonym?: string
}

/** What people write who mean one of the words. */
const alsoWritten: Record<string, readonly string[]> = {
  ev: ['e. V.', 'eingetragener Verein', 'Verein'],
  'ev-founding': ['i. G.', 'Verein i. G.', 'in Gründung'],
  initiative: ['Initiative', 'Gruppe', 'ohne Rechtsform'],
  umbrella: ['Dachverband', 'Netzwerk'],
  ggmbh: ['GmbH', 'gemeinnützige GmbH'],
  gug: ['UG'],
  'volunteer-only': ['ehrenamtlich', 'keine'],
  fa: ['Persisch', 'Farsi'],
}

/** Whole words first; what stands in brackets, and parts of „Kinder und Jugend“, only where nothing else is meant. */
function createWords(entries: readonly Entry[]) {
  const whole = new Map<string, Set<string>>()
  const parts = new Map<string, Set<string>>()
  const add = (map: typeof whole, text: string, id: string) => {
    const key = plain(text)
    if (key !== '') map.set(key, (map.get(key) ?? new Set()).add(id))
  }
  for (const { id, labels, endonym } of entries) {
    for (const text of [id, endonym ?? '', ...(alsoWritten[id] ?? [])]) add(whole, text, id)
    for (const label of Object.values(labels)) {
      if (!label) continue
      add(whole, label, id)
      const [, before = '', inside = ''] = /^(.*?)\s*\((.*)\)$/.exec(label) ?? []
      for (const text of [before, inside, ...label.split(/\s+(?:und|oder|and|or)\s+/)]) add(parts, text, id)
    }
  }
  return (text: string): readonly string[] => {
    const key = plain(text)
    return [...(whole.get(key) ?? parts.get(key) ?? [])]
  }
}

/** Which words a text may mean: one is it, several are too many. */
export const wordsMeant = {
  fields: createWords(activityFields),
  languages: createWords(languages),
  kind: createWords(organisationKinds),
  legalForm: createWords(legalForms),
  memberBand: createWords(memberBands),
  staffBand: createWords(staffBands),
} as const
export type WordColumn = keyof typeof wordsMeant

const labels = new Map(
  Object.entries({
    fields: activityFields,
    languages,
    kind: organisationKinds,
    legalForm: legalForms,
    memberBand: memberBands,
    staffBand: staffBands,
  } satisfies Record<WordColumn, readonly Entry[]>).map(([column, entries]) => [
    column,
    new Map(entries.map((entry) => [entry.id, entry.labels['de'] ?? entry.id])),
  ]),
)

/** How a word is written in a table: in German, unless that would be read as another one. */
export function written(column: WordColumn, id: string): string {
  const label = labels.get(column)?.get(id)
  return label !== undefined && wordsMeant[column](label).join() === id ? label : id
}

/** „130“ members are those of the band from 100 to 249. */
export const bandOf = (count: number) =>
  memberBands.find(({ min, max }) => count >= min && (max === null || count <= max))?.id
