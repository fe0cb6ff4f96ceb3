import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import mongoose, { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overdue, RetentionReports, type Kept } from './platform/retention.ts'
import { retentionTable } from './retention-table.ts'
import { startApp, type TestApp } from './testing/app.ts'

let app: TestApp
const lines: string[] = []
beforeAll(async () => {
  app = await startApp({ lines })
}, 120_000)
afterAll(() => app[Symbol.asyncDispose]())

const dayMs = 86_400_000
const collection = (model: string) => mongoose.model(model).collection

/** Documents of each kind, as they are stored at a moment; `at` is when their time began. */
const samples: Record<string, (at: Date) => Record<string, unknown>> = {
  exports: (at) => ({ userId: 'x', locale: 'de', requestedAt: at, readyAt: at, told: true }),
  notices: (at) => ({ userId: 'x', key: 'retention', object: 'thread:1', kind: 'x', at, began: at }),
  feedback: (at) => ({ clientId: 'x', kind: 'praise', text: 'x', answers: [], at, settledAt: at, rev: 1 }),
  claims: (at) => ({
    userId: new Types.ObjectId(),
    organisationId: new Types.ObjectId(),
    state: 'declined',
    owed: false,
    decidedAt: at,
    createdAt: at,
  }),
  'entry-drafts': (at) => ({ userId: new Types.ObjectId(), savedAt: at, entries: {} }),
  restorations: (at) => ({
    open: false,
    state: 'declined',
    decidedAt: at,
    userId: new Types.ObjectId(),
    organisationId: new Types.ObjectId(),
  }),
  'import-previews': (at) => ({ state: 'preview', createdAt: at }),
  'import-reports': (at) => ({ state: 'done', createdAt: at }),
  'contact-requests': (at) => ({
    state: 'declined',
    changedAt: at,
    fromId: new Types.ObjectId(),
    toId: new Types.ObjectId(),
  }),
  'suggestion-lessons': (at) => ({
    at,
    organisationId: new Types.ObjectId(),
    otherOrganisationId: new Types.ObjectId(),
  }),
  dismissals: (at) => ({
    until: at,
    organisationId: new Types.ObjectId(),
    otherOrganisationId: new Types.ObjectId(),
  }),
  'removed-words': (at) => ({
    kind: 'remove',
    state: 'in-force',
    effectOwed: true,
    decidedAt: at,
    appeal: null,
    mailOwed: false,
    threadId: String(new Types.ObjectId()),
    contributionId: String(new Types.ObjectId()),
  }),
  'retention-reports': (at) => ({ at, deleted: {} }),
}
/** What stands in the document of an association. */
const inside: Record<string, (at: Date) => Record<string, unknown>> = {
  invitations: (at) => ({
    invitations: [
      {
        _id: new Types.ObjectId(),
        email: 'a@example.org',
        role: 'member',
        tokenHash: 'x',
        invitedBy: new Types.ObjectId(),
        expiresAt: at,
        acceptedBy: null,
      },
    ],
  }),
  'register-extracts': (at) => ({
    verification: {
      evidence: { id: String(new Types.ObjectId()), keptUntil: new Date(at.getTime() + 30 * dayMs) },
    },
  }),
  'handover-notes': (at) => ({
    handover: {
      fromId: new Types.ObjectId(),
      successorId: null,
      note: 'x',
      ticked: [],
      startedAt: at,
      completedAt: at,
    },
  }),
  'own-contacts': (at) => ({
    contacts: [{ _id: new Types.ObjectId(), userId: new Types.ObjectId(), expiresAt: at }],
  }),
  removals: (at) => ({
    removals: [
      { member: { userId: new Types.ObjectId() }, functions: [], contacts: [], by: new Types.ObjectId(), at },
    ],
  }),
}

async function put({ kind, model }: Kept, at: Date): Promise<() => Promise<boolean>> {
  const _id = new Types.ObjectId()
  if (kind === 'cooperation-answers') {
    await collection(model).insertOne({
      _id,
      open: false,
      closed: { at },
      pair: String(_id),
      sides: [{ outcome: 'x' }, { outcome: 'y' }],
      rev: 1,
    })
  } else if (inside[kind]) {
    const whole = (await collection(model).findOne({ mergedInto: null }))!
    await collection(model).insertOne({
      ...whole,
      ...inside[kind](at),
      _id,
      slug: String(_id),
      nameKey: String(_id),
    })
  } else await collection(model).insertOne({ _id, ...samples[kind]!(at) })
  // What is left of it: still beyond its time at the end of all times, or not there at all.
  return async () =>
    (await collection(model).countDocuments({
      $and: [{ _id }, retentionTable.find((one) => one.kind === kind)!.due(new Date('2400-01-01'))],
    })) > 0
}

describe('what is kept for a while only', () => {
  const kinds = retentionTable.filter(({ byStore }) => !byStore)

  it('has a sample here for every kind there is', () => {
    const known = [...Object.keys(samples), ...Object.keys(inside), 'cooperation-answers'].toSorted()
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(known)
    expect(new Set(retentionTable.map(({ kind }) => kind)).size).toBe(retentionTable.length)
  })

  it.each(kinds.map((kept) => [kept.kind, kept] as const))(
    '%s: is kept until then, gone after, and a second run has nothing to do',
    async (kind, kept) => {
      const start = new Date()
      app.clock.setTo(start)
      const end = start.getTime() + kept.days * dayMs + (kind === 'removals' ? 600_000 : 0)
      const isThere = await put(
        kept,
        kept.days === 0 && kind !== 'removals' ? new Date(start.getTime() + dayMs) : start,
      )
      const moment = kept.days === 0 && kind !== 'removals' ? start.getTime() + dayMs : end
      app.clock.setTo(new Date(moment - 60_000))
      await app.app.retention.run()
      expect(await isThere(), 'before').toBe(true)
      app.clock.setTo(new Date(moment + 60_000))
      // Counting deletes nothing.
      expect((await app.app.retention.overdue())[kind]).toBeGreaterThan(0)
      expect(await isThere(), 'counted').toBe(true)
      const deleted = await app.app.retention.run()
      expect(deleted?.[kind]).toBeGreaterThan(0)
      expect(await isThere(), 'after').toBe(false)
      expect(await app.app.retention.run()).toEqual({})
      expect((await overdue(retentionTable, app.clock.now()))[kind]).toBe(0)
    },
    60_000,
  )

  it('is reported in numbers, in the store, in the log and in figures', async () => {
    const last = await RetentionReports.findOne().sort({ at: -1 }).lean()
    expect(Object.values(last!.deleted).every((count) => count > 0)).toBe(true)
    expect(lines.some((line) => line.includes('what was kept long enough is deleted'))).toBe(true)
    const figures = await (await fetch(`${app.url}/metrics`)).text()
    expect(figures).toMatch(/augenhoehe_retention_deleted_total\{kind="notices"\} [1-9]/)
  })

  it('is promised in the documentation just so', async () => {
    const text = await readFile(resolve(import.meta.dirname, '../../docs/privacy.md'), 'utf8')
    const said = [...text.matchAll(/^\| `([\w-]+)` \| (\d+) \|/gm)].map(([, kind, days]) => [
      kind,
      Number(days),
    ])
    expect(said).toEqual(retentionTable.map(({ kind, days }) => [kind, days]))
  })
})
