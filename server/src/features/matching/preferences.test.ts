import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { Dismissals, Lessons, Settings } from './model.ts'
import { adjustmentOf, countsMore, lessonOfAnswer, strongestOf } from './preferences-policy.ts'

let app: TestApp
let admin: Client
let member: Client
let own: string

beforeAll(async () => {
  app = await startApp()
  admin = app.as('orgAdmin')
  own = (await admin.call('accounts.me', {})).memberships.find(({ role }) => role === 'admin')!.organisationId
  member = app.as('member')
})
beforeEach(async () => {
  await Promise.all([Lessons.deleteMany({}), Dismissals.deleteMany({}), Settings.deleteMany({})])
  await app.app.matching.keptApart([own])
})
afterAll(() => app[Symbol.asyncDispose]())

const list = async () =>
  (await admin.call('matching.suggestions', { organisationId: own, limit: 50 })).suggestions
const weightsOf = (some: Awaited<ReturnType<typeof list>>) =>
  Object.fromEntries(some[0]!.factors.map(({ kind, weight }) => [kind, weight]))
const sliders = { distance: 0, language: 0, topic: 0 }

describe('what an organisation sets', () => {
  it('is at once what its own list is made with, and goes back to the usual', async () => {
    const before = weightsOf(await list())
    const set = await admin.call('matching.setPreferences', {
      organisationId: own,
      sliders: { ...sliders, distance: 2, topic: -1 },
    })
    const turned = 0.12 * 1.5 + 0.15 * 0.75 + (1 - 0.12 - 0.15)
    expect(set.weights.find(({ kind }) => kind === 'distance')?.own).toBeCloseTo((0.12 * 1.5) / turned, 12)
    const after = weightsOf(await list())
    expect(after['distance']).toBeCloseTo((0.12 * 1.5) / turned, 12)
    expect(after['topic']).toBeCloseTo((0.15 * 0.75) / turned, 12)
    await admin.call('matching.setPreferences', { organisationId: own, sliders })
    expect(weightsOf(await list())).toEqual(before)
  })

  it('turns no weight of anybody else', async () => {
    const [first] = await list()
    const theirs = first!.theirFactors.map(({ weight }) => weight)
    await admin.call('matching.setPreferences', { organisationId: own, sliders: { ...sliders, topic: 2 } })
    const same = (await list()).find(({ organisation }) => organisation.id === first!.organisation.id)
    expect(same?.theirFactors.map(({ weight }) => weight)).toEqual(theirs)
  })

  it.each([
    ['beyond the limits', { ...sliders, distance: 3 }],
    ['between two steps', { ...sliders, language: 0.5 }],
    ['of something else', { ...sliders, origin: 1 }],
    ['only in part', { distance: 1 }],
  ])('is refused %s', async (_, asked) => {
    const problem = await admin.refusal('matching.setPreferences', { organisationId: own, sliders: asked })
    expect(problem.code).toBe('request.invalid')
    expect((await admin.call('matching.preferences', { organisationId: own })).sliders).toEqual(sliders)
  })

  it('is set by admins, read by members, and unknown to everybody else', async () => {
    const mine = (await member.call('accounts.me', {})).memberships.find(({ role }) => role === 'member')
    if (mine) {
      const organisationId = mine.organisationId
      expect((await member.call('matching.preferences', { organisationId })).mayChange).toBe(false)
      const refused = await member.refusal('matching.setPreferences', { organisationId, sliders })
      expect(refused.code).toBe('action.forbidden')
    }
    for (const role of ['newcomer', 'municipalContact', 'centreStaff', 'platformAdmin']) {
      const stranger = app.as(role)
      const { memberships } = await stranger.call('accounts.me', {})
      if (memberships.some(({ organisationId }) => organisationId === own)) continue
      for (const name of ['matching.preferences', 'matching.forgetLearned'] as const)
        expect((await stranger.refusal(name, { organisationId: own })).code, role).toBe('not-found')
      const refused = await stranger.refusal('matching.setPreferences', { organisationId: own, sliders })
      expect(refused.code, role).toBe('not-found')
    }
  })
})

