import type { Contribution, QueueEntry } from '@augenhoehe/contracts'
import { MongoNetworkError } from 'mongodb'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { Reports } from './model.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await app[Symbol.asyncDispose]()
})

const grounds = { rule: 'insult', reason: 'Hier fällt ein Schimpfwort.' } as const

async function write(who: Client, text = `Ein Beitrag ${randomUUID()}`): Promise<Contribution> {
  return who.call('threads.contribute', { threadId: app.world.threads.open, clientId: randomUUID(), text })
}
const which = ({ threadId, id }: Contribution) => ({ threadId, contributionId: id })

const report = (who: Client, contribution: Contribution, clientId = randomUUID()) =>
  who.call('moderation.report', {
    ...which(contribution),
    clientId,
    rule: 'insult',
    sentence: 'Das beleidigt uns.',
  })

const queueOf = async (who: Client) => (await who.call('moderation.queue', {})).entries
const caseAbout = async (who: Client, { id }: Contribution): Promise<QueueEntry> => {
  const found = (await queueOf(who)).find((entry) => entry.kind === 'report' && entry.contribution?.id === id)
  if (!found) throw new Error('no such case')
  return found
}
const decide = (found: QueueEntry, decision: 'dismiss' | 'hide' | 'remove' | 'lock') => ({
  caseId: found.id,
  rev: found.rev,
  decision,
  ...(decision === 'dismiss' ? { reason: 'Das ist Kritik und keine Beleidigung.' } : grounds),
})
const statementAbout = async (who: Client, contribution: Contribution) =>
  (await who.call('moderation.statements', {})).statements.find(
    ({ place }) => place.contributionId === contribution.id,
  )

describe('a report', () => {
  it('says who handles it and until when, with and without an account, and what came of it', async () => {
    app.clock.setTo(new Date())
    const contribution = await write(app.as('otherMember'))
    const receipt = await report(app.as('member'), contribution)
    expect(receipt).toMatchObject({ handledBy: 'moderators', state: 'open', outcome: null })
    expect(new Date(receipt.dueAt).getTime() - new Date(receipt.at).getTime()).toBe(3 * 86_400_000)
    const visitors = await report(app.as(), contribution)
    expect(visitors.dueAt).toBe(receipt.dueAt)

    const moderator = app.as('moderator')
    const found = await caseAbout(moderator, contribution)
    expect(found.reports).toHaveLength(2)
    expect(JSON.stringify(found.reports)).not.toContain(app.world.roles['member']!.userId)
    await moderator.call('moderation.decide', decide(found, 'hide'))

    expect(await app.as().call('moderation.showReport', { token: visitors.token })).toMatchObject({
      state: 'decided',
      outcome: 'restricted',
    })
    const { reports } = await app.as('member').call('moderation.ownReports', {})
    expect(reports).toMatchObject([{ token: receipt.token, outcome: 'restricted' }])
  })

  it('counts once, however often it is sent', async () => {
    const contribution = await write(app.as('otherMember'))
    const clientId = randomUUID()
    const member = app.as('member')
    const all = await Promise.all([
      report(member, contribution, clientId),
      report(member, contribution, clientId),
      report(member, contribution),
    ])
    expect(new Set(all.map(({ token }) => token)).size).toBe(1)
    expect((await caseAbout(app.as('moderator'), contribution)).reports).toHaveLength(1)
  })

  it('of many by one person is refused after a while', async () => {
    const member = app.as('member')
    const codes: string[] = []
    for (let n = 0; n < 22; n++) {
      const contribution = await write(app.as('otherMember'))
      const { status, body } = await member.send('moderation.report', {
        ...which(contribution),
        clientId: randomUUID(),
        rule: 'insult',
        sentence: 'Das beleidigt uns.',
      })
      codes.push(status === 201 ? 'taken' : (body as { code: string }).code)
    }
    expect(codes.filter((code) => code === 'taken')).toHaveLength(20)
    expect(codes.at(-1)).toBe('rate.limited')
  })

  it('about a moderator goes to the centre, and the moderators do not see it', async () => {
    const contribution = await write(app.as('moderator'))
    expect((await report(app.as('member'), contribution)).handledBy).toBe('staff')
    expect((await queueOf(app.as('moderator'))).map(({ kind }) => kind)).not.toContain('report')
    const staff = app.as('centreStaff')
    await staff.call('moderation.decide', decide(await caseAbout(staff, contribution), 'hide'))
    const statement = await statementAbout(app.as('moderator'), contribution)
    expect(statement).toMatchObject({ kind: 'hide', office: 'staff', followedReport: true })
  })

  it('about what is in a closed room is as if there were nothing, for everybody outside', async () => {
    const threadId = app.world.threads.closedRoom
    const [inside] = (await app.as('moderator').call('threads.contributions', { threadId })).contributions
    for (const role of ['otherMember', 'newcomer', 'municipalContact', 'platformAdmin', undefined]) {
      const { code } = await app.as(role).refusal('moderation.report', {
        threadId,
        contributionId: inside!.id,
        clientId: randomUUID(),
        rule: 'insult',
        sentence: 'Das beleidigt uns.',
      })
      expect(code, role).toBe('not-found')
    }
  })
})

