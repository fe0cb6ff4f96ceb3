import mongoose, { Schema } from 'mongoose'
import { takeLease } from './lease.ts'
import type { Log } from './log.ts'
import { metrics } from './metrics.ts'
import type { PersonalRules } from './personal.ts'

/** How long one kind of data is kept, and why; beside the models of its feature. */
export interface Kept {
  /** Names it in reports and figures. */
  kind: string
  /** So long, counted from what `from` says. */
  days: number
  from: string
  /** What entitles us to keep it until then. */
  basis: string
  /** What goes then. */
  deletes: string
  /** The name of the model it lies in. */
  model: string
  /** The documents that lie there beyond their time. */
  due: (now: Date) => Record<string, unknown>
  /** Deleted by the store itself, within a minute or so. */
  byStore?: true
}

interface RetentionReportDoc {
  at: Date
  /** How many documents were cleared, by kind; kinds of which there were none are left out. */
  deleted: Record<string, number>
}
const report = new Schema<RetentionReportDoc>(
  { at: { type: Date, required: true }, deleted: { type: Object, required: true } as never },
  { collection: 'retentionreports', versionKey: false },
)
report.index({ at: -1 })
export const RetentionReports = mongoose.model<RetentionReportDoc>('RetentionReport', report)

export const retentionPersonal: PersonalRules = { RetentionReport: { impersonal: 'at deleted' } }

export const dayMs = 86_400_000
/** The moment so many days ago. */
export const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * dayMs)

/** Reports are kept as long as somebody may ask how an installation keeps its word. */
export const platformRetention: readonly Kept[] = [
  {
    kind: 'retention-reports',
    days: 365,
    from: 'the run they are of',
    basis: 'accountability (GDPR art. 5 par. 2)',
    deletes: 'the report',
    model: 'RetentionReport',
    due: (now) => ({ at: { $lte: daysAgo(now, 365) } }),
  },
]

interface Needs {
  table: readonly Kept[]
  /** How the features clear kinds that are more than documents to delete; the others are deleted as they stand. */
  ways: Readonly<Record<string, () => Promise<unknown>>>
  now: () => Date
  log: Log
}

const leaseMs = 60_000
const collectionOf = (model: string) => mongoose.model(model).collection

/** How many documents of each kind lie there beyond their time. */
export async function overdue(table: readonly Kept[], now: Date): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { kind, model, due } of table) counts[kind] = await collectionOf(model).countDocuments(due(now))
  return counts
}

/** Clears what lies there beyond its time. May be interrupted and repeated: what is gone is not found again. */
export function createRetention({ table, ways, now, log }: Needs) {
  return {
    table,
    overdue: () => overdue(table, now()),

    /** Says how much went, by kind; undefined where another process is at it. */
    async run(): Promise<Record<string, number> | undefined> {
      const lease = await takeLease('retention', { now, forMs: leaseMs })
      if (!lease) return undefined
      try {
        // One way may clear several kinds: all are counted before the first, and after the last.
        const before = await overdue(table, now())
        const done = new Set<unknown>()
        for (const { kind, model, due, byStore } of table) {
          await lease.keep()
          const way = ways[kind]
          if (byStore || done.has(way)) continue
          if (way) await way()
          else await collectionOf(model).deleteMany(due(now()))
          if (way) done.add(way)
        }
        const after = await overdue(table, now())
        const deleted = Object.fromEntries(
          table.flatMap(({ kind, byStore }) => {
            const count = byStore ? 0 : before[kind]! - after[kind]!
            return count > 0 ? [[kind, count]] : []
          }),
        )
        if (Object.keys(deleted).length > 0) {
          for (const [kind, count] of Object.entries(deleted)) metrics.retention.inc({ kind }, count)
          await RetentionReports.create({ at: now(), deleted })
          log.info({ deleted }, 'what was kept long enough is deleted')
        }
        return deleted
      } finally {
        await lease.release()
      }
    },
  }
}
export type Retention = ReturnType<typeof createRetention>
