import type { ImportRun } from '@augenhoehe/contracts'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { setImmediate as breathe } from 'node:timers/promises'
import { refuse } from '../../../platform/errors.ts'
import { mostInCell } from './cells.ts'
import { columnNamed, columns, headers, type Cells } from './columns.ts'

/** What one import takes: more than Hesse has, little enough to look through. */
export const mostRows = 5000
export const mostBytes = 5 * 1024 * 1024
/** A table with more columns than this is another kind of table. */
const mostColumns = 200

// What spreadsheets take for a formula at the start of a cell, in narrow and wide signs. Cells that begin with such an
// escape themselves are escaped once more, so that taking one away gives back exactly what was there.
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
const escaped = /^'('*[=+\-@\t\r\n＝＋－＠][\s\S]*)$/

/** Takes the sign away that keeps spreadsheets from running a cell. */
export const unescaped = (cell: string) => escaped.exec(cell)?.[1] ?? cell

/** Rows as text, as spreadsheets in Germany open it: semicolons, and a mark by which they know the letters. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(rows as string[][], { delimiter: ';', newline: '\r\n', escapeFormulae: dangerous })
}
export const byteOrderMark = '\ufeff'
export const headerRow = columns.map((column) => headers[column])
export const toRow = (cells: Cells) => columns.map((column) => cells[column] ?? '')

interface Decoded {
  text: string
  encoding: ImportRun['encoding']
}

const notText = () => refuse('import.unreadable')
// Signs no table holds, among them those that Windows-1252 leaves free.
// eslint-disable-next-line no-control-regex
const binary = /[\u0000-\u0008\u000e-\u001f\u007f]/
const free = /[\u0081\u008d\u008f\u0090\u009d]/

/** The letters of a file: UTF-8, else what programs on Windows write; what is no text is refused. */
export function decode(bytes: Uint8Array): Decoded {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!isWide && bytes.includes(0)) throw notText()
  const as = (encoding: ImportRun['encoding']): Decoded => {
    const text = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' }).decode(bytes)
    if (binary.test(text) || (encoding === 'windows-1252' && free.test(text))) throw notText()
    return { text, encoding }
  }
  if (isWide) {
    try {
      return as('utf-16le')
    } catch {
      throw notText()
    }
  }
  try {
    return as('utf-8')
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return as('windows-1252')
  }
}

/** Which of the usual signs divides the first row: the one that makes most of it known columns. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000)
  const known = (delimiter: string) => {
    const [first = []] = Papa.parse<string[]>(start, { delimiter, preview: 1 }).data
    return first.filter((header) => !['unknown', 'unnamed'].includes(columnNamed(unescaped(header)))).length
  }
  return [';', ',', '\t', '|'].toSorted((a, b) => known(b) - known(a))[0]!
}

export interface TableRow {
  /** Its number as a spreadsheet counts. */
  line: number
  cells: Cells
  /** It has more cells than there are columns, so that nobody knows which belongs where. */
  shifted: boolean
}

export interface Table {
  rows: TableRow[]
  ignored: ImportRun['ignored']
}

interface Header {
  places: (keyof Cells | null)[]
  ignored: ImportRun['ignored']
}

/** Which column stands where; refused where names, or everything about places, are missing. */
export function readHeader(cells: readonly string[]): Header {
  const ignored: ImportRun['ignored'] = []
  const seen = new Map<string, string>()
  const faults: string[] = []
  if (cells.length > mostColumns) throw refuse('import.header', { fields: { header: ['too many columns'] } })
  const places = cells.map((raw) => {
    const header = unescaped(raw).trim().slice(0, 80)
    const column = columnNamed(header)
    if (column === 'unknown' || column === 'protected' || column === 'unnamed') {
      if (column !== 'unnamed') ignored.push({ header, reason: column })
      return null
    }
    const before = seen.get(column)
    if (before !== undefined) faults.push(`twice: ${before}, ${header}`)
    seen.set(column, header)
    return column
  })
  if (!seen.has('name')) faults.push(`missing: ${headers.name}`)
  if (!['place', 'municipality', 'postalCode'].some((column) => seen.has(column)))
    faults.push(`missing: ${headers.place}`)
  if (faults.length > 0) throw refuse('import.header', { fields: { header: faults } })
  return { places, ignored }
}

/** So many rows are read before others get their turn. */
const atOnce = 100

/**
 * Reads a table row by row; never more than one import takes, and never for long at a time. A line is counted as
 * spreadsheets do: one for each row, whatever breaks stand in its cells.
 */
export async function readTable(written: string): Promise<Table> {
  // Some programs say first what divides the cells.
  const text = written.replace(/^sep=.\r?\n/, '')
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: delimiterOf(text) })
  const pieces = function* () {
    for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
  }
  const source = Readable.from(pieces())
  source.pipe(parser)
  let header: Header | undefined
  const rows: TableRow[] = []
  let line = 0
  try {
    for await (const raw of parser as AsyncIterable<string[]>) {
      line++
      if (line % atOnce === 0) await breathe()
      if (raw.every((cell) => cell.trim() === '')) continue
      if (!header) {
        header = readHeader(raw)
        continue
      }
      if (rows.length >= mostRows) throw refuse('import.too-many-rows')
      const cells: Cells = {}
      header.places.forEach((column, place) => {
        const cell = raw[place]
        if (column === null || cell === undefined || cell.trim() === '') return
        // A longer one is a fault already, and needs no place.
        cells[column] = unescaped(cell).slice(0, mostInCell + 1)
      })
      const shifted = raw.slice(header.places.length).some((cell) => cell.trim() !== '')
      rows.push({ line, cells, shifted })
    }
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (!header) throw refuse('import.header', { fields: { header: [`missing: ${headers.name}`] } })
  if (rows.length === 0) throw refuse('import.empty')
  return { rows, ignored: header.ignored }
}
