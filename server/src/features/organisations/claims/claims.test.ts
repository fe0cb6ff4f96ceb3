import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'
import { Claims } from './model.ts'
import { claimDays, mustRest, openClaims, restDays, staffMayAdmitAs, staffReason } from './policy.ts'

let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const dayMs = 24 * 60 * 60 * 1000
const now = new Date('2026-01-20T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs)
const admin = { role: 'admin' as const }
const member = { role: 'member' as const }

describe('who decides a claim', () => {
  it.each([
    [[], 0, 'no-members', 'admin'],
    [[member], 0, 'no-admin', 'member'],
    [[admin], 0, null, 'member'],
    [[admin, member], claimDays - 0.01, null, 'member'],
    [[admin], claimDays, 'unanswered', 'member'],
  ])('with members %j after %d days the staff because %s, as %s', (members, days, reason, role) => {
    expect(staffReason({ members }, { createdAt: daysAgo(days) }, now)).toBe(reason)
    expect(staffMayAdmitAs({ members })).toBe(role)
  })

  it.each([
    ['declined', restDays - 0.01, true],
    ['declined', restDays, false],
    ['withdrawn', 0, false],
    ['admitted', 0, false],
  ])('after %s %d days ago one must wait: %s', (state, days, waits) => {
    expect(mustRest([{ state, decidedAt: daysAgo(days) }], now)).toBe(waits)
  })
})

const rolesIn = async (organisationId: string) =>
  (await Organisations.findById(organisationId).lean())!.members.map(({ userId, role }) => [
    String(userId),
    role,
  ])

/** As an import leaves it. */
async function withoutMembers(name: string) {
  const { organisationId, organisation } = await founded({ name })
  await Organisations.updateOne({ _id: organisationId }, { $set: { members: [] }, $inc: { rev: 1 } })
  return { organisationId, organisation }
}

describe('a claim', () => {
  it('reaches the admins, who admit; then its maker belongs to the organisation', async () => {
    const { admin: boss, organisationId, organisation } = await founded({ name: 'Alte Freunde' })
    const { client, id, email } = await person('Nesrin')
    app.mails.length = 0
    const claim = await client.call('organisations.claim', { organisationId, note: 'Ich bin im Vorstand.' })
    expect(claim).toMatchObject({ state: 'open', organisation: { name: 'Alte Freunde' } })
    await expect.poll(() => app.mails.map(({ to }) => to)).toEqual([boss.email])
    expect(app.mails[0]!.text).toContain(`/mein-verein?verein=${organisation.slug}`)
    const { claims } = await boss.client.call('organisations.listClaims', { organisationId })
    expect(claims).toMatchObject([{ name: 'Nesrin', note: 'Ich bin im Vorstand.' }])
    await boss.client.call('organisations.decideClaim', { claimId: claim.id, admit: true })
    expect(await rolesIn(organisationId)).toContainEqual([id, 'member'])
    const { memberships } = await client.call('accounts.me', {})
    expect(memberships).toMatchObject([{ organisationId, role: 'member' }])
    await expect.poll(() => app.mails.some(({ to }) => to === email)).toBe(true)
    expect((await client.call('organisations.ownClaims', {})).claims).toMatchObject([{ state: 'admitted' }])
  })

  it('is answered alike whether anybody runs the organisation or nobody does', async () => {
    const { organisationId: run } = await founded({ name: 'Jemand verwaltet' })
    const { organisationId: empty } = await withoutMembers('Niemand verwaltet')
    const { client } = await person('Fragt an')
    const [one, other] = [
      await client.send('organisations.claim', { organisationId: run }),
      await client.send('organisations.claim', { organisationId: empty }),
    ]
    expect(one.status).toBe(other.status)
    const shape = (body: unknown) => {
      const { id: _, organisation: __, createdAt: ___, ...rest } = body as Record<string, unknown>
      return rest
    }
    expect(shape(one.body)).toEqual(shape(other.body))
  })

  it('is the same one when it is made twice, even at the same moment', async () => {
    const { organisationId } = await founded({ name: 'Doppelt gefragt' })
    const { client } = await person('Ungeduldig')
    const answers = await Promise.all(
      [1, 2, 3].map(() => client.call('organisations.claim', { organisationId })),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  })

  it('declined stays declined for a month; the mail names nobody', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Lieber nicht' })
    const { client, email } = await person('Abgewiesen')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    await boss.client.call('organisations.decideClaim', { claimId, admit: false })
    const told = () => app.mails.find(({ to }) => to === email)
    await expect.poll(told).toBeDefined()
    expect(told()!.text).not.toContain('Gründerin')
    expect((await client.refusal('organisations.claim', { organisationId })).code).toBe('claim.limit')
    expect((await boss.client.refusal('organisations.decideClaim', { claimId, admit: true })).code).toBe(
      'not-found',
    )
    expect((await client.call('accounts.me', {})).memberships).toEqual([])
  })

  it('is taken back by its maker, and then decided by nobody', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Doch nicht' })
    const { client } = await person('Wankelmütig')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    const { client: stranger } = await person('Fremd')
    expect((await stranger.refusal('organisations.withdrawClaim', { claimId })).code).toBe('not-found')
    await client.call('organisations.withdrawClaim', { claimId })
    expect((await boss.client.refusal('organisations.decideClaim', { claimId, admit: true })).code).toBe(
      'not-found',
    )
    await client.call('organisations.claim', { organisationId })
  })

  it('ends at a few that are open', async () => {
    const { client } = await person('Überall dabei')
    for (let index = 0; index < openClaims; index++) {
      const { organisationId } = await founded()
      await client.call('organisations.claim', { organisationId })
    }
    const { organisationId } = await founded()
    expect((await client.refusal('organisations.claim', { organisationId })).code).toBe('claim.limit')
  })

  it('is not made by members, offices or visitors, nor on what is hidden or unknown', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Nicht für jeden' })
    expect((await boss.client.refusal('organisations.claim', { organisationId })).code).toBe('conflict')
    expect((await app.as('municipalContact').refusal('organisations.claim', { organisationId })).code).toBe(
      'action.forbidden',
    )
    expect((await app.as().refusal('organisations.claim', { organisationId })).code).toBe('session.required')
    const { client } = await person('Sucht Verborgenes')
    await app.app.organisations.hideProfile(organisationId, 'a'.repeat(24))
    const hidden = await client.refusal('organisations.claim', { organisationId })
    const unknown = await client.refusal('organisations.claim', { organisationId: 'f'.repeat(24) })
    expect({ ...hidden, requestId: '' }).toEqual({ ...unknown, requestId: '' })
  })

  it('is seen and decided by nobody but admins, whatever role others have', async () => {
    const { organisationId } = await founded({ name: 'Nur für uns' })
    const { client } = await person('Hofft')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    for (const role of everybody) {
      const reader = app.as(role)
      expect((await reader.refusal('organisations.listClaims', { organisationId })).code).toBe('not-found')
      expect((await reader.refusal('organisations.decideClaim', { claimId, admit: true })).code).toBe(
        'not-found',
      )
      // Before the time is over it is not for the staff either; others learn nothing at all.
      expect((await reader.refusal('organisations.settleClaim', { claimId, admit: true })).code).toBe(
        'not-found',
      )
    }
    expect((await client.refusal('organisations.decideClaim', { claimId, admit: true })).code).toBe(
      'not-found',
    )
    for (const role of everybody.filter((one) => !['centreStaff', 'platformAdmin'].includes(one)))
      expect((await app.as(role).refusal('organisations.staffClaims', {})).code).toBe('not-found')
  })
})

