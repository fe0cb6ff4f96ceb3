import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person: newcomer, founded, drop } = createNewcomers(() => app)

async function joins(
  organisationId: string,
  admin: Client,
  client: Client,
  role: 'member' | 'admin' = 'member',
) {
  const { link } = await admin.call('organisations.inviteByLink', { organisationId, role })
  const token = tokenOf(link)
  return client.call('organisations.acceptInvitation', { token })
}
const tokenOf = (link: string) => link.split('/').at(-1)!

/** An association with an admin and one more person. */
async function withMember(name = 'Amal Nasser', role: 'member' | 'admin' = 'member') {
  const { admin, organisationId, organisation } = await founded()
  const member = await newcomer(name)
  await joins(organisationId, admin.client, member.client, role)
  return { admin, member, organisationId, organisation }
}
const later = (ms: number) => app.clock.setTo(new Date(Date.now() + ms))

beforeAll(async () => {
  app = await startApp()
})
afterEach(() => app.clock.setTo(null))
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

describe('functions', () => {
  it('are entered by admins, several for one person, and known to members only', async () => {
    const { admin, member, organisationId } = await withMember()
    const chair = { organisationId, userId: member.id, kind: 'chair' as const, from: '2020-01-01' }
    expect((await member.client.refusal('organisations.addFunction', chair)).code).toBe('action.forbidden')
    expect((await app.as('otherMember').refusal('organisations.addFunction', chair)).code).toBe('not-found')
    const added = await admin.client.call('organisations.addFunction', chair)
    expect(added).toMatchObject({ name: 'Amal Nasser', state: 'current', to: null })
    await admin.client.call('organisations.addFunction', {
      ...chair,
      kind: 'other',
      words: 'Küche',
      from: '2099-01-01',
    })
    expect((await admin.client.refusal('organisations.addFunction', chair)).code).toBe('conflict')
    const { functions } = await member.client.call('organisations.listMembers', { organisationId })
    expect(functions.map(({ kind, state }) => [kind, state])).toEqual([
      ['other', 'coming'],
      ['chair', 'current'],
    ])
    const change = { organisationId, functionId: added.id }
    expect(
      (await admin.client.refusal('organisations.changeFunction', { ...change, to: '2019-01-01' })).fields,
    ).toHaveProperty('to')
    expect(
      await admin.client.call('organisations.changeFunction', { ...change, to: '2021-12-31' }),
    ).toMatchObject({ state: 'past' })
    expect((await member.client.refusal('organisations.removeFunction', change)).code).toBe(
      'action.forbidden',
    )
    await admin.client.call('organisations.removeFunction', change)
    expect((await admin.client.refusal('organisations.removeFunction', change)).code).toBe('not-found')
  })

  it('are corrected by whoever has them, and never kept longer than given', async () => {
    const { admin, member, organisationId } = await withMember()
    const third = await newcomer('Dritte')
    await joins(organisationId, admin.client, third.client)
    const { id: functionId } = await admin.client.call('organisations.addFunction', {
      organisationId,
      userId: member.id,
      kind: 'treasurer',
      from: '2020-01-01',
      to: '2099-01-01',
    })
    const own = { organisationId, functionId }
    const refused = async (client: Client, change: object) => {
      const { code, fields } = await client.refusal('organisations.changeFunction', { ...own, ...change })
      return fields ?? code
    }
    expect(
      await member.client.call('organisations.changeFunction', {
        ...own,
        from: '2019-05-01',
        to: '2021-12-31',
      }),
    ).toMatchObject({ state: 'past', from: '2019-05-01' })
    expect(await refused(member.client, { to: null })).toEqual({ to: ['days.longer'] })
    expect(await refused(member.client, { words: 'Vorsitz' })).toBe('action.forbidden')
    expect(await refused(third.client, { to: '2021-01-01' })).toBe('action.forbidden')
    expect(await refused(app.as('otherMember'), { to: '2021-01-01' })).toBe('not-found')
    expect(await refused(admin.client, { to: '2019-04-30' })).toEqual({ to: ['days.before-first'] })
    expect(await admin.client.call('organisations.changeFunction', { ...own, to: null })).toMatchObject({
      state: 'current',
    })
    const again = { organisationId, userId: member.id, kind: 'treasurer', from: '2024-01-01' }
    expect((await admin.client.refusal('organisations.addFunction', again)).fields).toEqual({
      from: ['days.overlap'],
    })
  })

  it.each([
    [{ kind: 'other' }, 'words'],
    [{ from: '2020-02-30' }, 'from'],
    [{ to: '2019-12-31' }, 'to'],
    [{ kind: 'king' }, 'kind'],
  ])('refuse %j', async (change, field) => {
    const { admin, organisationId } = await founded()
    const draft = { organisationId, userId: admin.id, kind: 'chair', from: '2020-01-01', ...change }
    expect((await admin.client.refusal('organisations.addFunction', draft)).fields).toHaveProperty(field)
  })

  it('of people who left keep a name for three years, without a way to the account', async () => {
    const { admin, member, organisationId } = await withMember()
    const one = { organisationId, userId: member.id, kind: 'treasurer' as const }
    await admin.client.call('organisations.addFunction', { ...one, from: '2020-01-01', to: '2090-01-01' })
    await admin.client.call('organisations.addFunction', { ...one, from: '2099-01-01' })
    await member.client.call('organisations.removeMember', { organisationId, userId: member.id })
    const { functions } = await admin.client.call('organisations.listMembers', { organisationId })
    expect(functions).toEqual([
      expect.objectContaining({ userId: null, name: 'Amal Nasser', from: '2020-01-01' }),
    ])
    const change = { organisationId, functionId: functions[0]!.id, to: null }
    expect((await admin.client.refusal('organisations.changeFunction', change)).code).toBe('request.invalid')
    later(3 * 366 * dayMs + dayMs)
    expect(await app.app.organisations.tidyPeople()).toBeGreaterThan(0)
    const stored = await Organisations.findById(organisationId).lean()
    expect(JSON.stringify(stored)).not.toContain('Amal')
    expect(await app.app.organisations.tidyPeople()).toBe(0)
  })
})

