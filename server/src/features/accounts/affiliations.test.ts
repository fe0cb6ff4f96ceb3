import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers, type Newcomer } from '../../testing/newcomers.ts'

let app: TestApp
const newcomers = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  newcomers.drop()
  await app[Symbol.asyncDispose]()
})

const office = { institution: 'Ausländerbehörde (Beispielstadt)', kind: 'district' as const }
const staff = () => app.as('centreStaff')
const grant = ({ email }: Pick<Newcomer, 'email'>, more: object = {}) =>
  staff().call('accounts.grantAffiliation', { email, ...office, ...more })
const inDays = (days: number) => new Date(app.clock.now().getTime() + days * 86_400_000)
const roleOf = async ({ client }: Newcomer) => (await client.call('accounts.me', {})).user!

async function at<T>(instant: Date, work: () => Promise<T>): Promise<T> {
  app.clock.setTo(instant)
  try {
    return await work()
  } finally {
    app.clock.setTo(null)
  }
}

describe('an affiliation', () => {
  it('is the business of staff and platform admins', async () => {
    const { email } = await newcomers.person('Ali')
    for (const role of [undefined, 'member', 'moderator', 'orgAdmin', 'newcomer', 'municipalContact']) {
      for (const [name, input] of [
        ['accounts.grantAffiliation', { email, ...office }],
        ['accounts.listAffiliations', {}],
        ['accounts.endAffiliation', { affiliationId: 'f'.repeat(24) }],
      ] as const)
        expect((await app.as(role).refusal(name, input)).code, `${role} ${name}`).toBe(
          role ? 'not-found' : 'session.required',
        )
    }
  })

  it('makes an account the office’s at once, and gives it back the moment it ends', async () => {
    const person = await newcomers.person('Ali')
    expect(await roleOf(person)).toMatchObject({ role: 'member', institution: null })
    const to = inDays(30).toISOString()
    const granted = await grant(person, { to, function: 'Leitung', ags: '06531' })
    expect(granted).toMatchObject({ state: 'current', personName: 'Ali', function: 'Leitung', ags: '06531' })
    const label = { name: office.institution, kind: 'district' }
    expect(await roleOf(person)).toMatchObject({ role: 'institution', institution: { ...label, until: to } })
    const ended = await staff().call('accounts.endAffiliation', { affiliationId: granted.id })
    expect(ended.state).toBe('past')
    expect(await roleOf(person)).toMatchObject({ role: 'member', institution: null })
    const { code } = await staff().refusal('accounts.endAffiliation', { affiliationId: granted.id })
    expect(code).toBe('conflict')
  })

  it('follows the clock, without anybody’s doing', async () => {
    const person = await newcomers.person('Ali')
    const [from, to] = [inDays(1).toISOString(), inDays(3).toISOString()]
    expect(await grant(person, { from, to })).toMatchObject({ state: 'coming' })
    expect((await roleOf(person)).role).toBe('member')
    await at(inDays(2), async () => expect((await roleOf(person)).role).toBe('institution'))
    await at(inDays(4), async () => expect((await roleOf(person)).role).toBe('member'))
  })

  it('labels what is written while it lasts, for ever', async () => {
    const person = await newcomers.person('Ali')
    const granted = await grant(person)
    const write = () =>
      person.client.call('threads.contribute', {
        threadId: app.world.threads.open,
        clientId: randomUUID(),
        text: 'Wir antworten bis Freitag: Quastenflosser.',
      })
    const label = { name: office.institution, kind: 'district' }
    const written = await write()
    expect(written.institution).toEqual(label)
    await staff().call('accounts.endAffiliation', { affiliationId: granted.id })
    expect((await write()).institution).toBeNull()
    const { contributions } = await app
      .as()
      .call('threads.contributions', { threadId: app.world.threads.open, limit: 200 })
    expect(contributions.find(({ id }) => id === written.id)?.institution).toEqual(label)
    const { hits } = await app.as().call('search.find', { q: 'Quastenflosser' })
    expect(hits.find(({ id }) => id === written.id)?.author?.institution).toBe(office.institution)
  })

  it('puts somebody out of closed rooms at once, whose invitations end, and lets nobody invite them', async () => {
    const person = await newcomers.person('Ali')
    const room = await staff().call('rooms.create', {
      clientId: randomUUID(),
      title: { de: 'Vertraulich' },
      description: { de: 'Unter uns.' },
      visibility: 'closed',
      whoMayStartThread: 'all',
      questions: [{ text: { de: 'Was tun?' }, short: { de: 'Was tun?' } }],
    })
    const invite = { roomId: room.id, email: person.email }
    await staff().call('rooms.invite', invite)
    const { thread } = await staff().call('threads.start', {
      roomId: room.id,
      clientId: randomUUID(),
      title: 'Unter uns',
      text: 'Ganz unter uns.',
    })
    const socket = await person.client.socket()
    await person.client.ask('threads.follow', { threadId: thread.id, afterRev: 0 })
    const heard: unknown[] = []
    socket.on('thread.changed', (change) => heard.push(change))
    const gone = new Promise((resolve) => socket.once('disconnect', resolve))
    await grant(person, { from: inDays(1).toISOString(), to: inDays(2).toISOString() })
    await gone
    expect((await staff().refusal('rooms.invite', invite)).code).toBe('action.forbidden')
    await staff().call('threads.contribute', { threadId: thread.id, clientId: randomUUID(), text: 'Weiter.' })
    expect(heard).toEqual([])
    expect((await person.client.refusal('threads.get', { threadId: thread.id })).code).toBe('not-found')
    const { invited } = await staff().call('rooms.listInvited', { roomId: room.id })
    expect(invited.map(({ userId }) => userId)).not.toContain(person.id)
  })

  it.each([
    ['moderator', 'affiliation.moderates'],
    ['member', 'affiliation.member'],
    ['centreStaff', 'action.forbidden'],
    ['platformAdmin', 'action.forbidden'],
    ['municipalContact', 'conflict'],
  ])('is not given to %s', async (role, code) => {
    const { email } = app.world.roles[role]!
    expect((await staff().refusal('accounts.grantAffiliation', { email, ...office })).code).toBe(code)
  })

  it('is not given to an unknown address, for a place elsewhere, or for a time that is over', async () => {
    const { email } = await newcomers.person('Ali')
    expect(
      await staff().refusal('accounts.grantAffiliation', { email: 'nobody@example.org', ...office }),
    ).toMatchObject({
      code: 'not-found',
      fields: { email: ['nobody has this address'] },
    })
    for (const wrong of [
      { ags: '09162000' },
      { to: inDays(-1).toISOString() },
      { from: inDays(3).toISOString(), to: inDays(2).toISOString() },
      { kind: 'church' },
    ])
      expect((await staff().refusal('accounts.grantAffiliation', { email, ...office, ...wrong })).code).toBe(
        'request.invalid',
      )
  })

  it('is one at a time, and granted once however often it is asked for', async () => {
    const person = await newcomers.person('Ali')
    const first = await grant(person)
    expect((await grant(person)).id).toBe(first.id)
    const other = { email: person.email, institution: 'Land Hessen', kind: 'state' }
    expect((await staff().refusal('accounts.grantAffiliation', other)).code).toBe('conflict')
    const { affiliations } = await staff().call('accounts.listAffiliations', {})
    expect(affiliations.filter(({ userId }) => userId === person.id)).toHaveLength(1)
  })

  it('takes the place of the office that accounts of earlier versions carried themselves', async () => {
    const person = await newcomers.person('Ali')
    const users = mongoose.connection.collection('user')
    const which = { email: person.email }
    await users.updateOne(which, { $set: { role: 'institution', institution: 'Altes Amt' } })
    const keep = async () => {}
    await app.app.accounts.affiliations.adoptStored(keep)
    await app.app.accounts.affiliations.adoptStored(keep)
    expect(await roleOf(person)).toMatchObject({
      role: 'institution',
      institution: { name: 'Altes Amt', kind: 'municipality', until: null },
    })
    expect(await users.findOne(which)).toMatchObject({ role: 'member' })
  })
})
