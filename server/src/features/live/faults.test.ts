import type { SessionSnapshot } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { close, lead, Seat, session, somePlan } from '../../testing/sessions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const browsers = new Map<string, Client>()
function as(role: string): Client {
  const browser = browsers.get(role) ?? app.as(role)
  browsers.set(role, browser)
  return browser
}

/** What stands in a session when somebody acts. */
interface Scene {
  sessionId: string
  hand: number
  turn: number
  questions: [string, string]
  statementId: string
}

/** A session with somebody who waits, somebody who speaks, two questions and a statement. */
async function scene(threadId = app.world.threads.open, speakers = ['member', 'orgAdmin']): Promise<Scene> {
  const sessionId = await session(app, 'running', { threadId, rule: 'first-come' })
  const clientId = () => randomUUID()
  const [first, second] = speakers.map((role) => as(role)) as [Client, Client]
  await first.ask('live.raiseHand', { sessionId, clientId: clientId() })
  const { n: hand } = await second.ask('live.raiseHand', { sessionId, clientId: clientId() })
  const { turn } = await as('moderator').ask('live.call', { sessionId, afterTurn: 0 })
  await as('moderator').ask('live.turn', { sessionId, turn, act: 'start' })
  const asked = async (text: string) =>
    (await first.ask('live.ask', { sessionId, clientId: clientId(), text })).id
  const questions: [string, string] = [await asked('Wer trägt die Kosten?'), await asked('Und wer zahlt?')]
  const { id: statementId } = await as('moderator').ask('live.state', {
    sessionId,
    clientId: clientId(),
    text: 'Anträge sind zu lang.',
  })
  return { sessionId, hand, turn, questions, statementId }
}

type Sent = (scene: Scene) => object
/** Everything one can do in a session, as somebody would who sees what stands there. */
const participants: Record<string, Sent> = {
  'live.raiseHand': () => ({ clientId: randomUUID() }),
  'live.lowerHand': ({ hand }) => ({ hand }),
  'live.ask': () => ({ clientId: randomUUID(), text: 'Hört mich wer?' }),
  'live.support': ({ questions }) => ({ questionId: questions[0], on: true }),
  'live.vote': ({ statementId }) => ({ statementId, value: 'agree' }),
}
const moderators: Record<string, Sent> = {
  'live.enterHand': () => ({ clientId: randomUUID(), name: 'Frau Kaya' }),
  'live.call': ({ turn }) => ({ afterTurn: turn }),
  'live.turn': ({ turn }) => ({ turn, act: 'end' }),
  'live.judgeQuestion': ({ questions }) => ({ questionId: questions[0], rev: 1, to: 'answered' }),
  'live.mergeQuestions': ({ questions }) => ({ questionId: questions[0], into: questions[1], rev: 1 }),
  'live.state': () => ({ clientId: randomUUID(), text: 'Noch eine Aussage.' }),
  'live.closeStatement': ({ statementId }) => ({ statementId, open: false }),
  'live.move': () => ({ from: 'running', to: 'wrapping-up' }),
  'live.goTo': () => ({ from: 1, item: 2 }),
  'live.setQueue': () => ({ closed: true }),
}
const all = { ...participants, ...moderators }

async function code(role: string, event: string, { sessionId }: Scene, input: object) {
  const { ok, problem } = await as(role).emit(event, { sessionId, ...input })
  return ok ? 'done' : problem!.code
}
/** How it stands, but for the moment of the answer. */
async function standing({ sessionId }: Scene, role = 'moderator'): Promise<Omit<SessionSnapshot, 'now'>> {
  const { now: _, ...rest } = await as(role).call('live.get', { sessionId })
  return rest
}

