import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { Letters, Notices } from '../notifications/model.ts'
import { Digests } from './digest-model.ts'
import { mondayOf, newOf, wantsDigest } from './digest-policy.ts'

let app: TestApp
let admin: Client
let email: string

/** A Monday at noon in Berlin. */
const monday = new Date('2026-11-30T11:00:00Z')
const dayMs = 86_400_000

beforeAll(async () => {
  app = await startApp()
  admin = app.as('orgAdmin')
  const me = await admin.call('accounts.me', {})
  email = me.user!.email
})
beforeEach(async () => {
  app.clock.setTo(monday)
  app.mails.length = 0
  app.post.down = false
  await Digests.deleteMany({})
  await Letters.deleteMany({})
  await Notices.deleteMany({})
  await app.restart()
})
afterAll(() => app[Symbol.asyncDispose]())

const run = () => app.app.notifications.writeDigests()
const mine = () => app.mails.filter(({ to }) => to === email)
const wants = async (role: 'orgAdmin' | 'newcomer') =>
  (await app.as(role).call('notifications.preferences', {})).suggestions
const tokenIn = (text: string) => /wochenbrief\/([\w-]+)/.exec(text)![1]!

describe('the weekly mail', () => {
  it('goes once to whoever runs an association with entries, with reasons and a way out', async () => {
    await Promise.all([run(), run(), run()])
    await app.restart()
    await run()
    expect(mine()).toHaveLength(1)
    const [mail] = mine()
    expect(mail?.text.match(/^• /gm)?.length).toBeLessThanOrEqual(9)
    expect(mail?.text).toContain('\nhttp://localhost/suchen-und-bieten/wichtig\n')
    expect(mail?.text).toMatch(/^ {2}(Sie suchen|Dieser Verein|Beide|Nur) /m)
    expect(mail?.unsubscribe).toBe(`http://localhost/wochenbrief/${tokenIn(mail!.text)}`)
    // Once to each person, and nobody by name.
    expect(new Set(app.mails.map(({ to }) => to)).size).toBe(app.mails.length)
    const me = await app.as('orgAdmin').call('accounts.me', {})
    expect(mail?.text).not.toContain(me.user!.name)
  })

  it('tells nobody of the same twice', async () => {
    const names = () =>
      mine().flatMap(({ text }) => [...text.matchAll(/^• (.+?) \(/gm)].map(([, name]) => name))
    for (let week = 0; week < 4; week++) {
      app.clock.setTo(new Date(monday.getTime() + 7 * week * dayMs))
      await app.restart()
      await run()
    }
    expect(names().length).toBeGreaterThan(3)
    const { memberships } = await app.as('orgAdmin').call('accounts.me', {})
    if (memberships.length === 1) expect(new Set(names()).size).toBe(names().length)
  })

  it('waits for the day, and comes later where Monday was missed', async () => {
    app.clock.setTo(new Date('2026-11-30T03:00:00Z'))
    await run()
    expect(app.mails).toEqual([])
    app.clock.setTo(new Date('2026-12-02T09:00:00Z'))
    await run()
    expect(mine()).toHaveLength(1)
  })

  it('is tried again where it could not be handed over', async () => {
    app.post.down = true
    await run()
    expect(app.mails).toEqual([])
    app.post.down = false
    await run()
    expect(mine()).toHaveLength(1)
  })

  it('goes to nobody twice although the process ended while it was sent', async () => {
    const update = vi.spyOn(Digests, 'updateOne')
    update.mockImplementationOnce(((...args: Parameters<typeof Digests.updateOne>) => {
      update.mockRestore()
      return Digests.updateOne(...args).then(() => {
        throw new Error('The process ended here')
      })
    }) as never)
    await expect(run()).rejects.toThrow('ended here')
    await app.restart()
    await run()
    expect(new Set(app.mails.map(({ to }) => to)).size).toBe(app.mails.length)
  })

  it('goes to each once, also when several processes send it at the same moment', async () => {
    const beside = await app.beside()
    await Promise.all(
      [app.app, beside, app.app, beside].map(({ notifications }) => notifications.writeDigests()),
    )
    expect(mine()).toHaveLength(1)
    expect(new Set(app.mails.map(({ to }) => to)).size).toBe(app.mails.length)
  })

  it('is no matter of whose account is no more, and nothing is kept of them', async () => {
    const gone = new mongoose.Types.ObjectId()
    await Digests.create({ _id: gone, weekly: true, week: null, told: [`${String(gone)} ${String(gone)}`] })
    await run()
    await app.app.matching.expireDue()
    expect(await Digests.findById(gone)).toBeNull()
    expect(await Digests.countDocuments()).toBeGreaterThan(0)
  })

  it('is ended by the link, shown by GET and done by POST, without signing in', async () => {
    await run()
    const token = tokenIn(mine()[0]!.text)
    const visitor = app.as()
    expect(await visitor.call('matching.showDigest', { token })).toEqual({ weekly: true })
    await visitor.raw('GET', `/wochenbrief/${token}`)
    expect(await visitor.call('matching.showDigest', { token })).toEqual({ weekly: true })
    // As mail programs do it.
    const answer = await fetch(`${app.url}/wochenbrief/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(answer.status).toBe(200)
    expect(await wants('orgAdmin')).toBe(false)
    app.clock.setTo(new Date(monday.getTime() + 7 * dayMs))
    app.mails.length = 0
    await app.restart()
    await run()
    expect(mine()).toEqual([])
    expect(await app.as().call('matching.endDigest', { token, weekly: true })).toEqual({ weekly: true })
  })

  it('knows no link it did not make', async () => {
    const forged = 'A'.repeat(48)
    expect((await app.as().refusal('matching.showDigest', { token: forged })).code).toBe('token.invalid')
    expect((await app.as().refusal('matching.endDigest', { token: forged })).code).toBe('token.invalid')
    const answer = await fetch(`${app.url}/wochenbrief/${forged}`, { method: 'POST' })
    expect(answer.status).toBe(410)
  })

  it('is a choice of each person', async () => {
    expect(await wants('newcomer')).toBe(false)
    await app.as('newcomer').call('notifications.setPreferences', { suggestions: true })
    expect(await wants('newcomer')).toBe(true)
    expect((await app.as().refusal('notifications.preferences', {})).code).toBe('session.required')
  })

  it('leads to where it is chosen, and chosen there it ends', async () => {
    await app.as('orgAdmin').call('notifications.setPreferences', { digest: { every: 'off' } })
    await run()
    expect(mine()[0]?.text).toContain('\nhttp://localhost/ich/benachrichtigungen\n')
    await app.as('orgAdmin').call('notifications.setPreferences', { suggestions: false })
    app.clock.setTo(new Date(monday.getTime() + 7 * dayMs))
    await app.restart()
    await run()
    expect(mine()).toHaveLength(1)
    await app.as('orgAdmin').call('notifications.setPreferences', { digest: { every: 'weekly' } })
  })
})

describe('the rules', () => {
  it.each([
    ['2026-11-30T06:30:00Z', '2026-11-30'],
    ['2026-11-30T05:30:00Z', '2026-11-30'],
    ['2026-11-29T23:30:00Z', '2026-11-30'],
    ['2026-12-06T18:59:00Z', '2026-11-30'],
    ['2026-07-05T22:30:00Z', '2026-07-06'],
  ])('%s lies in the week of %s', (at, monday) => {
    expect(mondayOf(new Date(at))).toBe(monday)
  })

  it('take the first three that are new', () => {
    const entries = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
    expect(newOf(entries, new Set(['b'])).map(({ id }) => id)).toEqual(['a', 'c', 'd'])
    expect(wantsDigest(null, true)).toBe(true)
    expect(wantsDigest(false, true)).toBe(false)
    expect(wantsDigest(true, false)).toBe(true)
  })
})
