import type { ImportOutcome } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { duplicateOf } from '../../../platform/db.ts'
import { Refusal } from '../../../platform/errors.ts'
import { Claims } from '../claims/model.ts'
import type { Directory } from '../directory.ts'
import { createInsert } from '../insert.ts'
import { Organisations, toFacts, type OrganisationDoc } from '../model.ts'
import { nameKey } from '../names.ts'
import type { Parts } from '../service.ts'
import { blankProfile } from './cells.ts'
import { amendment } from './compare.ts'
import { ImportRows, type ImportDoc, type ImportRowDoc } from './model.ts'

interface Done {
  outcome: ImportOutcome
  organisationId: string | null
  rev: number | null
}
const skipped: Done = { outcome: 'skipped', organisationId: null, rev: null }
const failed: Done = { outcome: 'failed', organisationId: null, rev: null }
const did = (outcome: ImportOutcome, doc: OrganisationDoc): Done => ({
  outcome,
  organisationId: String(doc._id),
  rev: doc.rev,
})

/** What a row is to do, once the file is started. */
function decided(row: ImportRowDoc, run: ImportDoc): ImportRowDoc['decision'] {
  if (row.kind === 'new') return row.decision === 'skip' ? 'skip' : 'create'
  if (row.kind !== 'duplicate' && row.kind !== 'changed') return 'skip'
  const wanted = row.decision ?? run.duplicates
  if (wanted === 'create') return row.mayCreate ? 'create' : 'skip'
  // What repeats a row of the same file changes nothing beside it.
  return row.kept || row.existingId === null || row.ofLine !== null ? 'skip' : wanted
}

export interface RowNeeds extends Pick<Parts, 'now' | 'stored'> {
  directory: Pick<Directory, 'all' | 'find' | 'holdsSlug'>
  /** An organisation that was entered by mistake is gone. */
  forgotten: (organisationId: string) => Promise<void>
}

/** What one row of a file does to the organisations, and how that is taken back. Each may be repeated after a break. */
export function createRowWork({ directory, now, stored, forgotten }: RowNeeds) {
  const insert = createInsert(directory)

  async function enter(row: ImportRowDoc): Promise<Done> {
    const before = await Organisations.findById(row._id).lean()
    if (before) return did('created', before)
    const profile = { ...blankProfile, ...row.profile }
    const at = now()
    try {
      const doc = await insert({
        _id: row._id,
        ...profile,
        nameKey: nameKey(profile.name),
        verified: false,
        verifiedBy: null,
        membersMayWrite: true,
        enteredByCentre: true,
        lastImport: row._id,
        joinedAt: at,
        confirmedAt: at,
        askedAt: null,
        dormantSince: null,
        rev: 1,
        members: [],
        invitations: [],
      })
      await stored(doc)
      return did('created', doc)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'conflict') return failed
      throw error
    }
  }

  /** Noted before it is written, so that it can be taken back and is never done twice. */
  async function amend(row: ImportRowDoc, how: 'fill' | 'overwrite', run: ImportDoc): Promise<Done> {
    const doc = await Organisations.findById(row.existingId).lean()
    if (!doc || doc.members.length > 0 || doc.hiddenBy || doc.mergedInto) return skipped
    if (row.intent && String(doc.lastImport ?? '') === String(row._id)) return did('updated', doc)
    const change: Partial<OrganisationDoc> = amendment(row.profile, toFacts(doc), how, run.overwrite)
    if (Object.keys(change).length === 0) return skipped
    if (change.name !== undefined) change.nameKey = nameKey(change.name)
    const before = Object.fromEntries(
      Object.keys(change).map((field) => [field, doc[field as keyof OrganisationDoc]]),
    ) as Partial<OrganisationDoc>
    await ImportRows.updateOne({ _id: row._id }, { $set: { intent: { rev: doc.rev, before } } })
    try {
      const changed = await Organisations.findOneAndUpdate(
        { _id: doc._id, rev: doc.rev, members: trusted({ $size: 0 }) },
        { $set: { ...change, lastImport: row._id }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (!changed) return failed
      await stored(changed)
      return did('updated', changed)
    } catch (error) {
      if (duplicateOf(error) !== undefined) return failed
      throw error
    }
  }

  async function perform(row: ImportRowDoc, run: ImportDoc): Promise<Done> {
    const decision = decided(row, run)
    if (decision === 'create') return enter(row)
    if (decision === 'fill' || decision === 'overwrite') return amend(row, decision, run)
    return skipped
  }

  /** What was entered or changed by this row, unless somebody has touched it since. */
  async function takeBack(row: ImportRowDoc): Promise<Done> {
    const organisationId = row.organisationId!
    const left = { _id: organisationId, rev: row.rev!, members: trusted({ $size: 0 }) }
    const kept: Done = { outcome: 'kept', organisationId, rev: row.rev }
    const undone: Done = { outcome: 'undone', organisationId: null, rev: null }
    if (await Claims.exists({ organisationId, state: 'open' })) return kept
    if (row.outcome === 'created') {
      const { deletedCount } = await Organisations.deleteOne({ ...left, invitations: trusted({ $size: 0 }) })
      if (deletedCount === 0 && (await Organisations.exists({ _id: organisationId }))) return kept
      await forgotten(organisationId)
      return undone
    }
    try {
      const doc = await Organisations.findOneAndUpdate(
        { ...left, lastImport: row._id },
        { $set: { ...row.intent!.before, lastImport: null }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      ).lean()
      if (doc) await stored(doc)
      return doc ? { ...undone, organisationId } : kept
    } catch (error) {
      if (duplicateOf(error) !== undefined) return kept
      throw error
    }
  }

  return { perform, takeBack }
}
