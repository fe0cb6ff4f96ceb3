import { allOperations, type Operation, type OperationName } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client, startApp, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { sample } from '../../../testing/samples.ts'
import { authenticatorApp, firstStep, setUpTotp } from '../../../testing/second-factor.ts'
import { SecondFactors } from './model.ts'

let app: TestApp
const { person, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp({ staffSecondFactor: true })
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const start = new Date('2027-03-01T12:00:00Z').getTime()
const at = (seconds: number) => app.clock.setTo(new Date(start + seconds * 1000))
beforeEach(() => at(0))

/** A browser without a session; it signs in by nothing of its own. */
const browser = () => new Client(app.url)

/** Somebody with an authenticator app, whose code of the present is used up. */
async function withApp(name: string, locale: 'de' | 'en' | 'ar' = 'de') {
  const who = await person(name, locale)
  return { ...who, login: who.client.login!, ...(await setUpTotp(who.client, app.clock)) }
}

const mailsTo = (address: string) =>
  app.mails.filter(({ to }) => to === address).map(({ subject }) => subject)

const cookieOf = (client: Client) => ({ Cookie: client.cookie })

describe('codes by app', () => {
  it('count only once one of them was confirmed', async () => {
    const { client } = await person('Anfang')
    const { secret, uri } = await client.call('accounts.beginTotp', {})
    expect(uri).toContain(`secret=${secret}`)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Augenh/)
    expect((await client.refusal('accounts.confirmTotp', { totp: '000000' })).code).toBe(
      'second-factor.wrong',
    )
    expect((await client.call('accounts.security', {})).totp).toBeNull()
    expect((await browser().call('accounts.signIn', client.login!)).user).not.toBeNull()
    const code = authenticatorApp(secret, app.clock).code()
    const { recoveryCodes } = await client.call('accounts.confirmTotp', { totp: code })
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(await client.call('accounts.security', {})).toMatchObject({
      totp: { since: new Date(start).toISOString() },
      recoveryCodes: { left: 10 },
      required: false,
      ways: ['password', 'totp'],
    })
  })

  it('are asked for after the password, and nothing is open before', async () => {
    const { app: phone, login, id } = await withApp('Zwei Schritte')
    const client = browser()
    const { ticket, ways } = await firstStep(client, login)
    expect(ways).toEqual(['totp', 'recovery'])
    expect(client.cookie).toBe('')
    expect(await mongoose.connection.collection('session').countDocuments({ userId: oid(id) })).toBe(1)
    at(30)
    const me = await client.call('accounts.completeSignIn', { ticket, proof: { totp: phone.code() } })
    expect(me.user?.id).toBe(id)
    expect((await client.call('accounts.me', {})).user?.id).toBe(id)
  })

  it.each([
    ['a sign-in link', 'accounts.requestMagicLink', 'accounts.redeemMagicLink'],
    ['a confirmation that was kept', 'accounts.signIn', 'accounts.verifyEmail'],
  ] as const)('are asked for after %s, too', async (_, asking, redeeming) => {
    const { app: phone, login, id, email } = await withApp('Per Mail')
    if (asking === 'accounts.signIn')
      await mongoose.connection.collection('user').updateOne({ email }, { $set: { emailVerified: false } })
    app.mails.length = 0
    await browser().send(asking, asking === 'accounts.signIn' ? { ...login } : { email })
    while (!app.mails.some(({ to }) => to === email)) await new Promise((resolve) => setImmediate(resolve))
    const token = new URL(/https?:\/\/\S+/.exec(app.mails[0]!.text)![0]).searchParams.get('token')!
    const client = browser()
    const { user, secondStep } = await client.call(redeeming, { token })
    expect(user).toBeNull()
    expect(client.cookie).toBe('')
    at(30)
    const proof = { totp: phone.code() }
    const me = await client.call('accounts.completeSignIn', { ticket: secondStep!.ticket, proof })
    expect(me.user?.id).toBe(id)
  })

  it('work once: neither again, nor for something else, nor an earlier one after a later one', async () => {
    const { app: phone, login, client } = await withApp('Einmal')
    at(60)
    const code = phone.code()
    const before = phone.code(-1)
    const first = await firstStep(browser(), login)
    await browser().call('accounts.completeSignIn', { ticket: first.ticket, proof: { totp: code } })
    const { ticket } = await firstStep(browser(), login)
    for (const totp of [code, before])
      expect((await browser().refusal('accounts.completeSignIn', { ticket, proof: { totp } })).code).toBe(
        'second-factor.wrong',
      )
    expect((await client.refusal('accounts.prove', { proof: { totp: code } })).code).toBe(
      'second-factor.wrong',
    )
  })

  it('work once, also when two come at the same moment', async () => {
    const { app: phone, login } = await withApp('Gleichzeitig')
    at(30)
    const tickets = await Promise.all([1, 2, 3].map(() => firstStep(browser(), login)))
    const proof = { totp: phone.code() }
    const answers = await Promise.all(
      tickets.map(({ ticket }) => browser().send('accounts.completeSignIn', { ticket, proof })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401])
  })

  it.each([
    [-2, 'second-factor.wrong'],
    [-1, undefined],
    [0, undefined],
    [1, undefined],
    [2, 'second-factor.wrong'],
  ])('of %i steps from now: %s', async (steps, refused) => {
    const { app: phone, login } = await withApp('Uhr')
    at(600)
    const { ticket } = await firstStep(browser(), login)
    const proof = { totp: phone.code(steps) }
    const { status, body } = await browser().send('accounts.completeSignIn', { ticket, proof })
    if (refused) expect(body).toMatchObject({ code: refused, fields: { totp: [expect.any(String)] } })
    else expect(status).toBe(200)
  })

  it('are taken in other digits and with blanks, as keyboards write them', async () => {
    const { app: phone, login } = await withApp('Ziffern')
    at(30)
    const { ticket } = await firstStep(browser(), login)
    const arabic = Array.from(phone.code(), (digit) => String.fromCharCode(0x660 + Number(digit)))
    const totp = `${arabic.slice(0, 3).join('')} ${arabic.slice(3).join('')}`
    await browser().call('accounts.completeSignIn', { ticket, proof: { totp } })
  })

  it('cannot be guessed: after five wrong ones none is looked at for a quarter of an hour, and a mail says so', async () => {
    const { app: phone, login, email, recoveryCodes } = await withApp('Raten', 'en')
    at(300)
    const right = phone.code()
    const wrong = right === '111111' ? '222222' : '111111'
    const { ticket } = await firstStep(browser(), login)
    const guess = (totp: string) => browser().refusal('accounts.completeSignIn', { ticket, proof: { totp } })
    for (let count = 0; count < 5; count++) expect((await guess(wrong)).code).toBe('second-factor.wrong')
    const held = await guess(right)
    expect(held.code).toBe('rate.limited')
    expect(held.retryAfterMs).toBe(15 * 60 * 1000)
    expect(mailsTo(email)).toContain('A wrong code several times')
    // Whoever has their recovery codes is not kept out by somebody who guesses.
    const proof = { recovery: recoveryCodes[0]! }
    const other = await firstStep(browser(), login)
    await browser().call('accounts.completeSignIn', { ticket: other.ticket, proof })
  })

  it('can be looked at again once the quarter of an hour is over', async () => {
    const { app: phone, login } = await withApp('Geduld')
    at(300)
    const { ticket } = await firstStep(browser(), login)
    const wrong = phone.code() === '111111' ? '222222' : '111111'
    // All at once: no more of them are looked at than one after the other.
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        browser().refusal('accounts.completeSignIn', { ticket, proof: { totp: wrong } }),
      ),
    )
    expect(answers.filter(({ code }) => code === 'rate.limited').length).toBeGreaterThan(0)
    at(300 + 15 * 60)
    const later = await firstStep(browser(), login)
    await browser().call('accounts.completeSignIn', { ticket: later.ticket, proof: { totp: phone.code() } })
  })

  it('lie in the store in no form that makes codes; recovery codes not as they were shown', async () => {
    const { secret, recoveryCodes, id } = await withApp('Verwahrt')
    const stored = JSON.stringify(await SecondFactors.findById(id).lean())
    expect(stored).toContain(id)
    expect(stored).not.toContain(secret)
    for (const code of recoveryCodes) {
      expect(stored).not.toContain(code)
      expect(stored).not.toContain(code.replaceAll('-', ''))
    }
  })

  it('can be of another telephone; the one before counts until that is confirmed', async () => {
    const { app: old, client, login } = await withApp('Neues Telefon')
    const { secret } = await client.call('accounts.beginTotp', {})
    const fresh = authenticatorApp(secret, app.clock)
    at(30)
    const first = await firstStep(browser(), login)
    await browser().call('accounts.completeSignIn', { ticket: first.ticket, proof: { totp: old.code() } })
    at(60)
    // The codes on paper stay as they are.
    expect(await client.call('accounts.confirmTotp', { totp: fresh.code() })).toEqual({ recoveryCodes: null })
    at(90)
    const { ticket } = await firstStep(browser(), login)
    const refusal = await browser().refusal('accounts.completeSignIn', {
      ticket,
      proof: { totp: old.code() },
    })
    expect(refusal.code).toBe('second-factor.wrong')
    await browser().call('accounts.completeSignIn', { ticket, proof: { totp: fresh.code() } })
  })
})