describe('what is learned', () => {
  it('lets nearness count more after "too far", says so, and forgets it when asked', async () => {
    const usual = weightsOf(await list())
    const [first] = await list()
    const pair = { organisationId: own, otherOrganisationId: first!.organisation.id }
    const { learned } = await admin.call('matching.dismiss', { ...pair, reason: 'too-far' })
    expect(learned).toBe('distance')
    expect(weightsOf(await list())['distance']).toBeGreaterThan(usual['distance']!)
    const shown = await admin.call('matching.preferences', { organisationId: own })
    expect(shown).toMatchObject({ answers: 1, learned: [{ kind: 'distance' }] })
    expect(shown.learned[0]!.turn).toBeCloseTo(Math.exp(0.15), 6)
    const forgotten = await admin.call('matching.forgetLearned', { organisationId: own })
    expect(forgotten).toMatchObject({ answers: 0, learned: [] })
    expect(weightsOf(await list())['distance']).toBe(usual['distance'])
    // Forgetting what it taught does not bring it back.
    expect((await list()).some(({ organisation }) => organisation.id === pair.otherOrganisationId)).toBe(
      false,
    )
  })

  it('goes with the dismissal when that is taken back', async () => {
    const [first] = await list()
    const pair = { organisationId: own, otherOrganisationId: first!.organisation.id }
    await admin.call('matching.dismiss', { ...pair, reason: 'wrong-topic' })
    await admin.call('matching.undoDismissal', pair)
    expect((await admin.call('matching.preferences', { organisationId: own })).learned).toEqual([])
    expect((await list()).some(({ organisation }) => organisation.id === pair.otherOrganisationId)).toBe(true)
  })

  it('is nothing where the reason is about the moment', async () => {
    const others = await list()
    for (const [at, reason] of (['already-in-contact', 'no-time', 'other'] as const).entries()) {
      const otherOrganisationId = others[at]!.organisation.id
      const { learned } = await admin.call('matching.dismiss', {
        organisationId: own,
        otherOrganisationId,
        reason,
      })
      expect(learned).toBeNull()
    }
    expect((await admin.call('matching.preferences', { organisationId: own })).answers).toBe(0)
  })

  it('stays within half, and says when nothing counts more any longer', async () => {
    const others = await list()
    await admin.call('matching.setPreferences', { organisationId: own, sliders: { ...sliders, distance: 2 } })
    const { learned } = await admin.call('matching.dismiss', {
      organisationId: own,
      otherOrganisationId: others[0]!.organisation.id,
      reason: 'too-far',
    })
    expect(learned).toBeNull()
    const { weights } = await admin.call('matching.preferences', { organisationId: own })
    const distance = weights.find(({ kind }) => kind === 'distance')!
    expect(distance.own).toBeCloseTo((0.12 * 1.5) / (1 + 0.12 * 0.5), 12)
  })

  it('is forgotten after a year', async () => {
    const [first] = await list()
    const pair = { organisationId: own, otherOrganisationId: first!.organisation.id }
    await admin.call('matching.dismiss', { ...pair, reason: 'too-far' })
    await Lessons.updateMany({}, { $set: { at: new Date(app.clock.now().getTime() - 365 * 86_400_000) } })
    expect((await admin.call('matching.preferences', { organisationId: own })).answers).toBe(0)
    await app.app.matching.expireDue()
    expect(await Lessons.countDocuments({})).toBe(0)
  })
})

describe('the rules', () => {
  it.each([
    [{ distance: 2, language: 0, topic: 0 }, {}, { distance: 1.5 }],
    [{ distance: 2, language: -2, topic: 0 }, { distance: 1.2 }, { distance: 1.5, language: 0.5 }],
    [
      { distance: -2, language: 0, topic: 1 },
      { distance: 1.2, peer: 0.9 },
      { distance: 0.6, topic: 1.25, peer: 0.9 },
    ],
    [{ distance: 0, language: 0, topic: 0 }, {}, {}],
  ])('%j and %j make %j', (set, learned, adjustment) => {
    const found = adjustmentOf(set, learned)
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(adjustment).toSorted())
    for (const [kind, turn] of Object.entries(adjustment))
      expect(found[kind as keyof typeof found]).toBeCloseTo(turn, 12)
  })

  it('takes a yes, and a no that is about the other side', () => {
    expect(lessonOfAnswer({ state: 'accepted', declineReason: null })).toBe('accepted')
    expect(lessonOfAnswer({ state: 'declined', declineReason: 'no-fit' })).toBe('no-fit')
    expect(lessonOfAnswer({ state: 'declined', declineReason: 'no-capacity' })).toBeNull()
    expect(lessonOfAnswer({ state: 'sent', declineReason: null })).toBeNull()
  })

  it('names what spoke most, and what counts more', () => {
    expect(strongestOf({ factors: [] })).toBeUndefined()
    expect(countsMore({ distance: 1.5 }, { distance: 1.5 })).toBeNull()
    expect(countsMore({}, { topic: 1.1 })).toBe('topic')
    // An older "does not fit" has faded a little in between.
    expect(countsMore({ complementarity: 0.95 }, { complementarity: 0.950001, distance: 1.05 })).toBe(
      'distance',
    )
  })
})
