import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Cooperations } from './cooperation-model.ts'
import { gapsIn } from './gaps.ts'
import { meets, introductionState, isUndecided } from './introduction-policy.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)
type Side = Awaited<ReturnType<typeof founded>>
let one: Side
let other: Side
const staff = () => app.as('centreStaff')
const reason = 'Beide suchen einen Raum in Gießen und könnten ihn teilen.'
const draft = (...sides: Side[]) => ({
  clientId: randomUUID() as string,
  organisationIds: sides.map(({ organisationId }) => organisationId),
  category: 'rooms',
  reason,
})
const introduce = (...sides: Side[]) => staff().call('matching.introduce', draft(...sides))
const refusal = async (...sides: Side[]) =>
  (await staff().refusal('matching.introduce', draft(...sides))).code
const listOf = async ({ admin, organisationId }: Side) =>
  (await admin.client.call('matching.introductions', { organisationId })).introductions
const cooperationsOf = async ({ admin, organisationId }: Side) =>
  (await admin.client.call('matching.cooperations', { organisationId })).cooperations
const answer = ({ admin, organisationId }: Side, introductionId: string, decision: 'accept' | 'decline') =>
  admin.client.call('matching.answerIntroduction', {
    introductionId,
    organisationId,
    answer: decision === 'accept' ? { decision } : { decision, reason: 'not-now' },
  })
const mailsTo = ({ admin }: Side) => app.mails.filter(({ to }) => to === admin.email)
const daysLater = (days: number) => app.clock.setTo(new Date(Date.now() + days * dayMs))

