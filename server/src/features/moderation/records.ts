import { Id, type LogEntry, type MonthNumbers } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Cases, Reports, Statements, type CaseDoc, type ReportDoc, type StatementDoc } from './model.ts'
import type { Parts } from './service.ts'
import { stateAt } from './statements.ts'

const monthOf = (at: Date) => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: 'Europe/Berlin',
    year: 'numeric',
    month: '2-digit',
  })
    .formatToParts(at)
    .map(({ type, value }) => [type, value])
  const { year, month } = Object.fromEntries(parts) as Record<string, string>
  return `${year}-${month}`
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
      const today = now()
      const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - count, 1))
      const since = trusted({ $gte: first })
      const [reports, cases, statements] = await Promise.all([
        Reports.find({ at: since }, { at: 1 }).lean<Pick<ReportDoc, 'at'>[]>(),
        Cases.find({ since, open: false }, { since: 1, decision: 1 }).lean<CaseDoc[]>(),
        Statements.find(
          { decidedAt: since, kind: trusted({ $ne: 'hold' }), state: trusted({ $ne: 'pending' }) },
          { kind: 1, rule: 1, decidedAt: 1, appeal: 1 },
        ).lean<StatementDoc[]>(),
      ])
      const months = Array.from({ length: count }, (_, index) =>
        monthOf(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - index, 2))),
      )
      return {
        months: months.map((month) => {
          const decided = cases.filter(({ decision }) => decision?.done && monthOf(decision.at) === month)
          const stated = statements.filter(({ decidedAt }) => monthOf(decidedAt) === month)
          const appeals = statements.flatMap(({ appeal }) => appeal ?? [])
          return {
            month,
            reports: reports.filter(({ at }) => monthOf(at) === month).length,
            notRestricted: decided.filter(({ decision }) => decision!.outcome === 'not-restricted').length,
            restrictions: counted(stated, ({ kind }) => kind),
            rules: counted(stated, ({ rule }) => rule),
            medianHours: median(
              decided.map(
                ({ since: from, decision }) => (decision!.at.getTime() - from.getTime()) / 3_600_000,
              ),
            ),
            appeals: appeals.filter(({ at }) => monthOf(at) === month).length,
            overturned: appeals.filter(
              ({ decision }) => decision?.outcome === 'overturned' && monthOf(decision.at) === month,
            ).length,
          }
        }),
      }
    },
  }
}
