import {
  allOperations,
  erasureWaitDays,
  type Contribution,
  type Operation,
  type OperationName,
} from '@augenhoehe/contracts'
import mongoose, { trusted, Types } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { personalRules } from '../../app.ts'
import { wordsOf } from '../../platform/personal.ts'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers, type Newcomer } from '../../testing/newcomers.ts'
import { plantFor, type Planted } from '../../testing/planting.ts'
import { session } from '../../testing/sessions.ts'
import { verifyAudit } from '../audit/index.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let app: TestApp
let lines: string[]
const name = 'Marzipana Unverwechselbar'
let newcomers: ReturnType<typeof createNewcomers>
afterEach(async () => {
  newcomers.drop()
  await app[Symbol.asyncDispose]()
})

async function begin() {
  lines = []
  app = await startApp({ lines })
  newcomers = createNewcomers(() => app)
  return newcomers.person(name)
}

const dayMs = 86_400_000
const later = (ms: number) => app.clock.setTo(new Date(app.clock.now().getTime() + ms))

/** A week goes by, and the job runs. */
async function weekGoesBy() {
  later(erasureWaitDays * dayMs + 60_000)
  await app.app.privacy.tidy()
  expect(lines.filter((line) => line.includes('not erased yet'))).toEqual([])
}

const write = (client: Client, threadId: string, text: string, more: { replyTo?: string } = {}) =>
  client.call('threads.contribute', { threadId, clientId: randomUUID(), text, ...more })

/** Every document there is, as it lies in the store. */
async function everything(): Promise<{ collection: string; bytes: Buffer }[]> {
  const { db } = mongoose.connection
  const found: { collection: string; bytes: Buffer }[] = []
  for (const { name: collection } of await db!.listCollections({}, { nameOnly: true }).toArray())
    for (const bytes of await db!.collection(collection).find({}, { raw: true }).toArray())
      found.push({ collection, bytes: bytes as unknown as Buffer })
  return found
}

const holding = (all: { collection: string; bytes: Buffer }[], what: string | Buffer) => [
  ...new Set(all.filter(({ bytes }) => bytes.includes(what)).map(({ collection }) => collection)),
]

/** What may be left of what was given to somebody, by the rules and by their wish. */
function mayStay({ at }: Planted, texts: 'keep' | 'remove'): boolean {
  const [model = '', ...rest] = at.split('.')
  const path = rest.join('.')
  const rule = personalRules[model]!
  const part = Object.entries(rule.parts ?? {}).find(([list]) => path.startsWith(`${list}.`))
  const words = [...wordsOf(rule.words), ...Object.values(rule.wordsOf ?? {}).flatMap(wordsOf)]
  if (texts === 'keep' && words.includes(path)) return true
  if (model === 'Contribution' && part) return texts === 'keep'
  if (part) return wordsOf(part[1].stays).includes(path.slice(part[0].length + 1))
  return wordsOf(rule.stays).includes(path)
}

/** Fields whose values others read as something else than a text. */
const known = () => ({
  Contribution: {
    threadId: new Types.ObjectId(app.world.threads.open),
    state: 'published',
    type: null,
    createdAt: new Date(),
    editedAt: null,
    event: null,
    replyTo: null,
    'oral.organisationId': undefined,
    institution: { name: 'Amt', kind: 'municipality' },
    actingOrganisationId: null,
    'translations.institution': { name: 'Amt', kind: 'municipality' },
    'translations.actingOrganisationId': null,
    'translations.createdAt': new Date(),
    'translations.editedAt': null,
    'translations.id': 'one',
    'translations.removed': null,
  },
  Thread: { roomId: app.world.rooms['professionalisation'], startedFor: null },
  Mark: { roomId: null },
  Statement: {
    roomId: null,
    threadId: null,
    contributionId: null,
    'appeal.decision.at': new Date(),
    effectOwed: false,
    mailOwed: false,
  },
  Report: { caseId: new Types.ObjectId().toHexString() },
  WallQuestion: { sessionId: null },
  Ballot: { sessionId: null },
  Confirmation: { recordId: new Types.ObjectId().toHexString() },
  PressQuote: { releaseId: new Types.ObjectId().toHexString() },
})

