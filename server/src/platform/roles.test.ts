import { allOperations, Problem, route, type Operation, type OperationName } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNewcomers } from '../testing/newcomers.ts'
import { startApp, type Client, type TestApp } from '../testing/app.ts'
import { sample } from '../testing/samples.ts'

/**
 * Every operation as everybody, over HTTP and over the socket, made from the contracts. Eight roles: a visitor,
 * a member, a newcomer whose words are held, an association's admin, a moderator, a municipal contact, staff, and a
 * platform admin. What an operation is asked about exists nowhere: whoever gets past the door learns that, and nothing else.
 */
const roles = [
  'visitor',
  'member',
  'newcomer',
  'orgAdmin',
  'moderator',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
] as const
type Role = (typeof roles)[number]
const isStaff = (role: Role) => role === 'centreStaff' || role === 'platformAdmin'

/** They end the session of whoever asks, or change their login: only who must not pass is tried. */
const ending: readonly OperationName[] = [
  'accounts.signOut',
  'accounts.signOutEverywhere',
  'accounts.changePassword',
]

/** To leave what one does not follow is done already. */
const leaving: readonly OperationName[] = ['threads.unfollow', 'live.unfollow']

type Json = Record<string, unknown>
const operations = Object.entries(allOperations) as [OperationName, Operation][]
/** What names something that has to be there; an id of one's own making names nothing yet. */
const namesNothing = (name: OperationName, operation: Operation) =>
  leaving.includes(name) ||
  !Object.keys(sample(operation.input) as Json).some(
    (field) => /^(id|slug|token|code)$|Id$/.test(field) && field !== 'clientId',
  )

let app: TestApp
const clients = new Map<Role, Client>()
beforeAll(async () => {
  app = await startApp()
  for (const role of roles) clients.set(role, app.as(role === 'visitor' ? undefined : role))
})
afterAll(() => app[Symbol.asyncDispose]())

/** The refusal the door itself must give; nothing where somebody may pass. */
function atTheDoor({ who }: Operation, role: Role) {
  if (who !== 'anyone' && role === 'visitor') return 'session.required'
  if (who === 'staff' && !isStaff(role)) return 'not-found'
  return undefined
}

function judge([name, operation]: [OperationName, Operation], role: Role, problem: unknown) {
  const expected = atTheDoor(operation, role)
  if (expected !== undefined) expect(Problem.parse(problem).code, role).toBe(expected)
  else if (problem !== undefined) {
    const { code } = Problem.parse(problem)
    expect(['internal', 'unavailable', 'rate.limited'], role).not.toContain(code)
  } else
    expect(namesNothing(name, operation), `${role} got an answer about something that is not there`).toBe(
      true,
    )
}

const tried = operations.filter(([name, { who }]) => who !== 'anyone' || !ending.includes(name))

describe.each(tried)('%s', (name, operation) => {
  const some = ending.includes(name)
    ? roles.filter((role) => atTheDoor(operation, role) !== undefined)
    : roles
  const input = sample(operation.input) as Json

  if (operation.http)
    it(`answers everybody as they may over HTTP (${route(operation).method})`, async () => {
      for (const role of some) {
        const { status, body } = await clients.get(role)!.send(name, input)
        expect(status, role).toBeLessThan(500)
        judge([name, operation], role, status < 400 ? undefined : body)
      }
    })

  if (operation.socket)
    it('answers everybody as they may over the socket', async () => {
      for (const role of some) {
        const { ok, problem } = await clients.get(role)!.emit(operation.socket!, input)
        judge([name, operation], role, ok ? undefined : problem)
      }
    })
})

describe('a token that was mailed', () => {
  /** Everything the store holds, as text. */
  async function stored() {
    const { db } = mongoose.connection
    const all = await db!.listCollections().toArray()
    const documents = await Promise.all(all.map(({ name }) => db!.collection(name).find().toArray()))
    return JSON.stringify(documents)
  }

  it('lies nowhere in the store as it was sent', async () => {
    const { founded, drop } = createNewcomers(() => app)
    const { admin, organisationId } = await founded()
    const { email } = admin
    // What everybody asked for above is told by mail, too.
    await app.app.privacy.exports.settled()
    app.mails.length = 0
    await app.as().call('accounts.requestMagicLink', { email })
    await app.as().call('accounts.requestPasswordReset', { email })
    await admin.client.call('organisations.invite', {
      organisationId,
      email: 'kollege@example.org',
      role: 'member',
    })
    const { link } = await admin.client.call('organisations.inviteByLink', { organisationId })
    while (app.mails.length < 3) await new Promise((resolve) => setImmediate(resolve))
    const links = [link, ...app.mails.map(({ text }) => /https?:\/\/\S+/.exec(text)![0])]
    const tokens = links.map((one) => {
      const { searchParams, pathname } = new URL(one, 'http://localhost')
      return searchParams.get('token') ?? pathname.split('/').at(-1)!
    })
    expect(new Set(tokens).size).toBe(4)
    const everything = await stored()
    // What was mailed to whom can be found, so the search does look where it should.
    expect(everything).toContain(email)
    for (const token of tokens) {
      expect(token.length).toBeGreaterThan(15)
      expect(everything).not.toContain(token)
    }
    drop()
  })
})