describe('an invitation by link', () => {
  it('works once, for whoever holds it, and is shown once', async () => {
    const { admin, organisationId, organisation } = await founded()
    const { link, invitation } = await admin.client.call('organisations.inviteByLink', {
      organisationId,
      days: 3,
    })
    expect(invitation).toMatchObject({ email: null, byLink: true, role: 'member' })
    expect(Date.parse(invitation.expiresAt) - Date.now()).toBeLessThanOrEqual(3 * dayMs)
    const token = tokenOf(link)
    const { invitations } = await admin.client.call('organisations.listMembers', { organisationId })
    expect(JSON.stringify(invitations)).not.toContain(token)
    expect(JSON.stringify(await Organisations.findById(organisationId).lean())).not.toContain(token)
    expect(await app.as().call('organisations.showInvitation', { token })).toMatchObject({
      organisation: organisation.name,
      email: null,
    })
    const guest = await newcomer('Gast')
    await guest.client.call('organisations.acceptInvitation', { token })
    await guest.client.call('organisations.acceptInvitation', { token })
    const other = await newcomer('Andere')
    expect((await other.client.refusal('organisations.acceptInvitation', { token })).code).toBe(
      'token.invalid',
    )
    expect((await app.as().refusal('organisations.showInvitation', { token })).code).toBe('token.invalid')
  })

  it('lets one of two in who come at the same moment', async () => {
    const { admin, organisationId } = await founded()
    const { link } = await admin.client.call('organisations.inviteByLink', { organisationId })
    const token = tokenOf(link)
    const people = [await newcomer('Eine'), await newcomer('Andere'), await newcomer('Dritte')]
    const answers = await Promise.all(
      people.map(({ client }) => client.send('organisations.acceptInvitation', { token })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410, 410])
    const { members } = await admin.client.call('organisations.listMembers', { organisationId })
    expect(members).toHaveLength(2)
  })

  it('may be bound to an address, is not for offices, and is not used up by members', async () => {
    const { admin, organisationId } = await founded()
    const guest = await newcomer('Gast')
    const invite = (input: object) =>
      admin.client
        .call('organisations.inviteByLink', { organisationId, ...input })
        .then(({ link }) => tokenOf(link))
    const bound = await invite({ email: guest.email })
    const other = await newcomer('Andere')
    expect((await other.client.refusal('organisations.acceptInvitation', { token: bound })).code).toBe(
      'action.forbidden',
    )
    const open = await invite({})
    expect(
      (await app.as('municipalContact').refusal('organisations.acceptInvitation', { token: open })).code,
    ).toBe('action.forbidden')
    await admin.client.call('organisations.acceptInvitation', { token: open })
    await other.client.call('organisations.acceptInvitation', { token: open })
    await guest.client.call('organisations.acceptInvitation', { token: bound })
    expect(
      (await admin.client.refusal('organisations.inviteByLink', { organisationId, email: guest.email })).code,
    ).toBe('conflict')
  })

  it('is made, listed and withdrawn by admins only, and one for an admin runs out soon', async () => {
    const { admin, member, organisationId } = await withMember()
    expect((await member.client.refusal('organisations.inviteByLink', { organisationId })).code).toBe(
      'action.forbidden',
    )
    for (const role of ['otherMember', 'centreStaff', 'platformAdmin', 'municipalContact'])
      expect((await app.as(role).refusal('organisations.inviteByLink', { organisationId })).code).toBe(
        'not-found',
      )
    const { link, invitation } = await admin.client.call('organisations.inviteByLink', {
      organisationId,
      role: 'admin',
      days: 30,
    })
    expect(Date.parse(invitation.expiresAt) - Date.now()).toBeLessThanOrEqual(3 * dayMs)
    expect((await member.client.call('organisations.listMembers', { organisationId })).invitations).toEqual(
      [],
    )
    await admin.client.call('organisations.withdrawInvitation', {
      organisationId,
      invitationId: invitation.id,
    })
    const token = tokenOf(link)
    expect((await member.client.refusal('organisations.acceptInvitation', { token })).code).toBe(
      'token.invalid',
    )
  })
})