describe('while the store does not answer', () => {
  it('what waits is not nothing, and nobody is told that there is no such case', async () => {
    const contribution = await write(app.as('otherMember'))
    await report(app.as('member'), contribution)
    const moderator = app.as('moderator')
    const found = await caseAbout(moderator, contribution)
    vi.spyOn(app.app.rooms, 'mustRead').mockRejectedValue(new MongoNetworkError('the store is gone'))
    expect(await moderator.refusal('moderation.queue', {})).toMatchObject({ code: 'unavailable' })
    expect(await moderator.refusal('moderation.decide', decide(found, 'hide'))).toMatchObject({
      code: 'unavailable',
    })
    vi.restoreAllMocks()
    await moderator.call('moderation.decide', decide(found, 'hide'))
  })
})

describe('a decision', () => {
  it('is made by one of two who decide at once; the other one hears of it', async () => {
    const contribution = await write(app.as('otherMember'))
    await report(app.as('member'), contribution)
    const found = await caseAbout(app.as('moderator'), contribution)
    const answers = await Promise.all(
      (['hide', 'dismiss'] as const).map((decision) =>
        app.as('moderator').send('moderation.decide', decide(found, decision)),
      ),
    )
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409'])
  })

  it('is for moderators of the room and nobody else', async () => {
    const contribution = await write(app.as('otherMember'))
    await report(app.as('member'), contribution)
    const found = await caseAbout(app.as('moderator'), contribution)
    for (const role of [...everybody.filter((one) => one !== 'moderator'), 'otherRoomModerator']) {
      expect((await app.as(role).refusal('moderation.decide', decide(found, 'hide'))).code, role).toBe(
        'not-found',
      )
      expect((await app.as(role).refusal('moderation.take', { caseId: found.id })).code, role).toBe(
        'not-found',
      )
    }
    expect((await app.as().refusal('moderation.decide', decide(found, 'hide'))).code).toBe('session.required')
    for (const role of ['member', 'otherMember', 'newcomer', 'municipalContact', 'orgAdmin'])
      expect((await app.as(role).refusal('moderation.queue', {})).code, role).toBe('action.forbidden')
  })

  it('is nobody’s about their own association', async () => {
    // The moderator belongs to the association the words were written for.
    const own = app.world.roles['moderator']!.organisationIds[0]!
    const colleague = app.as('sternwarteAdmin')
    const contribution = await colleague.call('threads.contribute', {
      threadId: app.world.threads.open,
      clientId: randomUUID(),
      text: 'Im Namen des Vereins.',
      actingOrganisationId: own,
    })
    const receipt = await report(app.as('member'), contribution)
    expect(receipt.handledBy).toBe('staff')
    const { code } = await app.as('moderator').refusal('threads.hide', { ...which(contribution), ...grounds })
    expect(code).toBe('action.forbidden')
  })

  it('belongs for half an hour to whoever took it', async () => {
    const contribution = await write(app.as('otherMember'))
    await report(app.as('member'), contribution)
    await app.as('platformAdmin').call('rooms.appointModerator', {
      roomId: app.world.rooms['professionalisierung']!,
      email: app.world.roles['otherRoomModerator']!.email,
    })
    const [first, second] = [app.as('moderator'), app.as('otherRoomModerator')]
    const taken = await first.call('moderation.take', { caseId: (await caseAbout(first, contribution)).id })
    expect(taken.takenBy).toMatchObject({ name: 'Amira Yıldız', isMe: true })
    expect(taken.takenBy!.until > new Date().toISOString()).toBe(true)
    const seen = await caseAbout(second, contribution)
    expect(seen).toMatchObject({ conflict: 'taken', mayDecide: false, takenBy: { isMe: false } })
    expect((await second.refusal('moderation.decide', decide(seen, 'hide'))).code).toBe('conflict')
    app.clock.setTo(new Date(Date.now() + 31 * 60_000))
    await second.call('moderation.decide', decide(await caseAbout(second, contribution), 'dismiss'))
    const { reports } = await app.as('member').call('moderation.ownReports', {})
    expect(reports[0]).toMatchObject({
      outcome: 'not-restricted',
      answer: 'Das ist Kritik und keine Beleidigung.',
    })
  })

  it('reaches the person in their language, with rule, sentence and the way to object', async () => {
    await app.as('otherMember').call('accounts.change', { locale: 'ar' })
    const contribution = await write(app.as('otherMember'), 'Meine eigenen Worte.')
    await app.as('moderator').call('threads.hide', { ...which(contribution), ...grounds })
    const statement = await statementAbout(app.as('otherMember'), contribution)
    expect(statement).toMatchObject({
      kind: 'hide',
      words: 'Meine eigenen Worte.',
      rule: 'insult',
      facts: grounds.reason,
      automated: false,
      followedReport: false,
      office: 'moderator',
      state: 'in-force',
      appeal: null,
    })
    expect(statement!.appealUntil).not.toBeNull()
    const mail = app.mails.find(({ to }) => to === app.world.roles['otherMember']!.email)
    expect(mail).toMatchObject({ lang: 'ar' })
    expect(mail!.text).toContain(grounds.reason)
    expect(mail!.text).toContain(`/ich/entscheidungen/${statement!.id}`)
    for (const role of everybody.filter((one) => one !== 'otherMember'))
      expect(
        (await app.as(role).refusal('moderation.statement', { statementId: statement!.id })).code,
        role,
      ).toBe('not-found')
  })

  it('of a machine says so: first words wait', async () => {
    const held = await write(app.as('newcomer'))
    expect(held.state).toBe('held')
    expect(await statementAbout(app.as('newcomer'), held)).toMatchObject({
      kind: 'hold',
      rule: 'first-contribution',
      automated: true,
      appealUntil: null,
    })
    expect((await queueOf(app.as('moderator'))).find(({ id }) => id === held.id)).toMatchObject({
      kind: 'held',
      mayDecide: true,
    })
    await app.as('moderator').call('threads.publish', which(held))
    expect((await statementAbout(app.as('newcomer'), held))!.state).toBe('ended')
  })
})