describe('a ticket', () => {
  it('is over after ten minutes, after one use, and after another password', async () => {
    const { app: phone, login, client } = await withApp('Fahrkarte')
    const expired = await firstStep(browser(), login)
    at(10 * 60)
    const complete = (ticket: string, steps = 0) =>
      browser().send('accounts.completeSignIn', { ticket, proof: { totp: phone.code(steps) } })
    expect((await complete(expired.ticket)).body).toMatchObject({ code: 'token.invalid' })
    const used = await firstStep(browser(), login)
    expect((await complete(used.ticket)).status).toBe(200)
    at(10 * 60 + 60)
    expect((await complete(used.ticket)).body).toMatchObject({ code: 'token.invalid' })
    const left = await firstStep(browser(), login)
    await client.call('accounts.changePassword', { newPassword: 'another password for tests' })
    expect((await complete(left.ticket)).body).toMatchObject({ code: 'token.invalid' })
  })

  it('is worth nothing for somebody else’s code', async () => {
    const one = await withApp('Die eine')
    const other = await withApp('Die andere')
    at(30)
    const { ticket } = await firstStep(browser(), one.login)
    const proof = { totp: other.app.code() }
    expect((await browser().refusal('accounts.completeSignIn', { ticket, proof })).code).toBe(
      'second-factor.wrong',
    )
  })
})

