import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, type OwnClaim } from '@augenhoehe/contracts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../../testing/app.ts'
import { formWith, pdf, picture } from '../../../testing/files.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'
import { Claims } from './model.ts'
import {
  claimDays,
  extractDays,
  mustRest,
  openClaims,
  restDays,
  staffFrom,
  staffMayAdmitAs,
  staffReason,
} from './policy.ts'

// Each file is read in a process of its own.
vi.setConfig({ testTimeout: 60_000 })

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
    [[], 0, 0, 'no-members'],
    [[member], 0, 0, 'no-admin'],
    [[admin], 0, 0, null],
    [[admin], 5, extractDays - 0.01, null],
    [[admin], 5, extractDays, 'extract'],
    [[admin], claimDays, 0, 'unanswered'],
    [[admin], claimDays, extractDays, 'extract'],
  ])(
    'with an extract, members %j after %d and %d days: the staff because %s',
    (members, days, sent, reason) => {
      const asked = { createdAt: daysAgo(days), evidence: { sentAt: daysAgo(sent) } }
      expect(staffReason({ members }, asked, now)).toBe(reason)
    },
  )

  it('an extract brings the day nearer, and never puts it off', () => {
    const createdAt = daysAgo(0)
    const sent = (days: number) => ({ createdAt, evidence: { sentAt: daysAgo(-days) } })
    expect(staffFrom({ createdAt })).toEqual(daysAgo(-claimDays))
    expect(staffFrom(sent(1))).toEqual(daysAgo(-1 - extractDays))
    expect(staffFrom(sent(13))).toEqual(daysAgo(-claimDays))
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
      const { id: _, organisation: __, createdAt, staffFrom: from, ...rest } = body as OwnClaim
      expect(Date.parse(from) - Date.parse(createdAt)).toBe(claimDays * dayMs)
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

describe('how a claim stands', () => {
  it('is read by whoever made it, until they have noted the decision', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Sagt Bescheid' })
    const { client } = await person('Liest nach')
    const {
      id: claimId,
      createdAt,
      staffFrom: from,
    } = await client.call('organisations.claim', {
      organisationId,
    })
    expect(new Date(from).getTime() - new Date(createdAt).getTime()).toBe(claimDays * dayMs)
    const see = { claimId }
    // There is nothing to have read yet, and for others there is no such claim.
    expect((await client.refusal('organisations.seeClaim', see)).code).toBe('not-found')
    await boss.client.call('organisations.decideClaim', { claimId, admit: true })
    expect((await boss.client.refusal('organisations.seeClaim', see)).code).toBe('not-found')
    const own = async () => (await client.call('organisations.ownClaims', {})).claims[0]
    expect(await own()).toMatchObject({ state: 'admitted', seen: false })
    await client.call('organisations.seeClaim', see)
    await client.call('organisations.seeClaim', see)
    expect(await own()).toMatchObject({ state: 'admitted', seen: true })
  })

  it('puts the draft of a new organisation away, until it is taken up again', async () => {
    const { organisationId } = await founded({ name: 'Gab es schon' })
    const { client } = await person('Fing an')
    const entries = { name: 'Gab es schon', municipality: '06531005' }
    await client.call('organisations.saveDraft', { entries, step: 'work' })
    const draft = async () => (await client.call('organisations.getDraft', {})).draft
    expect(await draft()).toMatchObject({ putAway: false })
    const { id: claimId } = await client.call('organisations.claim', { organisationId, insteadOfDraft: true })
    expect(await draft()).toMatchObject({ putAway: true, entries, step: 'work' })
    await client.call('organisations.withdrawClaim', { claimId })
    await client.call('organisations.saveDraft', { entries: {}, step: 'work' })
    expect(await draft()).toMatchObject({ putAway: false, entries, step: 'work' })
    // Asking from elsewhere leaves it alone.
    await client.call('organisations.claim', { organisationId })
    expect(await draft()).toMatchObject({ putAway: false })
  })
})

describe('a register extract', () => {
  const uploads = () => join(app.folder, 'uploads')
  const lying = () => (existsSync(uploads()) ? readdirSync(uploads()) : [])
  const post = (client: Client, claimId: string, bytes: Uint8Array | string) =>
    client.sendForm(`/me/claims/${claimId}/extract`, formWith(bytes))
  async function sent(client: Client, claimId: string, bytes: Uint8Array = pdf()) {
    const { status, body } = await post(client, claimId, bytes)
    expect(status, JSON.stringify(body)).toBe(201)
    return body as OwnClaim
  }
  const forStaff = async (claimId: string) =>
    (await app.as('centreStaff').call('organisations.staffClaims', {})).claims.find(
      ({ id }) => id === claimId,
    )
  async function look(client: Client, claimId: string, evidenceId: string, page = '1') {
    await client.call('accounts.me', {})
    return client.raw('GET', `/api/administration/claims/${claimId}/extract/${evidenceId}/${page}`)
  }
  async function asking(organisationId: string) {
    const { client, id } = await person('Steht im Register')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    return { client, id, claimId }
  }

  it('is seen by the staff alone, and goes with the decision', async () => {
    const { organisationId } = await withoutMembers('Mit Auszug')
    const { client, claimId } = await asking(organisationId)
    expect(await sent(client, claimId, pdf({ pages: 2 }))).toMatchObject({
      state: 'open',
      extract: { pages: 2 },
    })
    const { evidence, reason } = (await forStaff(claimId))!
    expect({ reason, kind: evidence!.kind, pages: evidence!.pages.length }).toEqual({
      reason: 'no-members',
      kind: 'document',
      pages: 2,
    })
    for (const role of everybody) {
      const reader = app.as(role)
      const isStaff = role === 'centreStaff' || role === 'platformAdmin'
      expect((await look(reader, claimId, evidence!.id, '2?size=small')).status, role).toBe(
        isStaff ? 200 : 404,
      )
    }
    expect((await look(app.as(), claimId, evidence!.id)).status).toBe(401)
    expect((await look(client, claimId, evidence!.id)).status).toBe(404)
    const staff = app.as('centreStaff')
    for (const [id, page, status] of [
      [evidence!.id, '3', 404],
      ['f'.repeat(24), '1', 404],
      [evidence!.id, '0', 400],
      [evidence!.id, 'page-1.webp', 400],
    ] as const)
      expect((await look(staff, claimId, id, page)).status, page).toBe(status)
    // The job of verification leaves it alone while it is needed.
    await app.app.organisations.sweepEvidence()
    expect(lying()).toContain(evidence!.id)
    await staff.call('organisations.settleClaim', { claimId, admit: true })
    expect(lying()).not.toContain(evidence!.id)
    expect((await look(staff, claimId, evidence!.id)).status).toBe(404)
    expect((await client.call('organisations.ownClaims', {})).claims[0]).toMatchObject({ extract: null })
  })

  it('lets the staff decide earlier, after those who run it had time; they hear of it once', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Drei Tage' })
    app.mails.length = 0
    const { client, claimId, id } = await asking(organisationId)
    await expect.poll(() => app.mails.length).toBe(1)
    app.mails.length = 0
    const own = await sent(client, claimId)
    expect(new Date(own.staffFrom).getTime() - new Date(own.extract!.sentAt).getTime()).toBe(
      extractDays * dayMs,
    )
    await expect.poll(() => app.mails.map(({ to }) => to)).toEqual([boss.email])
    await sent(client, claimId, await picture('jpeg'))
    expect(app.mails).toHaveLength(1)
    // Before that it is not for the staff, pictures included; and never for those who run it.
    const doc = (await Claims.findById(claimId).lean())!
    const { id: evidenceId } = doc.evidence!
    expect(await forStaff(claimId)).toBeUndefined()
    expect((await look(app.as('centreStaff'), claimId, evidenceId)).status).toBe(404)
    const { claims } = await boss.client.call('organisations.listClaims', { organisationId })
    expect(JSON.stringify(claims)).not.toContain(evidenceId)
    expect((await look(boss.client, claimId, evidenceId)).status).toBe(404)
    const sentAt = new Date(app.clock.now().getTime() - extractDays * dayMs)
    await Claims.updateOne({ _id: claimId }, { $set: { 'evidence.sentAt': sentAt } })
    expect(await forStaff(claimId)).toMatchObject({ reason: 'extract', mayBecome: 'member', mayDecide: true })
    expect((await look(app.as('centreStaff'), claimId, evidenceId)).status).toBe(200)
    await app.as('centreStaff').call('organisations.settleClaim', { claimId, admit: true })
    expect(await rolesIn(organisationId)).toContainEqual([id, 'member'])
  })

  it('is replaced, and gone at once when the claim is taken back or declined', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Anders überlegt' })
    const { client, claimId } = await asking(organisationId)
    const idOf = async (one: string) => (await Claims.findById(one).lean())!.evidence!.id
    await sent(client, claimId)
    const first = await idOf(claimId)
    await sent(client, claimId)
    const second = await idOf(claimId)
    expect(lying()).not.toContain(first)
    await client.call('organisations.withdrawClaim', { claimId })
    expect(lying()).not.toContain(second)
    const { id: again } = await client.call('organisations.claim', { organisationId })
    await sent(client, again)
    const third = await idOf(again)
    await boss.client.call('organisations.decideClaim', { claimId: again, admit: false })
    expect(lying()).not.toContain(third)
  })

  it('is refused from anybody else, once it is decided, and for what it is', async () => {
    const { admin: boss, organisationId } = await founded({ name: 'Nicht irgendwer' })
    const { client, claimId } = await asking(organisationId)
    const code = async (from: Client, bytes: Uint8Array | string = pdf()) =>
      Problem.parse((await post(from, claimId, bytes)).body).code
    expect(await code(boss.client)).toBe('not-found')
    expect(await code(app.as('centreStaff'))).toBe('not-found')
    expect(await code(app.as())).toBe('session.required')
    const before = lying()
    expect(await code(client, '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')).toBe(
      'file.type',
    )
    expect(await code(client, pdf({ pages: 11 }))).toBe('file.pages')
    expect(await code(client, Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('file.too-large')
    const foreign = await client.sendForm(`/me/claims/${claimId}/extract`, formWith(pdf()), {
      Origin: 'https://elsewhere.example',
    })
    expect(Problem.parse(foreign.body).code).toBe('origin.foreign')
    expect(lying()).toEqual(before)
    await boss.client.call('organisations.decideClaim', { claimId, admit: false })
    expect(await code(client)).toBe('not-found')
  })

  it('what an interruption left behind is swept away', async () => {
    const { organisationId } = await withoutMembers('Fegt auf')
    const { client, claimId } = await asking(organisationId)
    await sent(client, claimId)
    const { id } = (await Claims.findById(claimId).lean())!.evidence!
    await Claims.updateOne({ _id: claimId }, { $set: { evidence: null } })
    await app.app.organisations.sweepEvidence()
    expect(lying()).not.toContain(id)
  })
})

describe('the staff', () => {
  it('does not decide for an organisation of its own', async () => {
    const { organisationId } = await founded({ name: 'Gehört dem Team' })
    const { client } = await person('Fragt das Team')
    const staff = app.as('centreStaff')
    const { user } = await staff.call('accounts.me', {})
    await app.app.organisations.admit(organisationId, user!.id, 'member')
    const { id: claimId } = await client.call('organisations.claim', { organisationId })
    const old = new Date(app.clock.now().getTime() - claimDays * dayMs)
    await Claims.updateOne({ _id: claimId }, { $set: { createdAt: old } })
    const { claims } = await staff.call('organisations.staffClaims', {})
    expect(claims.find(({ id }) => id === claimId)).toMatchObject({ mayDecide: false })
    expect((await staff.refusal('organisations.settleClaim', { claimId, admit: true })).code).toBe(
      'action.forbidden',
    )
    await app.as('platformAdmin').call('organisations.settleClaim', { claimId, admit: false })
  })

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