describe('an appeal', () => {
  async function hidden() {
    const contribution = await write(app.as('otherMember'))
    await app.as('moderator').call('threads.hide', { ...which(contribution), ...grounds })
    return { contribution, statement: (await statementAbout(app.as('otherMember'), contribution))! }
  }
  const appeal = (who: Client, statementId: string, clientId = randomUUID()) =>
    who.call('moderation.appeal', { statementId, clientId, text: 'Das war ein Zitat.' })

  it('is decided by somebody else, and overturning shows the words again', async () => {
    const { contribution, statement } = await hidden()
    const author = app.as('otherMember')
    await appeal(author, statement.id)
    // The only moderator decided before: the centre is next.
    const mine = (await queueOf(app.as('moderator'))).find(({ kind }) => kind === 'appeal')
    expect(mine).toMatchObject({ mayDecide: false, conflict: 'own-decision' })
    const decision = {
      statementId: statement.id,
      outcome: 'overturned',
      reason: 'Es war ein Zitat.',
    } as const
    expect((await app.as('moderator').refusal('moderation.decideAppeal', decision)).code).toBe(
      'action.forbidden',
    )
    await app.as('centreStaff').call('moderation.decideAppeal', decision)

    expect(await statementAbout(author, contribution)).toMatchObject({
      state: 'overturned',
      appeal: { decision: { outcome: 'overturned', reason: 'Es war ein Zitat.' } },
    })
    const { contributions } = await app
      .as()
      .call('threads.contributions', { threadId: contribution.threadId })
    expect(contributions.find(({ id }) => id === contribution.id)).toMatchObject({
      state: 'published',
      text: contribution.text,
    })
  })

  it('is possible once, and the same again is the same', async () => {
    const { statement } = await hidden()
    const author = app.as('otherMember')
    const clientId = randomUUID()
    await appeal(author, statement.id, clientId)
    expect((await appeal(author, statement.id, clientId)).appeal?.text).toBe('Das war ein Zitat.')
    const again = { statementId: statement.id, clientId: randomUUID(), text: 'Noch einmal.' }
    expect((await author.refusal('moderation.appeal', again)).code).toBe('conflict')
    const upheld = { statementId: statement.id, outcome: 'upheld', reason: 'Es war kein Zitat.' } as const
    const answers = await Promise.all([
      app.as('centreStaff').send('moderation.decideAppeal', upheld),
      app.as('centreStaff').send('moderation.decideAppeal', upheld),
    ])
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409'])
  })

  it('comes too late after half a year, and is nobody’s but of the person concerned', async () => {
    const { statement } = await hidden()
    const input = { statementId: statement.id, clientId: randomUUID(), text: 'Das war ein Zitat.' }
    for (const role of everybody.filter((one) => one !== 'otherMember'))
      expect((await app.as(role).refusal('moderation.appeal', input)).code, role).toBe('not-found')
    app.clock.setTo(new Date(Date.now() + 184 * 86_400_000))
    expect((await app.as('otherMember').refusal('moderation.appeal', input)).code).toBe('appeal.late')
  })

  it('keeps the words of what was removed until it is too late for one, then they are deleted', async () => {
    const contribution = await write(app.as('otherMember'), 'Worte, die verschwinden sollen.')
    const removed = await app.as('moderator').call('threads.remove', { ...which(contribution), ...grounds })
    expect(removed).toMatchObject({ state: 'removed', text: '' })
    expect((await statementAbout(app.as('otherMember'), contribution))!.words).toBe(contribution.text)
    await app.app.moderation.tidy()
    expect((await statementAbout(app.as('otherMember'), contribution))!.words).toBe(contribution.text)
    app.clock.setTo(new Date(Date.now() + 184 * 86_400_000))
    await app.app.moderation.tidy()
    expect((await statementAbout(app.as('otherMember'), contribution))!.words).toBe('')
  })
})

