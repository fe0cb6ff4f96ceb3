import { MongoNetworkError } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Listings } from '../matching/model.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person: newcomer, founded, drop } = createNewcomers(() => app)

async function joins(
  organisationId: string,
  admin: Client,
  person: { email: string; client: Client },
  role: 'member' | 'admin' = 'member',
) {
  await admin.call('organisations.invite', { organisationId, email: person.email, role })
  const token = tokenTo(person.email)
  return person.client.call('organisations.acceptInvitation', { token })
}

const tokenTo = (email: string) => {
  const mail = app.mails.findLast(({ to }) => to === email)
  const token = mail && /einladung\/([\w-]+)/.exec(mail.text)?.[1]
  if (!token) throw new Error('No invitation came')
  return token
}

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

describe('members', () => {
  it('are known to members only', async () => {
    const organisationId = app.world.organisations['brunnenstube']!
    const { members } = await app.as('member').call('organisations.listMembers', { organisationId })
    expect(members.map(({ name }) => name).sort()).toEqual(['Daniel Osei', 'Samira Haddad'])
    for (const role of ['otherMember', 'centreStaff', 'platformAdmin', 'municipalContact']) {
      expect((await app.as(role).refusal('organisations.listMembers', { organisationId })).code).toBe(
        'not-found',
      )
    }
    expect((await app.as().refusal('organisations.listMembers', { organisationId })).code).toBe(
      'session.required',
    )
  })

  it('write for it unless its admins switch that off', async () => {
    const { admin, organisationId } = await founded()
    const member = await newcomer('Schreiberin')
    await joins(organisationId, admin.client, member)
    const listing = { organisationId, category: 'rooms', title: 'Raum gesucht' }
    await member.client.call('needs.publish', listing)
    await admin.client.call('organisations.change', { organisationId, membersMayWrite: false })
    expect((await member.client.refusal('needs.publish', listing)).code).toBe('action.forbidden')
    expect((await member.client.call('accounts.me', {})).memberships[0]?.mayWriteFor).toBe(false)
    await admin.client.call('needs.publish', listing)
    expect((await app.as('newcomer').refusal('needs.publish', listing)).code).toBe('not-found')
  })

  it('are removed by admins, and may leave by themselves', async () => {
    const { admin, organisationId } = await founded()
    const [one, other] = [await newcomer('Eine'), await newcomer('Andere')]
    await joins(organisationId, admin.client, one)
    await joins(organisationId, admin.client, other)
    const remove = (userId: string) => ({ organisationId, userId })
    expect((await one.client.refusal('organisations.removeMember', remove(other.id))).code).toBe(
      'action.forbidden',
    )
    await one.client.call('organisations.removeMember', remove(one.id))
    await admin.client.call('organisations.removeMember', remove(other.id))
    expect((await admin.client.refusal('organisations.removeMember', remove(other.id))).code).toBe(
      'not-found',
    )
    expect((await other.client.refusal('organisations.listMembers', { organisationId })).code).toBe(
      'not-found',
    )
  })

  it('hear nothing more once they are removed, even when the store fails just after it', async () => {
    const { admin, organisationId } = await founded()
    const member = await newcomer('Ehemalige')
    await joins(organisationId, admin.client, member)
    await member.client.socket()
    const listening = async () =>
      (await app.app.io.in(`organisation:${organisationId}`).fetchSockets()).length
    expect(await listening()).toBe(1)
    vi.spyOn(Listings, 'find').mockImplementationOnce(() => {
      throw new MongoNetworkError('the store is gone')
    })
    await admin.client.send('organisations.removeMember', { organisationId, userId: member.id })
    expect(await listening()).toBe(0)
    expect((await member.client.call('accounts.me', {})).memberships).toEqual([])
  })

  it('hand the administration over', async () => {
    const { admin, organisationId } = await founded()
    const heir = await newcomer('Nachfolger')
    await joins(organisationId, admin.client, heir)
    const own = { organisationId, userId: admin.id, role: 'member' as const }
    expect((await admin.client.refusal('organisations.changeMember', own)).code).toBe(
      'organisation.last-admin',
    )
    const promoted = await admin.client.call('organisations.changeMember', {
      organisationId,
      userId: heir.id,
      role: 'admin',
    })
    expect(promoted).toMatchObject({ userId: heir.id, role: 'admin', name: 'Nachfolger' })
    expect(await admin.client.call('organisations.changeMember', own)).toMatchObject({ role: 'member' })
    expect((await admin.client.refusal('organisations.changeMember', own)).code).toBe('action.forbidden')
  })

  it('never lose their last admin, even when all admins go at the same moment', async () => {
    const { admin, organisationId } = await founded()
    const second = await newcomer('Zweite')
    await joins(organisationId, admin.client, second, 'admin')
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(
        [admin, second].map(({ client, id }) =>
          client.send('organisations.removeMember', { organisationId, userId: id }),
        ),
      )
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
      const [stayed, left] = answers[0]!.status === 409 ? [admin, second] : [second, admin]
      expect(await app.app.organisations.adminsOf(organisationId)).toEqual([stayed.id])
      await joins(organisationId, stayed.client, left, 'admin')
    }
  })
})

