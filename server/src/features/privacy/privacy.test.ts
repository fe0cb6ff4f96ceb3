import { exportKeptHours } from '@augenhoehe/contracts'
import mongoose, { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { personalRules } from '../../app.ts'
import { uncovered, undecided, wordsOf } from '../../platform/personal.ts'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { standingAt } from './collecting.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

interface Described {
  name: string
  paths: string[]
  open: boolean
}

function described(): Described[] {
  return mongoose.modelNames().map((name) => {
    const { schema } = mongoose.model(name)
    const all = Object.entries(schema.paths).flatMap(([path, type]) => {
      const inner = (type as { schema?: { paths: object } }).schema
      return inner ? [path, ...Object.keys(inner.paths).map((one) => `${path}.${one}`)] : [path]
    })
    // What mongoose puts in by itself, unless it is a person.
    const paths = all.filter((path) => !/(^|\.)(_id|__v)$|\$/.test(path))
    return {
      name,
      paths,
      open: (schema as unknown as { options: { strict?: unknown } }).options.strict === false,
    }
  })
}

const withoutIds = Object.fromEntries(
  Object.entries(personalRules).map(([name, rule]) => [
    name,
    {
      ...rule,
      ...(rule.of === '_id' && { of: undefined as never }),
      ...(rule.context && {
        context: wordsOf(rule.context)
          .filter((one) => one !== '_id')
          .join(' '),
      }),
      ...(rule.impersonal && {
        impersonal: wordsOf(rule.impersonal)
          .filter((one) => one !== '_id')
          .join(' '),
      }),
      ...(rule.withheld && {
        withheld: Object.fromEntries(
          Object.entries(rule.withheld).filter(([path]) => !path.endsWith('._id')),
        ),
      }),
    },
  ]),
)

describe('the rules for what is held of people', () => {
  it('say something of every field that is stored, and of nothing else', () => {
    expect(described().length).toBeGreaterThan(45)
    expect(uncovered(withoutIds, described())).toEqual([])
  })

  it('would miss a new collection, a new field, and a field that is gone', () => {
    const [first, ...rest] = described()
    const planted = [{ ...first!, paths: [...first!.paths.slice(1), 'birthday'] }, ...rest]
    expect(uncovered(withoutIds, [...planted, { name: 'Diary', paths: ['text'], open: false }])).toEqual([
      `${first!.name}.birthday`,
      `${first!.name}.${first!.paths[0]}`,
      'Diary',
    ])
  })

  it('say of every document that is somebody’s, and of every field, what becomes of it when they go', () => {
    expect(undecided(personalRules)).toEqual([])
  })

  it('would miss a field that is given and of which nobody said whether it stays', () => {
    const { Contribution, Room, Block } = personalRules
    const planted = {
      Contribution: { ...Contribution!, exported: `${Contribution!.exported} mood` },
      Room: {
        ...Room!,
        parts: { ...Room!.parts, guests: { of: 'userId', exported: 'since' } },
        people: { ...Room!.people, 'guests.userId': 'pseudonym' as const },
      },
      Block: { ...Block!, goes: undefined as never },
    }
    expect(undecided(planted)).toEqual([
      'Contribution.mood',
      'Room.guests.since',
      'Block.from',
      'Block.kind',
      'Block.at',
    ])
  })

  it('know every place at which the id of an account stands', async () => {
    const accounts = await mongoose.model('User').find({}, { _id: 1 }).lean()
    const ids = new Set(accounts.map(({ _id }) => String(_id)))
    expect(ids.size).toBeGreaterThan(5)
    const found = new Set<string>()
    const look = (value: unknown, path: string) => {
      if (Array.isArray(value)) for (const one of value) look(one, path)
      else if (value instanceof Types.ObjectId || typeof value === 'string') {
        if (ids.has(String(value))) found.add(path)
      } else if (value !== null && typeof value === 'object' && !(value instanceof Date))
        for (const [key, one] of Object.entries(value)) {
          if (ids.has(key)) found.add(path)
          look(one, path === '' ? key : `${path}.${key}`)
        }
    }
    const unknown: string[] = []
    const kept = new Set(['AuditLink.entry', 'Credential.accountId', 'Installation.fixtures'])
    for (const [name, rule] of Object.entries(personalRules)) {
      found.clear()
      for (const doc of await mongoose.model(name).collection.find().toArray()) look(doc, '')
      const said = [rule.of ?? '', ...Object.keys(rule.people ?? {})]
      for (const path of found)
        if (!said.some((one) => one === path || path.startsWith(`${one}.`)))
          if (![...kept].some((one) => `${name}.${path}`.startsWith(one))) unknown.push(`${name}.${path}`)
    }
    expect(unknown).toEqual([])
  })
})

const marker = (path: string) => `marker-of-${path.replaceAll('.', '-').toLowerCase()}-end`

/** Sets what stands at a path, making what is on the way. */
function put(doc: Record<string, unknown>, path: string, value: unknown) {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) doc[first] = value
  else put((doc[first] ??= {}) as Record<string, unknown>, rest.join('.'), value)
}

