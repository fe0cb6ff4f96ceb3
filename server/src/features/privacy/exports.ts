import { type Locale, type OwnExport } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { SendMail } from '../../platform/mail.ts'
import type { PersonalRules } from '../../platform/personal.ts'
import type { Signer } from '../../platform/signature.ts'
import type { Accounts } from '../accounts/index.ts'
import { collect } from './collecting.ts'
import { exportMail } from './mails.ts'
import { expiryOf, Exports, type ExportDoc } from './model.ts'
import { toReadable } from './readable.ts'

export const exportFormats = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const
export type ExportFormat = keyof typeof exportFormats
const formats = Object.keys(exportFormats) as ExportFormat[]

interface Needs {
  rules: PersonalRules
  accounts: Pick<Accounts, 'emailOf' | 'people'>
  /** Where the files lie until they expire. */
  folder: string
  signer: Signer
  mail: SendMail
  baseUrl: string
  now: () => Date
  log: Log
}

/** So many of one person are made or lie ready at once; asking again answers with the one under way. */
const mostReady = 3

/** Everything about a person as files: asked for, made by a job that may be repeated, told by mail, gone after a day. */
export function createExports({ rules, accounts, folder, signer, mail, baseUrl, now, log }: Needs) {
  let working: Promise<unknown> = Promise.resolve()

  const fileOf = (id: unknown, format: ExportFormat) => join(folder, `${String(id)}.${format}`)

  const isOver = (doc: ExportDoc) => {
    const expiry = expiryOf(doc)
    return expiry !== null && expiry <= now()
  }

  const toOwn = (doc: ExportDoc): OwnExport => {
    const token = signer.seal(doc._id.id as Buffer)
    const ready = doc.readyAt !== null
    return {
      id: String(doc._id),
      state: ready ? 'ready' : 'waiting',
      requestedAt: doc.requestedAt.toISOString(),
      expiresAt: expiryOf(doc)?.toISOString() ?? null,
      files: ready
        ? { html: `/api/me/exports/${token}/daten.html`, json: `/api/me/exports/${token}/daten.json` }
        : null,
    }
  }

  const own = async (userId: string) =>
    (await Exports.find({ userId }).sort({ requestedAt: -1 }).limit(20).lean<ExportDoc[]>()).filter(
      (doc) => !isOver(doc),
    )

  async function make(doc: ExportDoc) {
    const { _id, userId, locale } = doc
    const email = await accounts.emailOf(userId)
    // Whoever is gone has nothing to take along.
    if (email === undefined) {
      await forget([doc])
      return
    }
    if (doc.readyAt === null) {
      const collected = await collect(rules, { userId, email })
      const at = now()
      const name = (await accounts.people([userId])).get(userId)?.name ?? email
      const made = {
        json: JSON.stringify({ platform: baseUrl, at: at.toISOString(), userId, ...collected }, null, 2),
        html: toReadable(collected, { locale, at, name }),
      }
      await mkdir(folder, { recursive: true })
      for (const format of formats) {
        // Written beside and renamed, so that nobody is handed half a file.
        await writeFile(`${fileOf(_id, format)}.part`, made[format], { mode: 0o600 })
        await rename(`${fileOf(_id, format)}.part`, fileOf(_id, format))
      }
      await Exports.updateOne({ _id }, { $set: { readyAt: at } })
    }
    if (await mail(exportMail(email, locale, `${baseUrl}/ich#me-data`)))
      await Exports.updateOne({ _id }, { $set: { told: true } })
  }

  /** Makes what is asked for and tells of what is ready; harmless when repeated or interrupted. */
  async function makeDue() {
    const due = await Exports.find({ told: false }).sort({ requestedAt: 1 }).limit(100).lean<ExportDoc[]>()
    for (const doc of due.filter((one) => !isOver(one))) {
      try {
        await make(doc)
      } catch (error) {
        log.error({ err: error }, 'an export was not made')
      }
    }
  }

  /** One after the other: an export reads everything there is of somebody. */
  const work = () => (working = working.then(makeDue))

  async function forget(docs: readonly Pick<ExportDoc, '_id'>[]) {
    // The files first: without its document nothing would lead to them any more.
    for (const { _id } of docs) {
      for (const format of formats) {
        await rm(fileOf(_id, format), { force: true })
        await rm(`${fileOf(_id, format)}.part`, { force: true })
      }
    }
    await Exports.deleteMany({ _id: trusted({ $in: docs.map(({ _id }) => _id) }) })
  }

  return {
    async request(actor: Actor, locale: Locale): Promise<OwnExport> {
      const { id: userId } = person(actor)
      const before = await own(userId)
      const waiting = before.find(({ readyAt }) => readyAt === null)
      if (waiting) return toOwn(waiting)
      await forget(before.slice(mostReady - 1))
      const doc = await Exports.create({ userId, locale, requestedAt: now(), readyAt: null, told: false })
      void work()
      return toOwn(doc.toObject<ExportDoc>())
    },

    list: async (actor: Actor): Promise<{ exports: OwnExport[] }> => ({
      exports: (await own(person(actor).id)).map(toOwn),
    }),

    /** One file, for the person it is about and nobody else, as long as it is kept. */
    async file(actor: Actor, token: string, format: ExportFormat): Promise<Buffer> {
      if (actor.id === null) throw refuse('session.required')
      const id = signer.open(token)?.toString('hex')
      const doc = id === undefined ? null : await Exports.findById(id).lean<ExportDoc>()
      if (!doc || doc.userId !== actor.id || doc.readyAt === null) throw refuse('not-found')
      if (isOver(doc)) throw refuse('token.invalid')
      return readFile(fileOf(doc._id, format))
    },

    makeDue: work,

    /** Everything of one person. */
    forgetOf: async (userId: string) => forget(await Exports.find({ userId }, { _id: 1 }).lean()),

    /** Deletes what has lain long enough, also files that nothing leads to; says how many exports. */
    async forgetExpired(): Promise<number> {
      const ready = await Exports.find({ readyAt: trusted({ $ne: null }) }).lean<ExportDoc[]>()
      const over = ready.filter(isOver)
      await forget(over)
      const kept = new Set((await Exports.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id)))
      for (const name of await readdir(folder).catch(() => [] as string[]))
        if (!kept.has(name.slice(0, 24))) await rm(join(folder, name), { force: true })
      return over.length
    },

    settled: () => working,
  }
}
