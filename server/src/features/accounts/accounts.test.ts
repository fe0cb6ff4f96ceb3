import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const password = 'ein langes Passwort'
const linkIn = (text: string) => {
  const url = /https?:\/\/\S+/.exec(text)?.[0]
  if (!url) throw new Error(`No link in: ${text}`)
  return new URL(url)
}
/** The newest mail to an address; mails are sent in the background. */
async function mailTo(address: string, count = 1) {
  for (;;) {
    const mails = app.mails.filter(({ to }) => to === address)
    if (mails.length >= count) return mails.at(-1)!
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('an account', () => {
  it('begins with a confirmed address, in the language that was chosen', async () => {
    const client = app.as()
    const draft = { name: 'Hanan', email: 'Hanan@Example.org', password, locale: 'ar' as const }
    expect(await client.call('accounts.signUp', draft)).toEqual({ done: true })
    expect(client.cookie).toBe('')
    expect(await client.refusal('accounts.signIn', { email: draft.email, password })).toMatchObject({
      code: 'session.unverified',
    })
    const mail = await mailTo('hanan@example.org')
    expect(mail.lang).toBe('ar')
    const link = linkIn(mail.text)
    expect(link.pathname).toBe('/bestaetigen')
    const me = await client.call('accounts.verifyEmail', { token: link.searchParams.get('token')! })
    expect(me.user).toMatchObject({ name: 'Hanan', email: 'hanan@example.org', role: 'member', locale: 'ar' })
    expect((await client.call('accounts.me', {})).user?.name).toBe('Hanan')
  })

  it('says the same whether or not an address is known', async () => {
    const known = await app
      .as()
      .send('accounts.signUp', { name: 'X', email: 'member@augenhoehe.example', password })
    const unknown = await app
      .as()
      .send('accounts.signUp', { name: 'X', email: 'fresh@example.org', password })
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    expect((await mailTo('member@augenhoehe.example')).subject).toBe('Sie haben schon ein Konto')

    for (const name of ['accounts.requestMagicLink', 'accounts.requestPasswordReset'] as const) {
      const answers = [
        await app.as().send(name, { email: 'member@augenhoehe.example' }),
        await app.as().send(name, { email: 'nobody@example.org' }),
      ]
      expect(answers[0]!.body).toEqual(answers[1]!.body)
    }
    const wrong = await app
      .as()
      .refusal('accounts.signIn', { email: 'member@augenhoehe.example', password: 'wrong' })
    const nobody = await app
      .as()
      .refusal('accounts.signIn', { email: 'nobody@example.org', password: 'wrong' })
    expect([wrong.code, wrong.title]).toEqual([nobody.code, nobody.title])
    expect(app.mails.some(({ to }) => to === 'nobody@example.org')).toBe(false)
  })

  it('keeps its password as argon2id, and nothing of it in any reply', async () => {
    const client = app.as('member')
    const me = await client.send('accounts.me', {})
    expect(JSON.stringify(me.body)).not.toMatch(/argon2|password/i)
    const { default: mongoose } = await import('mongoose')
    const stored = await mongoose.connection.db!.collection('account').findOne({})
    expect(stored?.['password']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('sets one cookie that scripts cannot read and other sites do not send', async () => {
    const { cookies } = await app.as().raw('POST', '/api/auth/sign-in/email', {
      ...app.world.roles['member'],
      userId: undefined,
      organisationIds: undefined,
    })
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^augenhoehe\.session_token=/)
    expect(cookies[0]).toMatch(/HttpOnly/i)
    expect(cookies[0]).toMatch(/SameSite=Lax/i)
  })

  it('changes its name and its language', async () => {
    const client = app.as('load3')
    const me = await client.call('accounts.change', { name: 'Lena', locale: 'en', colourScheme: 'dark' })
    expect(me.user).toMatchObject({ name: 'Lena', locale: 'en', colourScheme: 'dark' })
    const { contributions } = await client.call('threads.contributions', { threadId: app.world.threads.open })
    expect(contributions.length).toBeGreaterThan(0)
  })
})

describe('a magic link', () => {
  it('signs in once', async () => {
    await app.as().call('accounts.requestMagicLink', { email: 'other-member@augenhoehe.example' })
    const token = linkIn((await mailTo('other-member@augenhoehe.example')).text).searchParams.get('token')!
    const client = app.as()
    expect((await client.call('accounts.redeemMagicLink', { token })).user?.name).toBe('Oleh Kravets')
    expect(await app.as().refusal('accounts.redeemMagicLink', { token })).toMatchObject({
      code: 'token.invalid',
    })
  })
})

describe('a forgotten password', () => {
  it('is replaced by mail, once, and ends every session', async () => {
    const before = app.as('load4')
    await before.call('accounts.me', {})
    const closed = new Promise(
      (resolve) => void before.socket().then((socket) => socket.once('disconnect', resolve)),
    )
    await before.socket()
    await app.as().call('accounts.requestPasswordReset', { email: 'load4@augenhoehe.example' })
    const token = linkIn((await mailTo('load4@augenhoehe.example')).text).searchParams.get('token')!
    await app.as().call('accounts.resetPassword', { token, newPassword: password })
    await closed
    expect((await before.call('accounts.me', {})).user).toBeNull()
    expect(await app.as().refusal('accounts.resetPassword', { token, newPassword: password })).toMatchObject({
      code: 'token.invalid',
    })
    expect(
      (await app.as().call('accounts.signIn', { email: 'load4@augenhoehe.example', password })).user?.name,
    ).toBe('Last 5')
  })
})

describe('signing out', () => {
  it('ends this device only', async () => {
    const [phone, laptop] = [app.as('load6'), app.as('load6')]
    await phone.call('accounts.me', {})
    await laptop.call('accounts.me', {})
    await phone.call('accounts.signOut', {})
    expect((await phone.raw('GET', '/api/me')).body).toMatchObject({ user: null })
    expect((await laptop.call('accounts.me', {})).user?.name).toBe('Last 7')
  })

  it('everywhere ends all devices', async () => {
    const [phone, laptop] = [app.as('load7'), app.as('load7')]
    await phone.call('accounts.me', {})
    await laptop.call('accounts.me', {})
    await phone.call('accounts.signOutEverywhere', {})
    expect((await laptop.raw('GET', '/api/me')).body).toMatchObject({ user: null })
  })
})

describe('an empty installation', () => {
  it('gives its first admin to whoever holds the printed link, once', async () => {
    await app.as('member').call('accounts.me', {})
    expect(await app.app.accounts.openClaim()).toBeUndefined() // somebody is registered here
    expect(
      await app.as().refusal('accounts.claimPlatform', {
        token: 'x'.repeat(32),
        name: 'N',
        email: 'n@example.org',
        password,
      }),
    ).toMatchObject({ code: 'token.invalid' })
  })
})