/** Puts a word of its own into every field that is given to people, straight into the store: no rule is left out. */
async function plant(userId: string, email: string): Promise<{ given: string[]; kept: string[] }> {
  const given: string[] = []
  const kept: string[] = []
  const id = (model: string, path: string) =>
    mongoose.model(model).schema.path(path)?.instance === 'ObjectId' ? new Types.ObjectId(userId) : userId
  for (const [name, { of, ofAddress, exported, parts, withheld }] of Object.entries(personalRules)) {
    // The account is there already; of exports and erasures, words would be taken for moments.
    if (name === 'User' || name === 'Export' || name === 'Erasure') continue
    const word = (path: string) => {
      const planted = marker(`${name}.${path}`)
      given.push(planted)
      return planted
    }
    const docs: Record<string, unknown>[] = []
    if (of !== undefined || ofAddress !== undefined) {
      const doc: Record<string, unknown> = {}
      for (const path of wordsOf(exported)) if (path !== ofAddress) put(doc, path, word(path))
      if (of) put(doc, of, of === '_id' ? new Types.ObjectId(userId) : id(name, of))
      if (ofAddress) put(doc, ofAddress, email)
      docs.push(doc)
    }
    for (const [path, part] of Object.entries(parts ?? {})) {
      const doc: Record<string, unknown> = {}
      const entry: Record<string, unknown> = {}
      for (const inner of wordsOf(part.exported)) put(entry, inner, word(`${path}.${inner}`))
      if (part.of) put(entry, part.of, id(name, `${path}.${part.of}`))
      put(doc, path, [part.of ? entry : userId])
      docs.push(doc)
    }
    for (const path of Object.keys(withheld ?? {})) {
      const first = docs[0]
      if (!first || path.includes('.') || path in first) continue
      const planted = marker(`${name}.${path}`)
      kept.push(planted)
      first[path] = planted
    }
    for (const doc of docs) {
      const _id = (doc['_id'] as Types.ObjectId | undefined) ?? new Types.ObjectId()
      const own = { clientId: String(_id), ...doc, _id }
      // Where an index lets no two be the same.
      if (name === 'Organisation')
        Object.assign(own, { slug: String(own._id), nameKey: String(own._id), name: 'x' })
      if (name === 'Room' || name === 'GlossaryTerm') Object.assign(own, { slug: String(own._id) })
      await mongoose.model(name).collection.replaceOne({ _id: own._id }, own, { upsert: true })
    }
  }
  return { given, kept }
}

async function readyExport(client: Client, locale: 'de' | 'ar' = 'de') {
  const asked = await client.call('privacy.requestExport', { locale })
  await app.app.privacy.exports.settled()
  const { exports } = await client.call('privacy.exports', {})
  const one = exports.find(({ id }) => id === asked.id)!
  expect(one.state).toBe('ready')
  return one
}

const fetchText = async (client: Client, path: string) => {
  const { status, body, contentType } = await client.raw('GET', path)
  return { status, contentType, text: typeof body === 'string' ? body : JSON.stringify(body) }
}

