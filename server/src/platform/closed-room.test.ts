import {
  allOperations,
  roomAdministration,
  route,
  type Operation,
  type OperationName,
  type Statement,
} from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { startApp, type Client, type TestApp } from '../testing/app.ts'
import { sample } from '../testing/samples.ts'

/**
 * A closed room is nowhere for whoever is outside, in no answer, number or push, made from the contracts: a new
 * operation is covered the moment it is declared. Whatever names something inside is answered as if it had never been.
 */

type Json = Record<string, unknown>
const operations = Object.entries(allOperations) as [OperationName, Operation][]
const nowhere = 'f'.repeat(24)

const outside = [
  undefined,
  'member',
  'otherMember',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
]
/** The platform’s admins run the frames of all rooms and read who did what to which; they read nothing inside. */
const isRunBy = (role: string | undefined, name: OperationName) =>
  role === 'platformAdmin' && (name in roomAdministration || name.startsWith('audit.'))
const slug = 'moderationsrunde'
/** Words that stand nowhere else. */
const secrets = {
  title: 'Zwetschgenkompott',
  text: 'Quarkkeulchen',
  translation: 'Cloudberries',
  reason: 'Sauerampfer',
}

let app: TestApp
const clients = new Map<string | undefined, Client>()
function as(role?: string): Client {
  const known = clients.get(role) ?? app.as(role)
  clients.set(role, known)
  return known
}

/** What lies inside: of every kind of thing that an operation can name. */
let inside: Record<string, string>

beforeAll(async () => {
  app = await startApp()
  const roomId = app.world.rooms[slug]!
  const [moderator, invited] = [as('moderator'), as('otherRoomModerator')]
  const write = (who: Client, threadId: string, text: string) =>
    who.call('threads.contribute', { threadId, clientId: randomUUID(), text, lang: 'de' })
  const { thread, contribution } = await invited.call('threads.start', {
    roomId,
    clientId: randomUUID(),
    title: `Zu ${secrets.title}`,
    text: `Es gibt ${secrets.text}.`,
    lang: 'de',
  })
  const threadId = thread.id
  const translated = await moderator.call('threads.translate', {
    threadId,
    contributionId: contribution.id,
    clientId: randomUUID(),
    lang: 'en',
    text: `There are ${secrets.translation}.`,
  })
  // A restriction, its statement, an appeal, a report and a measure: all that moderation keeps.
  const hidden = await write(invited, threadId, 'Das wird ausgeblendet.')
  const grounds = { rule: 'off-topic', reason: `Wegen ${secrets.reason}.` } as const
  await moderator.call('threads.hide', { threadId, contributionId: hidden.id, ...grounds })
  const { statements } = await invited.call('moderation.statements', {})
  const statement: Statement = statements[0]!
  const reported = await write(invited, threadId, 'Das wird gemeldet.')
  const { token } = await moderator.call('moderation.report', {
    threadId,
    contributionId: reported.id,
    clientId: randomUUID(),
    rule: 'insult',
    sentence: `Das ist ${secrets.reason}.`,
  })
  inside = {
    roomId,
    slug,
    threadId,
    contributionId: contribution.id,
    translationId: translated.translations[0]!.id,
    replyTo: contribution.id,
    aroundId: contribution.id,
    statementId: statement.id,
    token,
  }
})
afterAll(() => app[Symbol.asyncDispose]())

const fieldsOf = ({ input }: Operation) => Object.keys((input as z.ZodObject).shape)
const required = (operation: Operation) => sample(operation.input) as Json

/** Without what differs each time. */
const plain = (body: unknown) => ({ ...(body as Json), requestId: undefined })

/** The operations that can name something inside, with that and with what was never there. */
const naming = operations.flatMap(([name, operation]) => {
  const fields = fieldsOf(operation).filter((field) =>
    [
      'roomId',
      'slug',
      'threadId',
      'contributionId',
      'translationId',
      'replyTo',
      'aroundId',
      'statementId',
    ].includes(field),
  )
  // The names of associations are in addresses of their own.
  const isOfRoom = name.startsWith('rooms.') || !fields.includes('slug')
  return fields.length > 0 && isOfRoom ? [{ name, operation, fields }] : []
})

describe.each(naming)('$name', ({ name, operation, fields }) => {
  it('answers whoever is outside as if there were nothing', async () => {
    const base = required(operation)
    const there = { ...base, ...Object.fromEntries(fields.map((field) => [field, inside[field]])) }
    const never = {
      ...base,
      ...Object.fromEntries(fields.map((field) => [field, field === 'slug' ? 'nirgends' : nowhere])),
    }
    for (const role of outside.filter((one) => !isRunBy(one, name))) {
      const who = as(role)
      if (operation.http) {
        const [found, missed] = [await who.send(name, there), await who.send(name, never)]
        expect({ ...found, body: plain(found.body) }, role).toEqual({ ...missed, body: plain(missed.body) })
      }
      if (operation.socket) {
        const found = await who.emit(operation.socket, there)
        const missed = await who.emit(operation.socket, never)
        expect(found.ok, role).toBe(missed.ok)
        expect(plain(found.problem ?? found.data), role).toEqual(plain(missed.problem ?? missed.data))
      }
    }
  })
})

