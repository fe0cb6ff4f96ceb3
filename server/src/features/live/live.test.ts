import type { Input, AllOperations } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { close, lead, Seat, session, somePlan } from '../../testing/sessions.ts'

let app: TestApp
let sessionId = ''
const begun: string[] = []
beforeAll(async () => {
  app = await startApp()
})
afterEach(async () => {
  for (const id of begun.splice(0)) await close(app, id)
})
afterAll(() => app[Symbol.asyncDispose]())

async function begin(...args: Parameters<typeof session> extends [unknown, ...infer R] ? R : never) {
  sessionId = await session(app, ...args)
  begun.push(sessionId)
  return sessionId
}
/** One browser each: whoever acts again has signed in already. */
const browsers = new Map<string | undefined, Client>()
function as(role?: string): Client {
  const browser = browsers.get(role) ?? app.as(role)
  browsers.set(role, browser)
  return browser
}
const moderator = () => as('moderator')
const clientId = () => randomUUID()
const raise = (role: string, more: Partial<Input<AllOperations['live.raiseHand']>> = {}) =>
  as(role).ask('live.raiseHand', { sessionId, clientId: clientId(), ...more })
const code = async (role: string | undefined, event: string, input: object) => {
  const { ok, problem } = await as(role).emit(event, { sessionId, ...input })
  return ok ? 'done' : problem!.code
}
const everybody = [
  'member',
  'otherMember',
  'moderator',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
]

describe('A session', () => {
  it('is planned on a thread, led on, and entered there at every step', async () => {
    const plan = { threadId: app.world.threads.open, clientId: clientId(), ...somePlan() }
    const brief = await moderator().call('live.plan', plan)
    expect(brief).toMatchObject({
      state: 'planned',
      minutes: 45,
      mayRun: true,
      roomSlug: 'professionalisierung',
    })
    expect(await moderator().call('live.plan', plan)).toEqual(brief)
    const other = await moderator().refusal('live.plan', { ...plan, title: 'Ein anderer Titel' })
    expect(other.code).toBe('conflict')
    await lead(moderator(), brief.id, 'wrapping-up')
    await moderator().call('live.move', { sessionId: brief.id, from: 'wrapping-up', to: 'running' })
    await close(app, brief.id)
    const { contributions } = await as().call('threads.contributions', { threadId: plan.threadId })
    const kinds = contributions.flatMap(({ event }) => event?.kind ?? [])
    expect(kinds.slice(-8)).toEqual([
      'session-planned',
      'session-ready',
      'session-running',
      'session-item',
      'session-wrapping-up',
      'session-running',
      'session-wrapping-up',
      'session-no-result',
    ])
  })

  it('runs alone in its thread', async () => {
    await begin()
    const second = await session(app, 'ready')
    const move = { sessionId: second, from: 'ready', to: 'running' }
    expect((await moderator().refusal('live.move', move)).code).toBe('conflict')
    await close(app, begun.pop()!)
    expect((await moderator().call('live.move', move as never)).state).toBe('running')
    begun.push(second)
  })

  it('needs a reason where it falls through, and is then over for everybody', async () => {
    await begin('ready')
    const cancel = { sessionId, from: 'ready', to: 'cancelled' }
    expect((await moderator().refusal('live.move', cancel)).code).toBe('request.invalid')
    await moderator().call('live.move', { ...cancel, reason: 'Zu wenige Anmeldungen.' } as never)
    expect(await code('member', 'live.raiseHand', { clientId: clientId() })).toBe('live.ended')
    expect(await code('moderator', 'live.call', { afterTurn: 0 })).toBe('live.ended')
    expect(await code('moderator', 'live.move', { from: 'cancelled', to: 'ready' })).toBe('live.ended')
    expect(await code('moderator', 'live.setQueue', { closed: true })).toBe('live.ended')
    const { stage, code: word } = await as().call('live.get', { sessionId })
    expect([stage.state, stage.reason, word]).toEqual(['cancelled', 'Zu wenige Anmeldungen.', null])
    begun.pop()
  })

  it('keeps the items that were dealt with when it is changed, and a change that is out of date changes nothing', async () => {
    await begin()
    await moderator().ask('live.goTo', { sessionId, from: 1, item: 2, addMinutes: 5 })
    const { rev } = await moderator().call('live.get', { sessionId })
    const agenda = [1, 2, 3].map((n) => ({ title: `Neu ${n}`, minutes: 10 }))
    await moderator().call('live.change', { sessionId, rev, ...somePlan({ agenda }) })
    const { stage } = await as().call('live.get', { sessionId })
    expect(stage.agenda.map(({ title }) => title['und'])).toEqual([
      ...somePlan().agenda.map(({ title }) => title),
      'Neu 3',
    ])
    expect(stage.itemMs).toBe(25 * 60_000)
    const late = await moderator().refusal('live.change', {
      sessionId,
      rev,
      ...somePlan({ title: 'Zu spät' }),
    })
    expect(late.code).toBe('conflict')
    expect((await as().call('live.get', { sessionId })).stage.title).toBe(somePlan().title)
  })

  it('is led on once when two moderators do so at the same moment', async () => {
    await begin('ready')
    const move = { from: 'ready', to: 'running' }
    const codes = await Promise.all(['moderator', 'centreStaff'].map((role) => code(role, 'live.move', move)))
    expect(codes.toSorted()).toEqual(['conflict', 'done'])
  })

  it('is found by its code in any spelling, and by nobody else', async () => {
    await begin('ready')
    const { code: word } = await moderator().call('live.get', { sessionId })
    const spelt = `${word!.slice(0, 3)}-${word!.slice(3)}`.toLowerCase()
    expect(await as().call('live.findByCode', { code: spelt })).toMatchObject({
      sessionId,
      state: 'ready',
    })
    expect((await as().refusal('live.findByCode', { code: 'ZZZZZZ' })).code).toBe('not-found')
  })

  it('is listed to come before what has been, each with its room', async () => {
    await begin('ready')
    const { sessions } = await app
      .as()
      .call('live.sessions', { threadId: app.world.threads.open, limit: 100 })
    const coming = sessions.findIndex(({ id }) => id === sessionId)
    const over = sessions.findIndex(({ state }) => state === 'no-result')
    expect(coming).toBeGreaterThanOrEqual(0)
    expect(coming).toBeLessThan(over)
  })
})

