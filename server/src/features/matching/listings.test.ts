import type { Listing } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { founded, drop } = createNewcomers(() => app)
const organisation = (key: string) => app.world.organisations[key]!
const daysLater = (days: number) => app.clock.setTo(new Date(Date.now() + days * dayMs))

beforeAll(async () => {
  app = await startApp()
})
afterEach(() => app.clock.setTo(null))
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const need = (organisationId: string, title = 'Wir suchen einen Raum') => ({
  organisationId,
  category: 'rooms',
  title,
})

describe('needs and offers', () => {
  it('are published, read by everybody, and found by category and place', async () => {
    const { admin, organisation: own, organisationId } = await founded({ municipality: '06611000' })
    const published = await admin.client.call('needs.publish', {
      ...need(organisationId),
      text: 'Für zwölf Personen',
      remote: false,
      from: '2027-01-01',
      until: '2027-03-31',
    })
    expect(published).toMatchObject({
      kind: 'need',
      municipality: '06611000',
      organisation: { name: own.name, slug: own.slug },
      state: 'active',
      mayEdit: true,
      from: '2027-01-01',
    })
    // With the last day of its period, where that comes before the 180 days are over.
    expect(published.expiresAt).toBe('2027-03-31T22:00:00.000Z')
    const read = await app.as().call('needs.get', { id: published.id })
    expect(read).toEqual({ ...published, mayEdit: false })
    expect((await app.as().refusal('offers.get', { id: published.id })).code).toBe('not-found')
    const found = await app.as().call('needs.list', { category: 'rooms', municipality: '06611000' })
    expect(found.listings.map(({ id }) => id)).toEqual([published.id])
    const offers = await app.as().call('offers.list', { organisationId })
    expect(offers.listings).toEqual([])
  })

  it('are published once, however often the same is sent', async () => {
    const { admin, organisationId } = await founded()
    const draft = { ...need(organisationId), clientId: crypto.randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => admin.client.call('needs.publish', draft)),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect((await app.as().call('needs.list', { organisationId })).listings).toHaveLength(1)
    const other = { ...draft, title: 'Etwas anderes' }
    expect(await admin.client.refusal('needs.publish', other)).toMatchObject({ code: 'conflict' })
  })

  it('come newest first, page by page, each once', async () => {
    const { admin, organisationId } = await founded()
    // At one instant, so that the order has to come from more than the time.
    app.clock.setTo(new Date())
    for (let index = 0; index < 5; index++) {
      await admin.client.call('offers.publish', need(organisationId, `Raum ${index}`))
    }
    const all = await app.as().call('offers.list', { organisationId })
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page: { listings: Listing[]; nextCursor: string | null } = await app
        .as()
        .call('offers.list', { organisationId, limit: '2', ...(cursor && { cursor }) })
      seen.push(...page.listings.map(({ title }) => title))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(all.listings.map(({ title }) => title))
    expect(seen).toEqual(['Raum 4', 'Raum 3', 'Raum 2', 'Raum 1', 'Raum 0'])
    expect((await app.as().refusal('offers.list', { cursor: 'nonsense' })).code).toBe('request.invalid')
  })

  it.each([
    [{ category: 'unicorns' }, 'category'],
    [{ municipality: '99999999' }, 'municipality'],
    [{ from: '2027-03-01', until: '2027-02-01' }, 'until'],
    [{ until: '2020-02-01' }, 'until'],
    [{ from: '2020-01-01', until: '2020-02-01' }, 'from'],
    [{ from: '9999-12-31' }, 'from'],
    [{ until: '9999-12-31' }, 'until'],
    [{ until: '2027-02-31' }, 'until'],
    [{ quantity: { amount: 0, of: 'Laptops' } }, 'quantity.amount'],
    [{ quantity: { amount: 2.5, of: 'Laptops' } }, 'quantity.amount'],
    [{ quantity: { amount: 2, of: ' ' } }, 'quantity.of'],
    [{ conditions: 'x'.repeat(201) }, 'conditions'],
    [{ availability: { times: ['mon-night'], note: '' } }, 'availability.times.0'],
    [{ category: 'bookkeeping', availability: { times: ['mon-evening'], note: '' } }, 'availability'],
  ])('say what is wrong with %o', async (fault, field) => {
    const draft = { ...need(organisation('brunnenstube')), ...fault }
    const problem = await app.as('orgAdmin').refusal('needs.publish', draft)
    expect(problem.code).toBe('request.invalid')
    expect(Object.keys(problem.fields ?? {})).toContain(field)
  })

  it('are written by those who may write for the organisation', async () => {
    const draft = need(organisation('brunnenstube'))
    const published = await app.as('member').call('needs.publish', draft)
    for (const role of ['otherMember', 'newcomer', 'municipalContact', 'platformAdmin']) {
      expect((await app.as(role).refusal('needs.publish', draft)).code).toBe('not-found')
    }
    expect((await app.as().refusal('needs.publish', draft)).code).toBe('session.required')
    const change = { id: published.id, title: 'Raum am Montag' }
    expect((await app.as('otherMember').refusal('needs.change', change)).code).toBe('action.forbidden')
    expect(await app.as('orgAdmin').call('needs.change', change)).toMatchObject({
      title: 'Raum am Montag',
      category: 'rooms',
    })
    await app.as('member').call('needs.setState', { id: published.id, state: 'withdrawn' })
    expect((await app.as('otherMember').refusal('needs.change', change)).code).toBe('not-found')
    expect((await app.as('orgAdmin').refusal('needs.change', change)).code).toBe('conflict')
  })

  it('go their way from active to paused, back, and to an end', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('needs.publish', need(organisationId))
    const set = (state: string) => ({ id, state })
    const move = async (state: 'active' | 'paused' | 'fulfilled' | 'withdrawn') =>
      (await admin.client.call('needs.setState', { id, state })).state
    expect(await move('paused')).toBe('paused')
    expect((await app.as().refusal('needs.get', { id })).code).toBe('not-found')
    expect((await admin.client.call('needs.get', { id })).state).toBe('paused')
    const forMembers = await admin.client.call('needs.list', { organisationId })
    expect(forMembers.listings.map((one) => one.state)).toEqual(['paused'])
    expect((await app.as().call('needs.list', { organisationId })).listings).toEqual([])
    expect(await move('active')).toBe('active')
    expect(await move('fulfilled')).toBe('fulfilled')
    for (const state of ['active', 'paused', 'withdrawn']) {
      expect((await admin.client.refusal('needs.setState', set(state))).code).toBe('conflict')
    }
  })

  it('expire after 180 days, before and after the job has run, and can be renewed', async () => {
    const { admin, organisationId } = await founded()
    const { id, createdAt, expiresAt } = await admin.client.call('offers.publish', need(organisationId))
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(180 * dayMs)
    daysLater(179)
    expect((await app.as().call('offers.get', { id })).state).toBe('active')
    daysLater(181)
    expect((await app.as().refusal('offers.get', { id })).code).toBe('not-found')
    expect((await app.as().call('offers.list', { organisationId })).listings).toEqual([])
    expect((await admin.client.call('offers.get', { id })).state).toBe('expired')
    await app.app.matching.expireDue()
    await app.app.matching.expireDue()
    expect((await admin.client.call('offers.get', { id })).state).toBe('expired')
    expect((await admin.client.refusal('offers.setState', { id, state: 'paused' })).code).toBe('conflict')
    const renewed = await admin.client.call('offers.setState', { id, state: 'active' })
    expect(Date.parse(renewed.expiresAt)).toBeGreaterThan(Date.now() + 360 * dayMs)
    expect((await app.as().call('offers.get', { id })).state).toBe('active')
  })

  it('are at most thirty active ones, even when they come at the same moment', async () => {
    const { admin, organisationId } = await founded()
    await app.app.organisations.verify(organisationId)
    const first = await admin.client.call('needs.publish', need(organisationId))
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => admin.client.send('offers.publish', need(organisationId))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(29)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => (body as { code: string }).code)).toEqual(Array(3).fill('listing.limit'))
    await admin.client.call('needs.setState', { id: first.id, state: 'paused' })
    await admin.client.call('offers.publish', need(organisationId))
    const resumed = await admin.client.refusal('needs.setState', { id: first.id, state: 'active' })
    expect(resumed.code).toBe('listing.limit')
  })

  it('are not found behind a page end that no date can hold', async () => {
    const cursor = Buffer.from(JSON.stringify([9e15, '0'.repeat(24)])).toString('base64url')
    expect(await app.as().refusal('needs.list', { cursor })).toMatchObject({ code: 'request.invalid' })
  })
})