describe('An act that comes too late', () => {
  let over: Scene
  let beside: Scene
  beforeAll(async () => {
    over = await scene(app.world.threads.moderated)
    await close(app, over.sessionId)
    beside = await scene()
  })
  afterAll(() => close(app, beside.sessionId))

  it.each(Object.entries(all))(
    '%s: the session has ended, and nothing is disturbed',
    async (event, input) => {
      const before = await standing(over)
      const seat = await Seat.take(app.as('member'), beside.sessionId)
      const role = event in participants ? 'newcomer' : 'moderator'
      expect(await code(role, event, over, input(over))).toBe('live.ended')
      expect(await standing(over)).toEqual(before)
      expect(seat.pushes).toEqual([])
    },
  )

  it('changes neither what was planned nor who moderates, and merges nothing', async () => {
    const before = await standing(over)
    const { sessionId } = over
    const sent = {
      'live.change': { sessionId, rev: before.rev, ...somePlan({ title: 'Zu spät' }) },
      'live.setModerators': { sessionId, userIds: [] },
      'live.merge': { sessionId, into: beside.sessionId, reason: 'Wir machen zusammen weiter.' },
    }
    for (const [operation, input] of Object.entries(sent))
      expect(
        (await as('moderator').refusal(operation as keyof typeof sent, input as never)).code,
        operation,
      ).toBe('live.ended')
    expect(await standing(over)).toEqual(before)
  })
})

describe('An act in a room that is not one’s own', () => {
  it('finds nothing where the room is closed, whatever it is', async () => {
    const there = await scene(app.world.threads.closedRoom, ['moderator', 'otherRoomModerator'])
    const before = await standing(there)
    for (const [event, input] of Object.entries(all))
      for (const role of ['member', 'municipalContact', 'centreStaff', 'platformAdmin'])
        expect(await code(role, event, there, input(there)), `${event} ${role}`).toBe('not-found')
    expect(await standing(there)).toEqual(before)
    await close(app, there.sessionId)
  })

  it('is refused to moderators of another room, who may only take part', async () => {
    const there = await scene()
    const before = await standing(there)
    for (const [event, input] of Object.entries(moderators))
      expect(await code('otherRoomModerator', event, there, input(there)), event).toBe('action.forbidden')
    expect(await standing(there)).toEqual(before)
    await close(app, there.sessionId)
  })

  it('does not reach questions, statements and hands of another session', async () => {
    const [here, elsewhere] = [await scene(), await scene(app.world.threads.moderated)]
    const before = [await standing(here), await standing(elsewhere)]
    for (const event of [
      'live.support',
      'live.vote',
      'live.judgeQuestion',
      'live.mergeQuestions',
      'live.closeStatement',
    ])
      expect(await code('moderator', event, here, all[event]!(elsewhere)), event).toBe('not-found')
    expect([await standing(here), await standing(elsewhere)]).toEqual(before)
    for (const { sessionId } of [here, elsewhere]) await close(app, sessionId)
  })
})

describe('An act on what is no longer so', () => {
  it.each<[string, Sent]>([
    ['live.call', ({ turn }) => ({ afterTurn: turn - 1 })],
    ['live.call', ({ turn }) => ({ afterTurn: turn, hand: 99 })],
    ['live.turn', ({ turn }) => ({ turn: turn + 1, act: 'pause' })],
    ['live.goTo', () => ({ from: 2, item: 1 })],
    ['live.move', () => ({ from: 'ready', to: 'running' })],
    ['live.judgeQuestion', ({ questions }) => ({ questionId: questions[0], rev: 0, to: 'answered' })],
    ['live.mergeQuestions', ({ questions }) => ({ questionId: questions[0], into: questions[1], rev: 0 })],
    ['live.lowerHand', () => ({ hand: 99 })],
  ])('%s (%#) is a conflict and changes nothing; the same on what is so goes on', async (event, input) => {
    const there = await scene()
    const before = await standing(there)
    const seat = await Seat.take(app.as('otherMember'), there.sessionId)
    expect(await code('moderator', event, there, input(there))).toBe('conflict')
    expect(await standing(there)).toEqual(before)
    expect(seat.pushes).toEqual([])
    expect(await code('moderator', event, there, all[event]!(there))).toBe('done')
    await close(app, there.sessionId)
  })
})

