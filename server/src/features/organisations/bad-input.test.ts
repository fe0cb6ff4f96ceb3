import { allOperations, route, type Operation, type OperationName } from '@augenhoehe/contracts'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import mongoose from 'mongoose'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type Answer, type Client, type TestApp } from '../../testing/app.ts'
import { formWith, pdf, picture } from '../../testing/files.ts'
import { createNewcomers, type Newcomer } from '../../testing/newcomers.ts'
import { sample } from '../../testing/samples.ts'

/** What organisations do not take, each kind by name: a clear refusal, and the whole store is as it was before. */

// Each file that is sent in is read in a process of its own.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let admin: Newcomer
let organisationId: string
let staff: Client
let slug: string
const { person, draft, founded, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
  staff = app.as('centreStaff')
  const made = await founded()
  ;({ admin, organisationId } = made)
  ;({ slug } = made.organisation)
  // Signs in, so that no session begins while something is compared.
  for (const client of [admin.client, staff]) await client.call('accounts.me', {})
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

/** Everything that is stored, in the database and as files. */
async function stored(): Promise<string[]> {
  const collections = await mongoose.connection.db!.listCollections().toArray()
  const documents = await Promise.all(
    collections
      .map(({ name }) => name)
      // The log of offices holds what was tried as well; what lists show of a thread follows its own log by itself.
      .filter((name) => name !== 'audit' && name !== 'threads')
      .toSorted()
      .map(async (name) => {
        const found = await mongoose.connection.db!.collection(name).find().sort({ _id: 1 }).toArray()
        return found.map((document) => `${name} ${JSON.stringify(document)}`)
      }),
  )
  const uploads = join(app.folder, 'uploads')
  return [
    ...documents.flat(),
    ...(existsSync(uploads) ? readdirSync(uploads, { recursive: true }).map(String) : []),
  ]
}

/** Refused with this code, at these fields if any, and nothing half done. */
async function refused(work: () => Promise<Answer>, code: string, fields: Record<string, unknown> = {}) {
  const before = await stored()
  const answer = await work()
  expect(answer.body).toMatchObject({ code, ...(Object.keys(fields).length > 0 && { fields }) })
  expect(answer.contentType).toContain('application/problem+json')
  expect(await stored()).toEqual(before)
}

describe('names that others could be deceived by', () => {
  it.each([
    ['homoglyphs', 'Br\u0430unfelser Haus', 'mixed-scripts'],
    ['a right-to-left override', 'Verein \u202egnudliB', 'direction'],
    ['zalgo', 'V\u0300\u0301\u0302\u0303\u0304\u0305\u0306erein', 'marks'],
    ['hidden signs', 'Ver\u200bein Licht', 'invisible'],
    ['decorated letters', '𝓥𝓮𝓻𝓮𝓲𝓷', 'styled'],
  ])('%s are refused wherever a name is given', async (_, name, reason) => {
    const { client } = admin
    await refused(() => client.send('organisations.create', { ...draft({ name }) }), 'request.invalid', {
      name: [reason],
    })
    await refused(() => client.send('organisations.change', { organisationId, name }), 'request.invalid', {
      name: [reason],
    })
    await refused(
      () => client.send('organisations.saveDraft', { entries: { name }, step: 'name' }),
      'request.invalid',
      { 'entries.name': [reason] },
    )
    await refused(() => client.send('accounts.change', { name }), 'request.invalid', { name: [reason] })
    const account = { name, email: 'neu@example.org', password: 'long enough for a password', locale: 'de' }
    await refused(() => app.as().send('accounts.signUp', account), 'request.invalid', { name: [reason] })
  })
})

describe('names as their people write them', () => {
  it.each([
    ['Arabic', 'جمعية النور الثقافية', 'نور الهدى'],
    ['Persian with a non-joiner', 'انجمن خانه\u200cهای ایرانیان', 'مهری\u200cناز'],
    ['Tigrinya', 'ማሕበር ኤርትራውያን', 'ሰላም'],
    ['Ukrainian', "Об'єднання Мар’яна", 'Мар’яна'],
    ['a mononym', 'Suharto', 'Suharto'],
  ])('%s is kept letter by letter, and found', async (_, name, own) => {
    const { client } = await person('Gründer')
    const made = await client.call('organisations.create', draft({ name }))
    expect(made.name).toBe(name)
    const { organisations } = await app.as().call('organisations.list', { search: name })
    expect(organisations.map((one) => one.name)).toContain(name)
    const { user } = await client.call('accounts.change', { name: own })
    expect(user?.name).toBe(own)
  })
})

describe('municipalities', () => {
  it.each(['99999999', '06000000', '6531005', '06531005 ', '', 'gießen', "06531005'--", '01001000'])(
    'by the wrong key „%s“ are refused',
    async (municipality) => {
      const { client } = admin
      const wrong = { municipality: expect.any(Array) }
      await refused(
        () => client.send('organisations.create', { ...draft(), municipality }),
        'request.invalid',
        wrong,
      )
      await refused(
        () => client.send('organisations.change', { organisationId, municipality }),
        'request.invalid',
        wrong,
      )
      const entries = { municipality }
      const step = await client.send('organisations.saveDraft', { entries, step: 'name' })
      expect(step.status).toBe(400)
      await refused(() => client.send('accounts.answerWelcome', { municipality }), 'request.invalid', wrong)
      await refused(
        () =>
          client.send('needs.publish', { organisationId, category: 'rooms', title: 'Raum', municipality }),
        'request.invalid',
        wrong,
      )
    },
  )

  it.each([
    ['06435014', '06415000'],
    ['06635005', '06635001'],
  ])('that merged are known by their former key %s, which becomes %s', async (former, present) => {
    const { client } = admin
    const made = await client.call('organisations.create', draft({ municipality: former }))
    expect(made.municipality).toBe(present)
    const { organisations } = await app.as().call('organisations.list', { municipality: former })
    expect(organisations.map(({ id }) => id)).toContain(made.id)
    const changed = await client.call('organisations.change', { organisationId, municipality: former })
    expect(changed.municipality).toBe(present)
    const table = `Name;Gemeindeschlüssel;Tätigkeitsfelder;Sprachen\nMarkthaus;${former};Kultur;Deutsch`
    const sent = await staff.sendForm('/administration/imports', formWith(table, 'liste.csv'))
    const { rows } = await staff.call('organisations.importRows', {
      importId: (sent.body as { id: string }).id,
    })
    expect(rows[0]).toMatchObject({ municipality: present, notes: [{ reason: 'former-key', given: former }] })
  })
})

describe('files', () => {
  const send = (bytes: Uint8Array | string, name?: string) =>
    admin.client.sendForm(`/organisations/${organisationId}/evidence`, formWith(bytes, name))
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

  it.each<[string, () => Promise<Uint8Array | string> | Uint8Array | string, string]>([
    ['an image bomb', () => picture('png', { width: 16_000, height: 16_000 }), 'file.heavy'],
    ['an SVG with a script', () => svg, 'file.type'],
    ['the same, named as a photograph', () => `\ufeff\n${svg}`, 'file.type'],
    [
      'a PDF with a script',
      () => pdf({ catalogue: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }),
      'file.active',
    ],
  ])('%s is refused', async (_, make, code) => {
    const bytes = await make()
    await refused(() => send(bytes, 'foto.jpg'), code)
  })

  it.each([
    ['an extract', () => `/organisations/${organisationId}/evidence`, () => admin.client, 'file.too-large'],
    ['a table', () => '/administration/imports', () => staff, 'import.too-large'],
  ])('of 50 MB, as %s, are refused before they have come', async (_, path, client, code) => {
    const who = client()
    await who.call('accounts.me', {})
    await refused(() => announced(who, path(), 50 * 1024 * 1024), code)
  })

  it('with 100,000 rows are refused', async () => {
    const table = `Name;Ort\n${'A;Gießen\n'.repeat(100_000)}`
    await refused(
      () => staff.sendForm('/administration/imports', formWith(table, 'a.csv')),
      'import.too-many-rows',
    )
  })

  it('give spreadsheets nothing to run, and what was meant comes back', async () => {
    const words = ['=HYPERLINK("https://evil.example";"Hier")', '+49 641 1', '-1+1', '@SUM(A1)', '\t=1+1']
    for (const selfTerm of words) {
      await admin.client.call('organisations.change', { organisationId, selfTerm })
      const { body } = await admin.client.raw('GET', `/api/organisations/${organisationId}/export.csv`)
      const cells = String(body).split(/[;\r\n]+/)
      expect(cells.filter((cell) => /^"?[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
      expect(String(body)).toContain(`'${selfTerm.trim().replaceAll('"', '""')}`)
    }
  })
})

/** Says how much is coming, and sends none of it. */
const announced = (client: Client, path: string, bytes: number) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = {
      'Content-Type': 'multipart/form-data; boundary=x',
      'Content-Length': bytes,
      Cookie: client.cookie,
    }
    const sent = request(`${app.url}/api${path}`, { method: 'POST', headers })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      let text = ''
      for await (const piece of response) text += String(piece)
      sent.destroy()
      const contentType = response.headers['content-type'] ?? ''
      resolve({ status: response.statusCode ?? 0, contentType, cookies: [], body: JSON.parse(text) })
    })
    sent.flushHeaders()
  })