describe('removing', () => {
  it('takes away every right at once, and is taken back with all that was there', async () => {
    const { admin, member, organisationId } = await withMember()
    const userId = member.id
    await admin.client.call('organisations.addFunction', {
      organisationId,
      userId,
      kind: 'chair',
      from: '2020-01-01',
    })
    await member.client.call('organisations.changeOwnMembership', { organisationId, shown: 'everyone' })
    await member.client.socket()
    const write = {
      threadId: app.world.threads.open,
      actingOrganisationId: organisationId,
      text: 'Für den Verein geschrieben.',
    }
    await member.client.call('threads.contribute', { ...write, clientId: randomUUID() })
    await admin.client.call('organisations.removeMember', { organisationId, userId })
    // What was begun on their side, an open form or a waiting draft, is of no use any more.
    expect(
      (await member.client.refusal('threads.contribute', { ...write, clientId: randomUUID() })).status,
    ).toBe(403)
    const listening = () => app.app.io.in(`organisation:${organisationId}`).fetchSockets()
    expect(await listening()).toHaveLength(0)
    expect((await member.client.call('accounts.me', {})).memberships).toEqual([])
    expect((await member.client.refusal('organisations.getOwnMembership', { organisationId })).code).toBe(
      'not-found',
    )
    expect(
      (await app.as('orgAdmin').refusal('organisations.takeBackRemoval', { organisationId, userId })).code,
    ).toBe('not-found')
    await admin.client.call('organisations.takeBackRemoval', { organisationId, userId })
    const { members, functions } = await admin.client.call('organisations.listMembers', { organisationId })
    expect(members.find((one) => one.userId === userId)).toMatchObject({ shown: 'everyone', role: 'member' })
    expect(functions).toEqual([expect.objectContaining({ userId, to: null })])
    // The connection was cut with the membership; a new one hears of the association again.
    member.client.drop()
    await member.client.socket()
    await expect.poll(async () => (await listening()).length).toBe(1)
  })

  it('is not taken back later, by others, or twice', async () => {
    const { admin, member, organisationId } = await withMember()
    const second = await newcomer('Zweite')
    await joins(organisationId, admin.client, second.client, 'admin')
    const whom = { organisationId, userId: member.id }
    await admin.client.call('organisations.removeMember', whom)
    expect((await second.client.refusal('organisations.takeBackRemoval', whom)).code).toBe('not-found')
    later(11 * 60 * 1000)
    expect((await admin.client.refusal('organisations.takeBackRemoval', whom)).code).toBe('not-found')
    await app.app.organisations.tidyPeople()
    expect((await Organisations.findById(organisationId).lean())?.removals).toEqual([])
  })
})

