import type { Suggestion } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Cycles, Exposures, MatchLists } from './list-model.ts'

let app: TestApp
const { founded, drop } = createNewcomers(() => app)
const organisation = (key: string) => app.world.organisations[key]!

beforeAll(async () => {
  app = await startApp()
})
afterEach(() => app.clock.setTo(null))
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const feed = async (client: Client, organisationId: string): Promise<Suggestion[]> =>
  (await client.call('matching.suggestions', { organisationId, limit: '50' })).suggestions
const seenBy = async (client: Client, organisationId: string, other: string) =>
  (await feed(client, organisationId)).find((one) => one.organisation.id === other)
type Founded = Awaited<ReturnType<typeof founded>>
const publish = (
  { admin, organisationId }: { admin: { client: Client }; organisationId: string },
  kind: 'needs' | 'offers',
  category: string,
) => admin.client.call(`${kind}.publish`, { organisationId, category, title: 'Wir wollen etwas' })

describe('a feed', () => {
  it('has what somebody needs the moment that is published, and no longer once it is over', async () => {
    const helper = await founded()
    await publish(helper, 'offers', 'nonprofit-status')
    const other = await founded()
    const { id } = await publish(other, 'needs', 'nonprofit-status')
    const seen = () => seenBy(helper.admin.client, helper.organisationId, other.organisationId)
    expect((await seen())?.axis).toMatchObject({
      category: 'nonprofit-status',
      direction: 'they-seek',
      listing: { id },
    })
    await other.admin.client.call('needs.setState', { id, state: 'withdrawn' })
    expect((await seen())?.axis.direction).not.toBe('they-seek')
  })

  it('takes in many changes of one moment together', async () => {
    const all = await Promise.all([founded(), founded(), founded()])
    const writing = vi.spyOn(MatchLists.collection, 'bulkWrite')
    await Promise.all(
      all.flatMap((one) =>
        ['website', 'website', 'mentoring', 'mentoring'].map((kind) => publish(one, 'needs', kind)),
      ),
    )
    expect(writing.mock.calls.length).toBeLessThan(10)
    for (const { admin, organisationId } of all) {
      const others = all.map((one) => one.organisationId).filter((id) => id !== organisationId)
      const peers = (await feed(admin.client, organisationId)).filter(
        ({ axis }) => axis.direction === 'peers',
      )
      expect(peers.map((one) => one.organisation.id)).toEqual(expect.arrayContaining(others))
    }
    writing.mockRestore()
  })

  it('shows a new organisation several others on its first day, and it to five at once', async () => {
    const { admin, organisationId } = await founded({ fields: ['women'] })
    const mine = await feed(admin.client, organisationId)
    expect(mine.length).toBeGreaterThanOrEqual(2)
    expect(await MatchLists.countDocuments({ 'entries.id': organisationId })).toBeGreaterThanOrEqual(5)
  })

  it('holds the promise to everybody between two cycles, whatever changes, and after a start', async () => {
    const fewest = async () => {
      const { run } = (await Cycles.findById('current').lean())!
      const lists = await MatchLists.find({ run }).lean()
      const times = new Map(lists.map(({ organisationId }) => [organisationId, 0]))
      for (const { entries } of lists) for (const { id } of entries) times.set(id, (times.get(id) ?? NaN) + 1)
      const ledger = await Exposures.find({ run }).lean()
      for (const { organisationId, shown } of ledger)
        if (times.has(organisationId)) expect(shown, organisationId).toBe(times.get(organisationId))
      return Math.min(...times.values())
    }
    const some = []
    for (const fields of [['women'], ['sport'], ['youth'], ['culture']]) {
      some.push(await founded({ fields, languages: ['uk'], municipality: '06633013' }))
      expect(await fewest()).toBeGreaterThanOrEqual(5)
    }
    const [one, other, third, gone] = some as [Founded, Founded, Founded, Founded]
    for (const { organisation: dismissed } of (await feed(one.admin.client, one.organisationId)).slice(0, 4))
      await one.admin.client.call('matching.dismiss', {
        organisationId: one.organisationId,
        otherOrganisationId: dismissed.id,
        reason: 'other',
      })
    expect(await fewest()).toBeGreaterThanOrEqual(5)
    await app.app.organisations.hideProfile(gone.organisationId, 'a'.repeat(24))
    expect(await fewest()).toBeGreaterThanOrEqual(5)
    await app.restart()
    await app.as('centreStaff').call('organisations.merge', {
      fromId: other.organisationId,
      intoId: third.organisationId,
    })
    const own = { admin: { client: app.as('orgAdmin') }, organisationId: organisation('brunnenstube') }
    for (const kind of ['website', 'insurance', 'mentoring']) await publish(own, 'needs', kind)
    expect(await fewest()).toBeGreaterThanOrEqual(5)
  })

  it('shows the whole arithmetic: factors make up each benefit, and both the score', async () => {
    const client = app.as('orgAdmin')
    const organisationId = organisation('brunnenstube')
    const { suggestions, fusion, weightsVersion, cycle } = await client.call('matching.suggestions', {
      organisationId,
      limit: '50',
    })
    expect(weightsVersion).toBe((await Cycles.findById('current').lean())!.weightsVersion)
    expect(cycle?.number).toBe(1)
    const mean = (a: number, b: number) =>
      ((Math.max(a, fusion.floor) ** fusion.exponent + Math.max(b, fusion.floor) ** fusion.exponent) / 2) **
      (1 / fusion.exponent)
    expect(suggestions.length).toBeGreaterThan(3)
    for (const { score, benefit, factors, theirBenefit, theirFactors, slot } of suggestions) {
      for (const [lines, sum] of [
        [factors, benefit],
        [theirFactors, theirBenefit],
      ] as const) {
        const gate = lines.find(({ kind }) => kind === 'language')!
        for (const { kind, weight, value, contribution } of lines)
          if (kind !== 'language') expect(contribution).toBeCloseTo(weight * value * gate.value, 12)
        expect(lines.reduce((total, { contribution }) => total + contribution, 0)).toBeCloseTo(sum, 12)
      }
      expect(mean(benefit, theirBenefit)).toBeCloseTo(score, 12)
      expect(['fit', 'guarantee']).toContain(slot)
    }
    // The other side calculates the same, the other way round.
    const feder = suggestions.find((one) => one.organisation.id === organisation('feder'))!
    const back = (await seenBy(app.as('federAdmin'), organisation('feder'), organisationId))!
    expect(back).toMatchObject({
      score: feder.score,
      factors: feder.theirFactors,
      theirFactors: feder.factors,
    })
  })

  it('is told to be another only where it is', async () => {
    const { admin, organisationId } = await founded()
    const other = await founded()
    const heard: string[] = []
    const socket = await app.as('orgAdmin').socket()
    socket.on('matching.changed', (change: { organisationId: string }) => heard.push(change.organisationId))
    const own = await admin.client.socket()
    const told = (by: () => Promise<unknown>) =>
      new Promise<void>((resolve) => {
        own.once('matching.changed', () => resolve())
        void by()
      })
    // New words about oneself change nobody's list.
    const list = () => MatchLists.findOne({ organisationId: organisation('brunnenstube') }).lean()
    const before = (await list())!
    await admin.client.call('organisations.change', { organisationId, selfDescription: 'Neue Worte.' })
    expect((await list())!.entries.map(({ id }) => id)).toEqual(before.entries.map(({ id }) => id))
    await told(() => publish({ admin, organisationId }, 'needs', 'website'))
    const { length } = heard
    await told(() => publish(other, 'offers', 'website'))
    expect((await seenBy(admin.client, organisationId, other.organisationId))?.axis.direction).toBe(
      'they-offer',
    )
    expect(heard.slice(0, length).every((id) => id === organisation('brunnenstube'))).toBe(true)
  })

  it('comes without whoever was blocked, and with them again once that is over', async () => {
    const client = app.as('orgAdmin')
    const own = organisation('brunnenstube')
    const other = organisation('feder')
    const pair = { organisationId: own, blockedId: other }
    const both = async () => [
      (await seenBy(client, own, other)) !== undefined,
      (await seenBy(app.as('federAdmin'), other, own)) !== undefined,
    ]
    expect(await both()).toEqual([true, true])
    await client.call('moderation.blockOrganisation', pair)
    expect(await both()).toEqual([false, false])
    expect(await MatchLists.countDocuments({ organisationId: own, 'entries.id': other })).toBe(0)
    await client.call('moderation.unblockOrganisation', pair)
    expect(await both()).toEqual([true, true])
  })

  it('comes without whoever rests, hides, or has become part of another', async () => {
    const reader = await founded()
    await publish(reader, 'needs', 'interpreting')
    const helper = await founded()
    await publish(helper, 'offers', 'interpreting')
    const { organisationId: id } = helper
    const seen = async () => (await seenBy(reader.admin.client, reader.organisationId, id)) !== undefined
    expect(await seen()).toBe(true)
    await helper.admin.client.call('organisations.setCurrency', { organisationId: id, answer: 'dormant' })
    expect(await seen()).toBe(false)
    expect(await MatchLists.countDocuments({ 'entries.id': id })).toBe(0)
    expect(await feed(helper.admin.client, id)).toEqual([])
  })

  it('is asked anew for each reader: what a list still holds is not shown', async () => {
    const reader = await founded()
    const { entries, _id } = (await MatchLists.findOne({ organisationId: reader.organisationId }).lean())!
    const mine = await feed(reader.admin.client, reader.organisationId)
    expect(mine).toHaveLength(entries.length)
    // Lists that a killed process left behind.
    const ghost = { ...entries[0]!, id: 'f'.repeat(24) }
    await MatchLists.collection.updateOne({ _id }, { $set: { entries: [ghost, ...entries] } })
    expect(
      (await feed(reader.admin.client, reader.organisationId)).map((one) => one.organisation.id),
    ).toEqual(mine.map((one) => one.organisation.id))
  })

  it('is made where it is missing', async () => {
    const { admin, organisationId } = await founded()
    await MatchLists.deleteMany({ organisationId })
    expect((await feed(admin.client, organisationId)).length).toBeGreaterThanOrEqual(2)
    expect(await MatchLists.countDocuments({ organisationId })).toBe(1)
  })
})

