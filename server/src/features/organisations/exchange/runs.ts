import {
  ImportOutcome,
  type ImportRow,
  type ImportRun,
  type organisationExchange as contract,
  type OrganisationName,
  type Parsed,
} from '@augenhoehe/contracts'
import mongoose, { trusted, type Types } from 'mongoose'
import { setImmediate as breathe } from 'node:timers/promises'
import { isStaff, officeOf, type Actor } from '../../../platform/actor.ts'
import { duplicateOf } from '../../../platform/db.ts'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { Claims } from '../claims/model.ts'
import type { Directory } from '../directory.ts'
import { createInsert } from '../insert.ts'
import { Organisations, privateFields, toFacts, type OrganisationDoc } from '../model.ts'
import { nameKey } from '../names.ts'
import type { Parts } from '../service.ts'
import { blankProfile } from './cells.ts'
import { amendment, createJudge, createWorld, toKnown, type World } from './compare.ts'
import { readJson } from './json-ld.ts'
import { ImportRows, Imports, type ImportDoc, type ImportRowDoc } from './model.ts'
import { decode, readTable } from './table.ts'

type Input<K extends keyof typeof contract> = Parsed<(typeof contract)[K]>

const dayMs = 24 * 60 * 60 * 1000
/** So long a whole run can be taken back. */
export const undoDays = 7
/** A preview that nobody starts is thrown away, and so are the rows of a run later on. */
export const previewDays = 7
export const reportDays = 30
/** So many files lie there at a time. */
const mostImports = 100
const atOnce = 50
/** So long rows are judged before others get their turn. */
const atATimeMs = 4

const after = (at: Date, days: number) => new Date(at.getTime() + days * dayMs)

export const mustBeStaff = (actor: Actor) => {
  if (!isStaff(actor)) throw refuse('not-found')
}

interface Needs extends Pick<Parts, 'acting' | 'now' | 'stored'> {
  directory: Pick<Directory, 'all' | 'find' | 'holdsSlug'>
  /** An organisation that was entered by mistake is gone. */
  forgotten: (organisationId: string) => Promise<void>
}

