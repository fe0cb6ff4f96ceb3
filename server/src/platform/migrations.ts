import mongoose, { Schema } from 'mongoose'
import { setTimeout } from 'node:timers/promises'
import { takeLease } from './lease.ts'
import type { Log } from './log.ts'
import type { PersonalRules } from './personal.ts'

/**
 * One change of stored data from the form of an earlier version. It may be killed at any point and begin again from
 * the start, and versions before it go on reading what it leaves: see docs/operations.md.
 */
export interface Migration {
  /** Its place and what it does: `0001-affiliations`. Never changed once it was released. */
  id: string
  /** Calls `keep` between its steps, which throws where another process has taken over. */
  run: (keep: () => Promise<void>) => Promise<void>
}

interface MigrationDoc {
  _id: string
  at: Date
}

const migration = new Schema<MigrationDoc>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { collection: 'migrations', versionKey: false },
)
export const Migrations = mongoose.model<MigrationDoc>('Migration', migration)

export const migrationsPersonal: PersonalRules = { Migration: { impersonal: '_id at' } }

interface Needs {
  now: () => Date
  log: Log
  /** So long a process that was killed holds up the next. */
  leaseMs?: number
}

const askAgainMs = 250

/** Runs what has not run, in order, in one process at a time; returns when all is done, by whomever. */
export async function migrate(
  migrations: readonly Migration[],
  { now, log, leaseMs = 15_000 }: Needs,
): Promise<void> {
  assertOrdered(migrations)
  for (;;) {
    if ((await pending(migrations)).length === 0) return
    const lease = await takeLease('migrations', { now, forMs: leaseMs })
    if (!lease) {
      await setTimeout(askAgainMs)
      continue
    }
    try {
      for (const { id, run } of await pending(migrations)) {
        await run(lease.keep)
        await Migrations.updateOne({ _id: id }, { $setOnInsert: { at: now() } }, { upsert: true })
        log.info({ migration: id }, 'migrated')
      }
    } finally {
      await lease.release()
    }
  }
}

async function pending(migrations: readonly Migration[]) {
  const done = new Set((await Migrations.find({}, { _id: 1 }).lean()).map(({ _id }) => _id))
  return migrations.filter(({ id }) => !done.has(id))
}

function assertOrdered(migrations: readonly Migration[]) {
  for (const [index, { id }] of migrations.entries())
    if (!id.startsWith(`${String(index + 1).padStart(4, '0')}-`))
      throw new Error(`The migration ${id} does not stand in its place`)
}