describe('What lists say of a session that runs', () => {
  const inList = async () =>
    (await as().call('live.sessions', { threadId: app.world.threads.open })).sessions.find(
      ({ id }) => id === sessionId,
    )

  it('is who takes part and who speaks, told at once to those in the room', async () => {
    await begin('ready')
    expect((await inList())?.pulse).toBeNull()
    await moderator().call('live.move', { sessionId, from: 'ready', to: 'running' })
    expect((await inList())?.pulse).toEqual({ organisations: 0, speaker: null })
    const listener = as('otherMember')
    await listener.ask('rooms.enter', { roomId: app.world.rooms['professionalisierung']! })
    const wabe = app.world.organisations['wabe']!
    const [organisation] = (await moderator().call('organisations.list', { search: 'Wabe' })).organisations
    let told = listener.next('live.pulse')
    const { n } = await moderator().ask('live.enterHand', {
      sessionId,
      clientId: clientId(),
      name: 'Frau Kaya',
      organisationId: wabe,
    })
    expect(await told).toEqual({ sessionId, pulse: { organisations: 1, speaker: null } })
    told = listener.next('live.pulse')
    await moderator().ask('live.call', { sessionId, afterTurn: 0, hand: n })
    const pulse = { organisations: 1, speaker: organisation!.name }
    expect(await told).toEqual({ sessionId, pulse })
    expect((await inList())?.pulse).toEqual(pulse)
  })

  it('is not told of a closed room, where a right may end at any moment', async () => {
    await begin('running', { threadId: app.world.threads.closedRoom })
    const pulses: unknown[] = []
    const socket = await moderator().socket()
    socket.on('live.pulse', (told) => pulses.push(told))
    const { roomId } = await moderator().call('live.get', { sessionId })
    await moderator().ask('rooms.enter', { roomId })
    const person = { sessionId, clientId: clientId(), name: 'Frau Kaya' }
    const { n } = await moderator().ask('live.enterHand', person)
    await moderator().ask('live.call', { sessionId, afterTurn: 0, hand: n })
    const { sessions } = await moderator().call('live.sessions', { roomId })
    expect(sessions.find(({ id }) => id === sessionId)?.pulse?.speaker).toBe('Frau Kaya')
    // Whatever was sent before this answer has arrived with it.
    await moderator().emit('room.leave', {})
    socket.off('live.pulse')
    expect(pulses).toEqual([])
  })
})

