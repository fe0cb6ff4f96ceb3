import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client, startApp, type TestApp } from '../../../testing/app.ts'
import { addPasskey, Authenticator } from '../../../testing/authenticator.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { firstStep, setUpTotp } from '../../../testing/second-factor.ts'
import { Passkeys } from './model.ts'

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

const browser = () => new Client(app.url)
const ask = (ticket?: string) => browser().call('accounts.askPasskey', ticket === undefined ? {} : { ticket })
const oid = (id: string) => new mongoose.Types.ObjectId(id)

/** Somebody with a passkey. */
async function withKey(name: string) {
  const who = await person(name, 'en')
  return { ...who, login: who.client.login!, ...(await addPasskey(who.client)) }
}
const mailsTo = (address: string) =>
  app.mails.filter(({ to }) => to === address).map(({ subject }) => subject)

describe('a passkey', () => {
  it('is named, told by mail, and begins with recovery codes; the session goes on under another cookie', async () => {
    const { client, email } = await person('Schlüssel', 'en')
    await client.call('accounts.me', {})
    const before = { Cookie: client.cookie }
    const { recoveryCodes } = await addPasskey(client, new Authenticator(), ' Mein  Telefon ')
    expect(recoveryCodes).toHaveLength(10)
    expect((await browser().raw('GET', '/api/me', undefined, before)).body).toMatchObject({ user: null })
    expect(mailsTo(email)).toEqual(['Your account has another protection'])
    const { passkeys, ways } = await client.call('accounts.security', {})
    expect(passkeys).toEqual([
      {
        id: expect.any(String) as string,
        name: 'Mein Telefon',
        createdAt: new Date(start).toISOString(),
        usedAt: null,
      },
    ])
    expect(ways).toEqual(['password', 'passkey'])
    expect((await addPasskey(client, new Authenticator(), 'Zweites')).recoveryCodes).toEqual([])
  })

  it('signs in alone: no address, no password, no second step', async () => {
    const { device, id, client } = await withKey('Ohne Passwort')
    at(60)
    const asked = await ask()
    expect(asked).toMatchObject({ rpId: 'localhost', allowCredentials: [] })
    const own = browser()
    const me = await own.call('accounts.signInWithPasskey', { passkey: device.show(asked) })
    expect(me.user?.id).toBe(id)
    expect((await own.call('accounts.me', {})).user?.id).toBe(id)
    const { passkeys } = await client.call('accounts.security', {})
    expect(passkeys[0]!.usedAt).toBe(new Date(start + 60_000).toISOString())
  })

  it('is the second step after a password, and so are the recovery codes', async () => {
    const { device, login, id, recoveryCodes } = await withKey('Danach')
    const { ticket, ways } = await firstStep(browser(), login)
    expect(ways).toEqual(['passkey', 'recovery'])
    const asked = await ask(ticket)
    expect(asked.allowCredentials).toHaveLength(1)
    const proof = { passkey: device.show(asked) }
    const me = await browser().call('accounts.completeSignIn', { ticket, proof })
    expect(me.user?.id).toBe(id)
    const other = await firstStep(browser(), login)
    const paper = { ticket: other.ticket, proof: { recovery: recoveryCodes[0]! } }
    expect((await browser().call('accounts.completeSignIn', paper)).user?.id).toBe(id)
  })

  it('is a proof before sensitive acts', async () => {
    const { device, client } = await withKey('Nachweis')
    const token = decodeURIComponent(client.cookie.split('=')[1]!).split('.')[0]!
    const long = new Date(Date.now() - 20 * 60 * 1000)
    const aged = { $set: { createdAt: long, provenAt: long } }
    await mongoose.connection.collection('session').updateOne({ token }, aged)
    await (await person('Wer auch immer')).client.call('accounts.change', { presence: false })
    expect((await client.refusal('accounts.renewRecoveryCodes', {})).code).toBe('step-up-required')
    const proof = { passkey: device.show(await client.call('accounts.askPasskey', {})) }
    await client.call('accounts.prove', { proof })
    await client.call('accounts.renewRecoveryCodes', {})
  })
})