describe('the staff', () => {
  it('hands an organisation that nobody is in to whoever claims it, and writes down that it did', async () => {
    const { organisationId } = await withoutMembers('Übernommen aus der Liste')
    const { client, id } = await person('Gehört dazu')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    const staff = app.as('centreStaff')
    const { claims } = await staff.call('organisations.staffClaims', {})
    expect(claims).toContainEqual(
      expect.objectContaining({ id: claimId, reason: 'no-members', mayBecome: 'admin', name: 'Gehört dazu' }),
    )
    await staff.call('organisations.settleClaim', { claimId, admit: true })
    expect(await rolesIn(organisationId)).toEqual([[id, 'admin']])
    const { entries } = await app.as('platformAdmin').call('audit.list', {})
    expect(entries[0]).toMatchObject({
      act: 'organisations.settleClaim',
      office: 'staff',
      target: { organisationId, userId: id },
      after: { role: 'admin', reason: 'no-members' },
    })
  })

  it('decides after 14 days without an answer, but makes nobody run it past those who do', async () => {
    const { organisationId } = await founded({ name: 'Keine Antwort' })
    const { client, id } = await person('Wartet lange')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    const staff = app.as('centreStaff')
    const waiting = async () =>
      (await staff.call('organisations.staffClaims', {})).claims.find((one) => one.id === claimId)
    expect(await waiting()).toBeUndefined()
    const old = new Date(app.clock.now().getTime() - claimDays * dayMs)
    await Claims.updateOne({ _id: claimId }, { $set: { createdAt: old } })
    expect(await waiting()).toMatchObject({ reason: 'unanswered', mayBecome: 'member' })
    await staff.call('organisations.settleClaim', { claimId, admit: true })
    expect(await rolesIn(organisationId)).toContainEqual([id, 'member'])
  })

  it('does not decide claims of its own', async () => {
    const { organisationId } = await withoutMembers('Eigener Wunsch')
    const staff = app.as('centreStaff')
    const { id: claimId } = await staff.call('organisations.claim', { organisationId })
    expect((await staff.refusal('organisations.settleClaim', { claimId, admit: true })).code).toBe(
      'not-found',
    )
    await app.as('platformAdmin').call('organisations.settleClaim', { claimId, admit: false })
  })
})

it('what a decision began is finished after an interruption, and old claims are forgotten', async () => {
  const { organisationId } = await withoutMembers('Unterbrochen')
  const { client, id } = await person('Fast drin')
  const { id: claimId } = await client.call('organisations.claim', { organisationId })
  await Claims.updateOne(
    { _id: claimId },
    { $set: { state: 'admitted', role: 'admin', owed: true, decidedAt: app.clock.now() } },
  )
  await app.app.organisations.settleClaims()
  await app.app.organisations.settleClaims()
  expect(await rolesIn(organisationId)).toEqual([[id, 'admin']])
  expect(await Claims.findById(claimId).lean()).toMatchObject({ owed: false })
  const old = new Date(app.clock.now().getTime() - (restDays + 1) * dayMs)
  await Claims.updateOne({ _id: claimId }, { $set: { decidedAt: old } })
  await app.app.organisations.settleClaims()
  expect(await Claims.findById(claimId).lean()).toBeNull()
})
