import { allOperations, proofHoldsMs, type Operation, type OperationName } from '@augenhoehe/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { sample } from '../../testing/samples.ts'
import { Sessions } from './model.ts'

let app: TestApp
const { person, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const wrong = 'not the right password'
const sensitive = (Object.entries(allOperations) as [OperationName, Operation][]).filter(
  ([, { stepUp }]) => stepUp,
)

/** Signs in and lets the proof that lies in that grow old, before anybody has asked for it. */
async function longSignedIn(client: Client) {
  await client.signIn()
  const token = decodeURIComponent(client.cookie.split('=')[1]!).split('.')[0]!
  const createdAt = new Date(Date.now() - proofHoldsMs - 1000)
  // It is written by a library, whose other fields our model does not know.
  expect((await Sessions.updateOne({ token }, { $set: { createdAt } })).modifiedCount).toBe(1)
  return client
}

const ended = async (client: Client) => {
  const socket = await client.socket()
  return new Promise((resolve) => socket.once('disconnect', resolve))
}

describe('what is sensitive', () => {
  it('is marked as such', () => {
    expect(sensitive.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'accounts.changePassword',
        'accounts.grantAffiliation',
        'organisations.changeMember',
        'organisations.completeHandover',
        'organisations.merge',
        'rooms.appointModerator',
      ]),
    )
  })

  it.each(sensitive)('%s is refused where the proof is older than ten minutes', async (name, operation) => {
    const client = await longSignedIn(app.as(operation.who === 'staff' ? 'centreStaff' : 'member'))
    const input = sample(operation.input) as Record<string, unknown>
    if (operation.http)
      expect((await client.send(name, input)).body).toMatchObject({ code: 'step-up-required', status: 403 })
    if (operation.socket)
      expect((await client.emit(operation.socket, input)).problem).toMatchObject({ code: 'step-up-required' })
  })

  it('is possible after a proof, and only after a true one', async () => {
    const { email, client } = await person('Rosa Beweis')
    const { password } = client.login!
    await longSignedIn(client)
    const newPassword = 'a new password for tests'
    expect(await client.refusal('accounts.changePassword', { newPassword })).toMatchObject({
      code: 'step-up-required',
    })
    expect(await client.refusal('accounts.prove', { proof: { password: wrong } })).toMatchObject({
      code: 'session.wrong-credentials',
      fields: { password: [expect.any(String)] },
    })
    expect((await client.refusal('accounts.changePassword', { newPassword })).code).toBe('step-up-required')
    await client.call('accounts.prove', { proof: { password } })
    await client.call('accounts.changePassword', { newPassword })
    expect(await app.as().refusal('accounts.signIn', { email, password })).toMatchObject({
      code: 'session.wrong-credentials',
    })
    expect((await app.as().call('accounts.signIn', { email, password: newPassword })).user?.email).toBe(email)
  })
})

describe('a session', () => {
  it('goes on under another cookie after a proof; the one before is worth nothing, and its socket ends', async () => {
    const { client } = await person('Rita Rotation')
    await client.call('accounts.me', {})
    const before = client.cookie
    const closed = ended(client)
    await client.call('accounts.prove', { proof: { password: client.login!.password } })
    await closed
    expect(client.cookie).not.toBe(before)
    expect((await client.call('accounts.me', {})).user?.name).toBe('Rita Rotation')
    expect((await app.as().raw('GET', '/api/me', undefined, { Cookie: before })).body).toMatchObject({
      user: null,
    })
  })

  it('elsewhere ends with a change of the password, at once, and a mail says so', async () => {
    const { email, client } = await person('Petra Passwort', 'en')
    const elsewhere = app.as()
    const { password } = client.login!
    await elsewhere.call('accounts.signIn', { email, password })
    const closed = ended(elsewhere)
    await client.call('accounts.changePassword', { newPassword: 'another password for tests' })
    await closed
    expect((await elsewhere.call('accounts.me', {})).user).toBeNull()
    expect((await client.call('accounts.me', {})).user?.email).toBe(email)
    const mail = app.mails.find(({ to }) => to === email)
    expect(mail?.subject).toBe('Your password was changed')
  })

  it('that is revoked has no open connection two seconds later, on whichever device', async () => {
    const { email, client } = await person('Lina Verloren')
    const { password } = client.login!
    const devices = [client, app.as(), app.as()]
    for (const device of devices.slice(1)) await device.call('accounts.signIn', { email, password })
    const all = Promise.all(devices.map(ended))
    // A visitor's connection, which nothing of this concerns.
    const visitor = await app.as().socket()
    await Promise.all(devices.map((device) => device.socket()))
    const before = performance.now()
    await client.call('accounts.signOutEverywhere', {})
    await all
    expect(performance.now() - before).toBeLessThan(2000)
    expect(visitor.connected).toBe(true)
    for (const device of devices.slice(1)) expect((await device.call('accounts.me', {})).user).toBeNull()
  })

  it('is a new one at every signing in; the one of before in the same browser is over', async () => {
    const { email, client } = await person('Sina Neu')
    const { password } = client.login!
    await client.call('accounts.me', {})
    const before = client.cookie
    await client.call('accounts.signIn', { email, password })
    expect(client.cookie).not.toBe(before)
    expect((await app.as().raw('GET', '/api/me', undefined, { Cookie: before })).body).toMatchObject({
      user: null,
    })
  })

  it('that somebody made up is taken over by no sign-in', async () => {
    const { email, client } = await person('Fritz Fixiert')
    const made = 'augenhoehe.session_token=chosen-by-somebody-else.c2lnbmF0dXJl'
    const { cookies } = await app
      .as()
      .raw('POST', '/api/auth/sign-in/email', { email, password: client.login!.password }, { Cookie: made })
    expect(cookies[0]).toMatch(/^augenhoehe\.session_token=/)
    expect(cookies[0]).not.toContain('chosen-by-somebody-else')
  })
})