describe('a passkey is refused', () => {
  const refused = { code: 'second-factor.wrong', status: 401 }

  it.each([
    ['made for another site', { rpId: 'elsewhere.example' }],
    ['asked by another page', { origin: 'https://elsewhere.example' }],
    ['asked by another port of this host', { origin: 'http://localhost:8080' }],
    ['that nobody verified', { unverified: true }],
    ['that answers another question', { type: 'webauthn.get' }],
  ])('when it is made: %s', async (_, wrong) => {
    const { client } = await person('Falsch gemacht')
    const passkey = new Authenticator().make(await client.call('accounts.beginPasskey', {}), wrong)
    expect(await client.refusal('accounts.addPasskey', { name: 'Telefon', passkey })).toMatchObject(refused)
    expect((await client.call('accounts.security', {})).passkeys).toEqual([])
  })

  it.each([
    ['for another site', { rpId: 'elsewhere.example' }],
    ['by another page', { origin: 'https://elsewhere.example' }],
    ['without PIN, finger or face', { unverified: true }],
    ['as somebody else’s', { userHandle: Buffer.from('f'.repeat(24)).toString('base64url') }],
    ['as if it were new', { type: 'webauthn.create' }],
  ])('when it signs %s', async (_, wrong) => {
    const { device } = await withKey('Falsch gezeigt')
    const passkey = device.show(await ask(), wrong)
    expect(await browser().refusal('accounts.signInWithPasskey', { passkey })).toMatchObject(refused)
  })

  it('with a challenge that was answered already, was never asked, or is five minutes old', async () => {
    const { device } = await withKey('Noch einmal')
    const passkey = device.show(await ask())
    await browser().call('accounts.signInWithPasskey', { passkey })
    expect(await browser().refusal('accounts.signInWithPasskey', { passkey })).toMatchObject(refused)
    const made = { ...(await ask()), challenge: Buffer.alloc(32, 7).toString('base64url') }
    expect(
      await browser().refusal('accounts.signInWithPasskey', { passkey: device.show(made) }),
    ).toMatchObject(refused)
    const old = await ask()
    at(5 * 60)
    expect(
      await browser().refusal('accounts.signInWithPasskey', { passkey: device.show(old) }),
    ).toMatchObject(refused)
  })

  it('once, where the same answer comes twice at the same moment', async () => {
    const { device } = await withKey('Zugleich')
    const passkey = device.show(await ask())
    const answers = await Promise.all(
      [1, 2, 3].map(() => browser().send('accounts.signInWithPasskey', { passkey })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401])
  })

  it('with a challenge for something else', async () => {
    const { device, login, client } = await withKey('Wofür')
    const proof = { passkey: device.show(await ask()) }
    const { ticket } = await firstStep(browser(), login)
    expect(await browser().refusal('accounts.completeSignIn', { ticket, proof })).toMatchObject(refused)
    const step = { passkey: device.show(await ask(ticket)) }
    expect(await client.refusal('accounts.prove', { proof: step })).toMatchObject(refused)
    const anew = { passkey: device.show(await client.call('accounts.askPasskey', {})) }
    expect(await browser().refusal('accounts.signInWithPasskey', anew)).toMatchObject(refused)
  })

  it('of somebody else, or unknown here', async () => {
    const one = await withKey('Die eine')
    const other = await withKey('Die andere')
    const { ticket } = await firstStep(browser(), one.login)
    const asked = await ask(ticket)
    const foreign = { passkey: other.device.show(asked) }
    expect(await browser().refusal('accounts.completeSignIn', { ticket, proof: foreign })).toMatchObject(
      refused,
    )
    const proof = { passkey: other.device.show(await one.client.call('accounts.askPasskey', {})) }
    expect(await one.client.refusal('accounts.prove', { proof })).toMatchObject(refused)
    const unknown = new Authenticator()
    unknown.make(await one.client.call('accounts.beginPasskey', {}))
    expect(
      await browser().refusal('accounts.signInWithPasskey', { passkey: unknown.show(await ask()) }),
    ).toMatchObject(refused)
  })

  it('whose signature was changed, or that cannot be read', async () => {
    const { device } = await withKey('Verfälscht')
    const passkey = device.show(await ask())
    const signature = Buffer.from(passkey.signature, 'base64url')
    signature[signature.length - 1]! ^= 1
    const spoilt = { ...passkey, signature: signature.toString('base64url') }
    expect(await browser().refusal('accounts.signInWithPasskey', { passkey: spoilt })).toMatchObject(refused)
    const words = { ...passkey, clientDataJSON: 'bm90aGluZw' }
    expect(await browser().refusal('accounts.signInWithPasskey', { passkey: words })).toMatchObject(refused)
  })

  it('that was copied: its counter goes back', async () => {
    const { device, id } = await withKey('Kopiert')
    await Passkeys.updateOne({ userId: id }, { $set: { counter: 50 } })
    const passkey = device.show(await ask())
    expect(await browser().refusal('accounts.signInWithPasskey', { passkey })).toMatchObject(refused)
  })

  it('made for somebody else’s question', async () => {
    const one = await person('Fragt')
    const other = await person('Antwortet')
    const passkey = new Authenticator().make(await one.client.call('accounts.beginPasskey', {}))
    expect(await other.client.refusal('accounts.addPasskey', { name: 'Telefon', passkey })).toMatchObject(
      refused,
    )
  })

  it('once it is removed, which its person is told', async () => {
    const { device, client, email, login } = await withKey('Entfernt')
    const asked = await ask()
    const { passkeys } = await client.call('accounts.security', {})
    const stranger = await person('Fremd')
    const passkeyId = passkeys[0]!.id
    expect((await stranger.client.refusal('accounts.removePasskey', { passkeyId })).code).toBe('not-found')
    await client.call('accounts.removePasskey', { passkeyId })
    expect(mailsTo(email).at(-1)).toBe('A protection of your account was removed')
    expect(
      await browser().refusal('accounts.signInWithPasskey', { passkey: device.show(asked) }),
    ).toMatchObject(refused)
    expect(await client.call('accounts.security', {})).toMatchObject({ passkeys: [], recoveryCodes: null })
    expect((await browser().call('accounts.signIn', login)).user?.email).toBe(email)
  })
})