describe('rights that somebody gives themselves', () => {
  const changing = (Object.entries(allOperations) as [OperationName, Operation][]).filter(
    ([name, operation]) =>
      /^(organisations|accounts)\./.test(name) && operation.http && route(operation).method !== 'GET',
  )
  it.each(['verification', 'verified', 'role', 'members', 'office'])('as „%s“ are refused', async (field) => {
    let asked = 0
    for (const [name, operation] of changing) {
      if (Object.hasOwn((operation.input as z.ZodObject).shape, field)) continue
      const input = { ...(sample(operation.input) as object), [field]: 'admin' }
      if ('organisationId' in input) input.organisationId = organisationId
      const before = asked % 10 === 0 ? await stored() : undefined
      const { body } = await admin.client.send(name, input)
      // Whoever is not of the staff does not even learn that there is such an operation.
      expect(['request.invalid', 'not-found'], name).toContain((body as { code?: string }).code)
      if (before) expect(await stored(), name).toEqual(before)
      asked++
    }
    expect(asked).toBeGreaterThan(40)
    expect(await app.as().call('organisations.get', { slug })).toMatchObject({ verified: false })
    expect(await app.app.accounts.roleOf(admin.id)).toBe('member')
  })
})

describe('people', () => {
  it('do not come in by an invitation that was used', async () => {
    const { link } = await admin.client.call('organisations.inviteByLink', { organisationId })
    const token = link.split('/').at(-1)!
    const [first, second] = [await person('Erste'), await person('Zweite')]
    await first.client.call('organisations.acceptInvitation', { token })
    await second.client.call('accounts.me', {})
    await refused(() => second.client.send('organisations.acceptInvitation', { token }), 'token.invalid')
    await refused(() => app.as().send('organisations.showInvitation', { token }), 'token.invalid')
    await first.client.call('organisations.removeMember', { organisationId, userId: first.id })
    await refused(() => first.client.send('organisations.acceptInvitation', { token }), 'token.invalid')
  })

  it('do not leave an association without an admin', async () => {
    const made = await founded()
    const { client, id: userId } = made.admin
    const colleague = await person('Kollegin')
    await app.app.organisations.admit(made.organisationId, colleague.id, 'member')
    const own = { organisationId: made.organisationId, userId }
    await refused(() => client.send('organisations.removeMember', own), 'organisation.last-admin')
    await refused(
      () => client.send('organisations.changeMember', { ...own, role: 'member' }),
      'organisation.last-admin',
    )
  })
})