describe('an invitation', () => {
  it('comes in the language of whoever reads it, and works once', async () => {
    const { admin, organisation, organisationId } = await founded()
    const guest = await newcomer('Karim', 'ar')
    const invitation = await admin.client.call('organisations.invite', { organisationId, email: guest.email })
    expect(invitation).toMatchObject({ email: guest.email, role: 'member', invitedBy: 'Gründerin' })
    const mail = app.mails.findLast(({ to }) => to === guest.email)!
    expect(mail.lang).toBe('ar')
    expect(mail.text).toContain(organisation.name)
    const token = tokenTo(guest.email)
    expect(await app.as().call('organisations.showInvitation', { token })).toEqual({
      organisation: organisation.name,
      slug: organisation.slug,
      invitedBy: 'Gründerin',
      email: guest.email,
      role: 'member',
    })
    const joined = { organisationId, slug: organisation.slug }
    const twice = await Promise.all(
      [1, 2].map(() => guest.client.send('organisations.acceptInvitation', { token })),
    )
    expect(twice.some(({ status }) => status === 200)).toBe(true)
    // Whoever repeats it, because the answer was lost, is not told off; it adds nothing.
    expect(await guest.client.call('organisations.acceptInvitation', { token })).toEqual(joined)
    const { members } = await admin.client.call('organisations.listMembers', { organisationId })
    expect(members).toHaveLength(2)
    expect((await app.as().refusal('organisations.showInvitation', { token })).code).toBe('token.invalid')
    await guest.client.call('organisations.removeMember', { organisationId, userId: guest.id })
    expect((await guest.client.refusal('organisations.acceptInvitation', { token })).code).toBe(
      'token.invalid',
    )
  })

  it('is of no use to anybody else', async () => {
    const { admin, organisationId } = await founded()
    await admin.client.call('organisations.invite', { organisationId, email: 'nobody@example.org' })
    const token = tokenTo('nobody@example.org')
    for (const role of ['newcomer', 'municipalContact']) {
      expect((await app.as(role).refusal('organisations.acceptInvitation', { token })).code).toBe(
        'action.forbidden',
      )
    }
    expect((await app.as().refusal('organisations.acceptInvitation', { token })).code).toBe(
      'session.required',
    )
    const guessed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect((await app.as().refusal('organisations.showInvitation', { token: guessed })).code).toBe(
      'token.invalid',
    )
  })

  it('does not make an account of the administration a member', async () => {
    const { admin, organisationId } = await founded()
    const { email } = app.world.roles['municipalContact']!
    await admin.client.call('organisations.invite', { organisationId, email })
    const token = tokenTo(email)
    const problem = await app.as('municipalContact').refusal('organisations.acceptInvitation', { token })
    expect(problem.code).toBe('action.forbidden')
  })

  it('runs out after fourteen days, and its address is forgotten', async () => {
    const { admin, organisationId } = await founded()
    const guest = await newcomer('Spät')
    const today = Date.now()
    try {
      await admin.client.call('organisations.invite', { organisationId, email: guest.email })
      const token = tokenTo(guest.email)
      app.clock.setTo(new Date(today + 13.9 * dayMs))
      await app.as().call('organisations.showInvitation', { token })
      app.clock.setTo(new Date(today + 14.1 * dayMs))
      expect((await app.as().refusal('organisations.showInvitation', { token })).code).toBe('token.invalid')
      expect((await guest.client.refusal('organisations.acceptInvitation', { token })).code).toBe(
        'token.invalid',
      )
      const { invitations } = await admin.client.call('organisations.listMembers', { organisationId })
      expect(invitations).toEqual([])
      expect(await app.app.organisations.forgetExpired()).toBeGreaterThan(0)
      expect(await app.app.organisations.forgetExpired()).toBe(0)
      // A new one may be sent.
      await joins(organisationId, admin.client, guest)
    } finally {
      app.clock.setTo(null)
    }
  })

  it('is sent by admins, once to each address, and may be withdrawn', async () => {
    const { admin, organisationId } = await founded()
    const member = await newcomer('Mitglied')
    await joins(organisationId, admin.client, member)
    const invited = { organisationId, email: 'later@example.org' }
    expect((await member.client.refusal('organisations.invite', invited)).code).toBe('action.forbidden')
    const invitation = await admin.client.call('organisations.invite', invited)
    const token = tokenTo(invited.email)
    expect((await admin.client.refusal('organisations.invite', invited)).code).toBe('conflict')
    const known = { organisationId, email: member.email }
    expect((await admin.client.refusal('organisations.invite', known)).code).toBe('conflict')
    // Addresses of people who are not here yet are for admins only.
    const asMember = await member.client.call('organisations.listMembers', { organisationId })
    expect(asMember.invitations).toEqual([])
    const asAdmin = await admin.client.call('organisations.listMembers', { organisationId })
    expect(asAdmin.invitations.map(({ email }) => email)).toEqual([invited.email])
    const withdrawn = { organisationId, invitationId: invitation.id }
    await admin.client.call('organisations.withdrawInvitation', withdrawn)
    expect((await app.as().refusal('organisations.showInvitation', { token })).code).toBe('token.invalid')
    expect((await admin.client.refusal('organisations.withdrawInvitation', withdrawn)).code).toBe('not-found')
  })
})