describe('Too much from one person', () => {
  it('is one hand in each session, also over both carriers and after the first was taken back', async () => {
    const there = await scene()
    const { sessionId } = there
    const seat = await Seat.take(app.as('otherMember'), sessionId)
    const storm = (role: string) =>
      Promise.all(
        Array.from({ length: 100 }, () => code(role, 'live.raiseHand', there, { clientId: randomUUID() })),
      )
    const codes = await storm('newcomer')
    expect(codes.filter((one) => one === 'done')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['done', 'conflict']))
    const now = await seat.until(({ queue }) => queue.length === 2)
    expect(seat.pushes).toHaveLength(1)
    await as('newcomer').ask('live.lowerHand', { sessionId, hand: now.queue.at(-1)!.n })
    expect((await storm('newcomer')).filter((one) => one === 'done')).toHaveLength(1)
    expect((await standing(there)).queue).toHaveLength(2)
    await close(app, sessionId)
  })

  it.each<[string, string, Sent]>([
    ['member', 'live.ask', () => ({ clientId: randomUUID(), text: 'x'.repeat(20_000) })],
    ['member', 'live.raiseHand', () => ({ clientId: randomUUID(), text: 'x'.repeat(20_000) })],
    ['moderator', 'live.state', () => ({ clientId: randomUUID(), text: 'x'.repeat(20_000) })],
    ['moderator', 'live.enterHand', () => ({ clientId: randomUUID(), name: 'x'.repeat(20_000) })],
    [
      'moderator',
      'live.judgeQuestion',
      ({ questions }) => ({ questionId: questions[0], rev: 1, to: 'moved', reason: 'x'.repeat(20_000) }),
    ],
  ])('are words without measure: %s, %s', async (role, event, input) => {
    const there = await scene()
    const before = await standing(there)
    expect(await code(role, event, there, input(there))).toBe('request.invalid')
    expect(await standing(there)).toEqual(before)
    await close(app, there.sessionId)
  })
})

describe('A moderator’s telephone that drops while somebody speaks', () => {
  it('leaves the turn to the server; whoever takes over pauses, lengthens and ends it', async () => {
    const there = await scene()
    const { sessionId, turn } = there
    const phone = app.as('moderator')
    const seat = await Seat.take(phone, sessionId)
    phone.drop()
    const other = await Seat.take(app.as('centreStaff'), sessionId)
    expect(other.now.stage.turn).toEqual(seat.now.stage.turn)
    await other.client.ask('live.turn', { sessionId, turn, act: 'pause' })
    await other.client.ask('live.turn', { sessionId, turn, act: 'extend', seconds: 60 })
    await seat.follow()
    expect(seat.now.stage.turn).toMatchObject({ state: 'paused', allowedMs: 180_000, runningSince: null })
    expect(seat.now.stage.turn).toEqual(
      (await other.until(({ stage }) => stage.turn?.allowedMs === 180_000)).stage.turn,
    )
    // What the first had in mind for a turn that is over is told, not done to the next one.
    await other.client.ask('live.call', { sessionId, afterTurn: turn })
    expect(await code('moderator', 'live.turn', there, { turn, act: 'end' })).toBe('conflict')
    await close(app, sessionId)
  })
})

describe('A session that was led on', () => {
  it('does not come back to a state it has left, whoever asks', async () => {
    const sessionId = await session(app, 'planned')
    await lead(as('moderator'), sessionId, 'wrapping-up')
    const there = { sessionId } as Scene
    for (const [from, to] of [
      ['planned', 'ready'],
      ['ready', 'running'],
      ['running', 'wrapping-up'],
    ])
      expect(await code('moderator', 'live.move', there, { from, to })).toBe('conflict')
    expect(await code('moderator', 'live.move', there, { from: 'wrapping-up', to: 'ready' })).toBe(
      'live.ended',
    )
    await close(app, sessionId)
  })
})
