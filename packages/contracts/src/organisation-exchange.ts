import { z } from 'zod'
import { Ags, Id, IsoTime, Limit, Nothing, QueryInt } from './common.ts'
import { operations } from './define.ts'
import { OrganisationName } from './organisations.ts'

/** What a table of organisations holds. The server knows the words that stand above the columns. */
export const ExchangeColumn = z.enum([
  'name',
  'place',
  'municipality',
  'postalCode',
  'fields',
  'languages',
  'selfTerm',
  'selfDescription',
  'activities',
  'targetGroups',
  'meetingPlace',
  'website',
  'contactEmail',
  'contactPhone',
  'foundedYear',
  'kind',
  'legalForm',
  'memberBand',
  'staffBand',
  'visibility',
  'id',
])
export type ExchangeColumn = z.infer<typeof ExchangeColumn>

/** What an import may write over, because it says something about the organisation. */
export const WritableColumn = ExchangeColumn.exclude(['place', 'postalCode', 'id'])
export type WritableColumn = z.infer<typeof WritableColumn>

/** What is wrong with a cell, or worth knowing about it. */
export const CellFault = z.enum([
  'needed',
  'too-long',
  'too-short',
  'too-many',
  'unknown-word',
  'ambiguous-word',
  'unknown-key',
  'unknown-place',
  'no-web-address',
  'no-email',
  'no-year',
  'spoiled-number',
  'lost-letters',
  'control-characters',
  'name',
  'shifted',
  'invalid',
])
export type CellFault = z.infer<typeof CellFault>

/** What was read differently from what is written, without harm. */
export const CellNote = z.enum(['former-key', 'place-differs', 'german-assumed', 'unknown-id'])
export type CellNote = z.infer<typeof CellNote>

const InCell = z.object({ column: ExchangeColumn, given: z.string() })

/**
 * What would become of a row: `choice` needs a place; `duplicate` has the name of what is there, or one like it;
 * `changed` names by its id what is there, and says something else.
 */
export const ImportRowKind = z.enum(['new', 'duplicate', 'changed', 'unchanged', 'choice', 'faulty'])
export type ImportRowKind = z.infer<typeof ImportRowKind>

/** What to do with a row that meets something: leave it, fill what is empty, write over, or enter it all the same. */
export const ImportDecision = z.enum(['skip', 'fill', 'overwrite', 'create'])
export type ImportDecision = z.infer<typeof ImportDecision>