/** Everything that can be read without naming anything inside. */
const readings = operations.filter(
  ([, operation]) =>
    operation.http && route(operation).method === 'GET' && route(operation).params.length === 0,
)

/** All answers of one reader, by operation; and what is inside and stands in any of them. */
async function everythingFor(role: string | undefined) {
  const who = as(role)
  const answers: Record<string, unknown> = {}
  for (const [name, operation] of readings) {
    if (isRunBy(role, name)) continue
    const queries = name === 'search.find' ? [...Object.values(secrets), slug, 'Absprachen'] : ['']
    for (const [index, q] of queries.entries()) {
      const input = { ...required(operation), ...(q && { q }) }
      answers[`${name} ${index}`] = plain((await who.send(name, input)).body)
    }
  }
  const said = JSON.stringify(answers)
  const marks = [...Object.values(inside), ...Object.values(secrets)]
  return { answers, leaks: marks.filter((mark) => said.includes(mark)) }
}

describe('what happens in a closed room', () => {
  it('stands in no list, number, log or search of whoever is outside, and changes none', async () => {
    const before = new Map<string | undefined, unknown>()
    for (const role of outside) {
      const { answers, leaks } = await everythingFor(role)
      expect(leaks, role).toEqual([])
      before.set(role, answers)
    }
    // Whoever is inside finds it in the same places.
    expect((await everythingFor('otherRoomModerator')).leaks).toEqual(
      expect.arrayContaining([
        inside['roomId'],
        slug,
        inside['threadId'],
        inside['statementId'],
        secrets.text,
      ]),
    )

    const { threadId, roomId } = inside as { threadId: string; roomId: string }
    const [moderator, invited] = [as('moderator'), as('otherRoomModerator')]
    for (const text of [`Noch ${secrets.text}.`, `Und ${secrets.text}.`])
      await invited.call('threads.contribute', { threadId, clientId: randomUUID(), text })
    const grounds = { rule: 'insult', reason: `Wieder ${secrets.reason}.` } as const
    await moderator.call('moderation.setMeasure', { roomId, measure: 'pre-check', ...grounds })
    await moderator.call('threads.lock', { threadId, ...grounds })
    for (const role of outside) expect((await everythingFor(role)).answers, role).toEqual(before.get(role))
    await moderator.call('moderation.liftMeasure', { roomId, measure: 'pre-check' })
    await moderator.call('threads.unlock', { threadId })
  })

  it('is pushed to nobody outside, whatever they have asked for', async () => {
    const { threadId, roomId } = inside as { threadId: string; roomId: string }
    const [moderator, invited] = [as('moderator'), as('otherRoomModerator')]
    const heard = new Map<string | undefined, unknown[]>()
    for (const role of outside) {
      const told: unknown[] = []
      heard.set(role, told)
      const who = as(role)
      ;(await who.socket()).onAny((...push: unknown[]) => told.push(push))
      for (const [, { socket, input }] of operations) {
        if (!socket) continue
        const fields = Object.keys((input as z.ZodObject).shape)
        await who.emit(socket, {
          ...(sample(input) as Json),
          ...(fields.includes('roomId') && { roomId }),
          ...(fields.includes('threadId') && { threadId }),
        })
      }
      told.length = 0
    }
    const { memberships } = await invited.call('accounts.change', { presence: true })
    const actingOrganisationId = memberships[0]!.organisationId
    await moderator.ask('rooms.enter', { roomId })
    await moderator.ask('threads.follow', { threadId, afterRev: 0 })
    const arrived = ['room.presence', 'thread.typing', 'thread.changed', 'room.changed'].map((event) =>
      moderator.next(event),
    )
    await invited.ask('rooms.enter', { roomId, actingOrganisationId })
    await invited.ask('threads.typing', { threadId })
    await invited.ask('threads.contribute', { threadId, clientId: randomUUID(), text: 'Hört uns jemand?' })
    await moderator.call('moderation.setMeasure', {
      roomId,
      measure: 'slow-mode',
      seconds: 60,
      rule: 'insult',
      reason: 'Kurz durchatmen.',
    })
    // It happened, and was told to whom it concerns.
    await Promise.all(arrived)
    for (const role of outside) {
      await as(role).emit('thread.unfollow', { threadId: nowhere })
      expect(heard.get(role), role).toEqual([])
    }
  })
})
