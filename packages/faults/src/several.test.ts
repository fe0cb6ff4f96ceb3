import { randomUUID } from 'node:crypto'
import type { Contribution } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Installation } from './installation.ts'
import { signIn, Visit } from './person.ts'
import { flush } from './processes.ts'

let installation: Installation
const visits: Visit[] = []
afterEach(() => {
  for (const visit of visits.splice(0)) visit.close()
})

/** Somebody with a page at one of the servers; everybody signs in at the first. */
async function visit(role: string, server: number): Promise<Visit> {
  const { world } = installation
  const cookie = await signIn(installation.urlOf(0), world.roles[role]!)
  const url = installation.urlOf(server)
  const one = await new Visit(cookie, () => [url]).open()
  visits.push(one)
  return one
}

async function write(by: Visit, threadId: string, text: string): Promise<Contribution> {
  const answer = await by.emit<Contribution>('thread.contribute', { threadId, clientId: randomUUID(), text })
  if (!answer?.ok) throw new Error(`not written: ${JSON.stringify(answer)}`)
  return answer.data
}

const has = (text: string) => (shown: Contribution[]) => shown.some((one) => one.text === text)
const next = (at: Visit, event: string, fits: (about: never) => boolean = () => true) =>
  new Promise<unknown>((done) => {
    const listen = (about: unknown) => {
      if (!fits(about as never)) return
      at.socket.off(event, listen)
      done(about)
    }
    at.socket.on(event, listen)
  })
const closed = (at: Visit) => new Promise<void>((done) => at.socket.once('disconnect', () => done()))
const readyOf = async (url: string) =>
  (await (await fetch(`${url}/readyz`)).json()) as { ok: boolean; checks: { redis: boolean } }

const inRoom = 'professionalisierung'

describe.each([2, 3])('%d processes on one store', (servers) => {
  const last = servers - 1
  const urlOf = (index: number) => installation.urlOf(index)
  beforeAll(async () => {
    installation = await Installation.start({ servers })
  })
  afterAll(() => installation[Symbol.asyncDispose]())

  it('show everybody the same contributions in the same order, whoever writes where', async () => {
    const threadId = installation.world.threads.open
    const at = [await visit('load0', 0), await visit('load1', last)]
    const reader = await visit('otherMember', last)
    const thread = await reader.thread(threadId).start()
    const texts = Array.from({ length: 12 }, (_, index) => `Hin und her ${index}`)
    for (const [index, text] of texts.entries()) await write(at[index % 2]!, threadId, text)
    await thread.until(has(texts.at(-1)!))
    expect(
      thread
        .shown()
        .slice(-12)
        .map(({ text }) => text),
    ).toEqual(texts)
  })

  it('store once what comes twice, to two of them at the same time', async () => {
    const message = { threadId: installation.world.threads.open, clientId: randomUUID(), text: 'Zweimal' }
    const [one, other] = [await visit('load0', 0), await visit('load0', last)]
    const answers = await Promise.all([one, other].map((at) => at.emit('thread.contribute', message)))
    expect(answers[0]).toMatchObject({ ok: true, data: { text: 'Zweimal' } })
    expect(answers[1]).toEqual(answers[0])
  })

  it('know together who is in a room, and who has left', async () => {
    const [one, other] = [await visit('load0', 0), await visit('load1', 0)]
    const reader = await visit('otherMember', last)
    const roomId = installation.world.rooms[inRoom]!
    const hears = (others: number) =>
      next(reader, 'room.presence', (about: { others: number }) => about.others === others)
    expect(await reader.emit('room.enter', { roomId })).toMatchObject({ ok: true })
    const both = hears(2)
    for (const at of [one, other]) {
      expect((await at.call('PATCH', '/api/me', { presence: true })).status).toBe(200)
      expect(await at.emit('room.enter', { roomId })).toMatchObject({ ok: true })
    }
    await both
    // One alone is not counted.
    const fewer = hears(0)
    other.close()
    await fewer
  })

  it('let nobody in any more who is no longer invited, and say nothing to their sockets', async () => {
    const { closedRoom } = installation.world.threads
    const invited = installation.world.roles['load1']!
    const [staff, guest] = [await visit('platformAdmin', 0), await visit('load1', last)]
    const { body } = await staff.call<{ rooms: { id: string; visibility: string }[] }>(
      'GET',
      '/api/administration/rooms',
    )
    const roomId = body.rooms.find(({ visibility }) => visibility === 'closed')!.id
    const { status } = await staff.call('POST', `/api/rooms/${roomId}/invited`, { email: invited.email })
    expect(status).toBe(200)
    const thread = await guest.thread(closedRoom).start()
    expect(thread.isRefused).toBe(false)
    const out = closed(guest)
    await staff.call('DELETE', `/api/rooms/${roomId}/invited/${invited.userId}`)
    await out
    for (let server = 0; server < servers; server++) {
      const answer = await fetch(`${urlOf(server)}/api/threads/${closedRoom}/contributions`, {
        headers: { Cookie: guest.cookie },
      })
      expect(answer.status).toBe(404)
    }
    const text = 'Nur für die, die eingeladen sind'
    const moderator = await visit('moderator', 0)
    const still = await moderator.thread(closedRoom).start()
    await write(moderator, closedRoom, text)
    await still.until(has(text))
    expect(has(text)(thread.shown())).toBe(false)
  })

  it('close the sockets of a session that was ended at another', async () => {
    const reader = await visit('newcomer', last)
    const out = closed(reader)
    const { status } = await fetch(`${urlOf(0)}/api/auth/sign-out`, {
      method: 'POST',
      headers: { Cookie: reader.cookie },
    })
    expect(status).toBe(200)
    await out
    const me = await fetch(`${urlOf(last)}/api/me`, { headers: { Cookie: reader.cookie } })
    expect(await me.json()).toMatchObject({ user: null })
  })

  it('keep one order in a live session: of what is asked at all of them at once none is lost', async () => {
    const sessionId = Object.values(installation.world.sessions)[0]!
    const people = await Promise.all(
      ['load0', 'load1', 'load2', 'load3', 'load4', 'load5'].map((role, index) =>
        visit(role, index % servers),
      ),
    )
    const answers = await Promise.all(
      people.flatMap((by, person) =>
        Array.from({ length: 4 }, (_, index) =>
          by.emit<{ id: string }>('live.ask', {
            sessionId,
            clientId: randomUUID(),
            text: `Frage ${index} von ${person}?`,
            lang: 'de',
          }),
        ),
      ),
    )
    const asked = answers.flatMap((answer) => (answer?.ok ? answer.data.id : []))
    const refused = answers.flatMap((answer) => (answer?.ok ? [] : (answer?.problem.code ?? 'nothing')))
    expect(refused).toEqual([])
    expect(new Set(asked).size).toBe(24)
    for (let server = 0; server < servers; server++) {
      const moderator = await visit('moderator', server)
      const seen = JSON.stringify(await moderator.emit('live.follow', { sessionId }))
      expect(asked.filter((id) => !seen.includes(id))).toEqual([])
    }
  })
})

