import type { Problem } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { session, somePlan } from '../../testing/sessions.ts'

/**
 * What the permissions matrix says of whoever belongs to no organisation that was verified, row by row. Each row is
 * tried as somebody without an organisation, as the admin of one that nobody has verified, and as the admin of one
 * that was verified.
 */

let app: TestApp
const { person, founded, draft, drop } = createNewcomers(() => app)
type Side = Awaited<ReturnType<typeof founded>>

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const kinds = ['nobody', 'unverified', 'verified'] as const
type Kind = (typeof kinds)[number]

/** Somebody new of that kind, in the name of their organisation where they have one. */
async function someone(kind: Kind) {
  if (kind === 'nobody') return { client: (await person('Ohne Verein')).client, organisationId: undefined }
  const { admin, organisationId } = await founded()
  if (kind === 'verified') await app.app.organisations.verify(organisationId)
  return { client: admin.client, organisationId }
}
const acting = (organisationId: string | undefined) =>
  organisationId === undefined ? {} : { actingOrganisationId: organisationId }

const outcome = (given: { status: number; body: unknown }) =>
  given.status < 400 ? 'done' : (given.body as Problem).code

async function newThread(roomId = app.world.rooms['professionalisierung']!) {
  const { thread } = await app.as('member').call('threads.start', {
    roomId,
    clientId: randomUUID(),
    title: `Gespräch ${randomUUID()}`,
    text: 'Womit fangen wir an?',
  })
  return thread.id
}

const listing = (organisationId: string, plural: 'needs' | 'offers', n: number) => ({
  operation: `${plural}.publish` as const,
  input: { organisationId, category: 'rooms', title: `Eintrag ${n}` },
})

/** Needs and offers in turn, until one is refused. */
async function publishUntilRefused({ admin, organisationId }: Side, most: number) {
  for (let n = 0; n <= most; n++) {
    const { operation, input } = listing(organisationId, n % 2 === 0 ? 'needs' : 'offers', n)
    const given = await admin.client.send(operation, input)
    if (given.status >= 400) return { n, code: outcome(given) }
  }
  return { n: most + 1, code: 'done' }
}

describe('row "Public rooms: write": the first words of an unaffiliated or unverified account are held', () => {
  it.each([
    ['nobody', 'held'],
    ['unverified', 'held'],
    ['verified', 'published'],
  ] as const)('%s: %s', async (kind, state) => {
    const { client, organisationId } = await someone(kind)
    const threadId = await newThread()
    const words = { threadId, clientId: randomUUID(), text: 'Guten Tag.' }
    const written = await client.ask('threads.contribute', { ...words, ...acting(organisationId) })
    expect(written.state).toBe(state)
    // Once a moderator has published something, they are known.
    if (state === 'published') return
    await app.as('moderator').call('threads.publish', { threadId, contributionId: written.id })
    const next = { threadId, clientId: randomUUID(), text: 'Danke für die Aufnahme.' }
    expect((await client.ask('threads.contribute', next)).state).toBe('published')
  })

  it('says beside the words that nobody has verified the organisation, and no longer once somebody has', async () => {
    const { client, organisationId } = await someone('unverified')
    const threadId = await newThread()
    const words = { threadId, clientId: randomUUID(), text: 'Wer sind wir?', ...acting(organisationId) }
    const { organisation } = await client.ask('threads.contribute', words)
    expect(organisation).toMatchObject({ verified: false })
    const visitor = app.as()
    await visitor.socket()
    const told = visitor.next('organisation.verified')
    await app.app.organisations.verify(organisationId!)
    expect(await told).toEqual({ slug: organisation!.slug, verified: true })
    const { contributions } = await client.call('threads.contributions', { threadId })
    expect(contributions.at(-1)?.organisation).toMatchObject({ verified: true })
  })
})

