import type { CooperationAnswer } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Cooperations } from './cooperation-model.ts'
import { workingTogether } from './cooperations.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)

type Side = Awaited<ReturnType<typeof founded>>
let one: Side
let other: Side
let start: number
let cooperationId: string

const after = (days: number) => app.clock.setTo(new Date(start + days * dayMs))
/** Goes to that day and lets the job run there. */
async function onDay(days: number) {
  after(days)
  await app.app.matching.expireDue()
}
const mailsTo = ({ email }: { email: string }) =>
  app.mails.filter(({ to, text }) => to === email && text.includes('/zusammenarbeit/'))
const tokenIn = (text: string) => /zusammenarbeit\/([\w-]+)/.exec(text)![1]!
const tokenOf = ({ admin }: Side) => tokenIn(mailsTo(admin).at(-1)!.text)
const listOf = async ({ admin, organisationId }: Side) =>
  (await admin.client.call('matching.cooperations', { organisationId })).cooperations
const say = ({ admin, organisationId }: Side, answer: CooperationAnswer, outcome?: string) =>
  admin.client.call('matching.answerCooperation', {
    cooperationId,
    organisationId,
    answer,
    ...(outcome !== undefined && { outcome }),
  })
const show = ({ admin, organisationId }: Side, audience: 'everyone' | 'signed-in' | 'members') =>
  admin.client.call('matching.showCooperation', { cooperationId, organisationId, audience })
const partnersOf = async ({ organisationId }: Side, role?: string) =>
  (await app.as(role).call('matching.partners', { organisationId })).partners.map(({ name }) => name)
const hiddenFrom = async ({ organisationId }: Side) =>
  (await workingTogether(app.clock.now(), [organisationId]))
    .filter(({ to }) => to === organisationId)
    .map(({ hidden }) => hidden)

/** They ask, and the other side accepts. */
async function bringTogether(from: Side, to: Side) {
  const { id } = await from.admin.client.call('matching.request', {
    organisationId: from.organisationId,
    otherOrganisationId: to.organisationId,
    message: 'Dürfen wir Sie einmal besuchen?',
  })
  await to.admin.client.call('matching.answer', { requestId: id, answer: { decision: 'accept' } })
}

