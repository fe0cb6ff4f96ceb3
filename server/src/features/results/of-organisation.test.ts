import type { AllOperations, Reply } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { session } from '../../testing/sessions.ts'

let app: TestApp
const { founded, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const list = async (organisationId: string, role?: string) =>
  (await app.as(role).call('results.list', { organisationId })).records.map(({ id }) => id)

/** A session in which somebody spoke for each of these associations, up to the draft of its record. */
async function drafted(speakers: readonly { role: string; organisationId: string }[], room?: string) {
  const moderator = app.as('moderator')
  const { thread } = await moderator.call('threads.start', {
    roomId: app.world.rooms[room ?? 'professionalisierung']!,
    title: `Werkstatt ${randomUUID().slice(0, 8)}`,
    clientId: randomUUID(),
    text: 'Willkommen.',
  })
  const sessionId = await session(app, 'running', { threadId: thread.id })
  for (const { role, organisationId } of speakers)
    await app.as(role).call('threads.contribute', {
      threadId: thread.id,
      clientId: randomUUID(),
      text: 'Uns fehlen Räume.',
      actingOrganisationId: organisationId,
    })
  await moderator.call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })
  const { id: recordId } = await moderator.call('results.draft', { sessionId })
  const { rev } = await moderator.call('results.addItem', {
    recordId,
    clientId: randomUUID(),
    questionId: null,
    kind: 'finding',
    text: 'Räume sind knapp.',
    spread: null,
    spreadNote: null,
    sources: [],
    supplement: true,
    owner: null,
    due: null,
  })
  return {
    recordId,
    sessionId,
    publish: () => moderator.call('results.publish', { recordId, rev, reason: 'Alle waren sich einig.' }),
  }
}

/** An association of its own for somebody of the demonstration. */
async function withMember(role: string) {
  const { admin, organisation, organisationId } = await founded()
  await app.app.organisations.verify(organisationId)
  await app.app.organisations.admit(organisationId, app.world.roles[role]!.userId, 'member')
  return { admin, organisation, organisationId }
}

describe('the results of an organisation', () => {
  it('are those that are published and that it took part in, whoever asks', async () => {
    const [{ organisationId }, other] = [await withMember('moderator'), await withMember('moderator')]
    const { recordId, publish } = await drafted([{ role: 'moderator', organisationId }])
    const foreign = await drafted([{ role: 'moderator', organisationId: other.organisationId }])
    await foreign.publish()
    // A draft is nobody's result, not even for whoever may read it.
    expect(await list(organisationId, 'moderator')).toEqual([])
    await publish()
    for (const role of [undefined, ...everybody])
      expect(await list(organisationId, role), role).toEqual([recordId])
    expect(await list(other.organisationId)).toEqual([foreign.recordId])
  })

  it('are shown as far as it shows them, to its members always', async () => {
    const { admin, organisationId } = await withMember('moderator')
    const { recordId, publish } = await drafted([{ role: 'moderator', organisationId }])
    await publish()
    const show = (results: 'everyone' | 'signed-in' | 'members') =>
      admin.client.call('organisations.change', { organisationId, visibility: { results } })
    const seenBy = async () => {
      const seen = []
      for (const role of ['visitor', ...everybody])
        if ((await list(organisationId, role === 'visitor' ? undefined : role)).includes(recordId))
          seen.push(role)
      return seen
    }
    await show('signed-in')
    expect(await seenBy()).toEqual(everybody)
    await show('members')
    expect(await seenBy()).toEqual(['moderator'])
    // The record itself stays what it is: published.
    expect((await app.as().call('results.list', {})).records.map(({ id }) => id)).toContain(recordId)
    await show('everyone')
    expect(await seenBy()).toEqual(['visitor', ...everybody])
  })

  it('of a profile that moderators hid are for its members, and of nobody there are none', async () => {
    const { organisationId } = await withMember('moderator')
    const { recordId, publish } = await drafted([{ role: 'moderator', organisationId }])
    await publish()
    await app.app.organisations.hideProfile(organisationId, 'f'.repeat(24))
    expect(await list(organisationId)).toEqual([])
    expect(await list(organisationId, 'centreStaff')).toEqual([])
    expect(await list(organisationId, 'moderator')).toEqual([recordId])
    // Nobody can tell the two apart.
    expect(await list('f'.repeat(24))).toEqual([])
    expect((await app.as().refusal('results.list', { organisationId: 'nirgends' })).fields).toHaveProperty(
      'organisationId',
    )
  })

  it('held in a closed room are for whoever is inside', async () => {
    const { organisationId } = await withMember('moderator')
    const { recordId, publish } = await drafted([{ role: 'moderator', organisationId }], 'moderationsrunde')
    await publish()
    for (const role of [undefined, ...everybody.filter((one) => one !== 'moderator')])
      expect(await list(organisationId, role), role).toEqual([])
    expect(await list(organisationId, 'moderator')).toEqual([recordId])
  })

  it('of an entry that was merged lead on, under both ids, and go back with it', async () => {
    const [from, into] = [await withMember('moderator'), await withMember('moderator')]
    const first = await drafted([{ role: 'moderator', organisationId: from.organisationId }])
    const second = await drafted([{ role: 'moderator', organisationId: into.organisationId }])
    await first.publish()
    await second.publish()
    const both = [second.recordId, first.recordId]
    await app
      .as('centreStaff')
      .call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    for (const role of [undefined, 'member', 'moderator'])
      for (const { organisationId } of [from, into])
        expect(await list(organisationId, role), role).toEqual(both)
    // What the one that went on keeps to itself, it keeps of both.
    await into.admin.client.call('organisations.change', {
      organisationId: into.organisationId,
      visibility: { results: 'members' },
    })
    for (const { organisationId } of [from, into]) {
      expect(await list(organisationId)).toEqual([])
      expect(await list(organisationId, 'moderator')).toEqual(both)
    }
    await app.as('centreStaff').call('organisations.undoMerge', { fromId: from.organisationId })
    expect(await list(from.organisationId)).toEqual([first.recordId])
    expect(await list(into.organisationId)).toEqual([])
  })

  it('come page by page, each once, and are searched by words', async () => {
    const { organisationId } = await withMember('moderator')
    const made = []
    for (let count = 0; count < 3; count++) made.push(await drafted([{ role: 'moderator', organisationId }]))
    for (const { publish } of made) await publish()
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: Reply<AllOperations['results.list']> = await app
        .as()
        .call('results.list', { organisationId, limit: 1, ...(cursor && { cursor }) })
      found.push(...page.records.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== null)
    expect(found.toSorted()).toEqual(made.map(({ recordId }) => recordId).toSorted())
    const search = async (query: string) =>
      (await app.as().call('results.list', { organisationId, query })).records.length
    expect(await search('RÄUME knapp')).toBe(3)
    expect(await search('Zwetschge')).toBe(0)
  })
})
