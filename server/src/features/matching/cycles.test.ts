import type { Suggestion } from '@augenhoehe/contracts'
import { fuse, recomputed, startWeights } from '@augenhoehe/matching'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Leases } from '../../platform/lease.ts'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Cycles, Exposures, MatchLists } from './list-model.ts'
import { explanationOf } from './stored.ts'

const hourMs = 60 * 60 * 1000
let app: TestApp
const { founded, drop } = createNewcomers(() => app)
const organisation = (key: string) => app.world.organisations[key]!
const hoursLater = (hours: number) => app.clock.setTo(new Date(Date.now() + hours * hourMs))

beforeEach(async () => {
  app = await startApp()
})
afterEach(async () => {
  vi.restoreAllMocks()
  drop()
  await app[Symbol.asyncDispose]()
})

const feed = async (client: Client, organisationId: string): Promise<Suggestion[]> =>
  (await client.call('matching.suggestions', { organisationId, limit: '50' })).suggestions
const idsIn = async (client: Client, organisationId: string) =>
  (await feed(client, organisationId)).map((one) => one.organisation.id)
const current = async () => (await Cycles.findById('current').lean())!
const lists = async () => {
  const { run } = await current()
  return MatchLists.find({ run }).lean()
}

/** Stops the writing of the next lists until it is let go. */
function holdWriting() {
  let letGo = () => {}
  let reached = () => {}
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const isHeld = new Promise<void>((resolve) => (reached = resolve))
  const { collection } = MatchLists
  const insertMany = collection.insertMany.bind(collection)
  vi.spyOn(collection, 'insertMany').mockImplementationOnce(async (documents) => {
    reached()
    await gate
    return insertMany(documents)
  })
  return { isHeld, letGo }
}

