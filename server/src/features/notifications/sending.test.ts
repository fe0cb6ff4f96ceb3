import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { Rooms } from '../rooms/model.ts'
import { Follows, Letters, Notices } from './model.ts'

let app: TestApp
let threadId: string
let roomId: string
const emails = new Map<string, string>()
const minuteMs = 60_000
const dayMs = 86_400_000
/** A Tuesday at noon in Berlin. */
const noon = new Date('2026-12-01T11:00:00Z')

beforeAll(async () => {
  app = await startApp()
  threadId = app.world.threads.open
  for (const role of ['member', 'otherMember', 'newcomer', 'orgAdmin'])
    emails.set((await app.as(role).call('accounts.me', {})).user!.email, role)
  roomId = (await app.as('member').call('threads.get', { threadId })).roomId
})
beforeEach(async () => {
  await app.app.notifications.settle()
  await Promise.all([Notices.deleteMany({}), Letters.deleteMany({}), Follows.deleteMany({})])
  app.clock.setTo(noon)
  app.post.down = false
  app.mails.length = 0
  for (const role of emails.values())
    await app.as(role).call('notifications.setPreferences', {
      mail: true,
      quiet: null,
      turnWakes: true,
      digest: { every: 'weekly', weekday: 1, hour: 8 },
      suggestions: false,
    })
})
afterAll(() => app[Symbol.asyncDispose]())

const says = (who: string, text: string, replyTo?: string) =>
  app
    .as(who)
    .ask('threads.contribute', { threadId, clientId: randomUUID(), text, ...(replyTo && { replyTo }) })
const after = (ms: number) => app.clock.setTo(new Date(app.clock.now().getTime() + ms))
const settled = () => app.app.notifications.settle()
const mailsFor = (role: string) => app.mails.filter(({ to }) => emails.get(to) === role)

async function answered() {
  const said = await says('member', 'Wer weiß das?')
  await says('otherMember', 'Geheimnisvoll: Ich weiß es.', said.id)
  await settled()
}

describe('an answer', () => {
  it('is mailed at once, in the end once, whatever is repeated and whoever dies in between', async () => {
    await answered()
    expect(mailsFor('member')).toEqual([])
    after(2 * minuteMs)
    await Promise.all([1, 2, 3].map(() => app.app.notifications.sendDue()))
    await app.restart()
    await settled()
    const [mail, ...more] = mailsFor('member')
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Eine Antwort für Sie')
    // Nobody’s words, and a way out that mail programs know.
    expect(mail?.text).not.toContain('Geheimnisvoll')
    expect(mail?.text).toContain('weil jemand Ihnen geantwortet hat')
    expect(mail?.unsubscribe).toMatch(/^http:\/\/localhost\/abbestellen\/[\w-]+$/)
    // What was mailed stands in no digest.
    app.clock.setTo(new Date('2026-12-07T08:00:00Z'))
    await app.app.notifications.writeDigests()
    expect(mailsFor('member')).toHaveLength(1)
  })

  it('is mailed in the end where a process dies between claiming it and handing it over', async () => {
    await answered()
    app.post.ends = true
    after(2 * minuteMs)
    await app.app.notifications.sendDue()
    app.post.ends = false
    // Whoever comes next does not know yet whether somebody is still at it.
    await app.app.notifications.sendDue()
    expect(mailsFor('member')).toEqual([])
    after(6 * minuteMs)
    await Promise.all([1, 2, 3].map(() => app.app.notifications.sendDue()))
    expect(mailsFor('member').map(({ messageId }) => messageId)).toEqual([
      expect.stringMatching(/^<notice\.[0-9a-f]{24}@localhost>$/) as string,
    ])
    after(60 * minuteMs)
    await app.app.notifications.sendDue()
    expect(mailsFor('member')).toHaveLength(1)
  })

  it('is not mailed to who has read it meanwhile', async () => {
    await answered()
    await app.as('member').call('threads.markRead', { threadId, seq: 1_000_000 })
    await settled()
    after(2 * minuteMs)
    await settled()
    expect(mailsFor('member')).toEqual([])
  })

  it('waits until quiet hours end, and is tried again where it was not handed over', async () => {
    await app.as('member').call('notifications.setPreferences', { quiet: { from: '11:00', to: '13:30' } })
    await answered()
    after(60 * minuteMs)
    await settled()
    expect(mailsFor('member')).toEqual([])
    app.post.down = true
    after(31 * minuteMs)
    await settled()
    app.post.down = false
    after(6 * minuteMs)
    await settled()
    expect(mailsFor('member')).toHaveLength(1)
  })

  it('waits for the digest where no mails at once are wanted', async () => {
    await app.as('member').call('notifications.setPreferences', { groups: { answer: { mail: false } } })
    await answered()
    after(5 * minuteMs)
    await settled()
    expect(mailsFor('member')).toEqual([])
    app.clock.setTo(new Date('2026-12-07T08:00:00Z'))
    await app.app.notifications.writeDigests()
    expect(mailsFor('member')).toHaveLength(1)
    await app.as('member').call('notifications.setPreferences', { groups: { answer: { mail: true } } })
  })

  it('of somebody one has blocked, or in a talk that is muted, is none', async () => {
    const { id: userId } = (await app.as('otherMember').call('accounts.me', {})).user!
    await app.as('member').call('moderation.block', { userId })
    await answered()
    const lines = async () => (await app.as('member').call('notifications.list', {})).lines
    expect(await lines()).toEqual([])
    await app.as('member').call('moderation.unblock', { userId })
    await app.as('member').call('notifications.follow', { kind: 'thread', target: threadId, state: 'mute' })
    await answered()
    expect(await lines()).toEqual([])
  })
})