beforeAll(async () => {
  app = await startApp()
})
beforeEach(async () => {
  app.clock.setTo(null)
  start = Date.now()
  after(0)
  one = await founded()
  other = await founded()
  await bringTogether(one, other)
  const [begun] = await listOf(one)
  cooperationId = begun!.id
  app.mails.length = 0
})
afterEach(() => {
  app.post.down = false
  app.clock.setTo(null)
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

describe('an accepted request', () => {
  it('is a beginning, once, for both', async () => {
    await app.app.matching.expireDue()
    await app.app.matching.expireDue()
    for (const [own, theirs] of [
      [one, other],
      [other, one],
    ] as const)
      expect(await listOf(own)).toMatchObject([
        { organisation: { id: theirs.organisationId }, state: 'begun', asked: false, answer: null },
      ])
    expect(await hiddenFrom(one)).toEqual([other.organisationId])
  })

  it('is taken up by the job where a process ended in between', async () => {
    await Cooperations.deleteOne({ _id: cooperationId })
    expect(await hiddenFrom(one)).toEqual([other.organisationId])
    await app.app.matching.expireDue()
    expect(await listOf(one)).toHaveLength(1)
  })

  it('is of no concern to others', async () => {
    for (const role of everybody) {
      const client = app.as(role)
      const { organisationId } = one
      expect((await client.refusal('matching.cooperations', { organisationId })).code, role).toBe('not-found')
      for (const [name, more] of [
        ['matching.answerCooperation', { answer: 'yes' }],
        ['matching.endCooperation', {}],
        ['matching.showCooperation', { audience: 'everyone' }],
      ] as const)
        expect((await client.refusal(name, { cooperationId, organisationId, ...more })).code, role).toBe(
          'not-found',
        )
    }
    const third = await founded()
    const asThird = { cooperationId, organisationId: third.organisationId, answer: 'no' }
    expect((await third.admin.client.refusal('matching.answerCooperation', asThird)).code).toBe('not-found')
    const member = await person('Mitglied')
    await app.app.organisations.admit(one.organisationId, member.id, 'member')
    const asMember = { cooperationId, organisationId: one.organisationId, answer: 'no' }
    expect((await member.client.refusal('matching.answerCooperation', asMember)).code).toBe(
      'action.forbidden',
    )
    expect(
      (await member.client.call('matching.cooperations', { organisationId: one.organisationId }))
        .cooperations,
    ).toHaveLength(1)
  })
})

describe('the question', () => {
  it('comes to both after 30 and after 90 days, to each admin in their language, once', async () => {
    const arabic = await person('Karim', 'ar')
    await app.app.organisations.admit(other.organisationId, arabic.id, 'admin')
    await onDay(29)
    expect(mailsTo(one.admin)).toEqual([])
    await onDay(30)
    await onDay(31)
    expect(mailsTo(one.admin)).toHaveLength(1)
    expect(mailsTo(other.admin)).toHaveLength(1)
    expect(mailsTo(arabic).map(({ lang }) => lang)).toEqual(['ar'])
    const [mail] = mailsTo(one.admin)
    expect(mail?.subject).toBe(`Arbeiten Sie mit „${other.organisation.name}“ zusammen?`)
    expect(mail?.text.match(/antwort=[\w-]+/g)).toEqual(['antwort=ja', 'antwort=noch-nicht', 'antwort=nein'])
    expect(mail?.text).not.toContain('Gründerin')
    expect(await listOf(one)).toMatchObject([{ asked: true }])
    await say(one, 'not-yet')
    expect(await listOf(one)).toMatchObject([{ asked: false, state: 'begun' }])
    await onDay(90)
    expect(mailsTo(one.admin)).toHaveLength(2)
    expect(await listOf(one)).toMatchObject([{ asked: true }])
    await onDay(400)
    expect(mailsTo(one.admin)).toHaveLength(2)
  })

  it('is sent once the way of the mails is open again, and to nobody twice', async () => {
    const second = await person('Zweite')
    await app.app.organisations.admit(one.organisationId, second.id, 'admin')
    app.post.down = true
    await onDay(30)
    app.post.down = false
    await Promise.all([onDay(31), onDay(31)])
    await onDay(32)
    expect(mailsTo(one.admin)).toHaveLength(1)
    expect(mailsTo(second)).toHaveLength(1)
  })

  it('is put once, also when several processes do so at the same moment', async () => {
    const second = await person('Zweite')
    await app.app.organisations.admit(one.organisationId, second.id, 'admin')
    const beside = await app.beside()
    after(30)
    await Promise.all([app.app, beside, app.app, beside].map(({ matching }) => matching.expireDue()))
    for (const reader of [one.admin, second, other.admin]) expect(mailsTo(reader)).toHaveLength(1)
  })

  it('waits while the two are kept apart', async () => {
    const pair = { organisationId: one.organisationId, blockedId: other.organisationId }
    await one.admin.client.call('moderation.blockOrganisation', pair)
    await onDay(30)
    expect(mailsTo(other.admin)).toEqual([])
    expect(await listOf(other)).toEqual([])
    await one.admin.client.call('moderation.unblockOrganisation', pair)
    await onDay(31)
    expect(mailsTo(other.admin)).toHaveLength(1)
  })
})

describe('the link of the mail', () => {
  it('shows without answering, and answers without signing in', async () => {
    await onDay(30)
    const visitor = app.as()
    const token = tokenOf(one)
    const names = { own: { name: one.organisation.name }, other: { name: other.organisation.name } }
    const shown = await visitor.call('matching.showCooperationQuestion', { token })
    expect(shown).toMatchObject({ ...names, state: 'begun', answer: null })
    expect(await listOf(one)).toMatchObject([{ asked: true, answer: null }])
    const said = await visitor.call('matching.answerCooperationQuestion', {
      token,
      answer: 'yes',
      outcome: 'Wir kochen zusammen.',
    })
    expect(said).toMatchObject({ ...names, state: 'begun', answer: 'yes' })
    await visitor.call('matching.answerCooperationQuestion', { token: tokenOf(other), answer: 'yes' })
    expect(await listOf(other)).toMatchObject([
      { state: 'confirmed', theirAnswer: 'yes', theirOutcome: 'Wir kochen zusammen.' },
    ])
  })

  it('is good for one question, one admin and one side', async () => {
    await onDay(30)
    const token = tokenOf(one)
    const ask = (some: string) => app.as().send('matching.showCooperationQuestion', { token: some })
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'x'.repeat(72)])
      expect((await ask(wrong)).body).toMatchObject({ code: 'token.invalid' })
    const second = await person('Zweite')
    await app.app.organisations.admit(one.organisationId, second.id, 'admin')
    await second.client.call('organisations.changeMember', {
      organisationId: one.organisationId,
      userId: one.admin.id,
      role: 'member',
    })
    expect((await ask(token)).body).toMatchObject({ code: 'token.invalid' })
    await onDay(90)
    expect((await ask(tokenOf(other))).status).toBe(200)
    const old = tokenIn(mailsTo(other.admin)[0]!.text)
    expect((await ask(old)).body).toMatchObject({ code: 'token.invalid' })
  })
})