beforeAll(async () => {
  app = await startApp()
})
beforeEach(async () => {
  app.clock.setTo(null)
  one = await founded()
  other = await founded()
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

describe('an introduction', () => {
  it('is read by those it is for, with the reason, and by nobody else', async () => {
    const { id } = await introduce(one, other)
    expect(await listOf(one)).toMatchObject([
      {
        id,
        reason,
        category: 'rooms',
        state: 'open',
        organisations: [{ id: other.organisationId, accepted: false, contactEmail: null }],
      },
    ])
    await expect.poll(() => mailsTo(other).length).toBe(1)
    const [mail] = mailsTo(other)
    expect(mail?.subject).toBe('Empfehlung des Kompetenzzentrums')
    expect(mail?.text).toContain(one.organisation.name)
    expect(mail?.text).not.toContain(reason)
    expect(mail?.text).not.toContain('Gründerin')
    for (const role of everybody) {
      const { organisationId } = one
      const input = { introductionId: id, organisationId, answer: { decision: 'accept' } }
      expect((await app.as(role).refusal('matching.introductions', { organisationId })).code).toBe(
        'not-found',
      )
      expect((await app.as(role).refusal('matching.answerIntroduction', input)).code).toBe('not-found')
    }
    const third = await founded()
    const foreign = {
      introductionId: id,
      organisationId: third.organisationId,
      answer: { decision: 'accept' },
    }
    expect((await third.admin.client.refusal('matching.answerIntroduction', foreign)).code).toBe('not-found')
    const member = await person('Mitglied')
    await app.app.organisations.admit(one.organisationId, member.id, 'member')
    const asMember = { ...foreign, organisationId: one.organisationId }
    expect((await member.client.refusal('matching.answerIntroduction', asMember)).code).toBe(
      'action.forbidden',
    )
  })

  it('brings two in touch once both accept, as a request does', async () => {
    const { id } = await introduce(one, other)
    expect(await answer(one, id, 'accept')).toMatchObject({
      state: 'accepted',
      organisations: [{ accepted: false, contactEmail: null }],
    })
    expect(await cooperationsOf(one)).toEqual([])
    const met = await answer(other, id, 'accept')
    expect(met).toMatchObject({ organisations: [{ accepted: true, contactEmail: one.admin.email }] })
    await expect.poll(() => cooperationsOf(one)).toMatchObject([{ state: 'begun' }])
    await expect
      .poll(() => mailsTo(one).map(({ subject }) => subject))
      .toContain(`${other.organisation.name}: Sie sind in Kontakt`)
    await app.app.matching.expireDue()
    expect(await cooperationsOf(other)).toHaveLength(1)
    expect(await staff().call('matching.listIntroductions', { limit: 1 })).toMatchObject({
      introductions: [{ id, open: false, organisations: [{ state: 'accepted' }, { state: 'accepted' }] }],
    })
    const again = { introductionId: id, organisationId: one.organisationId, answer: { decision: 'accept' } }
    expect((await one.admin.client.refusal('matching.answerIntroduction', again)).code).toBe('conflict')
    expect(await refusal(one, other)).toBe('introduction.impossible')
  })

  it('of three brings each in touch with each who accepts, also at the same moment', async () => {
    const third = await founded()
    const { id } = await introduce(one, other, third)
    await Promise.all([answer(one, id, 'accept'), answer(other, id, 'accept'), answer(third, id, 'accept')])
    await expect.poll(async () => (await cooperationsOf(one)).length).toBe(2)
    await expect.poll(async () => (await cooperationsOf(third)).length).toBe(2)
    await app.app.matching.expireDue()
    expect(await cooperationsOf(other)).toHaveLength(2)
  })

  it('is declined with a reason that only the staff reads', async () => {
    const { id } = await introduce(one, other)
    await answer(one, id, 'decline')
    expect(await listOf(one)).toEqual([])
    expect(await listOf(other)).toEqual([])
    expect(await staff().call('matching.listIntroductions', { limit: 1 })).toMatchObject({
      introductions: [{ open: false, organisations: [{ state: 'declined', declineReason: 'not-now' }, {}] }],
    })
  })

  it('expires after 30 days, and one more finds room', async () => {
    const { id } = await introduce(one, other)
    daysLater(30)
    const late = { introductionId: id, organisationId: one.organisationId, answer: { decision: 'accept' } }
    expect((await one.admin.client.refusal('matching.answerIntroduction', late)).code).toBe('conflict')
    await app.app.matching.expireDue()
    expect(await listOf(one)).toEqual([])
    expect(await introduce(one, other)).toMatchObject({ open: true })
  })

  it('waits at most three times for the same one, also when many are made at once', async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => founded()))
    const answers = await Promise.all(
      others.map((some) => staff().send('matching.introduce', draft(one, some))),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409, 409])
    const [waiting] = await listOf(one)
    await answer(one, waiting!.id, 'decline')
    expect(await introduce(one, other)).toMatchObject({ open: true })
  })

  it('never is of those who block each other, rest, or work together', async () => {
    const pair = { organisationId: one.organisationId, blockedId: other.organisationId }
    await one.admin.client.call('moderation.blockOrganisation', pair)
    expect(await refusal(one, other)).toBe('introduction.impossible')
    await one.admin.client.call('moderation.unblockOrganisation', pair)
    const rest = { organisationId: other.organisationId }
    await other.admin.client.call('organisations.setCurrency', { ...rest, answer: 'dormant' })
    expect(await refusal(one, other)).toBe('introduction.impossible')
    const preview = await staff().call('matching.previewIntroduction', {
      organisationIds: [one.organisationId, other.organisationId],
    })
    expect(preview.organisations).toMatchObject([
      { obstacles: [] },
      { currency: 'dormant', obstacles: ['resting'] },
    ])
    await other.admin.client.call('organisations.setCurrency', { ...rest, answer: 'current' })
    await introduce(one, other)
    expect(await refusal(one, other)).toBe('introduction.impossible')
  })

  it('disappears where the two are kept apart meanwhile', async () => {
    const { id } = await introduce(one, other)
    const pair = { organisationId: one.organisationId, blockedId: other.organisationId }
    await one.admin.client.call('moderation.blockOrganisation', pair)
    expect(await listOf(other)).toEqual([])
    const input = { introductionId: id, organisationId: other.organisationId, answer: { decision: 'accept' } }
    expect((await other.admin.client.refusal('matching.answerIntroduction', input)).code).toBe('not-found')
  })

  it('is made once, with one entry in the log, and counts as shown', async () => {
    const before = await one.admin.client.call('matching.exposure', { organisationId: one.organisationId })
    await app.app.matching.cycleAtNight()
    const same = draft(one, other)
    const first = await staff().call('matching.introduce', same)
    expect(await staff().call('matching.introduce', same)).toEqual(first)
    const { entries } = await app.as('platformAdmin').call('audit.list', { limit: 2 })
    expect(entries.filter(({ act }) => act === 'matching.introduce')).toMatchObject([
      { office: 'staff', target: { organisationIds: same.organisationIds } },
    ])
    expect(JSON.stringify(entries)).not.toContain(reason)
    expect(before.lists).toBeGreaterThanOrEqual(0)
  })

  it('is for staff, of associations that are there, and of two at least', async () => {
    for (const role of everybody.filter((name) => name !== 'centreStaff' && name !== 'platformAdmin')) {
      for (const name of ['matching.listIntroductions', 'matching.gaps'] as const)
        expect((await app.as(role).refusal(name, {})).code, role).toBe('not-found')
      expect((await app.as(role).refusal('matching.introduce', draft(one, other))).code).toBe('not-found')
    }
    expect((await staff().refusal('matching.introduce', draft(one, one))).code).toBe('request.invalid')
    const nobody = { ...draft(one), organisationIds: [one.organisationId, 'f'.repeat(24)] }
    expect((await staff().refusal('matching.introduce', nobody)).code).toBe('not-found')
    const unknown = { ...draft(one, other), category: 'no-such-thing' }
    expect((await staff().refusal('matching.introduce', unknown)).code).toBe('request.invalid')
  })

  it('is sent by the job where the way of the mails was closed, and once', async () => {
    app.post.down = true
    await introduce(one, other)
    app.post.down = false
    await app.app.matching.expireDue()
    await app.app.matching.expireDue()
    expect(mailsTo(one)).toHaveLength(1)
    expect(mailsTo(other)).toHaveLength(1)
  })
})

