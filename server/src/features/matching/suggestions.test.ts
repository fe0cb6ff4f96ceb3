import type { Suggestion } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)
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

const suggestionsFor = async (client: Client, organisationId: string): Promise<Suggestion[]> =>
  (await client.call('matching.suggestions', { organisationId, limit: '50' })).suggestions

const namesFor = async (client: Client, organisationId: string) =>
  (await suggestionsFor(client, organisationId)).map((one) => one.organisation.name)

describe('suggestions', () => {
  it('fit both sides and say why, to each in its own words', async () => {
    app.clock.setTo(new Date())
    const mine = await suggestionsFor(app.as('orgAdmin'), organisation('brunnenstube'))
    const feder = mine.find((one) => one.organisation.id === organisation('feder'))!
    expect(mine[0]).toBe(feder)
    expect(feder.axis).toMatchObject({ category: 'bookkeeping', direction: 'they-offer' })
    expect(feder.axis.listing).toMatchObject({ kind: 'offer', organisationId: organisation('feder') })
    expect(feder.reasons[0]).toEqual({
      kind: 'complementarity',
      direction: 'they-offer',
      terms: ['bookkeeping'],
      instead: [],
      km: null,
    })
    expect(feder.theirReasons[0]).toEqual({
      kind: 'complementarity',
      direction: 'they-seek',
      terms: ['rooms'],
      instead: [],
      km: null,
    })
    expect(feder.reasons.length).toBeLessThanOrEqual(3)
    expect(feder.km).toBeGreaterThan(5)
    const theirs = await suggestionsFor(app.as('federAdmin'), organisation('feder'))
    const back = theirs.find((one) => one.organisation.id === organisation('brunnenstube'))!
    expect(back.score).toBeCloseTo(feder.score, 10)
    expect(back.reasons[0]?.terms).toEqual(['rooms'])
  })

  it('explain the whole score by their factors, and give no reason without one', async () => {
    const all = await suggestionsFor(app.as('orgAdmin'), organisation('brunnenstube'))
    expect(all.length).toBeGreaterThan(3)
    for (const { factors, reasons, theirReasons, score } of all) {
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) {
        // What one can do for the others comes from the factors of their direction.
        if (reason.direction === 'they-seek') expect(theirReasons).toContainEqual(reason)
        else expect(factors.find(({ kind }) => kind === reason.kind)?.value).toBeGreaterThan(0)
      }
      const sum = factors.reduce((total, { contribution }) => total + contribution, 0)
      // Both directions lie around their harmonic mean.
      expect(sum).toBeGreaterThan(0)
      expect(score).toBeLessThanOrEqual(2 * sum)
    }
  })

  it('are for members only, and never name the own organisation', async () => {
    const organisationId = organisation('brunnenstube')
    for (const role of ['otherMember', 'newcomer', 'centreStaff', 'platformAdmin', 'municipalContact']) {
      expect((await app.as(role).refusal('matching.suggestions', { organisationId })).code).toBe('not-found')
    }
    const ids = (await suggestionsFor(app.as('member'), organisationId)).map((one) => one.organisation.id)
    expect(ids).not.toContain(organisationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('come page by page in one order', async () => {
    const organisationId = organisation('brunnenstube')
    const client = app.as('orgAdmin')
    const whole = (await suggestionsFor(client, organisationId)).map((one) => one.organisation.id)
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page: { suggestions: Suggestion[]; nextCursor: string | null } = await client.call(
        'matching.suggestions',
        { organisationId, limit: '2', ...(cursor && { cursor }) },
      )
      seen.push(...page.suggestions.map((one) => one.organisation.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(whole)
  })

  it('take no account of religion', async () => {
    const { admin, organisationId } = await founded({ municipality: '06440008', fields: ['religion'] })
    const other = await founded({ municipality: '06636003', fields: ['religion'] })
    await admin.client.call('needs.publish', need(organisationId))
    await other.admin.client.call('offers.publish', need(other.organisationId))
    const found = (await suggestionsFor(admin.client, organisationId)).find(
      (one) => one.organisation.id === other.organisationId,
    )!
    expect(found.reasons.map(({ kind }) => kind)).not.toContain('topic')
    expect(found.factors.find(({ kind }) => kind === 'topic')?.value).toBe(0)
  })

  it('mark who is new, for ninety days', async () => {
    const { organisation: newest, organisationId } = await founded({ fields: ['women', 'culture'] })
    const found = async () =>
      (await suggestionsFor(app.as('orgAdmin'), organisation('brunnenstube'))).find(
        (one) => one.organisation.id === organisationId,
      )
    expect(await found()).toMatchObject({ organisation: { name: newest.name }, newcomer: true })
    daysLater(91)
    expect(await found()).toMatchObject({ newcomer: false })
  })

  it('stay away for ninety days once dismissed, unless that is taken back', async () => {
    const client = app.as('orgAdmin')
    const pair = {
      organisationId: organisation('brunnenstube'),
      otherOrganisationId: organisation('sternwarte'),
    }
    const isThere = async () =>
      (await namesFor(client, pair.organisationId)).includes('Sternwarte Marburg e. V.')
    expect(await isThere()).toBe(true)
    await client.call('matching.dismiss', { ...pair, reason: 'too-far' })
    await client.call('matching.dismiss', { ...pair, reason: 'no-time' })
    expect(await isThere()).toBe(false)
    daysLater(89)
    expect(await isThere()).toBe(false)
    daysLater(91)
    await app.app.matching.cycleAtNight()
    expect(await isThere()).toBe(true)
    app.clock.setTo(null)
    await app.app.matching.cycleAtNight()
    await client.call('matching.undoDismissal', pair)
    await client.call('matching.undoDismissal', pair)
    expect(await isThere()).toBe(true)
    const own = { ...pair, otherOrganisationId: pair.organisationId, reason: 'other' }
    expect((await client.refusal('matching.dismiss', own)).code).toBe('not-found')
    expect((await app.as('newcomer').refusal('matching.dismiss', { ...pair, reason: 'other' })).code).toBe(
      'not-found',
    )
  })

  it('change for others the moment somebody publishes, pauses or moves', async () => {
    const { admin, organisationId } = await founded({ municipality: '06412000', fields: ['media'] })
    const other = await founded({ municipality: '06611000', fields: ['sport'] })
    await admin.client.call('needs.publish', { ...need(organisationId), category: 'event-equipment' })
    const told = async (act: () => Promise<unknown>) => {
      const socket = await admin.client.socket()
      const heard = new Promise((resolve) => {
        socket.on('matching.changed', (change: { organisationId: string }) => {
          if (change.organisationId === organisationId) resolve(change)
        })
      })
      await act()
      await heard
      socket.off('matching.changed')
    }
    const sees = async (kind: string) => {
      const all = await suggestionsFor(admin.client, organisationId)
      const found = all.find((one) => one.organisation.id === other.organisationId)
      return found?.reasons.some((reason) => reason.kind === kind) ?? false
    }
    expect(await sees('complementarity')).toBe(false)
    let id = ''
    await told(async () => {
      const offer = { ...need(other.organisationId), category: 'event-equipment' }
      id = (await other.admin.client.call('offers.publish', offer)).id
    })
    expect(await sees('complementarity')).toBe(true)
    await told(() => other.admin.client.call('offers.setState', { id, state: 'paused' }))
    expect(await sees('complementarity')).toBe(false)
    expect(await sees('distance')).toBe(false)
    const moved = { organisationId: other.organisationId, municipality: '06412000' }
    await told(() => other.admin.client.call('organisations.change', moved))
    expect(await sees('distance')).toBe(true)
  })

  it('are told to nobody who left the organisation', async () => {
    const { admin, organisationId } = await founded()
    const guest = await person('Gast')
    await app.app.organisations.admit(organisationId, guest.id, 'member')
    const heard: unknown[] = []
    const socket = await guest.client.socket()
    socket.on('matching.changed', (change) => heard.push(change))
    await admin.client.call('needs.publish', need(organisationId))
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    await guest.client.call('organisations.removeMember', { organisationId, userId: guest.id })
    await expect.poll(async () => (await guest.client.call('accounts.me', {})).memberships).toEqual([])
    const before = heard.length
    const { client } = admin
    await client.socket()
    const hears = client.next('matching.changed')
    await client.call('needs.publish', need(organisationId))
    await hears
    expect(heard.length).toBe(before)
  })
})