/** Files with organisations: from the preview over the work, which may be interrupted anywhere, to taking it back. */
export function createImports({ acting, now, stored, forgotten, directory }: Needs) {
  const insert = createInsert(directory)
  const working = new Map<string, Promise<void>>()
  const stopping = new Set<string>()
  let isEnding = false

  /** What changes one run happens one after the other. */
  const lanes = new Map<string, Promise<unknown>>()
  function inLane<T>(id: string, work: () => Promise<T>): Promise<T> {
    const next = (lanes.get(id) ?? Promise.resolve()).then(work, work)
    const settled = next.catch(() => undefined)
    lanes.set(id, settled)
    void settled.then(() => lanes.get(id) === settled && lanes.delete(id))
    return next
  }

  async function world(): Promise<World> {
    const [open, hidden, alone] = await Promise.all([
      directory.all(),
      Organisations.find({ hiddenBy: trusted({ $ne: null }), mergedInto: null }, privateFields).lean(),
      Organisations.find({ members: trusted({ $size: 0 }), mergedInto: null }, { _id: 1 }).lean(),
    ])
    const isAlone = new Set(alone.map(({ _id }) => String(_id)))
    return createWorld(
      [...open, ...hidden.map(toFacts)].map((facts) => toKnown(facts, !isAlone.has(facts.id))),
    )
  }

  async function toRun(doc: ImportDoc): Promise<ImportRun> {
    const counted = await Promise.all(
      ImportOutcome.options.map(async (outcome) => {
        const count =
          doc.state === 'preview' ? 0 : await ImportRows.countDocuments({ importId: doc._id, outcome })
        return [outcome, count] as const
      }),
    )
    const outcomes = counted.filter(([, count]) => count > 0)
    const isOver = doc.state === 'done' || doc.state === 'cancelled'
    const undoUntil = isOver && doc.finishedAt ? after(doc.finishedAt, undoDays) : null
    return {
      id: String(doc._id),
      fileName: doc.fileName,
      format: doc.format,
      encoding: doc.encoding,
      state: doc.state,
      createdAt: doc.createdAt.toISOString(),
      startedAt: doc.startedAt?.toISOString() ?? null,
      finishedAt: doc.finishedAt?.toISOString() ?? null,
      rows: doc.rows,
      kinds: doc.kinds,
      position:
        doc.position === 0
          ? 0
          : await ImportRows.countDocuments({ importId: doc._id, line: trusted({ $lte: doc.position }) }),
      outcomes: Object.fromEntries(outcomes),
      ignored: doc.ignored,
      duplicates: doc.duplicates,
      overwrite: doc.overwrite,
      undoUntil: undoUntil && undoUntil > now() ? undoUntil.toISOString() : null,
    }
  }

  async function toRows(docs: readonly ImportRowDoc[]): Promise<ImportRow[]> {
    const named = async (id: string | null): Promise<OrganisationName | null> => {
      const facts = id === null ? undefined : await directory.find(id)
      return facts ? { id: facts.id, slug: facts.slug, name: facts.name } : null
    }
    return Promise.all(
      docs.map(async (doc) => ({
        line: doc.line,
        kind: doc.kind,
        cells: doc.cells,
        faults: doc.faults,
        notes: doc.notes,
        municipality: doc.municipality,
        candidates: doc.candidates,
        existing: await named(doc.existingId),
        kept: doc.kept,
        ofLine: doc.ofLine,
        differences: doc.differences,
        mayCreate: doc.mayCreate,
        decision: doc.decision,
        outcome: doc.outcome,
        organisation: await named(doc.organisationId),
      })),
    )
  }

  async function find(importId: string): Promise<ImportDoc> {
    const doc = await Imports.findById(importId).lean()
    if (!doc) throw refuse('not-found')
    return doc
  }

  type Raw = Pick<ImportRowDoc, 'line' | 'cells' | 'shifted'>
  /** What would become of the rows, and how many there are of each kind. */
  async function judged<R extends Raw>(rows: readonly R[]) {
    const judge = createJudge(await world())
    const kinds: ImportDoc['kinds'] = {}
    const done = []
    let since = performance.now()
    for (const row of rows) {
      // By the clock, because a row costs more the more there is to compare it with.
      if (performance.now() - since > atATimeMs) {
        await breathe()
        since = performance.now()
      }
      const said = judge(row)
      kinds[said.kind] = (kinds[said.kind] ?? 0) + 1
      done.push({ row, said })
    }
    return { kinds, done }
  }

  /** Reads a file and says what would become of it; nothing is entered. */
  async function receive(actor: Actor, bytes: Uint8Array, fileName: string): Promise<ImportRun> {
    mustBeStaff(actor)
    if ((await Imports.countDocuments()) >= mostImports) throw refuse('conflict')
    const { text, encoding } = decode(bytes)
    const isJson = /^\s*[[{]/.test(text)
    const table = isJson ? readJson(text) : await readTable(text)
    const { kinds, done } = await judged(table.rows)
    const importId = new mongoose.Types.ObjectId()
    const rows = done.map(({ row, said }) => ({
      _id: new mongoose.Types.ObjectId(),
      importId,
      ...row,
      ...said,
      decision: null,
      outcome: null,
      organisationId: null,
      intent: null,
      rev: null,
    }))
    try {
      for (let at = 0; at < rows.length; at += 500) await ImportRows.insertMany(rows.slice(at, at + 500))
      const doc = await Imports.create({
        _id: importId,
        fileName: fileName.replaceAll(/[^\p{L}\p{N}\p{M}._ ()+-]/gu, '').slice(0, 120),
        format: isJson ? 'json' : 'csv',
        encoding,
        state: 'preview',
        createdAt: now(),
        startedAt: null,
        finishedAt: null,
        startedBy: null,
        rows: rows.length,
        kinds,
        ignored: table.ignored,
        position: 0,
        duplicates: null,
        overwrite: [],
      })
      return await toRun(doc.toObject())
    } catch (error) {
      await ImportRows.deleteMany({ importId })
      throw error
    }
  }

  const changeRow = (
    actor: Actor,
    { importId, line, cells, decision }: Input<'organisations.changeImportRow'>,
  ) =>
    inLane(importId, async () => {
      mustBeStaff(actor)
      const run = await find(importId)
      if (run.state !== 'preview') throw refuse('conflict')
      const rows = await ImportRows.find({ importId }).sort({ line: 1 }).lean()
      const row = rows.find((one) => one.line === line)
      if (!row) throw refuse('not-found')
      if (cells) {
        row.cells = { ...row.cells, ...cells }
        row.shifted = false
        row.decision = null
      }
      const { kinds, done } = await judged(rows)
      for (const { row: one, said } of done) {
        const isIt = one === row
        if (isIt && decision !== undefined) one.decision = decision
        if (isIt && one.decision === 'create' && !said.mayCreate)
          throw refuse('request.invalid', { fields: { decision: ['not possible for this row'] } })
        const before = {
          kind: one.kind,
          existingId: one.existingId,
          ofLine: one.ofLine,
          mayCreate: one.mayCreate,
        }
        const same = (Object.keys(before) as (keyof typeof before)[]).every(
          (key) => before[key] === said[key],
        )
        Object.assign(one, said)
        if (!isIt && same) continue
        const { _id, importId: _, ...set } = one
        await ImportRows.updateOne({ _id }, { $set: set })
      }
      const after_ = await Imports.findOneAndUpdate(
        { _id: importId },
        { $set: { kinds } },
        { returnDocument: 'after' },
      ).lean()
      return { import: await toRun(after_!), row: (await toRows([row]))[0]! }
    })

  // The work.

  /** What a row is to do, once the file is started. */
  function decided(row: ImportRowDoc, run: ImportDoc): ImportRowDoc['decision'] {
    if (row.kind === 'new') return row.decision === 'skip' ? 'skip' : 'create'
    if (row.kind !== 'duplicate' && row.kind !== 'changed') return 'skip'
    const wanted = row.decision ?? run.duplicates
    if (wanted === 'create') return row.mayCreate ? 'create' : 'skip'
    // What repeats a row of the same file changes nothing beside it.
    return row.kept || row.existingId === null || row.ofLine !== null ? 'skip' : wanted
  }

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

  /** Row after row from where it is, until the end or until somebody stops it. */
  async function goThrough(importId: Types.ObjectId | string, state: 'running' | 'undoing') {
    const id = String(importId)
    const outcome = state === 'running' ? null : trusted({ $in: ['created', 'updated'] })
    for (;;) {
      const run = await Imports.findById(importId).lean()
      if (run?.state !== state) return
      const rows = await ImportRows.find({ importId, outcome: outcome as null })
        .sort({ line: 1 })
        .limit(atOnce)
        .lean()
      for (const row of rows) {
        if (isEnding || stopping.has(id)) break
        const done = state === 'running' ? await perform(row, run) : await takeBack(row)
        await ImportRows.updateOne({ _id: row._id }, { $set: done })
        await breathe()
      }
      if (isEnding) return
      const last = rows.at(-1)
      const isOver = rows.length < atOnce
      if (stopping.has(id)) return
      if (last && state === 'running')
        await Imports.updateOne({ _id: importId, state }, { $set: { position: last.line } })
      if (isOver) {
        await finish(run, state)
        return
      }
    }
  }

  async function finish(run: ImportDoc, state: 'running' | 'undoing') {
    const done = await Imports.findOneAndUpdate(
      { _id: run._id, state },
      { $set: state === 'running' ? { state: 'done', finishedAt: now() } : { state: 'undone' } },
      { returnDocument: 'after' },
    ).lean()
    if (done) await recordEnd(done, state === 'running' ? 'importDone' : 'undoImportDone')
  }

  /** The log of offices says with numbers how it ended. */
  async function recordEnd(run: ImportDoc, act: 'importDone' | 'importStopped' | 'undoImportDone') {
    if (!run.startedBy) return
    const { outcomes } = await toRun(run)
    const after_ = Object.fromEntries(
      Object.entries(outcomes).map(([outcome, count]) => [outcome, count ?? 0]),
    )
    await acting(
      { ...run.startedBy, act: `organisations.${act}`, target: { importId: String(run._id) }, after: after_ },
      async () => undefined,
    )
  }

  function work(importId: string, state: 'running' | 'undoing') {
    if (working.has(importId)) return
    // What fails here goes on with the next hourly job, or when the platform starts.
    const done = goThrough(importId, state)
      .catch(() => undefined)
      .finally(() => working.delete(importId))
    working.set(importId, done)
  }

  const inOffice = (actor: Actor, act: string, importId: string) => {
    mustBeStaff(actor)
    return { ...officeOf(actor), act: `organisations.${act}`, target: { importId } }
  }

  return {
    receive,
    changeImportRow: changeRow,

    async listImports(actor: Actor) {
      mustBeStaff(actor)
      const docs = await Imports.find().sort({ createdAt: -1 }).limit(mostImports).lean()
      return { imports: await Promise.all(docs.map(toRun)) }
    },

    async getImport(actor: Actor, importId: string) {
      mustBeStaff(actor)
      return toRun(await find(importId))
    },

    async importRows(
      actor: Actor,
      { importId, kind, outcome, after: line, limit }: Input<'organisations.importRows'>,
    ) {
      mustBeStaff(actor)
      await find(importId)
      const docs = await ImportRows.find({
        importId,
        line: trusted({ $gt: line }),
        ...(kind && { kind }),
        ...(outcome && { outcome }),
      })
        .sort({ line: 1 })
        .limit(limit + 1)
        .lean()
      return { rows: await toRows(docs.slice(0, limit)), more: docs.length > limit }
    },

    /** All rows for the report. */
    async importReport(actor: Actor, importId: string) {
      mustBeStaff(actor)
      const run = await toRun(await find(importId))
      const rows = await ImportRows.find({ importId }).sort({ line: 1 }).lean()
      return { run, rows: await toRows(rows) }
    },

    startImport: (actor: Actor, { importId, duplicates, overwrite }: Input<'organisations.startImport'>) =>
      inLane(importId, async () => {
        mustBeStaff(actor)
        const { rows, kinds, state } = await find(importId)
        if (state !== 'preview') throw refuse('conflict')
        const started = await acting(
          {
            ...inOffice(actor, 'startImport', importId),
            after: {
              rows,
              new: kinds.new ?? 0,
              duplicates: kinds.duplicate ?? 0,
              how: duplicates,
              overwrite,
            },
          },
          async () => {
            const doc = await Imports.findOneAndUpdate(
              { _id: importId, state: 'preview' },
              {
                $set: {
                  state: 'running',
                  duplicates,
                  overwrite,
                  startedAt: now(),
                  startedBy: officeOf(actor),
                },
              },
              { returnDocument: 'after' },
            ).lean()
            if (!doc) throw refuse('conflict')
            return doc
          },
        )
        work(importId, 'running')
        return toRun(started)
      }),

    cancelImport: (actor: Actor, importId: string) =>
      inLane(importId, async () => {
        mustBeStaff(actor)
        if ((await find(importId)).state !== 'running') throw refuse('conflict')
        stopping.add(importId)
        try {
          const doc = await acting(inOffice(actor, 'cancelImport', importId), async () => {
            await working.get(importId)
            const stopped = await Imports.findOneAndUpdate(
              { _id: importId, state: 'running' },
              { $set: { state: 'cancelled', finishedAt: now() } },
              { returnDocument: 'after' },
            ).lean()
            if (!stopped) throw refuse('conflict')
            return stopped
          })
          await recordEnd(doc, 'importStopped')
          return await toRun(doc)
        } finally {
          stopping.delete(importId)
        }
      }),

    undoImport: (actor: Actor, importId: string) =>
      inLane(importId, async () => {
        mustBeStaff(actor)
        const run = await find(importId)
        const isOver = run.state === 'done' || run.state === 'cancelled'
        if (!isOver || !run.finishedAt || after(run.finishedAt, undoDays) <= now()) throw refuse('conflict')
        const doc = await acting(inOffice(actor, 'undoImport', importId), async () => {
          const undoing = await Imports.findOneAndUpdate(
            { _id: importId, state: run.state },
            { $set: { state: 'undoing', startedBy: officeOf(actor) } },
            { returnDocument: 'after' },
          ).lean()
          if (!undoing) throw refuse('conflict')
          return undoing
        })
        work(importId, 'undoing')
        return toRun(doc)
      }),

    discardImport: (actor: Actor, importId: string) =>
      inLane(importId, async () => {
        mustBeStaff(actor)
        if ((await find(importId)).state !== 'preview') throw refuse('conflict')
        await Imports.deleteOne({ _id: importId, state: 'preview' })
        await ImportRows.deleteMany({ importId })
        return { done: true } as const
      }),

    /** Goes on with what was interrupted; may run as often as one likes. */
    async resumeImports() {
      const open = await Imports.find({ state: trusted({ $in: ['running', 'undoing'] }) }).lean()
      for (const { _id, state } of open) work(String(_id), state as 'running' | 'undoing')
    },

    /** Forgets what files said, once nobody needs it; may run as often as one likes. */
    async tidyImports() {
      const old = await Imports.find(
        {
          $or: [
            { state: 'preview', createdAt: trusted({ $lt: after(now(), -previewDays) }) },
            {
              state: trusted({ $in: ['done', 'cancelled', 'undone'] }),
              createdAt: trusted({ $lt: after(now(), -reportDays) }),
            },
          ],
        },
        { _id: 1 },
      ).lean()
      for (const { _id } of old) {
        await ImportRows.deleteMany({ importId: _id })
        await Imports.deleteOne({ _id })
      }
    },

    /** Stops between two rows; the next start goes on. */
    async endImports() {
      isEnding = true
      await Promise.all(working.values())
    },

    /** When there is nothing under way. */
    importsSettled: async () => void (await Promise.all(working.values())),
  }
}