describe('who belongs to an association', () => {
  it('is decided by the person alone', async () => {
    const { admin, member, organisationId, organisation } = await withMember()
    const list = async (client: Client) =>
      (await client.call('organisations.listPeople', { organisationId })).people.map(({ name }) => name)
    expect(await list(app.as())).toEqual([])
    expect(await list(admin.client)).toEqual(['Gründerin', 'Amal Nasser'])
    expect((await member.client.call('accounts.me', {})).memberships[0]?.shown).toBe('members')
    await member.client.call('organisations.changeOwnMembership', { organisationId, shown: 'everyone' })
    await admin.client.call('organisations.addFunction', {
      organisationId,
      userId: member.id,
      kind: 'chair',
      from: '2020-01-01',
    })
    for (const role of [undefined, 'otherMember', 'municipalContact', 'centreStaff'])
      expect(await list(app.as(role))).toEqual(['Amal Nasser'])
    const [shown] = (await app.as().call('organisations.listPeople', { organisationId })).people
    expect(shown?.functions).toEqual([{ kind: 'chair', words: '' }])
    for (const role of ['otherMember', 'centreStaff', 'platformAdmin'])
      expect(
        (
          await app
            .as(role)
            .refusal('organisations.changeOwnMembership', { organisationId, shown: 'everyone' })
        ).code,
      ).toBe('not-found')
    await member.client.call('organisations.changeOwnMembership', { organisationId, shown: 'members' })
    expect(await list(app.as())).toEqual([])
    await app.app.organisations.hideProfile(organisation.id, 'f'.repeat(24))
    expect((await app.as().refusal('organisations.listPeople', { organisationId })).code).toBe('not-found')
  })
})

describe('a person’s own address or number', () => {
  it('is shown by nobody else’s will, for a time, and is gone at once', async () => {
    const { admin, member, organisationId } = await withMember()
    const value = 'amal@privat.example'
    const consent = {
      organisationId,
      kind: 'email' as const,
      value,
      purpose: 'press' as const,
      audience: 'everyone' as const,
      days: 10,
    }
    const seenBy = async (client: Client) =>
      JSON.stringify(await client.call('organisations.listPeople', { organisationId })).includes(value)
    const stranger = app.as('otherMember')
    expect((await stranger.refusal('organisations.consentContact', consent)).code).toBe('not-found')
    const contact = await member.client.call('organisations.consentContact', consent)
    expect(contact).toMatchObject({ purpose: 'press', audience: 'everyone' })
    expect((await member.client.refusal('organisations.consentContact', consent)).code).toBe('conflict')
    // That they belong here is not known, so neither is this.
    expect(await seenBy(app.as())).toBe(false)
    await member.client.call('organisations.changeOwnMembership', { organisationId, shown: 'everyone' })
    expect(await seenBy(app.as())).toBe(true)
    const withdrawal = { organisationId, contactId: contact.id }
    expect((await admin.client.refusal('organisations.withdrawContact', withdrawal)).code).toBe('not-found')
    await member.client.call('organisations.withdrawContact', withdrawal)
    for (const client of [app.as(), stranger, admin.client]) expect(await seenBy(client)).toBe(false)
    expect(JSON.stringify(await Organisations.findById(organisationId).lean())).not.toContain(value)

    await member.client.call('organisations.consentContact', consent)
    later(10 * dayMs + 1000)
    expect(await seenBy(admin.client)).toBe(false)
    await app.app.organisations.tidyPeople()
    expect(JSON.stringify(await Organisations.findById(organisationId).lean())).not.toContain(value)
  })

  it.each([
    { kind: 'email', value: 'keine adresse' },
    { kind: 'phone', value: 'ruf mich an' },
    { kind: 'phone', value: '<script>1234567' },
  ])('is refused as %j', async (wrong) => {
    const { admin, organisationId } = await founded()
    const consent = { organisationId, purpose: 'general', audience: 'members', ...wrong }
    expect((await admin.client.refusal('organisations.consentContact', consent)).fields).toHaveProperty(
      'value',
    )
  })

  it('leaves with its owner', async () => {
    const { admin, member, organisationId } = await withMember()
    const value = '0641 123456'
    await member.client.call('organisations.consentContact', {
      organisationId,
      kind: 'phone',
      value,
      purpose: 'rooms',
      audience: 'members',
    })
    await member.client.call('organisations.removeMember', { organisationId, userId: member.id })
    expect(JSON.stringify(await Organisations.findById(organisationId).lean())).not.toContain(value)
    await admin.client.call('organisations.listPeople', { organisationId })
  })
})