describe('The calendar', () => {
  it('has public sessions only, and the same bytes as long as nothing has changed', async () => {
    await begin('running', { threadId: app.world.threads.closedRoom, title: 'Geheime Runde' })
    await begin('ready', { title: 'Öffentlicher Abend; mit Komma, und Strichpunkt' })
    const get = () => as().raw('GET', '/termine.ics')
    const { status, contentType, body } = await get()
    expect([status, contentType]).toEqual([200, 'text/calendar; charset=utf-8'])
    const unfolded = String(body).replaceAll('\r\n ', '')
    expect(unfolded).toContain('SUMMARY:Öffentlicher Abend\\; mit Komma\\, und Strichpunkt')
    expect(unfolded).toMatch(
      new RegExp(`URL;VALUE=URI:http://localhost/raeume/professionalisierung/[0-9a-f]{24}`),
    )
    expect(unfolded).not.toContain('Geheime')
    expect((await get()).body).toBe(body)
    await moderator().call('live.move', {
      sessionId,
      from: 'ready',
      to: 'cancelled',
      reason: 'Zu wenige Anmeldungen.',
    })
    begun.pop()
    expect(String((await get()).body)).toContain('STATUS:CANCELLED')
  })
})

describe('Who may', () => {
  const outcomes = async (event: string, input: object) =>
    Object.fromEntries(
      await Promise.all(
        [...everybody, undefined].map(
          async (role) => [role ?? 'visitor', await code(role, event, input)] as const,
        ),
      ),
    )

  it('run a session: moderators of its room and staff', async () => {
    await begin()
    for (const [event, input] of [
      ['live.setQueue', { turnSeconds: 90 }],
      ['live.state', { clientId: clientId(), text: 'Eine Aussage.' }],
      ['live.enterHand', { clientId: clientId(), name: 'Frau Kaya' }],
    ] as const) {
      const all = await outcomes(event, input)
      const may = everybody.filter((role) => all[role] !== 'action.forbidden')
      expect(may, event).toEqual(['moderator', 'centreStaff'])
      expect(all['visitor']).toBe('session.required')
      expect(await code('otherRoomModerator', event, input)).toBe('action.forbidden')
    }
  })

  it('take part: everybody who may write in the room', async () => {
    await begin()
    const raised = await outcomes('live.raiseHand', { clientId: clientId() })
    expect(raised).toEqual({
      ...Object.fromEntries(everybody.map((role) => [role, 'done'])),
      platformAdmin: 'action.forbidden',
      visitor: 'session.required',
    })
    const { queue } = await as().call('live.get', { sessionId })
    expect(queue).toHaveLength(7)
    const office = queue.find(({ party }) => party.isInstitution)?.party
    expect(office).toMatchObject({ organisation: expect.stringContaining('Integrationsbüro') as unknown })
    expect(office?.institutionKind).toBe('municipality')
  })

  it('take part not while a measure of the room keeps them from writing', async () => {
    await begin()
    const roomId = app.world.rooms['professionalisierung']!
    const grounds = { rule: 'off-topic', reason: 'Wir sortieren gerade.' } as const
    await moderator().call('moderation.setMeasure', { roomId, measure: 'read-only', ...grounds })
    for (const [event, input] of [
      ['live.raiseHand', { clientId: clientId() }],
      ['live.ask', { clientId: clientId(), text: 'Hört mich wer?' }],
    ] as const)
      expect(await code('member', event, input)).toBe('room.read-only')
    await moderator().call('moderation.liftMeasure', { roomId, measure: 'read-only' })
    await moderator().call('moderation.setMeasure', { roomId, measure: 'pre-check', ...grounds })
    const text = 'Wartet diese Frage?'
    const asked = await as('member').ask('live.ask', { sessionId, clientId: clientId(), text })
    expect(asked.state).toBe('pending')
    await moderator().call('moderation.liftMeasure', { roomId, measure: 'pre-check' })
    const fromNewcomer = await as('newcomer').ask('live.ask', { sessionId, clientId: clientId(), text })
    expect(fromNewcomer.state).toBe('pending')
  })

  it('learn of a session in a closed room: who is invited, by whatever way', async () => {
    await begin('running', { threadId: app.world.threads.closedRoom })
    const { code: word } = await moderator().call('live.get', { sessionId })
    for (const role of [...everybody, undefined].filter((one) => one !== 'moderator')) {
      const person = as(role)
      expect((await person.refusal('live.get', { sessionId })).code, role).toBe('not-found')
      expect((await person.refusal('live.findByCode', { code: word! })).code, role).toBe('not-found')
      expect(await code(role, 'live.follow', {}), role).toBe('not-found')
      const ask = { clientId: clientId(), text: 'Hört mich wer?', code: word! }
      expect(await code(role, 'live.ask', ask), role).toBe('not-found')
      const { sessions } = await person.call('live.sessions', { limit: 100 })
      expect(
        sessions.some(({ id }) => id === sessionId),
        role,
      ).toBe(false)
      if (role !== undefined)
        expect(await code(role, 'live.raiseHand', { clientId: clientId() }), role).toBe('not-found')
    }
    expect(await code('otherRoomModerator', 'live.raiseHand', { clientId: clientId() })).toBe('done')
  })
})