describe('a measure in a room', () => {
  const roomId = () => app.world.rooms['professionalisierung']!
  const attempt = async (role: string) => {
    const { status, body } = await app.as(role).send('threads.contribute', {
      threadId: app.world.threads.open,
      clientId: randomUUID(),
      text: 'Darf ich?',
    })
    return status === 201 ? (body as Contribution).state : (body as { code: string }).code
  }

  it.each([
    ['read-only', {}, { member: 'room.read-only', newcomer: 'room.read-only', moderator: 'published' }],
    ['members-only', {}, { member: 'published', newcomer: 'room.members-only', moderator: 'published' }],
    ['pre-check', {}, { member: 'held', newcomer: 'held', moderator: 'published' }],
  ] as const)('%s', async (measure, extra, expected) => {
    const input = { roomId: roomId(), measure, ...grounds, ...extra }
    expect((await app.as('member').refusal('moderation.setMeasure', input)).code).toBe('action.forbidden')
    await app.as('moderator').call('moderation.setMeasure', input)
    const seen = await app.as().call('rooms.get', { slug: 'professionalisierung' })
    expect(seen.measures).toMatchObject([{ measure, reason: grounds.reason, rule: 'insult' }])
    for (const [role, outcome] of Object.entries(expected)) expect(await attempt(role), role).toBe(outcome)
    await app.as('moderator').call('moderation.liftMeasure', { roomId: roomId(), measure })
    expect(await attempt('member')).toBe('published')
  })

  it('slow mode lets one through, of two at once as well, and says when to come back', async () => {
    await app.as('moderator').call('moderation.setMeasure', {
      roomId: roomId(),
      measure: 'slow-mode',
      seconds: 60,
      ...grounds,
    })
    const outcomes = await Promise.all([attempt('member'), attempt('member')])
    expect(outcomes.toSorted()).toEqual(['published', 'thread.too-fast'])
    expect(await attempt('otherMember')).toBe('published')
    expect(await attempt('moderator')).toBe('published')
    expect(await attempt('moderator')).toBe('published')
    app.clock.setTo(new Date(Date.now() + 61_000))
    expect(await attempt('member')).toBe('published')
  })

  it('ends by the clock', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    await app
      .as('moderator')
      .call('moderation.setMeasure', { roomId: roomId(), measure: 'read-only', until, ...grounds })
    expect(await attempt('member')).toBe('room.read-only')
    app.clock.setTo(new Date(Date.now() + 3_700_000))
    expect(await attempt('member')).toBe('published')
    expect((await app.as().call('rooms.get', { slug: 'professionalisierung' })).measures).toEqual([])
  })

  it('suspends a person until a day, who is told why and may object', async () => {
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString()
    const userId = app.world.roles['otherMember']!.userId
    const input = { roomId: roomId(), userId, until, ...grounds }
    for (const role of everybody.filter((one) => one !== 'moderator'))
      expect((await app.as(role).refusal('moderation.suspend', input)).code, role).toBe('action.forbidden')
    await app.as('moderator').call('moderation.suspend', input)
    expect(await attempt('otherMember')).toBe('room.suspended')
    const room = await app.as('otherMember').call('rooms.get', { slug: 'professionalisierung' })
    expect(room.suspendedUntil).toBe(until)
    const { statements } = await app.as('otherMember').call('moderation.statements', {})
    expect(statements[0]).toMatchObject({ kind: 'suspend', until, state: 'in-force' })
    await app.as('otherMember').call('moderation.appeal', {
      statementId: statements[0]!.id,
      clientId: randomUUID(),
      text: 'Ich habe mich entschuldigt.',
    })
    await app.as('centreStaff').call('moderation.decideAppeal', {
      statementId: statements[0]!.id,
      outcome: 'overturned',
      reason: 'Die Entschuldigung steht im Gespräch.',
    })
    expect(await attempt('otherMember')).toBe('published')
  })
})