describe('a cycle', () => {
  it('gives everybody a list at the first start, and shows everybody to several', async () => {
    const { number, reports } = await current()
    expect(number).toBe(1)
    const everybody = Object.values(app.world.organisations)
    const all = await lists()
    expect(all.map(({ organisationId }) => organisationId).sort()).toEqual(everybody.toSorted())
    for (const { entries } of all) expect(entries.length).toBeGreaterThanOrEqual(2)
    for (const id of everybody)
      expect(
        all.filter(({ entries }) => entries.some((entry) => entry.id === id)).length,
        id,
      ).toBeGreaterThan(4)
    expect(reports[0]).toMatchObject({ number: 1, organisations: everybody.length, coverage: 1 })
  })

  it('stores factors that make up the scores, to the last bit', async () => {
    const all = await lists()
    let compared = 0
    for (const { organisationId, entries } of all) {
      for (const entry of entries) {
        const { score, forMe, forThem } = explanationOf(entry)
        for (const direction of [forMe, forThem]) expect(recomputed(direction)).toBe(direction.score)
        expect(fuse(forMe.score, forThem.score, startWeights.fusion)).toBe(score)
        // The same from the other side, where that shows it too.
        const back = all
          .find((list) => list.organisationId === entry.id)
          ?.entries.find(({ id }) => id === organisationId)
        if (back) expect(explanationOf(back)).toMatchObject({ score, forMe: forThem, forThem: forMe })
        if (back) compared++
      }
      expect(entries.map(({ score }) => score)).toEqual(
        entries.map(({ score }) => score).toSorted((a, b) => b - a),
      )
    }
    expect(compared).toBeGreaterThan(20)
  })

  it('is made once a night, by one of several processes', async () => {
    const other = await app.beside()
    const both = () => Promise.all([app.app.matching.cycleAtNight(), other.matching.cycleAtNight()])
    expect(await both()).toEqual([false, false])
    hoursLater(21)
    expect((await both()).toSorted()).toEqual([false, true])
    expect(await both()).toEqual([false, false])
    const { number, run, reports } = await current()
    expect(number).toBe(2)
    expect(reports.map((report) => report.number)).toEqual([2, 1])
    expect(await MatchLists.distinct('run')).toEqual([run])
    expect(await MatchLists.countDocuments()).toBe(Object.keys(app.world.organisations).length)
    // The ledger knows both.
    expect(await Exposures.distinct('run')).toHaveLength(2)
    expect(await Leases.countDocuments()).toBe(0)
  })

  it.each([
    ['its lists', () => MatchLists.collection, 'insertMany'],
    ['what it remembers', () => Exposures.collection, 'insertMany'],
    ['that it holds', () => Cycles, 'updateOne'],
    ['that it is over', () => MatchLists, 'deleteMany'],
  ] as const)('that is killed while it writes %s is made anew, and nobody notices', async (_, of, method) => {
    const before = await lists()
    const reader = app.as('orgAdmin')
    const seen = await idsIn(reader, organisation('brunnenstube'))
    hoursLater(21)
    const isOver = method === 'deleteMany'
    const store = of() as unknown as Record<string, (...given: unknown[]) => unknown>
    const write = store[method]!.bind(store)
    vi.spyOn(store, method).mockImplementationOnce(async (documents: unknown, ...more: unknown[]) => {
      // Half of it has been written by then.
      if (Array.isArray(documents)) await write(documents.slice(0, documents.length / 2), ...more)
      throw new Error('killed')
    })
    // A process that is killed gives nothing back.
    vi.spyOn(Leases, 'deleteOne').mockImplementationOnce((async () => ({})) as never)
    await expect(app.app.matching.cycleAtNight()).rejects.toThrow('killed')
    expect((await current()).number).toBe(isOver ? 2 : 1)
    await app.restart()
    const again = app.as('orgAdmin')
    if (!isOver) expect(await idsIn(again, organisation('brunnenstube'))).toEqual(seen)
    expect(await app.app.matching.cycleAtNight()).toBe(false)
    // Its lease runs out.
    hoursLater(21.1)
    expect(await app.app.matching.cycleAtNight()).toBe(!isOver)
    if (isOver) {
      hoursLater(42)
      await app.app.matching.cycleAtNight()
    }
    const { number, run } = await current()
    expect(number).toBe(isOver ? 3 : 2)
    expect(await MatchLists.distinct('run')).toEqual([run])
    expect(await MatchLists.countDocuments()).toBe(before.length)
    expect((await idsIn(again, organisation('brunnenstube'))).toSorted()).toEqual(seen.toSorted())
  })

  it('never shows who went while it was made, and takes over what changed', async () => {
    const client = app.as('orgAdmin')
    const own = organisation('brunnenstube')
    const gone = await founded({ name: 'Geht in eine andere auf' })
    const into = await founded({ name: 'Nimmt die andere auf' })
    const hidden = await founded({ name: 'Wird verborgen' })
    const helper = await founded({ name: 'Hilft bald' })
    await client.call('needs.publish', {
      organisationId: own,
      category: 'event-equipment',
      title: 'Eine Bühne',
    })
    hoursLater(21)
    const { isHeld, letGo } = holdWriting()
    const cycle = app.app.matching.cycleAtNight()
    await isHeld
    await app.as('centreStaff').call('organisations.merge', {
      fromId: gone.organisationId,
      intoId: into.organisationId,
    })
    await app.app.organisations.hideProfile(hidden.organisationId, 'a'.repeat(24))
    await client.call('moderation.blockOrganisation', {
      organisationId: own,
      blockedId: organisation('feder'),
    })
    await client.call('matching.dismiss', {
      organisationId: own,
      otherOrganisationId: organisation('sternwarte'),
      reason: 'too-far',
    })
    await helper.admin.client.call('offers.publish', {
      organisationId: helper.organisationId,
      category: 'event-equipment',
      title: 'Unsere Bühne',
    })
    const late = await founded({ name: 'Kommt mittendrin' })
    letGo()
    expect(await cycle).toBe(true)

    const nobody = [gone.organisationId, hidden.organisationId]
    const all = await lists()
    for (const { organisationId, entries } of all) {
      expect(nobody).not.toContain(organisationId)
      for (const { id } of entries) expect(nobody).not.toContain(id)
    }
    const mine = await feed(client, own)
    const ids = mine.map((one) => one.organisation.id)
    expect(ids).not.toContain(organisation('feder'))
    expect(ids).not.toContain(organisation('sternwarte'))
    expect(mine.find((one) => one.organisation.id === helper.organisationId)?.axis).toMatchObject({
      category: 'event-equipment',
      direction: 'they-offer',
    })
    expect(await idsIn(app.as('federAdmin'), organisation('feder'))).not.toContain(own)
    expect((await idsIn(late.admin.client, late.organisationId)).length).toBeGreaterThanOrEqual(2)
    expect((await current()).pending).toEqual([])
  })

  it('whose process was killed before it took over what changed is finished at the next start', async () => {
    const own = organisation('brunnenstube')
    const helper = await founded({ name: 'Hilft bald' })
    await app
      .as('orgAdmin')
      .call('needs.publish', { organisationId: own, category: 'event-equipment', title: 'Eine Bühne' })
    hoursLater(21)
    const { isHeld, letGo } = holdWriting()
    const cycle = app.app.matching.cycleAtNight()
    await isHeld
    await helper.admin.client.call('offers.publish', {
      organisationId: helper.organisationId,
      category: 'event-equipment',
      title: 'Unsere Bühne',
    })
    vi.spyOn(MatchLists.collection, 'bulkWrite').mockImplementationOnce(async () => {
      throw new Error('killed')
    })
    letGo()
    await expect(cycle).rejects.toThrow('killed')
    expect((await current()).pending).toEqual([helper.organisationId])
    await app.restart()
    const mine = await feed(app.as('orgAdmin'), own)
    expect(mine.find((one) => one.organisation.id === helper.organisationId)?.axis.direction).toBe(
      'they-offer',
    )
    expect((await current()).pending).toEqual([])
  })

  it('makes the second page of what held before a conflict, never one of another list', async () => {
    const client = app.as('orgAdmin')
    const organisationId = organisation('brunnenstube')
    const page = async (cursor?: string) =>
      client.call('matching.suggestions', { organisationId, limit: '2', ...(cursor && { cursor }) })
    const first = await page()
    expect((await page(first.nextCursor!)).suggestions).toHaveLength(2)
    hoursLater(21)
    await app.app.matching.cycleAtNight()
    const again = { organisationId, limit: '2', cursor: first.nextCursor! }
    expect((await client.refusal('matching.suggestions', again)).code).toBe('conflict')
    expect((await page()).cycle?.number).toBe(2)
  })

  it('follows from other weights at the next start', async () => {
    await Cycles.updateOne({ _id: 'current' }, { $set: { weightsVersion: 'earlier' } })
    await app.restart()
    expect(await current()).toMatchObject({ number: 2, weightsVersion: startWeights.version })
  })

  it('is not needed to be shown somebody', async () => {
    await Cycles.deleteMany({})
    const ids = await idsIn(app.as('orgAdmin'), organisation('brunnenstube'))
    expect(ids.length).toBeGreaterThan(3)
    expect(await Cycles.countDocuments()).toBe(0)
  })

  it('remembers twenty-six, and forgets the others', async () => {
    for (let night = 1; night <= 27; night++) {
      hoursLater(night * 21)
      expect(await app.app.matching.cycleAtNight()).toBe(true)
    }
    const { reports } = await current()
    expect(reports.map(({ number }) => number)).toEqual(Array.from({ length: 26 }, (_, at) => 28 - at))
    expect(await Exposures.distinct('run')).toHaveLength(26)
  })
})
