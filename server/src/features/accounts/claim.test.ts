import { expect, it } from 'vitest'
import { startApp } from '../../testing/app.ts'

it('an empty installation makes its first admin with the printed link, once', async () => {
  await using app = await startApp({ demonstration: false })
  const token = await app.app.accounts.openClaim()
  expect(await app.as().call('platform.get', {})).toMatchObject({ unclaimed: true, demonstration: false })
  const draft = {
    token: token!,
    name: 'Ines Vogt',
    email: 'ines@example.org',
    password: 'ein langes Passwort',
  }
  const answers = await Promise.all([
    app.as().send('accounts.claimPlatform', draft),
    app.as().send('accounts.claimPlatform', draft),
  ])
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410])
  expect(await app.as().call('platform.get', {})).toMatchObject({ unclaimed: false })
  const client = app.as()
  const me = await client.call('accounts.signIn', { email: draft.email, password: draft.password })
  expect(me.user?.role).toBe('admin')
  const { rooms } = await client.call('rooms.list', {})
  expect(rooms.map(({ slug, questions }) => [slug, questions.length])).toEqual([
    ['professionalisierung', 3],
    ['dialog', 3],
  ])
})

it('the printed link outlives a mistake: an address that has an account already', async () => {
  await using app = await startApp({ demonstration: false })
  const token = (await app.app.accounts.openClaim())!
  const email = 'ines@example.org'
  const password = 'ein langes Passwort'
  await app.as().call('accounts.signUp', { name: 'Ines Vogt', email, password })
  const draft = { token, name: 'Ines Vogt', email, password }
  expect(await app.as().refusal('accounts.claimPlatform', draft)).toMatchObject({ code: 'conflict' })
  const other = { ...draft, email: 'vorstand@example.org' }
  expect((await app.as().call('accounts.claimPlatform', other)).user?.role).toBe('admin')
})