describe('what everybody sees of it', () => {
  it('is a log of the room without names and words, and figures', async () => {
    const contribution = await write(app.as('otherMember'), 'Geheime Worte')
    await report(app.as('member'), contribution)
    const moderator = app.as('moderator')
    await moderator.call('moderation.decide', decide(await caseAbout(moderator, contribution), 'hide'))
    const roomId = app.world.rooms['professionalisierung']!
    const { entries } = await app.as('newcomer').call('moderation.log', { roomId })
    expect(entries[0]).toMatchObject({ kind: 'hide', rule: 'insult', office: 'moderator', state: 'in-force' })
    const told = JSON.stringify(entries)
    for (const secret of [
      'Geheime Worte',
      grounds.reason,
      ...Object.values(app.world.roles).map(({ userId }) => userId),
    ])
      expect(told).not.toContain(secret)
    const { months } = await app.as().call('moderation.numbers', {})
    expect(months[0]).toMatchObject({
      reports: 1,
      restrictions: { hide: 1 },
      rules: { insult: 1 },
      appeals: 0,
    })
  })

  it('counts an appeal in its month, also where the decision lies further back than figures go', async () => {
    app.clock.setTo(new Date('2026-03-20T12:00:00Z'))
    const contribution = await write(app.as('otherMember'))
    await app.as('moderator').call('threads.hide', { ...which(contribution), ...grounds })
    const author = app.as('otherMember')
    const statement = (await statementAbout(author, contribution))!
    app.clock.setTo(new Date('2026-08-20T12:00:00Z'))
    await author.call('moderation.appeal', {
      statementId: statement.id,
      clientId: randomUUID(),
      text: 'Das war ein Zitat.',
    })
    app.clock.setTo(new Date('2029-07-01T00:30:00+02:00'))
    const { months } = await app.as().call('moderation.numbers', { months: 36 })
    expect(months[0]!.month).toBe('2029-07')
    expect(months.at(-1)).toMatchObject({ month: '2026-08', appeals: 1, restrictions: {} })
    // Asked by everybody, counted once in a minute.
    const queries = vi.spyOn(Reports, 'find')
    for (const count of [1, 12, 36]) await app.as().call('moderation.numbers', { months: count })
    expect(queries).not.toHaveBeenCalled()
  })

  it('shows the log of a closed room to those inside only', async () => {
    const roomId = app.world.rooms['moderationsrunde']!
    await app.as('moderator').call('moderation.log', { roomId })
    for (const role of ['otherMember', 'newcomer', 'municipalContact', 'platformAdmin'])
      expect((await app.as(role).refusal('moderation.log', { roomId })).code, role).toBe('not-found')
  })
})

