import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
const { person, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const giessen = '06531005'
const nothing = { asked: [], municipality: null, fields: [], needs: [] }
const stateOf = async (client: Client) => (await client.call('accounts.me', {})).user?.welcome

/** Somebody who has signed up and opened the mail. */
async function signedUp(email: string): Promise<Client> {
  const client = app.as()
  await client.call('accounts.signUp', { name: 'Hanan', email, password: 'vier kurze Wörter hier' })
  const mail = () => app.mails.find(({ to }) => to === email)
  while (!mail()) await new Promise((resolve) => setImmediate(resolve))
  const token = new URL(/https?:\/\/\S+/.exec(mail()!.text)![0]).searchParams.get('token')!
  await client.call('accounts.verifyEmail', { token })
  return client
}

describe('the welcome path', () => {
  it('waits for whoever signs up, goes on where it was left, and ends by itself', async () => {
    const client = await signedUp('hanan@welcome.example')
    expect(await stateOf(client)).toBe('new')
    expect(await client.call('accounts.answerWelcome', {})).toEqual(nothing)
    expect(await stateOf(client)).toBe('begun')
    await client.call('accounts.answerWelcome', { municipality: giessen })
    expect(await client.call('accounts.answerWelcome', { fields: [] })).toEqual({
      ...nothing,
      asked: ['place', 'fields'],
      municipality: giessen,
    })
    expect(await stateOf(client)).toBe('begun')

    // Another device.
    const other = app.as()
    await other.call('accounts.signIn', {
      email: 'hanan@welcome.example',
      password: 'vier kurze Wörter hier',
    })
    expect(await other.call('accounts.welcome', {})).toMatchObject({ asked: ['place', 'fields'] })
    await other.call('accounts.answerWelcome', { needs: ['rooms', 'rooms'] })
    expect(await other.call('accounts.welcome', {})).toMatchObject({ needs: ['rooms'] })
    expect(await stateOf(client)).toBe('done')
  })

  it('keeps both when two devices answer at the same moment', async () => {
    const { client } = await person('Zwei Geräte')
    await Promise.all([
      client.call('accounts.answerWelcome', { municipality: giessen }),
      client.call('accounts.answerWelcome', { fields: ['education'] }),
      client.call('accounts.answerWelcome', { needs: ['rooms'] }),
    ])
    const { asked, ...answers } = await client.call('accounts.welcome', {})
    expect(asked.toSorted()).toEqual(['fields', 'needs', 'place'])
    expect(answers).toEqual({ municipality: giessen, fields: ['education'], needs: ['rooms'] })
  })

  it('can be left at once', async () => {
    const client = await signedUp('later@welcome.example')
    await client.call('accounts.answerWelcome', { done: true })
    expect(await stateOf(client)).toBe('done')
  })

  it('forgets everything that was said, and does not begin anew', async () => {
    const { client } = await person('Vergesslich')
    await client.call('accounts.answerWelcome', { municipality: giessen, needs: ['rooms'] })
    await client.call('accounts.forgetWelcome', {})
    expect(await client.call('accounts.welcome', {})).toEqual(nothing)
    expect(await stateOf(client)).toBe('done')
  })

  it.each(everybody)('is not in the way of %s, who has an account already', async (role) => {
    const client = app.as(role)
    expect(await stateOf(client)).toBe('done')
    expect(await client.call('accounts.welcome', {})).toEqual(nothing)
  })

  it('is nobody else’s to see', async () => {
    expect((await app.as().refusal('accounts.welcome', {})).code).toBe('session.required')
    const { client } = await person('Verschwiegen')
    await client.call('accounts.answerWelcome', { municipality: giessen, needs: ['rooms'] })
    expect(JSON.stringify(await client.call('accounts.me', {}))).not.toMatch(/06531005|rooms/)
  })

  it.each([
    ['an unknown place', { municipality: '01001000' }, 'municipality'],
    ['what must never enter a score', { fields: ['religion'] }, 'fields'],
    ['an unknown need', { needs: ['gold'] }, 'needs'],
    ['too many of them', { needs: ['rooms', 'software', 'website', 'training'] }, 'needs'],
  ])('refuses %s, and keeps what was there', async (_, answers, field) => {
    const { client } = await person('Vorsichtig')
    await client.call('accounts.answerWelcome', { municipality: giessen })
    const refused = await client.refusal('accounts.answerWelcome', answers)
    expect(refused).toMatchObject({ code: 'request.invalid', fields: { [field]: expect.anything() } })
    expect(await client.call('accounts.welcome', {})).toMatchObject({
      municipality: giessen,
      asked: ['place'],
    })
  })

  it('takes the key a municipality had before, as the one it has now', async () => {
    const { client } = await person('Hanau')
    await client.call('accounts.answerWelcome', { municipality: '06435014' })
    expect((await client.call('accounts.welcome', {})).municipality).toBe('06415000')
  })
})