describe('row "Live session: listen, queue, ask, support"', () => {
  it.each(kinds)('%s may ask and raise a hand like everybody, and others see who they are', async (kind) => {
    const { client, organisationId } = await someone(kind)
    const threadId = await newThread()
    const sessionId = await session(app, 'running', { threadId })
    const asked = { sessionId, clientId: randomUUID(), text: 'Wer hilft beim Antrag?', lang: 'de' }
    expect(outcome(await client.send('live.ask', { ...asked, ...acting(organisationId) }))).toBe('done')
    const hand = { sessionId, clientId: randomUUID(), ...acting(organisationId) }
    expect(await client.ask('live.raiseHand', hand)).toMatchObject({ place: 1 })
    const { queue } = await app.as('moderator').call('live.get', { sessionId })
    expect(queue[0]!.party.organisationUnverified).toBe(kind === 'unverified')
  })
})

describe('row "Needs / offers"', () => {
  it.each([
    ['unverified', 5, 'organisation.unverified'],
    ['verified', 30, 'listing.limit'],
  ] as const)('%s: %i at once, then %s', async (kind, most, code) => {
    const side = await founded()
    if (kind === 'verified') await app.app.organisations.verify(side.organisationId)
    expect(await publishUntilRefused(side, most)).toEqual({ n: most, code })
  })

  it('counts what was paused only when it comes back, and what there was before a verification was revoked', async () => {
    const side = await founded()
    const { client } = side.admin
    await app.app.organisations.verify(side.organisationId)
    await publishUntilRefused(side, 7)
    const staff = app.as('centreStaff')
    const revoked = { organisationId: side.organisationId, reason: 'not-as-stated' as const }
    expect(outcome(await staff.send('organisations.revokeVerification', revoked))).toBe('done')
    const { listings } = await client.call('needs.list', { organisationId: side.organisationId })
    expect(listings.every(({ state, organisation }) => state === 'active' && !organisation.verified)).toBe(
      true,
    )
    const id = listings[0]!.id
    await client.call('needs.setState', { id, state: 'paused' })
    expect(await client.refusal('needs.setState', { id, state: 'active' })).toMatchObject({
      code: 'organisation.unverified',
    })
  })
})

describe('row "Contact requests"', () => {
  it.each([
    ['unverified', 2, 'organisation.unverified'],
    ['verified', 5, 'contact-request.limit'],
  ] as const)('%s: %i open at once, then %s', async (kind, most, code) => {
    const side = await founded()
    if (kind === 'verified') await app.app.organisations.verify(side.organisationId)
    const message = 'Dürfen wir Sie einmal besuchen?'
    const ask = async () =>
      side.admin.client.send('matching.request', {
        organisationId: side.organisationId,
        otherOrganisationId: (await founded()).organisationId,
        message,
      })
    for (let n = 0; n < most; n++) expect(outcome(await ask())).toBe('done')
    expect(outcome(await ask())).toBe(code)
  })

  it('shows whoever is asked that nobody has verified who asks; and they may answer', async () => {
    const from = await founded()
    const to = await founded()
    const request = await from.admin.client.call('matching.request', {
      organisationId: from.organisationId,
      otherOrganisationId: to.organisationId,
      message: 'Dürfen wir Sie einmal besuchen?',
    })
    expect(request.organisation.verified).toBe(false)
    const { requests } = await to.admin.client.call('matching.requests', {
      organisationId: to.organisationId,
    })
    expect(requests[0]!.organisation).toMatchObject({ id: from.organisationId, verified: false })
    const answer = { requestId: request.id, answer: { decision: 'accept' } }
    expect(outcome(await to.admin.client.send('matching.answer', answer))).toBe('done')
  })
})

describe('row "Edit organisation profile, members, capacity"', () => {
  it.each([
    ['unverified', 10, 'organisation.unverified'],
    ['verified', 100, 'conflict'],
  ] as const)('%s: %i open invitations, then %s', async (kind, most, code) => {
    const { admin, organisationId } = await founded()
    if (kind === 'verified') await app.app.organisations.verify(organisationId)
    const link = () => admin.client.send('organisations.inviteByLink', { organisationId, days: 7 })
    for (let n = 0; n < most; n++) expect(outcome(await link())).toBe('done')
    expect(outcome(await link())).toBe(code)
    const byMail = { organisationId, email: `noch-jemand-${organisationId}@example.org` }
    expect(outcome(await admin.client.send('organisations.invite', byMail))).toBe(code)
  })

  it('tells whoever belongs to it how much it may have open', async () => {
    const { admin, organisationId } = await founded()
    const openNow = async () => (await admin.client.call('accounts.me', {})).memberships[0]!.openAtOnce
    expect(await openNow()).toEqual({ listings: 5, requests: 2, invitations: 10 })
    await app.app.organisations.verify(organisationId)
    expect(await openNow()).toEqual({ listings: 30, requests: 5, invitations: 100 })
  })
})