describe('an export', () => {
  it('holds every field that is given, nothing that is not, and nobody else', async () => {
    const { userId, email } = app.world.roles['newcomer']!
    const client = app.as('newcomer')
    await client.call('accounts.me', {})
    const { given, kept } = await plant(userId, email)
    expect(given.length).toBeGreaterThan(150)
    expect(kept.length).toBeGreaterThan(20)
    const { files } = await readyExport(client)
    const json = await fetchText(client, files!.json)
    const html = await fetchText(client, files!.html)
    expect(json.contentType).toContain('application/json')
    expect(html.contentType).toContain('text/html')
    for (const { text } of [json, html]) {
      expect(given.filter((word) => !text.includes(word))).toEqual([])
      expect(kept.filter((word) => text.includes(word))).toEqual([])
      expect(text).toContain(email)
      const others = (
        await mongoose
          .model('User')
          .find({}, { name: 1, email: 1 })
          .lean<{ _id: unknown; name: string; email: string }[]>()
      ).filter(({ _id }) => String(_id) !== userId)
      expect(others.length).toBeGreaterThan(4)
      for (const one of others) {
        expect(text).not.toContain(one.email)
        expect(text).not.toContain(String(one._id))
        expect(text).not.toContain(one.name)
      }
    }
  })

  it('of somebody who took part gives what they wrote, with the names of the places', async () => {
    const client = app.as('member')
    const threadId = app.world.threads.open
    const text = 'Was ich am Dienstag sagen wollte.'
    await client.call('threads.contribute', { threadId, clientId: crypto.randomUUID(), text })
    const { files } = await readyExport(client)
    const made = JSON.parse((await fetchText(client, files!.json)).text) as {
      sections: { name: string; entries: Record<string, unknown>[] }[]
      names: Record<string, string>
    }
    const written = made.sections.find(({ name }) => name === 'Contribution')!.entries
    expect(written.map((one) => one['text'])).toContain(text)
    expect(made.names[threadId]).toBeTruthy()
    expect(made.sections.map(({ name }) => name)).toContain('Organisation.members')
    expect(standingAt(made.sections, 'name')).toContain('User')
  })

  it('is readable in the language and direction of whoever asked', async () => {
    const client = app.as('otherMember')
    const { files } = await readyExport(client, 'ar')
    const { text } = await fetchText(client, files!.html)
    expect(text).toContain('<html lang="ar" dir="rtl">')
    expect(text).toContain('بياناتك على Augenhöhe')
    expect(text).toContain('البريد الإلكتروني')
  })

  it('is told by mail, is for nobody else, and is gone after a day', async () => {
    const client = app.as('orgAdmin')
    const { email } = app.world.roles['orgAdmin']!
    const { files } = await readyExport(client)
    await vi.waitFor(() => expect(app.mails.map(({ to }) => to)).toContain(email), 20_000)
    const mail = app.mails.find(({ to }) => to === email)!
    expect(mail.text).toContain('/ich#me-data')
    expect(mail.text).not.toContain(files!.json)

    const stranger = app.as('platformAdmin')
    await stranger.call('accounts.me', {})
    expect((await fetchText(stranger, files!.json)).status).toBe(404)
    expect((await fetchText(app.as(), files!.json)).status).toBe(401)
    const forged = files!.json.replace(
      /exports\/(.)/,
      (_, one: string) => `exports/${one === 'A' ? 'B' : 'A'}`,
    )
    expect((await fetchText(client, forged)).status).toBe(404)

    app.clock.setTo(new Date(Date.now() + exportKeptHours * 60 * 60 * 1000 + 60_000))
    expect((await fetchText(client, files!.json)).status).toBe(410)
    expect((await client.call('privacy.exports', {})).exports).toEqual([])
    await app.app.privacy.tidy()
    expect((await fetchText(client, files!.json)).status).toBe(404)
    expect(
      await mongoose.model('Export').countDocuments({ userId: app.world.roles['orgAdmin']!.userId }),
    ).toBe(0)
    app.clock.setTo(null)
  })

  it('is made after all where the process ended before it was', async () => {
    const { userId } = app.world.roles['moderator']!
    await mongoose
      .model('Export')
      .create({ userId, locale: 'de', requestedAt: app.clock.now(), readyAt: null, told: false })
    await app.app.privacy.tidy()
    const { exports } = await app.as('moderator').call('privacy.exports', {})
    expect(exports).toMatchObject([{ state: 'ready' }])
    // Asking again while one is made answers with that one; what is ready stays beside a new one.
    const again = await readyExport(app.as('moderator'))
    expect((await app.as('moderator').call('privacy.exports', {})).exports.map(({ id }) => id)).toEqual([
      again.id,
      exports[0]!.id,
    ])
  })
})