describe('recovery codes', () => {
  it('work once each, however they are written, and a mail says so', async () => {
    const { login, recoveryCodes, email, client } = await withApp('Papier', 'en')
    const [code] = recoveryCodes
    const written = code!.toLowerCase().replaceAll('-', ' ')
    const { ticket } = await firstStep(browser(), login)
    await browser().call('accounts.completeSignIn', { ticket, proof: { recovery: written } })
    expect(mailsTo(email)).toContain('Signed in with a recovery code')
    expect((await client.call('accounts.security', {})).recoveryCodes?.left).toBe(9)
    const again = await firstStep(browser(), login)
    const proof = { recovery: code }
    expect((await browser().refusal('accounts.completeSignIn', { ticket: again.ticket, proof })).code).toBe(
      'second-factor.wrong',
    )
  })

  it('work once, also when two come at the same moment', async () => {
    const { login, recoveryCodes } = await withApp('Zweimal Papier')
    const tickets = await Promise.all([1, 2, 3].map(() => firstStep(browser(), login)))
    const proof = { recovery: recoveryCodes[3]! }
    const answers = await Promise.all(
      tickets.map(({ ticket }) => browser().send('accounts.completeSignIn', { ticket, proof })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401])
  })

  it('are worth nothing once new ones are made', async () => {
    const { client, login, recoveryCodes, email } = await withApp('Neues Papier', 'en')
    const fresh = (await client.call('accounts.renewRecoveryCodes', {})).recoveryCodes
    expect(mailsTo(email)).toContain('You have new recovery codes')
    const { ticket } = await firstStep(browser(), login)
    const old = { recovery: recoveryCodes[0]! }
    expect((await browser().refusal('accounts.completeSignIn', { ticket, proof: old })).code).toBe(
      'second-factor.wrong',
    )
    await browser().call('accounts.completeSignIn', { ticket, proof: { recovery: fresh[0]! } })
  })

  it('are made for nobody without a second factor', async () => {
    const { client } = await person('Ohne')
    expect((await client.refusal('accounts.renewRecoveryCodes', {})).code).toBe('conflict')
  })

  it('prove nothing before sensitive acts', async () => {
    const { client, recoveryCodes } = await withApp('Kein Nachweis')
    const refusal = await client.refusal('accounts.prove', { proof: { recovery: recoveryCodes[0]! } })
    expect(refusal.code).toBe('request.invalid')
  })
})