describe('row "Verify organisation": vouch (limited)', () => {
  it('only for whoever was verified', async () => {
    const [giver, other] = [await founded(), await founded()]
    const word = { organisationId: other.organisationId, actingOrganisationId: giver.organisationId }
    expect(outcome(await giver.admin.client.send('organisations.vouch', word))).toBe('action.forbidden')
    await app.app.organisations.verify(giver.organisationId)
    expect(outcome(await giver.admin.client.send('organisations.vouch', word))).toBe('done')
  })
})

describe('rows that ask who may moderate, plan, document or decide', () => {
  it.each(kinds)('%s gains nothing by having registered an organisation', async (kind) => {
    const { client } = await someone(kind)
    const threadId = await newThread()
    const sessionId = await session(app, 'running', { threadId })
    const planned = { threadId, clientId: randomUUID(), ...somePlan({ title: 'Eigener Abend' }) }
    expect(outcome(await client.send('live.plan', planned))).toBe('action.forbidden')
    const move = { sessionId, from: 'running', to: 'wrapping-up' }
    expect(outcome(await client.send('live.move', move))).toBe('action.forbidden')
    expect(outcome(await client.send('organisations.listVerifications', {}))).toMatch(
      /not-found|action.forbidden/,
    )
  })
})

describe('row "Members: C E" where moderators let only organisations through', () => {
  it.each([
    ['nobody', 'action.forbidden'],
    ['unverified', 'action.forbidden'],
    ['verified', 'done'],
  ] as const)('a room where those who run organisations begin talks: %s: %s', async (kind, expected) => {
    const { client } = await someone(kind)
    const words = (de: string) => ({ title: { de }, shortTitle: { de: 'Raum' }, description: { de } })
    const { id: roomId } = await app.as('centreStaff').call('rooms.create', {
      clientId: randomUUID(),
      ...words(`Raum ${randomUUID()}`),
      visibility: 'public',
      whoMayStartThread: 'orgAdmin',
      questions: [{ text: { de: 'Was tun wir?' }, short: { de: 'Was tun?' } }],
    })
    const begun = { roomId, clientId: randomUUID(), title: 'Neues Gespräch', text: 'Guten Tag.' }
    expect(outcome(await client.send('threads.start', begun))).toBe(expected)
  })

  it('a room in which only members of organisations write for a while', async () => {
    const roomId = app.world.rooms['professionalisierung']!
    const threadId = await newThread(roomId)
    const measure = { roomId, measure: 'members-only' as const }
    const grounds = { rule: 'advertising' as const, reason: 'Viele neue Konten auf einmal.' }
    await app.as('moderator').call('moderation.setMeasure', { ...measure, ...grounds })
    const outcomes: Record<string, string> = {}
    for (const kind of kinds) {
      const { client } = await someone(kind)
      const words = { threadId, clientId: randomUUID(), text: 'Darf ich?' }
      outcomes[kind] = outcome(await client.send('threads.contribute', words))
    }
    await app.as('moderator').call('moderation.liftMeasure', measure)
    expect(outcomes).toEqual({
      nobody: 'room.members-only',
      unverified: 'room.members-only',
      verified: 'done',
    })
  })
})

it('registers, is found and reads like everybody', async () => {
  const { client } = await person('Gründerin')
  const { slug } = await client.call('organisations.create', draft({ name: 'Kranichfeld Testhausen' }))
  const { organisations } = await app.as().call('organisations.list', { search: 'Kranichfeld' })
  expect(organisations).toMatchObject([{ slug, verified: false }])
})
