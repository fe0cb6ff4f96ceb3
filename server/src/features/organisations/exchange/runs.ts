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
import { refuse } from '../../../platform/errors.ts'
import { createLanes } from '../../../platform/lanes.ts'
import { Organisations, privateFields, toFacts } from '../model.ts'
import type { Parts } from '../service.ts'
import { createJudge, createWorld, toKnown, type World } from './compare.ts'
import { readJson } from './json-ld.ts'
import { ImportRows, Imports, type ImportDoc, type ImportRowDoc } from './model.ts'
import { createRowWork, type RowNeeds } from './rows.ts'
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

type Needs = RowNeeds & Pick<Parts, 'acting'>

/** Files with organisations: from the preview over the work, which may be interrupted anywhere, to taking it back. */
export function createImports(needs: Needs) {
  const { acting, now, directory } = needs
  const { perform, takeBack } = createRowWork(needs)
  const working = new Map<string, Promise<void>>()
  const stopping = new Set<string>()
  let isEnding = false

  /** What changes one run happens one after the other. */
  const inLane = createLanes()

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
