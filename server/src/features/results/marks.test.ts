import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { close, session } from '../../testing/sessions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

async function written(role = 'member', threadId = app.world.threads.open) {
  const clientId = randomUUID()
  const { id } = await app
    .as(role)
    .call('threads.contribute', { threadId, clientId, text: `Wort ${clientId}` })
  return { threadId, contributionId: id }
}
type Kind = 'result' | 'need' | 'offer' | 'task'
const mark = (which: { threadId: string; contributionId: string }, kind: Kind, role = 'moderator') =>
  app.as(role).call('results.mark', { ...which, kind })
const seenBy = async (role: string | undefined, threadId: string) =>
  (await app.as(role).call('results.marks', { threadId })).marks

describe('a mark', () => {
  it('of a result or a task holds at once and stays in the room', async () => {
    const which = await written()
    expect(await mark(which, 'result')).toMatchObject({
      ...which,
      kind: 'result',
      state: 'agreed',
      link: null,
    })
    const task = await app
      .as('moderator')
      .call('results.mark', { ...which, kind: 'task', note: 'Bis Mai klären' })
    expect(task).toMatchObject({ kind: 'task', state: 'agreed', note: 'Bis Mai klären', mayAnswer: false })
  })

  it.each(['need', 'offer'] as const)('of a %s waits for its author', async (kind) => {
    const which = await written()
    const author = await app.as('member').socket()
    const told = new Promise((resolve) => author.once('results.changed', resolve))
    const asked = await mark(which, kind)
    expect(asked).toMatchObject({ state: 'asked', link: null, mayAnswer: false })
    expect(await told).toEqual({ recordId: null, threadId: which.threadId })
    const own = await app.as('member').call('results.marks', {})
    expect(own.marks.find(({ id }) => id === asked.id)).toMatchObject({ state: 'asked', mayAnswer: true })

    const answer = { markId: asked.id, agree: true }
    for (const role of ['otherMember', 'moderator', 'orgAdmin'])
      expect((await app.as(role).refusal('results.answerMark', answer)).code, role).toBe('action.forbidden')
    const agreed = await app.as('member').call('results.answerMark', answer)
    expect(agreed).toMatchObject({ state: 'agreed', mayAnswer: false })
    expect(agreed.link).toContain(which.contributionId)
    expect(await app.as('member').call('results.answerMark', answer)).toEqual(agreed)
    expect((await app.as('member').refusal('results.answerMark', { ...answer, agree: false })).code).toBe(
      'conflict',
    )
    // The form is for the author; others see only that it came to something.
    const others = await seenBy('otherMember', which.threadId)
    expect(others.find(({ id }) => id === asked.id)).toMatchObject({ state: 'agreed', link: null })
  })

  it('that its author declines is seen by nobody but them and the moderators', async () => {
    const which = await written()
    const { id } = await mark(which, 'need')
    const sees = async (role: string) => (await seenBy(role, which.threadId)).some((one) => one.id === id)
    expect([await sees('member'), await sees('moderator'), await sees('otherMember')]).toEqual([
      true,
      true,
      false,
    ])
    await app.as('member').call('results.answerMark', { markId: id, agree: false })
    expect([await sees('member'), await sees('moderator'), await sees('otherMember')]).toEqual([
      true,
      true,
      false,
    ])
    const own = await app.as('member').call('results.marks', {})
    expect(own.marks.map((one) => one.id)).not.toContain(id)
  })

  it('made twice is one, also by two at once', async () => {
    const which = await written()
    const [a, b] = await Promise.all([mark(which, 'result'), mark(which, 'result')])
    expect(b.id).toBe(a.id)
    const other = { ...which, kind: 'result', note: 'Anders' }
    expect((await app.as('moderator').refusal('results.mark', other)).code).toBe('conflict')
  })

  it('is taken back by moderators', async () => {
    const which = await written()
    const { id: markId } = await mark(which, 'offer')
    expect((await app.as('member').refusal('results.unmark', { markId })).code).toBe('action.forbidden')
    await app.as('moderator').call('results.unmark', { markId })
    expect((await app.as('moderator').refusal('results.unmark', { markId })).code).toBe('not-found')
  })

  it('is made by moderators of the room alone', async () => {
    const which = await written()
    const may: string[] = []
    for (const role of everybody) {
      const { status, body } = await app.as(role).send('results.mark', { ...which, kind: 'task' })
      if (status === 201) may.push(role)
      else expect(body, role).toMatchObject({ code: 'action.forbidden' })
    }
    expect(may).toEqual(['moderator'])
  })

  it('is made by those of the session too who do not moderate the room, in its thread alone', async () => {
    const which = await written()
    const mayMark = async (role: string | undefined, threadId = which.threadId) =>
      (await app.as(role).call('results.marks', { threadId })).mayMark
    const sessionId = await session(app, 'running', { threadId: which.threadId })
    expect([await mayMark('moderator'), await mayMark('member'), await mayMark('otherMember')]).toEqual([
      true,
      false,
      false,
    ])
    const { userId } = app.world.roles['member']!
    await app.as('moderator').call('live.setModerators', { sessionId, userIds: [userId] })
    expect([await mayMark('member'), await mayMark('otherMember')]).toEqual([true, false])
    expect(await mayMark('member', app.world.threads.moderated)).toBe(false)
    expect((await mark(which, 'result', 'member')).state).toBe('agreed')
    expect((await app.as('member').call('results.marks', {})).mayMark).toBe(false)
    await app.as('moderator').call('live.setModerators', { sessionId, userIds: [] })
    expect(await mayMark('member')).toBe(false)
    await close(app, sessionId)
  })

  it('is not made of what is hidden, or of nothing', async () => {
    const which = await written()
    await app
      .as('moderator')
      .call('threads.hide', { ...which, rule: 'off-topic', reason: 'Gehört nicht hierher.' })
    expect((await app.as('moderator').refusal('results.mark', { ...which, kind: 'result' })).code).toBe(
      'conflict',
    )
    const nothing = { ...which, contributionId: 'f'.repeat(24), kind: 'result' }
    expect((await app.as('moderator').refusal('results.mark', nothing)).code).toBe('not-found')
  })

  it('in a closed room does not exist for others', async () => {
    const which = await written('moderator', app.world.threads.closedRoom)
    const { id: markId } = await mark(which, 'task')
    for (const role of ['member', 'municipalContact', 'platformAdmin', 'centreStaff']) {
      const someone = app.as(role)
      expect((await someone.refusal('results.marks', { threadId: which.threadId })).code).toBe('not-found')
      expect((await someone.refusal('results.mark', { ...which, kind: 'need' })).code).toBe('not-found')
      expect((await someone.refusal('results.unmark', { markId })).code).toBe('not-found')
      expect((await someone.refusal('results.answerMark', { markId, agree: true })).code).toBe('not-found')
    }
  })
})