describe('how often an organisation is shown', () => {
  it('is told to its members: by how many lists, how many were opened, and how it is for others', async () => {
    const { admin, organisationId } = await founded()
    const helper = await founded()
    await publish(helper, 'offers', 'insurance')
    await publish({ admin, organisationId }, 'needs', 'insurance')
    const exposure = async () => admin.client.call('matching.exposure', { organisationId })
    const before = await exposure()
    expect(before.lists).toBeGreaterThan(0)
    expect(before.opened).toBeLessThanOrEqual(before.lists)
    expect(before.usual).toMatchObject({ mean: expect.any(Number), most: expect.any(Number) })
    // Not in any cycle yet.
    expect(before.cycles).toEqual([])
    expect(await seenBy(helper.admin.client, helper.organisationId, organisationId)).toBeDefined()
    expect((await exposure()).opened).toBe(before.opened + 1)
    // Looking again counts no more.
    await feed(helper.admin.client, helper.organisationId)
    expect((await exposure()).opened).toBe(before.opened + 1)
    app.clock.setTo(new Date(Date.now() + 21 * 60 * 60 * 1000))
    await app.app.matching.cycleAtNight()
    const after = await exposure()
    expect(after.cycles).toMatchObject([{ number: 2, shown: after.lists, guaranteed: after.guaranteed }])
    expect(after.lists).toBeGreaterThanOrEqual(5)
    expect(after.opened).toBe(0)
    expect(after.viewers).toBeGreaterThanOrEqual(after.lists)
  })

  it('is nobody else’s business', async () => {
    const { organisationId } = await founded()
    for (const role of everybody)
      expect((await app.as(role).refusal('matching.exposure', { organisationId })).code).toBe('not-found')
    expect((await app.as().refusal('matching.exposure', { organisationId })).code).toBe('session.required')
  })

  it('is known to the staff for all together, without a name or an id', async () => {
    const { cycles } = await app.as('centreStaff').call('matching.report', {})
    expect(cycles[0]).toMatchObject({ coverage: 1, weightsVersion: expect.any(String) })
    expect(cycles[0]!.shown.fewest).toBeGreaterThanOrEqual(5)
    expect(JSON.stringify(cycles)).not.toMatch(/[0-9a-f]{24}|[0-9a-f]{8}-/)
    for (const role of ['member', 'moderator', 'orgAdmin', 'municipalContact'])
      expect((await app.as(role).refusal('matching.report', {})).code).toBe('not-found')
  })

  it('is promised to everybody in one line', async () => {
    const { quality } = await app.as().call('matching.quality', {})
    expect(quality).toMatchObject({ coverage: 1 })
    expect(quality!.fewest).toBeGreaterThanOrEqual(5)
  })
})