const plant = (who: Newcomer) =>
  plantFor(
    personalRules,
    { userId: who.id, email: who.email },
    { except: ['User', 'Export', 'Erasure'], known: known(), tag: 'planted' },
  )

/** Whatever any operation that asks nothing in particular answers to somebody. */
async function answersTo(client: Client): Promise<string> {
  const said: string[] = []
  const ids = {
    threadId: app.world.threads.open,
    roomId: app.world.rooms['professionalisation']!,
    organisationId: app.world.organisations['brunnenstube']!,
  }
  for (const [operation, { http }] of Object.entries(allOperations as Record<string, Operation>))
    if (http?.startsWith('GET')) {
      const { body } = await client.send(operation as OperationName, { ...ids, limit: 100 })
      const bare = await client.send(operation as OperationName, {})
      const q = await client.send(operation as OperationName, { q: 'Unverwechselbar', limit: 20 })
      said.push(JSON.stringify([body, bare.body, q.body]))
    }
  return said.join('\n')
}

describe.each(['keep', 'remove'] as const)('an erasure that is to %s the texts', (texts) => {
  it('leaves nothing of them in the store, in answers, files and logs, but what the rules say stays', async () => {
    const who = await begin()
    const other = app.as('otherMember')
    const threads = [app.world.threads.open, app.world.threads.moderated]
    const own = await write(who.client, threads[0]!, 'Mein Satz vom Marzipan.')
    await app.as('moderator').call('threads.publish', { threadId: threads[0]!, contributionId: own.id })
    const answered = await write(other, threads[0]!, 'Das sehe ich auch so.', { replyTo: own.id })
    await mkdir(join(app.folder, 'outbox'), { recursive: true })
    await writeFile(join(app.folder, 'outbox', 'a.eml'), `To: ${who.email}`)
    await who.client.call('privacy.requestExport', { locale: 'de' })
    await app.app.privacy.exports.settled()
    expect((await readdir(join(app.folder, 'exports'))).length).toBe(2)
    const planted = await plant(who)
    expect(planted.length).toBeGreaterThan(90)
    const before = await everything()
    expect(planted.filter(({ word }) => holding(before, word).length === 0)).toEqual([])
    const audit = await verifyAudit()

    const follower = await other.follow(threads[0]!)
    await who.client.call('privacy.requestErasure', { texts, locale: 'de' })
    await vi.waitFor(
      () => expect(app.mails.filter(({ to }) => to === who.email).at(-1)?.text).toContain('Konto behalten'),
      20_000,
    )
    await weekGoesBy()

    const after = await everything()
    const left = planted.filter(({ word }) => holding(after, word).length > 0)
    expect(left.filter((one) => !mayStay(one, texts)).map(({ at }) => at)).toEqual([])
    // And what the rules promise to keep is kept: a store that was emptied would pass as well otherwise.
    expect(planted.filter((one) => mayStay(one, texts) && !left.includes(one)).map(({ at }) => at)).toEqual(
      [],
    )
    for (const what of [who.email, name, Buffer.from(who.id, 'hex')]) expect(holding(after, what)).toEqual([])
    // The log of offices names ids that lead nowhere any more.
    expect(holding(after, who.id).filter((one) => one !== 'auditlinks')).toEqual([])
    expect(await verifyAudit({ n: audit.count, hash: audit.hash })).toMatchObject({})

    const seen = await follower.until((all) =>
      all.some((one) => one.id === own.id && one.authorId !== who.id),
    )
    const mine = seen.find(({ id }) => id === own.id)!
    expect(mine).toMatchObject({ authorName: '', text: texts === 'keep' ? 'Mein Satz vom Marzipan.' : '' })
    expect(mine.state).toBe(texts === 'keep' ? 'published' : 'withdrawn')
    expect(seen.find(({ id }) => id === answered.id)).toMatchObject({
      text: 'Das sehe ich auch so.',
      replyTo: own.id,
    })

    for (const role of ['otherMember', 'moderator', 'centreStaff', 'platformAdmin', 'orgAdmin']) {
      const said = await answersTo(app.as(role))
      for (const what of [who.email, name]) expect(said.includes(what), `${role} is told ${what}`).toBe(false)
    }
    expect((await other.call('search.find', { q: 'Marzipan', limit: 20 })).hits.length).toBe(
      texts === 'keep' ? 1 : 0,
    )
    expect(await readdir(join(app.folder, 'exports'))).toEqual([])
    expect(await readdir(join(app.folder, 'outbox'))).toEqual([])
    const logged = lines.join('\n')
    for (const what of [who.email, name, who.id, ...planted.map(({ word }) => word)])
      expect(logged.includes(what), `the log says ${what}`).toBe(false)
    expect(lines.some((line) => line.includes('an account was erased'))).toBe(true)

    // Their browser is signed out, their password opens nothing, and a second run has nothing to do.
    expect((await who.client.call('accounts.me', {})).user).toBeNull()
    expect(await app.app.privacy.erasures.carryOutDue()).toBe(0)
    const last = app.mails.filter(({ to }) => to === who.email).at(-1)!
    expect(last.subject).toBe('Ihr Konto ist gelöscht')
  })
})