describe('the digest', () => {
  const monday = new Date('2026-12-07T08:00:00Z')
  const follow = (who: string) =>
    app.as(who).call('notifications.follow', { kind: 'room', target: roomId, state: 'follow' })

  it('tells once of each thing, why, and nothing in its subject', async () => {
    await follow('newcomer')
    await says('member', 'Erstes')
    await says('member', 'Zweites')
    await settled()
    app.clock.setTo(monday)
    const other = await app.beside()
    await Promise.all([
      app.app.notifications.writeDigests(),
      other.notifications.writeDigests(),
      app.app.notifications.writeDigests(),
    ])
    const [mail, ...more] = mailsFor('newcomer')
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Neues für Sie auf Augenhöhe')
    expect(mail?.text.match(/^• /gm)).toHaveLength(1)
    expect(mail?.text).toContain('2 neue Beiträge – weil Sie dem Raum')
    expect(mail?.text).not.toContain('Erstes')
    // The same is not new a week later.
    app.clock.setTo(new Date(monday.getTime() + 7 * dayMs))
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toHaveLength(1)
  })

  it('comes for nobody without news, and not for what was new only after its hour', async () => {
    await follow('newcomer')
    app.clock.setTo(monday)
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toEqual([])
    after(60 * minuteMs)
    await says('member', 'Nach acht')
    await settled()
    after(60 * minuteMs)
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toEqual([])
    app.clock.setTo(new Date(monday.getTime() + 7 * dayMs))
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toHaveLength(1)
  })

  it('is ended by its link, without signing in, also as mail programs do it', async () => {
    await follow('newcomer')
    await says('member', 'Etwas')
    await settled()
    app.clock.setTo(monday)
    await app.app.notifications.writeDigests()
    const address = mailsFor('newcomer')[0]!.unsubscribe!
    const token = address.split('/').at(-1)!
    const visitor = app.as()
    expect(await visitor.call('notifications.showMailLink', { token })).toEqual({ what: 'digest', on: true })
    const answer = await fetch(address.replace('http://localhost', app.url), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(answer.status).toBe(200)
    expect(await visitor.call('notifications.showMailLink', { token })).toEqual({ what: 'digest', on: false })
    await says('member', 'Noch etwas')
    await settled()
    app.clock.setTo(new Date(monday.getTime() + 7 * dayMs))
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toHaveLength(1)
    expect(await visitor.call('notifications.setByMailLink', { token, on: true })).toMatchObject({ on: true })
    expect((await visitor.refusal('notifications.showMailLink', { token: 'A'.repeat(40) })).code).toBe(
      'token.invalid',
    )
  })

  it('holds new suggestions too: one mail, with both ways out', async () => {
    await app.as('orgAdmin').call('notifications.setPreferences', { suggestions: true })
    await follow('orgAdmin')
    await says('member', 'Neues im Raum')
    await settled()
    app.clock.setTo(monday)
    await app.app.notifications.writeDigests()
    const [mail, ...more] = mailsFor('orgAdmin')
    expect(more).toEqual([])
    expect(mail?.text).toContain('ein neuer Beitrag'.slice(1))
    expect(mail?.text).toContain('Neue Vorschläge')
    expect(mail?.text).toMatch(/\/wochenbrief\/[\w-]+/)
    expect(mail?.text).toMatch(/\/abbestellen\/[\w-]+/)
  })

  it('is tried again where it was not handed over', async () => {
    await follow('newcomer')
    await says('member', 'Etwas')
    await settled()
    app.clock.setTo(monday)
    app.post.down = true
    await app.app.notifications.writeDigests()
    app.post.down = false
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toHaveLength(1)
  })
})

describe('whoever lost the right to read', () => {
  it('is shown, counted and mailed nothing of it, and may have it back', async () => {
    const title = { de: 'Verschwiegener Raum' }
    const id = await app.app.rooms.create({ slug: 'verschwiegen', title, visibility: 'members' })
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', { kind: 'room', target: id, state: 'follow' })
    await app.as('member').call('threads.start', {
      roomId: id,
      title: 'Vertraulich',
      clientId: randomUUID(),
      text: 'Unter uns',
    })
    await settled()
    const about = async () =>
      (await reader.call('notifications.list', {})).lines.filter(
        ({ about: { title } }) => title === 'Vertraulich',
      )
    expect(await about()).toHaveLength(1)
    expect((await reader.call('notifications.count', {})).unread).toBe(1)
    const set = async (visibility: 'closed' | 'members') => {
      await Rooms.updateOne({ _id: id }, { $set: { visibility } })
      await app.restart()
    }
    await set('closed')
    const again = app.as('newcomer')
    expect((await again.call('notifications.list', {})).lines).toEqual([])
    expect((await again.call('notifications.count', {})).unread).toBe(0)
    expect((await again.call('notifications.follows', {})).follows).toEqual([])
    expect((await again.refusal('notifications.following', { kind: 'room', target: id })).code).toBe(
      'not-found',
    )
    expect(
      (await again.refusal('notifications.follow', { kind: 'room', target: id, state: 'follow' })).code,
    ).toBe('not-found')
    app.clock.setTo(new Date('2026-12-07T08:00:00Z'))
    await app.app.notifications.writeDigests()
    expect(mailsFor('newcomer')).toEqual([])
    await set('members')
    expect((await app.as('newcomer').call('notifications.count', {})).unread).toBe(1)
  })
})

describe('reading', () => {
  it('can be taken back, of one line or of all', async () => {
    const reader = app.as('newcomer')
    await reader.call('notifications.follow', { kind: 'thread', target: threadId, state: 'follow' })
    await says('member', 'Etwas')
    await settled()
    for (const which of [{ objects: [`thread:${threadId}`] }, {}]) {
      const clientId = randomUUID()
      expect((await reader.call('notifications.markRead', { clientId, ...which })).unread).toBe(0)
      expect((await reader.call('notifications.undoRead', { clientId })).unread).toBe(1)
    }
    const early = { clientId: randomUUID(), until: new Date(noon.getTime() - dayMs).toISOString() }
    expect((await reader.call('notifications.markRead', early)).unread).toBe(1)
    // Nobody undoes for others.
    const clientId = randomUUID()
    await reader.call('notifications.markRead', { clientId })
    await app.as('otherMember').call('notifications.undoRead', { clientId })
    expect((await reader.call('notifications.count', {})).unread).toBe(0)
  })
})

describe('following', () => {
  it('has an end, and writing does not count', async () => {
    const reader = app.as('newcomer')
    const { id: userId } = (await reader.call('accounts.me', {})).user!
    await Follows.insertMany(
      Array.from({ length: 500 }, (_, index) => ({
        userId,
        kind: 'category',
        target: `word-${index}`,
        state: 'follow',
        automatic: false,
        since: noon,
      })),
    )
    const which = { kind: 'thread', target: threadId } as const
    expect((await reader.refusal('notifications.follow', { ...which, state: 'follow' })).code).toBe(
      'follow.limit',
    )
    expect((await reader.call('notifications.following', which)).full).toBe(true)
    await app.app.notifications.happenings.settle()
  })

  it('comes of writing, unless one does not want that', async () => {
    const standing = (who: Client) =>
      who.call('notifications.following', { kind: 'thread', target: threadId })
    await says('member', 'Ich bin dabei')
    await settled()
    expect(await standing(app.as('member'))).toMatchObject({ state: 'follow', automatic: true })
    await app.as('otherMember').call('notifications.setPreferences', { followWhatIWrite: false })
    await says('otherMember', 'Ich nicht')
    await settled()
    expect(await standing(app.as('otherMember'))).toMatchObject({ state: 'none' })
    await app.as('otherMember').call('notifications.setPreferences', { followWhatIWrite: true })
  })

  it('refuses what there is not', async () => {
    const reader = app.as('member')
    for (const [kind, target] of [
      ['room', 'ffffffffffffffffffffffff'],
      ['thread', 'nothing'],
      ['question', `${roomId}.nothing`],
      ['organisation', 'ffffffffffffffffffffffff'],
      ['municipality', '99999999'],
      ['category', 'nothing'],
    ])
      expect((await reader.refusal('notifications.follow', { kind, target, state: 'follow' })).code).toBe(
        'not-found',
      )
  })
})