export const ImportOutcome = z.enum(['created', 'updated', 'skipped', 'failed', 'undone', 'kept'])
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** One row of the file, and what the preview says about it. */
export const ImportRow = z.object({
  /** Its number in the file: as a spreadsheet counts in a table, from 1 in JSON. */
  line: z.int(),
  kind: ImportRowKind,
  cells: z.partialRecord(ExchangeColumn, z.string()),
  faults: z.array(InCell.extend({ reason: CellFault })),
  notes: z.array(InCell.extend({ reason: CellNote })),
  /** The municipality it was understood to be in. */
  municipality: Ags.nullable(),
  /** Which ones could be meant. */
  candidates: z.array(Ags),
  /** What it meets on the platform. */
  existing: OrganisationName.nullable(),
  /** That one has people of its own: they decide about it, and no import changes it. */
  kept: z.boolean(),
  /** The row of the same file that it repeats. */
  ofLine: z.int().nullable(),
  /** Where it says something else than the platform does. */
  differences: z.array(z.object({ column: ExchangeColumn, before: z.string(), after: z.string() })),
  /** Whether it may be entered beside what it resembles. */
  mayCreate: z.boolean(),
  decision: ImportDecision.nullable(),
  outcome: ImportOutcome.nullable(),
  /** Where it was entered or changed. */
  organisation: OrganisationName.nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportState = z.enum(['preview', 'running', 'cancelled', 'done', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

/** One file that was sent in, from the preview to the report. */
export const ImportRun = z.object({
  id: Id,
  fileName: z.string(),
  format: z.enum(['csv', 'json']),
  /** As what the letters of the file were read. */
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']),
  state: ImportState,
  createdAt: IsoTime,
  startedAt: IsoTime.nullable(),
  finishedAt: IsoTime.nullable(),
  rows: z.int(),
  /** How many rows there are of each kind. */
  kinds: z.partialRecord(ImportRowKind, z.int()),
  /** How many rows are behind it. */
  position: z.int(),
  outcomes: z.partialRecord(ImportOutcome, z.int()),
  /** Columns that were not read; `protected`: what no file may say. */
  ignored: z.array(z.object({ header: z.string(), reason: z.enum(['unknown', 'protected', 'unnamed']) })),
  duplicates: ImportDecision.exclude(['create']).nullable(),
  overwrite: z.array(WritableColumn),
  /** Until when the whole run can be taken back. */
  undoUntil: IsoTime.nullable(),
})
export type ImportRun = z.infer<typeof ImportRun>

const one = z.strictObject({ importId: Id })
const changesRun = {
  who: 'staff',
  audited: true,
  reply: ImportRun,
  problems: ['not-found', 'conflict'],
  status: 200,
} as const

export const organisationExchange = operations({
  'organisations.listImports': {
    title: 'Files with organisations that were sent in, the newest first (staff).',
    who: 'staff',
    http: 'GET /administration/imports',
    input: Nothing,
    reply: z.object({ imports: z.array(ImportRun) }),
    problems: ['not-found'],
  },
  'organisations.getImport': {
    title: 'How far one import is (staff).',
    who: 'staff',
    http: 'GET /administration/imports/:importId',
    input: one,
    reply: ImportRun,
    problems: ['not-found'],
  },
  'organisations.importRows': {
    title: 'The rows of a file in their order, and what became or would become of them (staff).',
    who: 'staff',
    http: 'GET /administration/imports/:importId/rows',
    input: one.extend({
      kind: ImportRowKind.optional(),
      outcome: ImportOutcome.optional(),
      after: QueryInt(0, 1_000_000).default(0),
      limit: Limit(50),
    }),
    reply: z.object({ rows: z.array(ImportRow), more: z.boolean() }),
    problems: ['not-found'],
  },
  'organisations.changeImportRow': {
    title: 'Correct cells of a row, or say what to do with it, while it is a preview (staff).',
    who: 'staff',
    http: 'PATCH /administration/imports/:importId/rows/:line',
    input: one.extend({
      line: QueryInt(1, 1_000_000),
      cells: z
        .partialRecord(
          ExchangeColumn,
          z
            .string()
            .max(4000)
            .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'malformed'),
        )
        .optional(),
      decision: ImportDecision.nullable().optional(),
    }),
    reply: z.object({ import: ImportRun, row: ImportRow }),
    problems: ['not-found', 'conflict'],
  },
  'organisations.startImport': {
    ...changesRun,
    title: 'Do what the preview says; rows with faults are left out (staff).',
    http: 'POST /administration/imports/:importId/start',
    input: one.extend({
      duplicates: ImportDecision.exclude(['create']),
      overwrite: z.array(WritableColumn).max(WritableColumn.options.length).default([]),
    }),
  },
  'organisations.cancelImport': {
    ...changesRun,
    title: 'Stop an import after the row it is at; what was entered stays (staff).',
    http: 'POST /administration/imports/:importId/cancel',
    input: one,
  },
  'organisations.undoImport': {
    ...changesRun,
    title: 'Take back, within 7 days, what an import did to profiles that nobody touched since (staff).',
    http: 'POST /administration/imports/:importId/undo',
    input: one,
  },
  'organisations.discardImport': {
    title: 'Throw a preview away (staff).',
    who: 'staff',
    http: 'DELETE /administration/imports/:importId',
    input: one,
    reply: z.object({ done: z.literal(true) }),
    problems: ['not-found', 'conflict'],
  },
})