describe('an account that is to be erased', () => {
  it('stands under another id in each room, the same within one', async () => {
    const who = await begin()
    const [first, second] = [app.world.threads.open, await threadElsewhere()]
    const texts = ['eins', 'zwei', 'drei']
    const ids: string[] = []
    for (const [index, threadId] of [first, first, second].entries()) {
      const { id } = await write(who.client, threadId, `Beitrag ${texts[index]!}`)
      ids.push(id)
    }
    await who.client.call('privacy.requestErasure', { texts: 'keep', locale: 'en' })
    await weekGoesBy()
    const docs = await mongoose
      .model('Contribution')
      .find({ _id: trusted({ $in: ids }) })
      .lean<{ _id: unknown; authorId: string }[]>()
    const [a, b, c] = ids.map((id) => docs.find(({ _id }) => String(_id) === id)!.authorId)
    expect(a).toBe(b)
    expect(a).not.toBe(c)
    expect([a, c]).not.toContain(who.id)
    // Nothing says any more which of them belong together.
    expect(await mongoose.model('Erasure').find({ standIns: { $exists: true } })).toEqual([])
  })

  it('does nothing any more but take that back, which leaves all as it was', async () => {
    const who = await begin()
    await write(who.client, app.world.threads.open, 'Ich bleibe doch.')
    const phone = await signedInAgain(who)
    const asked = await who.client.call('privacy.requestErasure', { texts: 'remove', locale: 'de' })
    expect(new Date(asked.dueAt).getTime() - new Date(asked.requestedAt).getTime()).toBe(
      erasureWaitDays * dayMs,
    )
    // Elsewhere they are signed out; here they are shown as leaving, and are nobody for everything else.
    expect((await phone.call('accounts.me', {})).user).toBeNull()
    expect((await who.client.call('accounts.me', {})).user?.leavingAt).toBe(asked.dueAt)
    expect(
      await who.client.refusal('threads.contribute', {
        threadId: app.world.threads.open,
        clientId: randomUUID(),
        text: 'x',
      }),
    ).toMatchObject({ code: 'account.leaving', status: 403 })
    expect(await who.client.refusal('privacy.requestExport', { locale: 'de' })).toMatchObject({
      code: 'account.leaving',
    })
    expect((await who.client.emit('thread.typing', { threadId: app.world.threads.open })).problem?.code).toBe(
      'account.leaving',
    )
    expect(
      (await who.client.call('rooms.list', {})).rooms.every(({ unreadThreads }) => unreadThreads === null),
    ).toBe(true)
    // Asking again changes nothing.
    const again = await signedInAgain(who)
    expect((await again.call('privacy.erasure', {})).erasure).toEqual(asked)

    later(erasureWaitDays * dayMs - 60_000)
    await app.app.privacy.tidy()
    await again.call('privacy.cancelErasure', {})
    expect((await again.call('accounts.me', {})).user?.leavingAt).toBeNull()
    await write(again, app.world.threads.open, 'Da bin ich.')
    later(2 * dayMs)
    await app.app.privacy.tidy()
    expect((await again.call('accounts.me', {})).user?.name).toBe(name)
    expect(app.mails.filter(({ to }) => to === who.email).at(-1)?.subject).toBe('Ihr Konto bleibt')
  })

  it('is not asked for without a proof, nor by whom others depend on', async () => {
    await begin()
    const { admin, organisationId } = await newcomers.founded({ name: 'Verein Alleinlauf' })
    const state = await admin.client.call('privacy.erasure', {})
    expect(state).toMatchObject({ handOver: [], leftAlone: [{ organisationId, name: 'Verein Alleinlauf' }] })
    const colleague = await newcomers.person('Kollegin')
    const { link } = await admin.client.call('organisations.inviteByLink', { organisationId })
    await colleague.client.call('organisations.acceptInvitation', { token: link.split('/').at(-1)! })
    expect(
      await admin.client.refusal('privacy.requestErasure', { texts: 'keep', locale: 'de' }),
    ).toMatchObject({
      code: 'erasure.last-admin',
      fields: { handOver: ['Verein Alleinlauf'] },
    })
    expect(
      await app.as('platformAdmin').refusal('privacy.requestErasure', { texts: 'keep', locale: 'de' }),
    ).toMatchObject({
      code: 'erasure.last-admin',
      fields: { platform: expect.any(Array) as unknown },
    })
    await admin.client.call('organisations.changeMember', {
      organisationId,
      userId: colleague.id,
      role: 'admin',
    })
    await admin.client.call('privacy.requestErasure', { texts: 'keep', locale: 'de' })
    await weekGoesBy()
    const { members } = await colleague.client.call('organisations.listMembers', { organisationId })
    expect(members.map(({ name: one }) => one)).toEqual(['Kollegin'])
    // A session that was not proved for long asks for nothing of that kind.
    await mongoose
      .model('Session')
      .updateMany({ userId: colleague.id }, { $set: { provenAt: new Date(Date.now() - dayMs) } })
    await app.restart()
    const later = app.url
    const stale = await fetch(`${later}/api/me/erasure`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: colleague.client.cookie },
      body: JSON.stringify({ texts: 'keep', locale: 'de' }),
    })
    expect(await stale.json()).toMatchObject({ code: 'step-up-required' })
  })

  it('goes wholly, wherever the process ends meanwhile', async () => {
    const who = await begin()
    const own = await write(who.client, app.world.threads.open, 'Ein Satz, der geht.')
    await plant(who)
    await who.client.call('privacy.requestErasure', { texts: 'remove', locale: 'de' })
    later(erasureWaitDays * dayMs + 60_000)
    const { prototype } = mongoose.mongo.Collection
    const methods = ['updateOne', 'deleteMany', 'deleteOne', 'findOneAndUpdate', 'updateMany'] as const
    const spies = methods.map((method) => {
      const real = prototype[method] as (...args: unknown[]) => Promise<unknown>
      return vi.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
        if (left-- === 0) throw new Error('ended')
        return real.apply(this, args)
      } as never)
    })
    let left = 0
    let interrupted = 0
    for (let writes = 0; writes < 400; writes += 7) {
      left = writes
      await app.app.privacy.erasures.carryOutDue().catch(() => undefined)
      const wholly = left >= 0
      left = Infinity
      // A lease that was not given back has run out by then.
      later(60_000)
      if (wholly) break
      interrupted++
    }
    for (const spy of spies) spy.mockRestore()
    const faults = lines.filter((line) => line.includes('not erased yet'))
    expect(
      faults.filter(
        (line) => !line.includes('"message":"ended"') && !line.includes('not possible right now'),
      ),
    ).toEqual([])
    expect(interrupted).toBeGreaterThan(5)
    const after = await everything()
    expect(holding(after, who.email)).toEqual([])
    expect(holding(after, who.id).filter((one) => one !== 'auditlinks')).toEqual([])
    const { contributions } = await app
      .as('member')
      .call('threads.contributions', { threadId: app.world.threads.open, limit: 100 })
    expect(contributions.find(({ id }: Contribution) => id === own.id)?.text ?? '').toBe('')
    expect(app.mails.filter(({ subject }) => subject === 'Ihr Konto ist gelöscht')).toHaveLength(1)
  })

  it('leaves words that a case is about to those who decide it, and takes them then', async () => {
    const who = await begin()
    const threadId = app.world.threads.open
    const own = await write(who.client, threadId, 'Eine Beleidigung.')
    await app.as('moderator').call('threads.publish', { threadId, contributionId: own.id })
    await app.as('otherMember').call('moderation.report', {
      threadId,
      contributionId: own.id,
      rule: 'insult',
      sentence: 'Das geht nicht.',
      clientId: randomUUID(),
    })
    await who.client.call('privacy.requestErasure', { texts: 'remove', locale: 'de' })
    await weekGoesBy()
    const stored = () =>
      mongoose
        .model('Contribution')
        .findById(own.id)
        .lean<{ text: string; state: string; authorId: string }>()
    expect(await stored()).toMatchObject({ text: 'Eine Beleidigung.', state: 'hidden' })
    expect((await stored())!.authorId).not.toBe(who.id)
    const { contributions } = await app
      .as('otherMember')
      .call('threads.contributions', { threadId, limit: 100 })
    expect(contributions.find(({ id }) => id === own.id)?.text).toBe('')
    await mongoose.model('ModerationCase').updateMany({ contributionId: own.id }, { $set: { open: false } })
    await app.app.privacy.tidy()
    expect(await stored()).toMatchObject({ text: '', state: 'withdrawn' })
  })

  it('is gone from a live session that runs, for whoever follows it', async () => {
    const who = await begin()
    const sessionId = await session(app, 'running')
    await app.app.accounts.createConfirmed({
      name: 'Zuschauer',
      email: 'z@example.org',
      password: { plain: 'a password for tests' },
      role: 'member',
    })
    await who.client.ask('live.raiseHand', { sessionId, clientId: randomUUID() })
    const before = await app.as('moderator').call('live.get', { sessionId })
    expect(JSON.stringify(before)).toContain(name)
    await who.client.call('privacy.requestErasure', { texts: 'keep', locale: 'de' })
    await weekGoesBy()
    const after = await app.as('moderator').call('live.get', { sessionId })
    expect(after.rev).toBeGreaterThan(before.rev)
    expect(JSON.stringify(after)).not.toContain(name)
    expect(JSON.stringify(after)).not.toContain(who.id)
  })
})

async function threadElsewhere(): Promise<string> {
  const moderator = app.as('otherRoomModerator')
  const { moderates } = await moderator.call('accounts.me', {})
  const { thread } = await moderator.call('threads.start', {
    roomId: moderates[0]!,
    title: 'Anderswo',
    text: 'Hier auch.',
    clientId: randomUUID(),
  })
  return thread.id
}

async function signedInAgain(who: Newcomer): Promise<Client> {
  const { Client: Fresh } = await import('../../testing/app.ts')
  const client = new Fresh(app.url, who.client.login)
  await client.signIn()
  return client
}

it('the list of who was erased', async () => {
  await begin()
  const text = await readFile(join(app.folder, 'erased-accounts'), 'utf8')
  expect(text.split('\n')).toHaveLength(2)
})