describe('whoever runs an association alone', () => {
  it('is reminded, may put it off for thirty days, and no longer with a second one', async () => {
    const { admin, member, organisationId } = await withMember()
    const needed = async () => (await admin.client.call('accounts.me', {})).memberships[0]?.needsSecondAdmin
    expect(await needed()).toBe(true)
    expect((await member.client.call('accounts.me', {})).memberships[0]?.needsSecondAdmin).toBe(false)
    expect((await member.client.refusal('organisations.postponeSecondAdmin', { organisationId })).code).toBe(
      'action.forbidden',
    )
    await admin.client.call('organisations.postponeSecondAdmin', { organisationId })
    expect(await needed()).toBe(false)
    later(31 * dayMs)
    const again = await app.app.organisations.membershipsOf(admin.id)
    expect(again[0]?.needsSecondAdmin).toBe(true)
    app.clock.setTo(null)
    await admin.client.call('organisations.changeMember', {
      organisationId,
      userId: member.id,
      role: 'admin',
    })
    later(31 * dayMs)
    expect((await app.app.organisations.membershipsOf(admin.id))[0]?.needsSecondAdmin).toBe(false)
  })
})

describe('a handover', () => {
  it('is gone through over days, and ends in one step', async () => {
    const { admin, member, organisationId } = await withMember()
    await admin.client.call('needs.publish', { organisationId, category: 'rooms', title: 'Raum gesucht' })
    await admin.client.call('organisations.addFunction', {
      organisationId,
      userId: admin.id,
      kind: 'chair',
      from: '2020-01-01',
    })
    await admin.client.call('organisations.change', { organisationId, contactEmail: admin.email })
    for (const client of [member.client, app.as('otherMember')])
      expect(
        (await client.send('organisations.changeHandover', { organisationId, note: '' })).status,
      ).not.toBe(200)
    expect((await admin.client.call('organisations.getHandover', { organisationId })).handover).toBeNull()
    const change = (input: object) =>
      admin.client.call('organisations.changeHandover', { organisationId, ...input })
    await change({ note: 'Der Schlüssel liegt bei Frau Kaya.' })
    const stranger = { organisationId, successorId: app.world.roles['otherMember']!.userId }
    expect((await admin.client.refusal('organisations.changeHandover', stranger)).code).toBe('conflict')
    await change({ successorId: member.id })
    const wrong = { organisationId, tick: { point: 'functions', done: true } }
    expect((await admin.client.refusal('organisations.changeHandover', wrong)).code).toBe('request.invalid')
    const { handover } = await change({ tick: { point: 'papers', done: true } })
    const point = (wanted: string) => handover.points.find((one) => one.point === wanted)
    expect(point('listings')).toMatchObject({ open: 1, done: false, byHand: true })
    expect(point('functions')).toMatchObject({ open: 1, done: false })
    expect(point('contacts')).toMatchObject({ open: 1, done: false })
    expect(point('invitations')).toMatchObject({ open: 0, done: true })
    expect(point('papers')).toMatchObject({ done: true })

    const complete = { organisationId, successorId: member.id, moveFunctions: true }
    expect((await member.client.refusal('organisations.completeHandover', complete)).code).toBe(
      'action.forbidden',
    )
    const ended = await admin.client.call('organisations.completeHandover', complete)
    expect(ended.handover.completedAt).not.toBeNull()
    expect((await admin.client.refusal('organisations.completeHandover', complete)).code).toBe(
      'action.forbidden',
    )
    const { members, functions } = await member.client.call('organisations.listMembers', { organisationId })
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      [admin.id, 'member'],
      [member.id, 'admin'],
    ])
    expect(functions.map(({ userId, to }) => [userId, to === null])).toEqual([
      [member.id, true],
      [admin.id, false],
    ])
    const left = await member.client.call('organisations.getHandover', { organisationId })
    expect(left.handover?.note).toContain('Frau Kaya')
    later(91 * dayMs)
    await app.app.organisations.tidyPeople()
    expect((await Organisations.findById(organisationId).lean())?.handover).toBeNull()
  })

  it('does not go to somebody who has left meanwhile, and ends with whoever began it', async () => {
    const { admin, member, organisationId } = await withMember()
    await admin.client.call('organisations.changeHandover', { organisationId, successorId: member.id })
    await member.client.call('organisations.removeMember', { organisationId, userId: member.id })
    const complete = { organisationId, successorId: member.id }
    expect((await admin.client.refusal('organisations.completeHandover', complete)).code).toBe('conflict')
    const { handover } = await admin.client.call('organisations.getHandover', { organisationId })
    expect(handover?.successor).toBeNull()
    await admin.client.call('organisations.cancelHandover', { organisationId })
    expect((await admin.client.refusal('organisations.cancelHandover', { organisationId })).code).toBe(
      'not-found',
    )
  })
})

