import type { CellFault, CellNote, ImportRow } from '@augenhoehe/contracts'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { columns, headers } from './columns.ts'

/** What a report says. In German, like the table it is about: both go back and forth between the same desks. */
const faultWords: Record<CellFault, string> = {
  needed: 'fehlt',
  'too-long': 'ist zu lang',
  'too-short': 'ist zu kurz',
  'too-many': 'sind zu viele',
  'unknown-word': 'ist nicht bekannt',
  'ambiguous-word': 'kann mehreres heißen',
  'unknown-key': 'ist kein Schlüssel einer hessischen Gemeinde',
  'unknown-place': 'ist kein Ort in Hessen',
  'no-web-address': 'ist keine Web-Adresse',
  'no-email': 'ist keine E-Mail-Adresse',
  'no-year': 'ist kein Jahr',
  'spoiled-number': 'wurde von der Tabelle verkürzt; Spalte als Text speichern',
  'lost-letters': 'enthält verlorene Buchstaben; Datei als UTF-8 speichern',
  'control-characters': 'enthält unsichtbare Steuerzeichen',
  name: 'ist als Name nicht erlaubt (verwechselbare oder unsichtbare Zeichen)',
  shifted: 'Die Zeile hat mehr Zellen als die Überschrift; Trennzeichen prüfen',
  invalid: 'ist nicht zu lesen',
}
const noteWords: Record<CellNote, string> = {
  'former-key': 'früherer Schlüssel, der heutige gilt',
  'place-differs': 'Ort und Schlüssel passen nicht zusammen, der Schlüssel gilt',
  'german-assumed': 'keine Sprache genannt, Deutsch angenommen',
  'unknown-id': 'Kennung unbekannt, Zeile wie ohne Kennung gelesen',
}
const outcomeWords = {
  created: 'eingetragen',
  updated: 'geändert',
  skipped: 'übersprungen',
  failed: 'nicht möglich',
  undone: 'zurückgenommen',
  kept: 'nicht zurückgenommen, inzwischen bearbeitet',
} as const
const kindWords = {
  new: 'neu',
  duplicate: 'Dublette',
  changed: 'abweichend',
  unchanged: 'unverändert',
  choice: 'Ort nicht eindeutig',
  faulty: 'fehlerhaft',
} as const

function remarks({ faults, notes, candidates, existing, ofLine, kept }: ImportRow): string {
  return [
    ...faults.map(({ column, reason, given }) =>
      reason === 'shifted'
        ? faultWords.shifted
        : `${headers[column]}${given && reason !== 'needed' ? ` „${given}“` : ''}: ${faultWords[reason]}`,
    ),
    ...notes.map(
      ({ column, reason, given }) => `${headers[column]}${given ? ` „${given}“` : ''}: ${noteWords[reason]}`,
    ),
    candidates.length > 0 &&
      `gemeint sein kann: ${candidates.map((ags) => `${municipalityByAgs(ags)?.name ?? ''} (${ags})`).join(', ')}`,
    ofLine !== null && `wie Zeile ${ofLine}`,
    existing && `schon eingetragen: ${existing.name}`,
    kept && 'wird von eigenen Leuten gepflegt und bleibt, wie es ist',
  ]
    .filter(Boolean)
    .join('; ')
}

const reportHeader = ['Zeile', 'Ergebnis', 'Befund', 'Bemerkungen', 'Seite']

/** Row by row: what became of it and why, and what it said, so that the same file can be corrected and sent in again. */
export function reportOf(rows: readonly ImportRow[], baseUrl: string): string[][] {
  return [
    [...reportHeader, ...columns.map((column) => headers[column])],
    ...rows.map((row) => [
      String(row.line),
      row.outcome === null ? '' : outcomeWords[row.outcome],
      kindWords[row.kind],
      remarks(row),
      row.organisation ? `${baseUrl}/organisationen/${row.organisation.slug}` : '',
      ...columns.map((column) => row.cells[column] ?? ''),
    ]),
  ]
}