describe('an answer', () => {
  it('confirms when both say yes, whoever is first', async () => {
    expect(await say(one, 'yes')).toMatchObject({ state: 'begun', answer: 'yes' })
    expect(await say(other, 'not-yet')).toMatchObject({ state: 'begun', theirAnswer: 'yes' })
    expect(await say(other, 'yes', 'Ein Fest.')).toMatchObject({ state: 'confirmed', outcome: 'Ein Fest.' })
    expect(await say(one, 'not-yet')).toMatchObject({ state: 'begun' })
  })

  it('counts once when both answer at the same moment', async () => {
    await Promise.all([say(one, 'yes'), say(other, 'yes')])
    expect(await listOf(one)).toMatchObject([{ state: 'confirmed', answer: 'yes', theirAnswer: 'yes' }])
  })

  it('that nothing came of it closes it; after 90 days the two may be suggested again', async () => {
    expect(await say(one, 'no')).toMatchObject({ state: 'denied', mayReopen: true })
    const refused = { cooperationId, organisationId: other.organisationId, answer: 'yes' }
    expect((await other.admin.client.refusal('matching.answerCooperation', refused)).code).toBe('conflict')
    expect(await hiddenFrom(one)).toEqual([other.organisationId])
    await onDay(89)
    expect(await hiddenFrom(other)).toEqual([one.organisationId])
    await onDay(90)
    expect(await hiddenFrom(one)).toEqual([])
    expect(await listOf(one)).toEqual([])
    expect(mailsTo(one.admin)).toEqual([])
    await bringTogether(other, one)
    expect(await listOf(one)).toMatchObject([{ state: 'begun' }])
  })

  it('that was a slip is taken back by whoever gave it', async () => {
    await say(other, 'yes')
    await say(one, 'no')
    expect(await say(one, 'yes')).toMatchObject({ state: 'confirmed', closedAt: null })
    await say(one, 'no')
    after(31)
    const late = { cooperationId, organisationId: one.organisationId, answer: 'yes' }
    expect((await one.admin.client.refusal('matching.answerCooperation', late)).code).toBe('conflict')
  })
})

describe('a confirmed cooperation', () => {
  beforeEach(async () => {
    await say(one, 'yes')
    await say(other, 'yes')
  })

  it('stands on both profiles only when both want it, for whom both want it', async () => {
    const { name } = other.organisation
    expect(await partnersOf(one)).toEqual([])
    await show(one, 'everyone')
    expect(await partnersOf(one)).toEqual([])
    await show(other, 'signed-in')
    expect(await partnersOf(one)).toEqual([])
    expect(await partnersOf(one, 'newcomer')).toEqual([name])
    await show(other, 'everyone')
    expect(await partnersOf(one)).toEqual([name])
    expect(await partnersOf(other)).toEqual([one.organisation.name])
    await say(other, 'no')
    expect(await partnersOf(one)).toEqual([])
    await say(other, 'yes')
    expect(await partnersOf(one)).toEqual([])
  })

  it('is ended by either, and shown by nobody before it is confirmed', async () => {
    const { organisationId } = other
    const which = { cooperationId, organisationId }
    expect(
      await other.admin.client.call('matching.endCooperation', {
        ...which,
        outcome: 'Das Projekt ist fertig.',
      }),
    ).toMatchObject({ state: 'ended', outcome: 'Das Projekt ist fertig.' })
    expect((await other.admin.client.refusal('matching.endCooperation', which)).code).toBe('conflict')
    expect(
      (await other.admin.client.refusal('matching.showCooperation', { ...which, audience: 'everyone' })).code,
    ).toBe('conflict')
  })

  it('goes along when one of the two becomes part of another, and back', async () => {
    await show(one, 'everyone')
    await show(other, 'everyone')
    const into = await founded()
    const which = { fromId: one.organisationId, intoId: into.organisationId }
    await app.as('centreStaff').call('organisations.merge', which)
    expect(await listOf(into)).toMatchObject([
      { id: cooperationId, organisation: { id: other.organisationId } },
    ])
    expect(await listOf(other)).toMatchObject([{ organisation: { id: into.organisationId } }])
    expect(await partnersOf(other)).toEqual([into.organisation.name])
    // The same two begin nothing anew.
    await bringTogether(into, other)
    expect(await listOf(into)).toHaveLength(1)
    await app.as('centreStaff').call('organisations.undoMerge', { fromId: one.organisationId })
    expect(await listOf(one)).toMatchObject([{ id: cooperationId }])
    expect(await listOf(into)).toEqual([])
  })

  it('of two that became one is none', async () => {
    const which = { fromId: one.organisationId, intoId: other.organisationId }
    await app.as('centreStaff').call('organisations.merge', which)
    expect(await listOf(other)).toEqual([])
    await onDay(30)
    expect(mailsTo(other.admin)).toEqual([])
  })
})