describe('The list of speakers', () => {
  it('has one order on all screens, also when two raise their hands in the same moment', async () => {
    await begin('running', { rule: 'first-come' })
    const seats = await Promise.all(
      [undefined, 'member', 'orgAdmin', 'moderator'].map((role) => Seat.take(as(role), sessionId)),
    )
    const places = await Promise.all(
      ['member', 'otherMember', 'orgAdmin', 'newcomer'].map((role) => raise(role)),
    )
    expect(places.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
    const orders = await Promise.all(
      seats.map(async (seat) =>
        (await seat.until(({ queue }) => queue.length === 4)).queue.map(({ n }) => n),
      ),
    )
    expect(new Set(orders.map((order) => order.join())).size).toBe(1)
    const stored = await as().call('live.get', { sessionId })
    expect(stored.queue.map(({ n }) => n)).toEqual(orders[0])
  })

  it('answers a repeated request with what is stored, and takes one hand of each person', async () => {
    await begin()
    const request = { clientId: clientId(), text: 'Ich schreibe lieber.' }
    const first = await raise('member', request)
    expect(await raise('member', request)).toEqual(first)
    expect(await code('member', 'live.raiseHand', { ...request, text: 'Etwas anderes.' })).toBe('conflict')
    const hundred = await Promise.all(
      Array.from({ length: 100 }, () => code('member', 'live.raiseHand', { clientId: clientId() })),
    )
    expect(new Set(hundred)).toEqual(new Set(['conflict']))
    expect((await as().call('live.get', { sessionId })).queue).toHaveLength(1)
  })

  it('shows a turn in writing to its author and moderators, and to all when it is called', async () => {
    await begin()
    const seats = await Promise.all(
      [undefined, 'otherMember', 'member', 'moderator'].map((role) => Seat.take(as(role), sessionId)),
    )
    const text = 'Uns fehlt eine Liste aller Programme.'
    await raise('member', { text })
    const read = await Promise.all(
      seats.map(async (seat) => (await seat.until(({ queue }) => queue.length === 1)).queue[0]!.text),
    )
    expect(read).toEqual([null, null, text, text])
    expect(JSON.stringify(seats[0]!.pushes)).not.toContain(text)
    await moderator().ask('live.call', { sessionId, afterTurn: 0 })
    const turns = await Promise.all(
      seats.map(async (seat) => (await seat.until(({ stage }) => stage.turn !== null)).stage.turn!.hand.text),
    )
    expect(turns).toEqual([text, text, text, text])
  })

  it('goes on when a moderator’s phone drops in mid-turn: the clock runs, somebody else takes over', async () => {
    await begin()
    await raise('member')
    await raise('orgAdmin')
    const phone = app.as('moderator')
    const { turn } = await phone.ask('live.call', { sessionId, afterTurn: 0 })
    await phone.ask('live.turn', { sessionId, turn, act: 'start' })
    phone.drop()
    app.clock.setTo(new Date(Date.now() + 40_000))
    const before = await Seat.take(as('member'), sessionId)
    const running = before.now.stage.turn!
    expect(Date.parse(before.now.now) - Date.parse(running.runningSince!)).toBeGreaterThanOrEqual(39_000)
    const next = await as('centreStaff').ask('live.call', { sessionId, afterTurn: turn })
    app.clock.setTo(null)
    expect(next.turn).toBe(turn + 1)
    const back = await Seat.take(as('moderator'), sessionId)
    expect(back.now.stage.turn?.number).toBe(next.turn)
    expect(back.now.stage.turnsTaken).toBe(1)
  })

  it('calls once when two moderators call at the same moment, and changes nothing for the other', async () => {
    await begin('running', { rule: 'first-come' })
    for (const role of ['member', 'orgAdmin', 'otherMember']) await raise(role)
    const codes = await Promise.all(
      ['moderator', 'centreStaff'].map((role) => code(role, 'live.call', { afterTurn: 0 })),
    )
    expect(codes.toSorted()).toEqual(['conflict', 'done'])
    const { now: _, ...before } = await as().call('live.get', { sessionId })
    expect([before.queue.length, before.stage.turn?.number]).toEqual([2, 1])
    expect(await code('moderator', 'live.turn', { turn: 7, act: 'end' })).toBe('conflict')
    expect(await code('moderator', 'live.goTo', { from: 2, item: 1 })).toBe('conflict')
    expect(await code('moderator', 'live.move', { from: 'ready', to: 'running' })).toBe('conflict')
    expect(await as().call('live.get', { sessionId })).toMatchObject(before)
  })

  it('counts what was spoken, calls by hand where that was so, and puts a skipped hand back', async () => {
    await begin('running', { rule: 'first-come' })
    const [first, second] = [await raise('member'), await raise('orgAdmin')]
    const byHand = await moderator().ask('live.call', { sessionId, afterTurn: 0, hand: second.n })
    await moderator().ask('live.turn', { sessionId, turn: byHand.turn, act: 'skip' })
    const skipped = (await as().call('live.get', { sessionId })).queue
    expect(skipped.map(({ n, reason }) => [n, reason.kind])).toEqual([
      [first.n, 'order-of-arrival'],
      [second.n, 'skipped'],
    ])
    const { turn } = await moderator().ask('live.call', { sessionId, afterTurn: 0, hand: second.n })
    await moderator().ask('live.turn', { sessionId, turn, act: 'extend', seconds: 60 })
    expect(await code('member', 'live.turn', { turn, act: 'end' })).toBe('action.forbidden')
    expect(await code('orgAdmin', 'live.turn', { turn, act: 'end' })).toBe('done')
    const { stage } = await as().call('live.get', { sessionId })
    expect([stage.turn, stage.turnsTaken, stage.calledByHand]).toEqual([null, 1, 1])
  })

  it('is closed to new hands but for those a moderator enters', async () => {
    await begin()
    await moderator().ask('live.setQueue', { sessionId, closed: true })
    expect(await code('member', 'live.raiseHand', { clientId: clientId() })).toBe('live.queue-closed')
    expect(await code('moderator', 'live.enterHand', { clientId: clientId(), name: 'Frau Kaya' })).toBe(
      'done',
    )
    const [hand] = (await as().call('live.get', { sessionId })).queue
    expect(hand?.party).toMatchObject({ userId: null, name: 'Frau Kaya' })
    expect(await code('member', 'live.lowerHand', { hand: hand!.n })).toBe('action.forbidden')
    expect(await code('moderator', 'live.lowerHand', { hand: hand!.n })).toBe('done')
  })

  it('refuses words beyond measure, and nothing else is disturbed', async () => {
    await begin()
    const text = 'x'.repeat(20_000)
    expect(await code('member', 'live.ask', { clientId: clientId(), text })).toBe('request.invalid')
    expect(await code('member', 'live.raiseHand', { clientId: clientId(), text })).toBe('request.invalid')
    expect(await code('member', 'live.raiseHand', { clientId: clientId() })).toBe('done')
  })
})

describe('A restart of the server', () => {
  it('leaves queue, clock, phase, wall and votes as they were', async () => {
    await begin()
    await raise('member')
    await raise('orgAdmin', { text: 'Ich schreibe lieber.' })
    const { turn } = await moderator().ask('live.call', { sessionId, afterTurn: 0 })
    await moderator().ask('live.turn', { sessionId, turn, act: 'start' })
    const { id: questionId } = await as('member').ask('live.ask', {
      sessionId,
      clientId: clientId(),
      text: 'Wer trägt die Kosten?',
    })
    await as('orgAdmin').ask('live.support', { sessionId, questionId, on: true })
    const statement = { sessionId, clientId: clientId(), text: 'Anträge sind zu lang.' }
    const { id: statementId } = await moderator().ask('live.state', statement)
    await as('orgAdmin').ask('live.vote', { sessionId, statementId, value: 'unsure' })
    const { now: _, ...before } = await as('orgAdmin').call('live.get', { sessionId })
    expect(before.mine).toEqual({ supported: [questionId], votes: { [statementId]: 'unsure' } })
    browsers.clear()
    await app.restart()
    const { now: __, ...after } = await as('orgAdmin').call('live.get', { sessionId })
    expect(after).toEqual(before)
    const entries = await as().call('threads.contributions', { threadId: app.world.threads.open })
    await app.app.live.repair()
    const again = await as().call('threads.contributions', { threadId: app.world.threads.open })
    expect(again.contributions.length).toBe(entries.contributions.length)
    expect(await moderator().ask('live.call', { sessionId, afterTurn: turn })).toMatchObject({
      turn: turn + 1,
    })
  })
})

describe('The wall', () => {
  const ask = (role: string | undefined, more: object = {}) =>
    as(role).ask('live.ask', { sessionId, clientId: clientId(), text: 'Wer trägt die Kosten?', ...more })

  it('shows a question that waits to its asker and moderators, and to all once it is published', async () => {
    await begin('running', { questionsNeedApproval: true })
    const seats = await Promise.all(
      [undefined, 'orgAdmin', 'member', 'moderator'].map((role) => Seat.take(as(role), sessionId)),
    )
    const question = await ask('member')
    expect(question.state).toBe('pending')
    const { rev } = await moderator().call('live.get', { sessionId })
    const seen = await Promise.all(seats.map(async (seat) => (await seat.reached(rev)).questions.length))
    expect(seen).toEqual([0, 0, 1, 1])
    expect((await as().call('live.get', { sessionId })).questions).toEqual([])
    const judge = { questionId: question.id, rev: question.rev, to: 'published' }
    const codes = await Promise.all(
      ['moderator', 'centreStaff'].map((role) => code(role, 'live.judgeQuestion', judge)),
    )
    expect(codes.toSorted()).toEqual(['conflict', 'done'])
    for (const seat of seats) await seat.until(({ questions }) => questions[0]?.state === 'published')
    const again = { questionId: question.id, rev: question.rev + 1, to: 'rejected' }
    expect(await code('moderator', 'live.judgeQuestion', again)).toBe('request.invalid')
    expect(await code('moderator', 'live.judgeQuestion', { ...again, reason: 'Schon beantwortet.' })).toBe(
      'done',
    )
    await seats[0]!.until(({ questions }) => questions[0]?.state === 'rejected')
    expect(seats[0]!.now.questions[0]!.text).toBe('')
  })

  it('counts support once per person, and keeps everybody when questions are merged', async () => {
    await begin()
    const [a, b] = [await ask('member'), await ask('orgAdmin', { text: 'Und wer bezahlt das alles?' })]
    const support = (role: string, questionId: string, on = true) =>
      as(role).ask('live.support', { sessionId, questionId, on })
    await Promise.all([
      support('otherMember', a.id),
      support('otherMember', a.id),
      support('otherMember', b.id),
      support('newcomer', b.id),
    ])
    const merged = await moderator().ask('live.mergeQuestions', {
      sessionId,
      questionId: b.id,
      into: a.id,
      rev: b.rev,
    })
    expect(merged).toMatchObject({ supporters: 2 })
    expect(merged.askers.map(({ name }) => name)).toEqual(['Samira Haddad', 'Daniel Osei'])
    const mine = await as('otherMember').call('live.get', { sessionId })
    expect(mine.mine.supported).toEqual([a.id])
    await support('otherMember', b.id, false)
    const { questions } = await as().call('live.get', { sessionId })
    expect(questions.map(({ state, mergedInto, supporters }) => [state, mergedInto, supporters])).toEqual([
      ['published', null, 1],
      ['merged', a.id, 0],
    ])
  })

  it('takes a guest’s question by the code where the session allows it, and lets it wait', async () => {
    await begin()
    const { code: word } = await moderator().call('live.get', { sessionId })
    const question = await ask(undefined, { code: word!, name: 'Nachbarin' })
    expect(question).toMatchObject({ state: 'pending', askers: [{ userId: null, name: 'Nachbarin' }] })
    expect((await moderator().call('live.get', { sessionId })).questions).toHaveLength(1)
    const words = { clientId: clientId(), text: 'Hört mich wer?' }
    expect(await code(undefined, 'live.ask', words)).toBe('session.required')
    expect(await code(undefined, 'live.ask', { ...words, code: 'ZZZZZZ' })).toBe('not-found')
    await close(app, sessionId)
    expect(await code(undefined, 'live.ask', { ...words, code: word! })).toBe('not-found')
    await begin('running', { guestsMayAsk: false })
    const other = (await moderator().call('live.get', { sessionId })).code!
    expect(await code(undefined, 'live.ask', { ...words, code: other })).toBe('action.forbidden')
  })
})

describe('The agreement check', () => {
  it('counts each person once, by association, and can be changed until it is closed', async () => {
    await begin()
    const { id: statementId } = await moderator().ask('live.state', {
      sessionId,
      clientId: clientId(),
      text: 'Anträge sind zu lang.',
    })
    const vote = (
      role: string,
      value: 'agree' | 'disagree' | 'unsure' | null,
      actingOrganisationId?: string,
    ) =>
      app.as(role).ask('live.vote', {
        sessionId,
        statementId,
        value,
        ...(actingOrganisationId && { actingOrganisationId }),
      })
    const seat = await Seat.take(as('member'), sessionId)
    const brunnenstube = app.world.organisations['brunnenstube']!
    await Promise.all([vote('member', 'agree', brunnenstube), vote('orgAdmin', 'agree', brunnenstube)])
    await seat.until(({ statements }) => statements[0]?.agree === 2)
    expect(seat.now.statements[0]).toMatchObject({ organisations: 1, labels: ['single-voice'] })
    await vote('member', 'disagree')
    await vote('otherMember', 'agree')
    await seat.until(({ statements }) => statements[0]?.disagree === 1 && statements[0].agree === 2)
    expect(seat.now.statements[0]!.labels).toEqual(['several', 'divided'])
    await seat.until(({ mine }) => mine.votes[statementId] === 'disagree')
    await vote('member', null)
    await seat.until(({ mine }) => mine.votes[statementId] === undefined)
    const groups = () => app.as().call('live.groups', { sessionId })
    expect(await groups()).toEqual({ voters: 0, fewest: 30, groups: [] })
    await moderator().ask('live.closeStatement', { sessionId, statementId, open: false })
    expect(await groups()).toEqual({ voters: 2, fewest: 30, groups: [] })
    expect(await code('member', 'live.vote', { statementId, value: 'agree' })).toBe('conflict')
    expect(
      await code('member', 'live.vote', {
        statementId,
        value: 'agree',
        actingOrganisationId: app.world.organisations['fluesse'],
      }),
    ).toBe('action.forbidden')
  })
})

describe('Sessions beside one another', () => {
  it('become one: hands, questions and what was spoken move, and say where they came from', async () => {
    const other = await session(app, 'running', {
      threadId: app.world.threads.moderated,
      title: 'Gruppe Blau',
    })
    await begin('running', { rule: 'first-come', title: 'Gruppe Rot' })
    await raise('newcomer')
    const there = (role: string, event: 'live.raiseHand' | 'live.ask', more: object = {}) =>
      as(role).ask(event, { sessionId: other, clientId: clientId(), ...more })
    await there('member', 'live.raiseHand')
    const { turn } = await moderator().ask('live.call', { sessionId: other, afterTurn: 0 })
    await moderator().ask('live.turn', { sessionId: other, turn, act: 'start' })
    await there('orgAdmin', 'live.raiseHand')
    await there('newcomer', 'live.raiseHand')
    await there('otherMember', 'live.raiseHand')
    const { id: questionId } = (await there('member', 'live.ask', { text: 'Wer trägt die Kosten?' })) as {
      id: string
    }
    await as('orgAdmin').ask('live.support', { sessionId: other, questionId, on: true })
    const seat = await Seat.take(as(), sessionId)
    const merge = { sessionId: other, into: sessionId, reason: 'Wir machen zusammen weiter.' }
    expect((await as('member').refusal('live.merge', merge)).code).toBe('action.forbidden')
    expect((await moderator().refusal('live.merge', { ...merge, into: other })).code).toBe('conflict')
    expect(await moderator().call('live.merge', merge)).toMatchObject({ state: 'merged' })
    const now = await seat.until(({ questions }) => questions.length === 1)
    expect(now.queue.map(({ party, from }) => [party.name, from ?? null])).toEqual([
      ['Leyla Aydın', null],
      ['Daniel Osei', 'Gruppe Blau'],
      ['Oleh Kravets', 'Gruppe Blau'],
    ])
    expect(now.questions[0]).toMatchObject({ id: questionId, supporters: 1, from: 'Gruppe Blau' })
    const mine = await as('orgAdmin').call('live.get', { sessionId })
    expect(mine.mine.supported).toEqual([questionId])
    const { stage, queue } = await as().call('live.get', { sessionId: other })
    expect([stage.state, stage.mergedInto, stage.turnsTaken, stage.turn, queue]).toEqual([
      'merged',
      sessionId,
      turn,
      null,
      [],
    ])
    await app.app.live.repair()
    expect((await as().call('live.get', { sessionId })).rev).toBe(now.rev)
    expect((await moderator().refusal('live.merge', merge)).code).toBe('live.ended')
  })
})

describe('Whoever moderates besides', () => {
  const named = (role: string) => app.world.roles[role]!.userId

  it('runs the session and no other, once those of the room have said so', async () => {
    await begin()
    const set = (userIds: string[], by = moderator()) => by.call('live.setModerators', { sessionId, userIds })
    for (const role of ['municipalContact', 'platformAdmin'])
      expect(
        (await moderator().refusal('live.setModerators', { sessionId, userIds: [named(role)] })).code,
      ).toBe('request.invalid')
    const mine = { sessionId, userIds: [named('member')] }
    expect((await as('member').refusal('live.setModerators', mine)).code).toBe('action.forbidden')
    expect((await set([named('member')])).moderators).toEqual([
      { userId: named('member'), name: 'Samira Haddad' },
    ])
    expect(await code('member', 'live.setQueue', { turnSeconds: 60 })).toBe('done')
    expect((await as('member').refusal('live.setModerators', mine)).code).toBe('action.forbidden')
    expect((await as('member').call('live.get', { sessionId })).mayRun).toBe(true)
    const elsewhere = { threadId: app.world.threads.open, clientId: clientId(), ...somePlan() }
    expect((await as('member').refusal('live.plan', elsewhere)).code).toBe('action.forbidden')
    await set([])
    expect(await code('member', 'live.setQueue', { turnSeconds: 60 })).toBe('action.forbidden')
  })

  it('is found among those who moderate where the planner may read, or by an address', async () => {
    const threadId = app.world.threads.open
    const { people } = await moderator().call('live.knownModerators', { threadId })
    expect(people.map(({ userId }) => userId)).toContain(named('otherRoomModerator'))
    expect(people.map(({ userId }) => userId)).not.toContain(named('moderator'))
    const find = (role: string, by = moderator(), thread = threadId) =>
      by.send('live.findModerator', { threadId: thread, email: app.world.roles[role]!.email })
    expect((await find('member')).body).toEqual({ userId: named('member'), name: 'Samira Haddad' })
    // Whoever may not is answered like an address that nobody has.
    const unknown = { status: 404, body: { code: 'not-found' } }
    const nobody = await moderator().send('live.findModerator', { threadId, email: 'nobody@example.org' })
    expect(nobody).toMatchObject(unknown)
    for (const role of ['municipalContact', 'platformAdmin'])
      expect((await find(role)).body, role).toEqual({
        ...(nobody.body as object),
        requestId: expect.any(String) as unknown,
      })
    const closed = app.world.threads.closedRoom
    expect(await find('member', moderator(), closed)).toMatchObject(unknown)
    expect((await find('otherRoomModerator', moderator(), closed)).status).toBe(200)
    const inClosed = (await moderator().call('live.knownModerators', { threadId: closed })).people
    expect(inClosed.map(({ userId }) => userId)).toEqual([named('otherRoomModerator')])
  })

  it.each(everybody)('is looked for by moderators of the room alone: %s', async (role) => {
    const threadId = app.world.threads.open
    const codes = role === 'moderator' || role === 'centreStaff' ? [200, 200] : [403, 403]
    const known = await as(role).send('live.knownModerators', { threadId })
    const found = await as(role).send('live.findModerator', {
      threadId,
      email: app.world.roles['member']!.email,
    })
    expect([known.status, found.status]).toEqual(codes)
    const closed = { threadId: app.world.threads.closedRoom, email: 'nobody@example.org' }
    expect((await as(role).send('live.findModerator', closed)).status).toBe(404)
  })

  it('notes what somebody says in the room, under their name', async () => {
    await begin('running', { threadId: app.world.threads.open })
    const note = (oral: object) => ({
      threadId: app.world.threads.open,
      clientId: clientId(),
      text: 'Wir haben zwei Programme gefunden.',
      oral,
    })
    const said = { name: 'Frau Kaya', organisationId: app.world.organisations['wabe']! }
    expect((await as('member').refusal('threads.contribute', note(said))).code).toBe('action.forbidden')
    expect((await moderator().refusal('threads.contribute', note({}))).code).toBe('request.invalid')
    const draft = note(said)
    const written = await moderator().call('threads.contribute', draft)
    expect(written).toMatchObject({ authorName: 'Amira Yıldız', oral: { speaker: 'Frau Kaya' } })
    expect(written.oral?.organisation?.slug).toContain('wabe')
    expect((await moderator().call('threads.contribute', draft)).id).toBe(written.id)
    await moderator().call('live.setModerators', { sessionId, userIds: [named('member')] })
    const noted = await as('member').call('threads.contribute', note({ userId: named('otherMember') }))
    expect(noted.oral).toEqual({ speaker: 'Oleh Kravets', organisation: null })
  })
})