describe('setting up and ending', () => {
  it('are told by mail, in one’s language, and the session goes on under another cookie', async () => {
    const { client, email } = await person('Anna Änderung', 'ar')
    await client.call('accounts.me', {})
    const first = cookieOf(client)
    await setUpTotp(client, app.clock)
    expect(mailsTo(email)).toEqual(['أُضيفت حماية أخرى إلى حسابك'])
    const second = cookieOf(client)
    expect(second).not.toEqual(first)
    await client.call('accounts.endTotp', {})
    expect(mailsTo(email).at(-1)).toBe('أُزيلت حماية من حسابك')
    for (const cookie of [first, second])
      expect((await browser().raw('GET', '/api/me', undefined, cookie)).body).toMatchObject({ user: null })
    expect(await client.call('accounts.security', {})).toMatchObject({ totp: null, recoveryCodes: null })
    expect((await browser().call('accounts.signIn', client.login!)).user?.email).toBe(email)
    // Again changes nothing, and tells nothing.
    await client.call('accounts.endTotp', {})
    expect(mailsTo(email)).toHaveLength(2)
  })

  it('a code of the app is a proof before sensitive acts', async () => {
    const { client, app: phone } = await withApp('Nachweis')
    await makeOld(client)
    expect((await client.refusal('accounts.endTotp', {})).code).toBe('step-up-required')
    at(30)
    await client.call('accounts.prove', { proof: { totp: phone.code() } })
    await client.call('accounts.endTotp', {})
  })

  it('somebody without a password is asked for what they have', async () => {
    const { client, id, app: phone } = await withApp('Ohne Passwort')
    await mongoose.connection.collection('account').deleteMany({ userId: oid(id) })
    expect(await client.call('accounts.security', {})).toMatchObject({ password: false, ways: ['totp'] })
    const password = { password: client.login!.password }
    expect((await client.refusal('accounts.prove', { proof: password })).code).toBe(
      'session.wrong-credentials',
    )
    at(30)
    await client.call('accounts.prove', { proof: { totp: phone.code() } })
  })
})

const oid = (id: string) => new mongoose.Types.ObjectId(id)

/** Lets the proof that lies in signing in, or in setting up, grow old. */
async function makeOld(client: Client) {
  const token = decodeURIComponent(client.cookie.split('=')[1]!).split('.')[0]!
  const long = new Date(Date.now() - 20 * 60 * 1000)
  await mongoose.connection
    .collection('session')
    .updateOne({ token }, { $set: { createdAt: long, provenAt: long } })
  // What is remembered of a session is forgotten when anybody changes their account.
  await (await person('Wer auch immer')).client.call('accounts.change', { presence: false })
}

