import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
const { person: newcomer, draft, founded, drop } = createNewcomers(() => app)

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
        verified: false,
        shown: 'members',
        needsSecondAdmin: true,
        openAtOnce: { listings: 5, requests: 2, invitations: 10 },
        upkeep: null,
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
    await app.app.organisations.admit(organisationId, member.id, 'member')
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
    expect(none).toMatchObject({ organisations: [], total: 0, nextCursor: null })
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
