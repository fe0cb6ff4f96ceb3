import type { ImportDecision, ImportOutcome, ImportRow, ImportRun, ImportState } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'
import type { OrganisationDoc } from '../model.ts'
import type { Profile } from './cells.ts'
import type { Cells } from './columns.ts'

/** One file that was sent in. Its state and position say where to go on after an interruption. */
export interface ImportDoc {
  _id: Types.ObjectId
  fileName: string
  format: ImportRun['format']
  encoding: ImportRun['encoding']
  state: ImportState
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** Who started it, for the entry in the audit log that says how it ended. */
  startedBy: { actorId: string; office: 'staff' | 'admin' } | null
  rows: number
  kinds: ImportRun['kinds']
  ignored: ImportRun['ignored']
  /** The line up to which everything is done. */
  position: number
  duplicates: ImportRun['duplicates']
  overwrite: ImportRun['overwrite']
}

/** A row of it. What is entered from it gets its id, so that nothing is entered twice. */
export interface ImportRowDoc extends Pick<
  ImportRow,
  'line' | 'kind' | 'faults' | 'notes' | 'municipality' | 'candidates' | 'kept' | 'ofLine' | 'mayCreate'
> {
  _id: Types.ObjectId
  importId: Types.ObjectId
  cells: Cells
  shifted: boolean
  profile: Partial<Profile>
  differences: ImportRow['differences']
  existingId: string | null
  decision: ImportDecision | null
  outcome: ImportOutcome | null
  organisationId: string | null
  /** What is about to be written over, noted before it is. */
  intent: { rev: number; before: Partial<OrganisationDoc> } | null
  /** The state of the profile this row has left behind. */
  rev: number | null
}

const { Mixed, ObjectId } = Schema.Types
const list = { type: Mixed, default: [] }
const run = new Schema<ImportDoc>(
  {
    fileName: { type: String, default: '' },
    format: { type: String, required: true },
    encoding: { type: String, required: true },
    state: { type: String, required: true },
    createdAt: { type: Date, required: true },
    startedAt: { type: Date, default: null },
    finishedAt: { type: Date, default: null },
    startedBy: { type: Mixed, default: null },
    rows: { type: Number, required: true },
    kinds: { type: Mixed, default: {} },
    ignored: list,
    position: { type: Number, default: 0 },
    duplicates: { type: String, default: null },
    overwrite: { type: [String], default: [] },
  },
  { collection: 'organisation_imports', versionKey: false, minimize: false },
)
run.index({ createdAt: -1 })
run.index({ state: 1 })
export const Imports = mongoose.model<ImportDoc>('OrganisationImport', run)

const row = new Schema<ImportRowDoc>(
  {
    importId: { type: ObjectId, required: true },
    line: { type: Number, required: true },
    kind: { type: String, required: true },
    cells: { type: Mixed, default: {} },
    shifted: { type: Boolean, default: false },
    faults: list,
    notes: list,
    municipality: { type: String, default: null },
    candidates: { type: [String], default: [] },
    profile: { type: Mixed, default: {} },
    differences: list,
    existingId: { type: String, default: null },
    kept: { type: Boolean, default: false },
    ofLine: { type: Number, default: null },
    mayCreate: { type: Boolean, default: false },
    decision: { type: String, default: null },
    outcome: { type: String, default: null },
    organisationId: { type: String, default: null },
    intent: { type: Mixed, default: null },
    rev: { type: Number, default: null },
  },
  { collection: 'organisation_import_rows', versionKey: false, minimize: false },
)
row.index({ importId: 1, line: 1 }, { unique: true })
row.index({ importId: 1, outcome: 1 })
export const ImportRows = mongoose.model<ImportRowDoc>('OrganisationImportRow', row)