describe('without Redis', () => {
  beforeAll(async () => {
    installation = await Installation.start({ servers: 2 })
  })
  afterAll(() => installation[Symbol.asyncDispose]())

  it('whoever is connected elsewhere learns of it a few seconds later, and rights end all the same', async () => {
    const threadId = installation.world.threads.open
    const [writer, reader] = [await visit('load0', 0), await visit('otherMember', 1)]
    const thread = await reader.thread(threadId).start()
    await write(writer, threadId, 'Vorher')
    await thread.until(has('Vorher'))

    await installation.redis!.end('SIGKILL')
    const begun = performance.now()
    await write(writer, threadId, 'Ohne Redis')
    await thread.until(has('Ohne Redis'))
    const late = performance.now() - begun
    expect(late).toBeLessThan(15_000)
    await expect
      .poll(async () => (await readyOf(installation.urlOf(0))).checks.redis, { timeout: 10_000 })
      .toBe(false)
    expect((await readyOf(installation.urlOf(0))).ok).toBe(true)
    const figures = await (await fetch(`${installation.urlOf(0)}/metrics`)).text()
    expect(figures).toContain('augenhoehe_ready_check{check="redis"} 0')

    const out = closed(reader)
    await fetch(`${installation.urlOf(0)}/api/auth/sign-out`, {
      method: 'POST',
      headers: { Cookie: reader.cookie },
    })
    await out

    await installation.redis!.up()
    await expect
      .poll(async () => (await readyOf(installation.urlOf(1))).checks.redis, { timeout: 15_000 })
      .toBe(true)
    const back = await visit('otherMember', 1)
    const again = await back.thread(threadId).start()
    await write(writer, threadId, 'Wieder mit')
    await again.until(has('Wieder mit'))
  }, 60_000)

  it('a process starts, serves, and ends in good order', async () => {
    await installation.redis!.end('SIGKILL')
    const server = installation.servers[1]!
    expect(await server.end('SIGTERM')).toBe(0)
    await server.up()
    const [writer, reader] = [await visit('load0', 0), await visit('otherMember', 1)]
    const thread = await reader.thread(installation.world.threads.open).start()
    await write(writer, installation.world.threads.open, 'Ganz ohne')
    await thread.until(has('Ganz ohne'))
    expect(await server.end('SIGTERM')).toBe(0)
    await server.up()
    await installation.redis!.up()
  }, 60_000)

  it('what Redis forgets at once, whoever is connected learns all the same', async () => {
    const threadId = installation.world.threads.open
    const [writer, reader] = [await visit('load0', 0), await visit('otherMember', 1)]
    const thread = await reader.thread(threadId).start()
    for (let index = 0; index < 30; index++) {
      await write(writer, threadId, `Vergessen ${index}`)
      if (index % 3 === 0) await flush(installation.redis!.port)
    }
    await thread.until(has('Vergessen 29'))
    expect(thread.shown().filter(({ text }) => text.startsWith('Vergessen'))).toHaveLength(30)
  }, 60_000)
})

describe('limits', () => {
  beforeAll(async () => {
    installation = await Installation.start({ servers: 2, env: { RATE_LIMITS: 'on' } })
  })
  afterAll(() => installation[Symbol.asyncDispose]())

  it('are counted over all processes: of what somebody does, and of the places they take', async () => {
    const cookie = await signIn(installation.urlOf(0), installation.world.roles['load0']!)
    const outcomes = await Promise.all(
      Array.from({ length: 130 }, async (_, index) => {
        const { status } = await fetch(`${installation.urlOf(index % 2)}/api/me`, {
          headers: { Cookie: cookie },
        })
        return status
      }),
    )
    // The 65 at each would not have been too many for one alone.
    expect(outcomes.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect(outcomes.filter((status) => status === 200).length).toBeGreaterThanOrEqual(100)

    const other = await signIn(installation.urlOf(0), installation.world.roles['load1']!)
    const opened = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const one = new Visit(other, () => [installation.urlOf(index % 2)])
        visits.push(one)
        return new Promise<boolean>((done) => {
          one.socket.once('connect', () => done(true))
          one.socket.once('connect_error', () => {
            one.close()
            done(false)
          })
          one.socket.connect()
        })
      }),
    )
    expect(opened.filter(Boolean)).toHaveLength(20)
  }, 60_000)
})