describe('two second factors', () => {
  it('are each enough; the recovery codes stay until the last is gone', async () => {
    const { client, device, id } = await withKey('Beides')
    expect((await setUpTotp(client, app.clock)).recoveryCodes).toEqual([])
    await client.call('accounts.endTotp', {})
    expect(await client.call('accounts.security', {})).toMatchObject({
      totp: null,
      recoveryCodes: { left: 10 },
      ways: ['password', 'passkey'],
    })
    const me = await browser().call('accounts.signInWithPasskey', { passkey: device.show(await ask()) })
    expect(me.user?.id).toBe(id)
  })

  it('let staff in, who may end all but the last', async () => {
    const { client, id } = await person('Stab')
    await mongoose.connection.collection('user').updateOne({ _id: oid(id) }, { $set: { role: 'staff' } })
    expect((await client.refusal('accounts.listAffiliations', {})).code).toBe('second-factor-required')
    await addPasskey(client)
    await client.call('accounts.listAffiliations', {})
    const { passkeys } = await client.call('accounts.security', {})
    const passkeyId = passkeys[0]!.id
    expect((await client.refusal('accounts.removePasskey', { passkeyId })).code).toBe('second-factor.last')
    await setUpTotp(client, app.clock)
    await client.call('accounts.removePasskey', { passkeyId })
    expect((await client.refusal('accounts.endTotp', {})).code).toBe('second-factor.last')
  })

  it('are all taken by a reset', async () => {
    const { email, id } = await withKey('Zurückgesetzt')
    const admin = app.as('platformAdmin')
    await addPasskey(admin)
    await admin.call('accounts.resetSecondFactor', { email, checked: 'met' })
    expect(await Passkeys.countDocuments({ userId: id })).toBe(0)
  })
})