describe('staff and platform admins without a second factor', () => {
  const open: readonly OperationName[] = [
    'accounts.signOut',
    'accounts.signOutEverywhere',
    'accounts.me',
    'accounts.change',
    'accounts.prove',
    'accounts.security',
    'accounts.beginTotp',
    'accounts.confirmTotp',
  ]
  const operations = Object.entries(allOperations) as [OperationName, Operation][]

  it('may do what leads to one, and nothing else', () => {
    expect(operations.flatMap(([name, { settingUp }]) => (settingUp ? [name] : []))).toEqual(
      expect.arrayContaining([...open]),
    )
  })

  it.each(['centreStaff', 'platformAdmin'])(
    '%s is refused everything else that visitors cannot do',
    async (role) => {
      const client = app.as(role)
      const me = await client.call('accounts.me', {})
      expect(me.user).toMatchObject({ lacksSecondFactor: true })
      for (const [name, { who, http, socket, settingUp, input }] of operations) {
        if (who === 'anyone' || settingUp) continue
        const code = { code: 'second-factor-required' }
        if (http) expect((await client.send(name, sample(input) as never)).body, name).toMatchObject(code)
        if (socket) expect((await client.emit(socket, sample(input))).problem, name).toMatchObject(code)
      }
    },
  )

  it('read as visitors do: a closed room is not there', async () => {
    const threadId = app.world.threads.closedRoom
    const client = app.as('platformAdmin')
    await client.call('accounts.me', {})
    expect((await client.refusal('threads.contributions', { threadId })).code).toBe('not-found')
    expect((await client.raw('GET', '/api/audit')).status).toBe(403)
  })

  it('are let in at once by setting one up, and may not end it', async () => {
    const client = app.as('centreStaff')
    const socket = await client.socket()
    await setUpTotp(client, app.clock)
    expect((await client.call('accounts.me', {})).user).toMatchObject({ lacksSecondFactor: false })
    await client.call('accounts.listAffiliations', {})
    expect((await client.refusal('accounts.endTotp', {})).code).toBe('second-factor.last')
    // The connection of before was a visitor's, and stays one until it is opened anew.
    const answer = await socket.timeout(10_000).emitWithAck('presence.leave', {})
    expect(answer).toMatchObject({ ok: false })
  })

  it('others need none', async () => {
    const client = app.as('moderator')
    expect((await client.call('accounts.me', {})).user).toMatchObject({ lacksSecondFactor: false })
    expect((await client.call('accounts.security', {})).required).toBe(false)
  })
})

describe('whoever lost everything', () => {
  let admin: Client
  beforeAll(async () => {
    at(0)
    admin = app.as('platformAdmin')
    await setUpTotp(admin, app.clock)
  })

  it('is given a new beginning by a platform admin: sessions end, a mail says so', async () => {
    const lost = await withApp('Verena Verloren', 'en')
    const socket = await lost.client.socket()
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    const ticket = (await firstStep(browser(), lost.login)).ticket
    const input = { email: lost.email, checked: 'called' as const }
    await admin.call('accounts.resetSecondFactor', input)
    await closed
    expect((await lost.client.call('accounts.me', {})).user).toBeNull()
    expect(mailsTo(lost.email).at(-1)).toBe('The second step of signing in was reset')
    expect(
      (await browser().refusal('accounts.completeSignIn', { ticket, proof: { totp: '123456' } })).code,
    ).toBe('token.invalid')
    expect((await browser().call('accounts.signIn', lost.login)).user?.id).toBe(lost.id)
    expect((await admin.refusal('accounts.resetSecondFactor', input)).code).toBe('conflict')
    const { entries } = await admin.call('audit.list', {})
    expect(entries[0]).toMatchObject({
      act: 'accounts.resetSecondFactor',
      office: 'admin',
      target: { userId: lost.id },
      after: { checked: 'called' },
    })
  })

  it('is not helped by themselves, nor by staff, and nobody unknown is', async () => {
    const checked = 'met'
    const { email } = app.world.roles['platformAdmin']!
    expect((await admin.refusal('accounts.resetSecondFactor', { email, checked })).code).toBe(
      'action.forbidden',
    )
    const nobody = { email: 'nobody@example.org', checked }
    expect((await admin.refusal('accounts.resetSecondFactor', nobody)).code).toBe('not-found')
    // Staff who have theirs in order: the platform's admins alone do this.
    const { id, client } = await person('Stab')
    await mongoose.connection.collection('user').updateOne({ _id: oid(id) }, { $set: { role: 'staff' } })
    await setUpTotp(client, app.clock)
    const known = { email: app.world.roles['member']!.email, checked }
    expect((await client.refusal('accounts.resetSecondFactor', known)).code).toBe('not-found')
  })
})