describe('a block', () => {
  it('of a person is one’s own affair', async () => {
    const userId = app.world.roles['otherMember']!.userId
    const member = app.as('member')
    expect(await member.call('moderation.block', { userId })).toEqual({
      people: [{ userId, name: 'Oleh Kravets' }],
    })
    expect((await app.as('otherMember').call('moderation.blocks', {})).people).toEqual([])
    expect(
      (await member.refusal('moderation.block', { userId: app.world.roles['member']!.userId })).code,
    ).toBe('conflict')
    expect((await member.call('moderation.unblock', { userId })).people).toEqual([])
  })

  it('between associations keeps both out of each other’s suggestions and requests', async () => {
    const organisationId = app.world.organisations['brunnenstube']!
    const admin = app.as('orgAdmin')
    const { suggestions } = await admin.call('matching.suggestions', { organisationId })
    const blockedId = suggestions[0]!.organisation.id
    expect(
      (await app.as('member').refusal('moderation.blockOrganisation', { organisationId, blockedId })).code,
    ).toBe('action.forbidden')
    await admin.call('moderation.blockOrganisation', { organisationId, blockedId })
    const after = await admin.call('matching.suggestions', { organisationId })
    expect(after.suggestions.map(({ organisation }) => organisation.id)).not.toContain(blockedId)
    const { code } = await admin.refusal('matching.request', {
      organisationId,
      otherOrganisationId: blockedId,
      message: 'Guten Tag, hätten Sie Zeit?',
    })
    expect(code).toBe('action.forbidden')
  })
})
