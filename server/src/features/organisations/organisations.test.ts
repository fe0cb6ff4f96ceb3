import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person: newcomer, draft, founded, drop } = createNewcomers(() => app)

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

describe('an organisation', () => {
  it('is registered by whoever becomes its admin, and everybody may read it', async () => {
    const { admin, organisation } = await founded({ name: 'Brücke Gießen e. V.' })
    expect(organisation).toMatchObject({ slug: 'bruecke-giessen-e-v', ownRole: 'admin', verified: false })
    const seen = await app.as().call('organisations.get', { slug: organisation.slug })
    expect(seen).toMatchObject({ name: 'Brücke Gießen e. V.', ownRole: null, membersMayWrite: true })
    const { memberships } = await admin.client.call('accounts.me', {})
    expect(memberships).toEqual([
      {
        organisationId: organisation.id,
        name: organisation.name,
        slug: organisation.slug,
        role: 'admin',
        mayWriteFor: true,
      },
    ])
  })

  it('is not registered twice in one municipality, however its name is spelled', async () => {
    await founded({ name: 'Süd-Nord Treff' })
    const { client } = await newcomer('Zweite')
    const again = await client.refusal('organisations.create', { ...draft({ name: 'SÜD NORD  TREFF' }) })
    expect(again.code).toBe('conflict')
    const elsewhere = draft({ name: 'Süd-Nord Treff', municipality: '06611000' })
    expect(await client.call('organisations.create', elsewhere)).toMatchObject({ slug: 'sued-nord-treff-2' })
  })

  it('keeps names apart when two register at the same moment', async () => {
    const people = await Promise.all(['Eins', 'Zwei', 'Drei'].map((name) => newcomer(name)))
    const answers = await Promise.all(
      people.map(({ client }) =>
        client.send('organisations.create', { ...draft({ name: 'Zur gleichen Zeit' }) }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    const places = ['06411000', '06412000', '06413000']
    const elsewhere = await Promise.all(
      people.map(({ client }, index) =>
        client.call('organisations.create', draft({ name: 'Gleicher Name', municipality: places[index]! })),
      ),
    )
    expect(elsewhere.map(({ slug }) => slug).sort()).toEqual([
      'gleicher-name',
      'gleicher-name-2',
      'gleicher-name-3',
    ])
  })

  it('is not founded by an account of the administration', async () => {
    expect((await app.as('municipalContact').refusal('organisations.create', { ...draft() })).code).toBe(
      'action.forbidden',
    )
    expect((await app.as().refusal('organisations.create', { ...draft() })).code).toBe('session.required')
  })

  it('is described in words of the vocabulary', async () => {
    const { client } = await newcomer('Wortreich')
    const problem = await client.refusal('organisations.create', {
      ...draft(),
      municipality: '99999999',
      fields: ['wrestling'],
      languages: ['xx'],
    })
    expect(problem.code).toBe('request.invalid')
    expect(Object.keys(problem.fields ?? {}).sort()).toEqual(['fields', 'languages', 'municipality'])
  })

  it('is changed by its admins only; what is left out stays', async () => {
    const { admin, organisation, organisationId } = await founded()
    const member = await newcomer('Mitglied')
    await joins(organisationId, admin.client, member)
    const change = { organisationId, selfDescription: 'Neu beschrieben', website: 'https://example.org/' }
    expect(await admin.client.call('organisations.change', change)).toMatchObject({
      name: organisation.name,
      selfDescription: 'Neu beschrieben',
      website: 'https://example.org/',
    })
    expect((await member.client.refusal('organisations.change', change)).code).toBe('action.forbidden')
    expect((await app.as('newcomer').refusal('organisations.change', change)).code).toBe('not-found')
    const listed = await app.as().call('organisations.get', { slug: organisation.slug })
    expect(listed.selfDescription).toBe('Neu beschrieben')
    const { organisationId: other } = await founded()
    const renamed = { organisationId, name: (await app.app.organisations.get(other))!.name }
    expect((await admin.client.refusal('organisations.change', renamed)).code).toBe('conflict')
  })
})

describe('the directory', () => {
  it.each([
    ['giessen', 'Brunnenstube Gießen'],
    ['BRUNNENSTUBE', 'Brunnenstube Gießen'],
    ['drei fluesse', 'Drei Flüsse Hanau e. V.'],
    ['Drei Flusse', 'Drei Flüsse Hanau e. V.'],
    ['russelsheim', 'Radwerk Rüsselsheim'],
    ['lesegarten bildung', 'Lesegarten Fulda'],
  ])('finds by %s', async (search, name) => {
    const { organisations, total } = await app.as().call('organisations.list', { search })
    expect(organisations.map((one) => one.name)).toContain(name)
    expect(total).toBe(organisations.length)
  })

  it('narrows by place, field and language together', async () => {
    const found = await app
      .as()
      .call('organisations.list', { municipality: '06411000', field: 'dialogue', language: 'it' })
    expect(found.organisations.map(({ name }) => name)).toEqual(['Olivenhain Darmstadt e. V.'])
    const none = await app.as().call('organisations.list', { municipality: '06411000', language: 'uk' })
    expect(none).toEqual({ organisations: [], total: 0, nextCursor: null })
  })

  it('goes through all of them page by page, each once', async () => {
    const seen: string[] = []
    let cursor: string | null | undefined
    let total = 0
    do {
      const page = await app.as().call('organisations.list', { limit: '4', ...(cursor && { cursor }) })
      seen.push(...page.organisations.map(({ id }) => id))
      total = page.total
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(total)
  })

  it('refuses a cursor that nobody gave out', async () => {
    for (const cursor of ['nonsense', Buffer.from('"123456789012345678901234"').toString('base64url')]) {
      expect((await app.as().refusal('organisations.list', { cursor })).code).toBe('request.invalid')
    }
  })
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
    expect(await app.app.organisations.membersOf(organisationId)).toHaveLength(2)
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