describe('several at the same time', () => {
  it('write to each once', async () => {
    const beside = await app.beside()
    app.post.down = true
    await introduce(one, other)
    // Waits for what the act itself tried.
    await app.app.matching.expireDue()
    app.post.down = false
    await Promise.all([app.app, beside, app.app, beside].map(({ matching }) => matching.expireDue()))
    await app.app.matching.expireDue()
    expect(mailsTo(one)).toHaveLength(1)
    expect(mailsTo(other)).toHaveLength(1)
  })

  it('bring two together once, who said yes just before a process ended', async () => {
    const { id } = await introduce(one, other)
    await answer(one, id, 'accept')
    const create = vi.spyOn(Cooperations, 'create')
    create.mockImplementation(() => {
      throw new Error('killed')
    })
    await answer(other, id, 'accept')
    await expect.poll(() => create.mock.calls.length).toBeGreaterThan(0)
    create.mockRestore()
    const beside = await app.beside()
    await Promise.all([app.app, beside].map(({ matching }) => matching.expireDue()))
    expect(await cooperationsOf(one)).toMatchObject([{ state: 'begun' }])
    const { organisationId, admin } = one
    const { conversations } = await admin.client.call('threads.conversations', { organisationId })
    expect(conversations).toHaveLength(1)
  })

  it('say what a talk began with up to a whole sign, never half of one', async () => {
    const family = '👩‍👩‍👧‍👦'
    const long = `Beide suchen ${'einen Raum '.repeat(12)}`.slice(0, 119) + family.repeat(2)
    const { id } = await staff().call('matching.introduce', { ...draft(one, other), reason: long })
    await answer(one, id, 'accept')
    await answer(other, id, 'accept')
    await expect.poll(() => cooperationsOf(one)).toMatchObject([{ state: 'begun' }])
    const { organisationId, admin } = one
    const talks = async () =>
      (await admin.client.call('threads.conversations', { organisationId })).conversations
    await expect.poll(async () => (await talks()).length).toBe(1)
    const [{ threadId } = { threadId: '' }] = await talks()
    const { contributions } = await admin.client.call('threads.contributions', { threadId })
    expect(contributions[0]?.event?.reason).toBe(long.slice(0, 119) + family)
  })
})

describe('the rules', () => {
  it('of who meets whom', () => {
    expect(meets(['accepted', 'open', 'accepted'], 2)).toEqual([0])
    expect(meets(['declined', 'accepted'], 1)).toEqual([])
    expect(isUndecided(['accepted', 'open'])).toBe(true)
    expect(isUndecided(['declined', 'open'])).toBe(false)
    expect(isUndecided(['declined', 'open', 'accepted'])).toBe(true)
    expect(isUndecided(['accepted', 'accepted'])).toBe(false)
    const expiresAt = new Date('2026-03-01T12:00:00Z')
    expect(introductionState('open', { expiresAt }, expiresAt)).toBe('expired')
    expect(introductionState('accepted', { expiresAt }, expiresAt)).toBe('accepted')
  })
})

describe('what cannot be brought together', () => {
  const entry = (kind: 'need' | 'offer', organisationId: string, municipality: string, more = {}) =>
    ({ kind, category: 'rooms', organisationId, municipality, remote: false, ...more }) as never

  it('is counted by category and district', () => {
    const [giessen, kassel] = ['06531005', '06611000']
    expect(
      gapsIn([
        entry('need', 'a', giessen),
        entry('need', 'b', giessen),
        entry('offer', 'c', kassel),
        entry('need', 'd', kassel),
        // Nobody helps themselves.
        entry('offer', 'e', kassel, { category: 'pr' }),
        entry('need', 'e', kassel, { category: 'pr' }),
        entry('need', 'f', giessen, { category: 'law' }),
        entry('offer', 'g', kassel, { category: 'law', remote: true }),
      ]),
    ).toEqual([
      { category: 'rooms', district: '06531', needs: 2 },
      { category: 'pr', district: '06611', needs: 1 },
    ])
  })

  it('is told to the staff as counts', async () => {
    const { gaps, unmatched } = await staff().call('matching.gaps', {})
    expect(gaps.every((gap) => Object.keys(gap).length === 3)).toBe(true)
    expect(unmatched.count).toBeGreaterThanOrEqual(0)
  })
})