describe('what was agreed to', () => {
  const organisationId = () => app.world.organisations['brunnenstube']!
  const entry = (source: { threadId: string; contributionId: string }) => ({
    organisationId: organisationId(),
    clientId: randomUUID(),
    category: 'rooms',
    title: 'Ein Raum am Samstag',
    source,
  })
  async function agreed(kind: 'need' | 'offer', threadId?: string, author = 'member', moderator?: string) {
    const which = await written(author, threadId)
    const { id: markId } = await mark(which, kind, moderator)
    await app.as(author).call('results.answerMark', { markId, agree: true })
    return which
  }

  it.each(['need', 'offer'] as const)('becomes a %s once, and each leads to the other', async (kind) => {
    const operation = `${kind}s.publish` as const
    const which = await agreed(kind)
    const draft = entry(which)
    const listing = await app.as('member').call(operation, draft)
    const slug = Object.entries(app.world.rooms).find(([key]) => key === 'professionalisierung')![0]
    expect(listing).toMatchObject({ kind, source: { ...which, roomSlug: slug } })
    // The answer was lost: the same again is the same.
    expect((await app.as('member').call(operation, draft)).id).toBe(listing.id)
    for (const role of ['member', 'otherMember', 'moderator']) {
      const done = (await seenBy(role, which.threadId)).find(
        (one) => one.contributionId === which.contributionId,
      )
      expect(done, role).toMatchObject({
        state: 'done',
        link: `/organisationen/${listing.organisation.slug}`,
      })
    }
    expect((await app.as('member').refusal(operation, entry(which))).code).toBe('conflict')
    const own = await app.as('member').call('results.marks', {})
    expect(own.marks.map(({ contributionId }) => contributionId)).not.toContain(which.contributionId)
  })

  it('is nobody else’s to publish, and nothing else than what was agreed to', async () => {
    const which = await agreed('need')
    for (const role of ['orgAdmin', 'otherMember', 'moderator']) {
      const { code } = await app.as(role).refusal('needs.publish', entry(which))
      expect(code, role).toBe('not-found')
    }
    expect((await app.as('member').refusal('offers.publish', entry(which))).code).toBe('not-found')
    const asked = await written()
    await mark(asked, 'need')
    expect((await app.as('member').refusal('needs.publish', entry(asked))).code).toBe('conflict')
    await app
      .as('moderator')
      .call('threads.hide', { ...which, rule: 'off-topic', reason: 'Gehört nicht hierher.' })
    expect((await app.as('member').refusal('needs.publish', entry(which))).code).toBe('conflict')
  })

  it('was said aloud: its speaker is asked and publishes it, not who noted it down', async () => {
    const threadId = app.world.threads.open
    const note = (oral: object) =>
      app.as('moderator').call('threads.contribute', {
        threadId,
        clientId: randomUUID(),
        text: 'Samstags sind unsere Räume frei.',
        oral,
      })
    const { userId } = app.world.roles['member']!
    const { id: contributionId } = await note({ userId, organisationId: organisationId() })
    const which = { threadId, contributionId }
    const { id: markId, mayAnswer } = await mark(which, 'offer')
    expect(mayAnswer).toBe(false)
    const asked = async (role: string) =>
      (await app.as(role).call('results.marks', {})).marks.some(({ id }) => id === markId)
    expect([await asked('member'), await asked('moderator')]).toEqual([true, false])
    const answer = { markId, agree: true }
    expect((await app.as('moderator').refusal('results.answerMark', answer)).code).toBe('action.forbidden')
    expect((await app.as('member').call('results.answerMark', answer)).link).toContain(contributionId)
    expect((await app.as('moderator').refusal('offers.publish', entry(which))).code).toBe('not-found')
    expect((await app.as('member').call('offers.publish', entry(which))).source).toMatchObject(which)

    // Who has no account is asked by whom it was noted down.
    const guest = { threadId, contributionId: (await note({ name: 'Frau Kaya' })).id }
    expect((await mark(guest, 'need')).mayAnswer).toBe(true)
  })

  it('says where it came from to readers of that room alone', async () => {
    const threadId = app.world.threads.closedRoom
    const which = await agreed('offer', threadId, 'moderator', 'moderator')
    const { id } = await app
      .as('moderator')
      .call('offers.publish', { ...entry(which), organisationId: app.world.organisations['sternwarte']! })
    const seen = async (role?: string) => (await app.as(role).call('offers.get', { id })).source
    expect(await seen('moderator')).toMatchObject(which)
    for (const role of [undefined, 'member', 'municipalContact', 'platformAdmin', 'sternwarteAdmin'])
      expect(await seen(role), role ?? 'visitor').toBeUndefined()
  })
})
