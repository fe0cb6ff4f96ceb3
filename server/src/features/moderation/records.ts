import { Id, mostMonths, type LogEntry, type MonthNumbers } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { createMemory } from '../../platform/memory.ts'
import { Cases, Reports, Statements, type CaseDoc, type ReportDoc, type StatementDoc } from './model.ts'
import type { Parts } from './service.ts'
import { stateAt } from './statements.ts'

const monthNames = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
})
/** `2026-11`, by the clock of Hesse. */
function monthOf(at: Date) {
  const parts = monthNames.formatToParts(at).map(({ type, value }) => [type, value])
  const { year, month } = Object.fromEntries(parts) as Record<string, string>
  return `${year}-${month}`
}

/** What happened in each month. */
function byMonth<T>(values: readonly T[], atOf: (value: T) => Date): (month: string) => T[] {
  const months = new Map<string, T[]>()
  for (const value of values) {
    const month = monthOf(atOf(value))
    const there = months.get(month)
    if (there) there.push(value)
    else months.set(month, [value])
  }
  return (month) => months.get(month) ?? []
}

/** The last months, newest first. */
function monthsUntil(today: Date, count: number): string[] {
  const [year, month] = monthOf(today).split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, index) => monthOf(new Date(Date.UTC(year, month - 1 - index, 2))))
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const value = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return Math.round(value * 10) / 10
}

function counted<T>(values: readonly T[], keyOf: (value: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[keyOf(value)] = (counts[keyOf(value)] ?? 0) + 1
  return counts
}

/** What moderation did, for those it is done for: the log of a room, and figures for everybody. */
export function createRecords({ rooms, now }: Parts) {
  /** By the month that is on: anybody may ask, and asking costs nothing. */
  const remembered = createMemory({ load: figures, most: 1, forMs: 60_000 })

  async function figures(): Promise<MonthNumbers[]> {
    const months = monthsUntil(now(), mostMonths)
    // Midnight in Hesse, in summer; in winter an hour more than is asked for.
    const since = trusted({ $gte: new Date(`${months.at(-1)}-01T00:00:00+02:00`) })
    const [reports, cases, statements] = await Promise.all([
      Reports.find({ at: since }, { at: 1 }).lean<Pick<ReportDoc, 'at'>[]>(),
      Cases.find({ open: false, 'decision.at': since }, { since: 1, decision: 1 }).lean<CaseDoc[]>(),
      Statements.find(
        {
          kind: trusted({ $ne: 'hold' }),
          state: trusted({ $ne: 'pending' }),
          $or: [{ decidedAt: since }, { 'appeal.at': since }, { 'appeal.decision.at': since }],
        },
        { kind: 1, rule: 1, decidedAt: 1, appeal: 1 },
      ).lean<StatementDoc[]>(),
    ])
    const appeals = statements.flatMap(({ appeal }) => appeal ?? [])
    const overturned = appeals.flatMap(({ decision }) => (decision?.outcome === 'overturned' ? decision : []))
    const verdicts = cases.flatMap(({ since: from, decision }) =>
      decision?.done ? { from, ...decision } : [],
    )
    const inMonth = {
      reports: byMonth(reports, ({ at }) => at),
      verdicts: byMonth(verdicts, ({ at }) => at),
      stated: byMonth(statements, ({ decidedAt }) => decidedAt),
      appeals: byMonth(appeals, ({ at }) => at),
      overturned: byMonth(overturned, ({ at }) => at),
    }
    return months.map((month) => {
      const decided = inMonth.verdicts(month)
      const stated = inMonth.stated(month)
      return {
        month,
        reports: inMonth.reports(month).length,
        notRestricted: decided.filter(({ outcome }) => outcome === 'not-restricted').length,
        restrictions: counted(stated, ({ kind }) => kind),
        rules: counted(stated, ({ rule }) => rule),
        medianHours: median(decided.map(({ from, at }) => (at.getTime() - from.getTime()) / 3_600_000)),
        appeals: inMonth.appeals(month).length,
        overturned: inMonth.overturned(month).length,
      }
    })
  }

  return {
    /** No names, no words; what nobody decided is left out. */
    async log(actor: Actor, roomId: string, cursor: string | undefined, limit: number) {
      await rooms.mustRead(actor, roomId)
      const before = cursor === undefined ? {} : { _id: trusted({ $lt: fromCursor(Id, cursor) }) }
      const docs = await Statements.find({
        roomId,
        kind: trusted({ $ne: 'hold' }),
        state: trusted({ $ne: 'pending' }),
        ...before,
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StatementDoc[]>()
      const page = docs.slice(0, limit)
      return {
        entries: page.map((doc): LogEntry => ({
          kind: doc.kind as LogEntry['kind'],
          measure: doc.measure,
          rule: doc.rule,
          at: doc.decidedAt.toISOString(),
          office: doc.office,
          until: doc.until?.toISOString() ?? null,
          state: stateAt(doc, now()),
        })),
        nextCursor: docs.length > page.length ? toCursor(String(page.at(-1)!._id)) : null,
      }
    },

    async numbers(count: number): Promise<{ months: MonthNumbers[] }> {
      return { months: (await remembered.get(monthOf(now()))).slice(0, count) }
    },
  }
}