describe('restoring access', () => {
  const words = { reason: 'Niemand ist mehr zu erreichen.', evidence: 'Protokoll der Mitgliederversammlung.' }
  const propose = async (organisationId: string, email: string) =>
    app.as('centreStaff').call('organisations.proposeRestoration', { organisationId, email, ...words })
  const objectionTo = (email: string) => {
    const mail = app.mails.findLast(({ to }) => to === email)
    return /einspruch\/([\w-]+)/.exec(mail?.text ?? '')![1]!
  }

  it('needs two of the staff, tells everybody, waits, and then makes an admin', async () => {
    const { admin, member, organisationId } = await withMember()
    const heir = await newcomer('Erbin')
    for (const role of [undefined, 'member', 'orgAdmin', 'moderator', 'municipalContact']) {
      const { status } = await app
        .as(role)
        .send('organisations.proposeRestoration', { organisationId, email: heir.email, ...words })
      expect([401, 404]).toContain(status)
    }
    app.mails.length = 0
    const { id: restorationId, may } = await propose(organisationId, heir.email)
    expect(may).toEqual({ confirm: false, decline: false, withdraw: true })
    expect(app.mails.map(({ to }) => to).sort()).toEqual([admin.email, member.email].sort())
    const again = { organisationId, email: heir.email, ...words }
    expect((await app.as('platformAdmin').refusal('organisations.proposeRestoration', again)).code).toBe(
      'conflict',
    )
    expect(
      (await app.as('centreStaff').refusal('organisations.confirmRestoration', { restorationId })).code,
    ).toBe('action.forbidden')
    const confirmed = await app
      .as('platformAdmin')
      .call('organisations.confirmRestoration', { restorationId })
    expect(confirmed.state).toBe('confirmed')
    expect(await app.app.organisations.runRestorations()).toBe(0)
    later(71 * 60 * 60 * 1000)
    expect(await app.app.organisations.runRestorations()).toBe(0)
    expect(await app.app.organisations.roleIn(heir.id, organisationId)).toBeNull()
    later(73 * 60 * 60 * 1000)
    expect(await app.app.organisations.runRestorations()).toBe(1)
    expect(await app.app.organisations.runRestorations()).toBe(0)
    expect(await app.app.organisations.roleIn(heir.id, organisationId)).toBe('admin')
    expect(await app.app.organisations.roleIn(admin.id, organisationId)).toBe('admin')
    app.clock.setTo(null)
    const { restorations } = await app.as('platformAdmin').call('organisations.listRestorations', {})
    expect(restorations.find(({ id }) => id === restorationId)?.state).toBe('effective')
    const { entries } = await app.as('platformAdmin').call('audit.list', {})
    expect(entries.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['organisations.restorationTookEffect', 'organisations.confirmRestoration']),
    )
  })

  it('is stopped by any member with the link of the mail, also after it was confirmed', async () => {
    const { member, organisationId, organisation } = await withMember()
    const heir = await newcomer('Erbin')
    const { id: restorationId } = await propose(organisationId, heir.email)
    const token = objectionTo(member.email)
    expect(await app.as().call('organisations.showObjection', { token })).toEqual({
      organisation: organisation.name,
      state: 'proposed',
      effectiveAt: null,
    })
    await app.as('platformAdmin').call('organisations.confirmRestoration', { restorationId })
    await app.as().call('organisations.objectToRestoration', { token, words: 'Wir sind noch da.' })
    await app.as().call('organisations.objectToRestoration', { token })
    later(100 * 60 * 60 * 1000)
    expect(await app.app.organisations.runRestorations()).toBe(0)
    expect(await app.app.organisations.roleIn(heir.id, organisationId)).toBeNull()
    app.clock.setTo(null)
    const { restorations } = await app.as('centreStaff').call('organisations.listRestorations', {})
    expect(restorations.find(({ id }) => id === restorationId)).toMatchObject({
      state: 'objected',
      words: 'Wir sind noch da.',
    })
    const guessed = { token: 'a'.repeat(43) }
    expect((await app.as().refusal('organisations.objectToRestoration', guessed)).code).toBe('token.invalid')
  })

  it('goes on after an interruption, and does not go to an account that may not belong', async () => {
    const { organisationId } = await withMember()
    const heir = await newcomer('Erbin')
    const { id: restorationId } = await propose(organisationId, heir.email)
    await app.as('platformAdmin').call('organisations.confirmRestoration', { restorationId })
    later(73 * 60 * 60 * 1000)
    // Ended between the claim and the write.
    const { Restorations } = await import('./restoration-model.ts')
    await Restorations.updateOne({ _id: restorationId }, { $set: { state: 'taking-effect' } })
    const runs = await Promise.all([1, 2].map(() => app.app.organisations.runRestorations()))
    expect(Math.max(...runs)).toBe(1)
    expect(await app.app.organisations.roleIn(heir.id, organisationId)).toBe('admin')
    app.clock.setTo(null)
    const office = { organisationId, email: app.world.roles['municipalContact']!.email, ...words }
    expect((await app.as('centreStaff').refusal('organisations.proposeRestoration', office)).code).toBe(
      'action.forbidden',
    )
    const nobody = { organisationId, email: 'niemand@example.org', ...words }
    expect(
      (await app.as('centreStaff').refusal('organisations.proposeRestoration', nobody)).fields,
    ).toHaveProperty('email')
  })

  it('lapses after fourteen days, and may be declined with a reason', async () => {
    const { organisationId } = await withMember()
    const heir = await newcomer('Erbin')
    const first = await propose(organisationId, heir.email)
    later(15 * dayMs)
    expect(await app.app.organisations.runRestorations()).toBe(1)
    app.clock.setTo(null)
    const second = await propose(organisationId, heir.email)
    const declined = await app
      .as('platformAdmin')
      .call('organisations.declineRestoration', { restorationId: second.id, reason: 'Nicht belegt.' })
    expect(declined).toMatchObject({ state: 'declined', words: 'Nicht belegt.' })
    const { restorations } = await app.as('centreStaff').call('organisations.listRestorations', {})
    expect(restorations.find(({ id }) => id === first.id)?.state).toBe('lapsed')
  })
})
