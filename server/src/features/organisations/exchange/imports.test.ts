import { ProfileField, type ImportRun, type Problem } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'
import { ImportRows, Imports } from './model.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { founded, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  app.clock.setTo(null)
  drop()
  await app[Symbol.asyncDispose]()
})

const staff = () => app.as('centreStaff')

/** Sends a file as a browser does. */
async function upload(
  client: Client,
  content: string | Uint8Array<ArrayBuffer>,
  name = 'liste.csv',
): Promise<{ status: number; body: unknown }> {
  // Signs in, where there is a login.
  await client.send('platform.get', {})
  const form = new FormData()
  form.set('file', new Blob([content]), name)
  const response = await fetch(`${client.url}/api/administration/imports`, {
    method: 'POST',
    body: form,
    headers: client.cookie ? { Cookie: client.cookie } : {},
  })
  return { status: response.status, body: await response.json() }
}
async function preview(content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<ImportRun> {
  const { status, body } = await upload(staff(), content, name)
  expect(status, JSON.stringify(body)).toBe(201)
  return body as ImportRun
}
async function refusal(content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<Problem> {
  const { status, body } = await upload(staff(), content, name)
  expect(status).toBeGreaterThanOrEqual(400)
  return body as Problem
}
const rowsOf = async ({ id }: { id: string }) =>
  (await staff().call('organisations.importRows', { importId: id, limit: 100 })).rows
async function start(
  { id }: { id: string },
  duplicates: 'skip' | 'fill' | 'overwrite' = 'skip',
  overwrite: never[] | ['website'] = [],
) {
  await staff().call('organisations.startImport', { importId: id, duplicates, overwrite })
  await app.app.organisations.importsSettled()
  return staff().call('organisations.getImport', { importId: id })
}
const file = async (client: Client, path: string) => {
  await client.send('platform.get', {})
  return client.raw('GET', `/api${path}`)
}
const header = 'Name;Ort;Tätigkeitsfelder;Sprachen;Website;Telefon'
const table = (...rows: string[]) => [header, ...rows].join('\r\n')
let count = 0
const newName = () =>
  `Garten ${['Nord', 'Süd', 'West', 'Ost'][count % 4]} ${'abcdefgh'[count % 8]}${++count}x${count * 7919}`

describe('an import', () => {
  it('shows first what would become of each row, and enters nothing', async () => {
    const before = await Organisations.countDocuments()
    const name = newName()
    const run = await preview(
      table(
        `${name};Gießen;Kultur;Deutsch;;`,
        `${name};Gießen;Kultur;;;`,
        ';Kassel;Kultur;;;',
        'Wer;Atlantis;Kultur;;;',
      ),
    )
    expect(run).toMatchObject({ state: 'preview', rows: 4, kinds: { new: 1, duplicate: 1, faulty: 2 } })
    const rows = await rowsOf(run)
    expect(rows[1]).toMatchObject({ line: 3, kind: 'duplicate', ofLine: 2 })
    expect(rows[2]!.faults).toMatchObject([{ column: 'name', reason: 'needed' }])
    expect(rows[3]!.faults).toMatchObject([{ column: 'place', reason: 'unknown-place' }])
    expect(await Organisations.countDocuments()).toBe(before)
  })

  it('enters what is new: without members, unverified, marked, open to a claim, and mailed to nobody', async () => {
    app.mails.length = 0
    const name = newName()
    const run = await preview(table(`${name};Gießen;Kultur;Deutsch;bruecke.example;+49 641 1234`))
    const done = await start(run)
    expect(done).toMatchObject({ state: 'done', outcomes: { created: 1 }, position: 1 })
    const { organisation } = (await rowsOf(run))[0]!
    const entered = await app.as().call('organisations.get', { slug: organisation!.slug })
    expect(entered).toMatchObject({
      name,
      verified: false,
      enteredByCentre: true,
      contactPhone: '+49 641 1234',
    })
    expect((await Organisations.findById(entered.id).lean())!.members).toEqual([])
    expect(app.mails).toEqual([])
    const found = await app.as().call('organisations.list', { search: name })
    expect(found.organisations.map((one) => one.id)).toContain(entered.id)
    await app
      .as('newcomer')
      .call('organisations.claim', { organisationId: entered.id, note: 'Wir sind das.' })
  })

  it('enters nothing twice, however often the same file comes', async () => {
    const text = table(`${newName()};Gießen;Kultur;Deutsch;;`, `${newName()};Kassel;Bildung;Türkisch;;`)
    expect((await start(await preview(text))).outcomes).toEqual({ created: 2 })
    const again = await preview(text)
    expect(again.kinds).toEqual({ unchanged: 2 })
    expect((await start(again)).outcomes).toEqual({ skipped: 2 })
  })

  it('fills what is empty or writes over what was named, and never where people keep their profile', async () => {
    const name = newName()
    await start(await preview(table(`${name};Gießen;Kultur;Deutsch;https://alt.example;`)))
    const kept = await founded({
      name: newName(),
      municipality: '06531005',
      website: 'https://eigen.example',
    })
    const text = table(
      `${name};Gießen;Kultur;Deutsch;https://neu.example;+49 641 77`,
      `${kept.organisation.name};Gießen;Kultur;Deutsch;https://fremd.example;+49 641 77`,
    )
    const first = await preview(text)
    expect((await rowsOf(first)).map(({ kind, kept: isKept }) => [kind, isKept])).toEqual([
      ['duplicate', false],
      ['duplicate', true],
    ])
    expect((await start(first, 'fill')).outcomes).toEqual({ updated: 1, skipped: 1 })
    const site = async () => (await Organisations.findOne({ name }).lean())!
    expect(await site()).toMatchObject({ website: 'https://alt.example', contactPhone: '+49 641 77' })
    expect((await start(await preview(text), 'overwrite', ['website'])).outcomes).toEqual({
      updated: 1,
      skipped: 1,
    })
    expect(await site()).toMatchObject({ website: 'https://neu.example' })
    expect((await Organisations.findById(kept.organisationId).lean())!.website).toBe('https://eigen.example')
  })

  it('is corrected in the preview, row by row', async () => {
    const name = newName()
    const run = await preview(table(`${name};Nirgends;Kultur;;;`, `${name} e. V.;Gießen;Kultur;;;`))
    const { row, import: after } = await staff().call('organisations.changeImportRow', {
      importId: run.id,
      line: 2,
      cells: { place: 'Gießen' },
    })
    expect(row).toMatchObject({ kind: 'new', municipality: '06531005' })
    expect(after.kinds).toEqual({ new: 1, duplicate: 1 })
    await staff().call('organisations.changeImportRow', { importId: run.id, line: 3, decision: 'create' })
    expect((await start(run)).outcomes).toEqual({ created: 2 })
    expect(
      await staff().refusal('organisations.changeImportRow', { importId: run.id, line: 2, decision: 'skip' }),
    ).toMatchObject({ code: 'conflict' })
  })

  it('is taken back within seven days where nobody has touched it since', async () => {
    const [gone, claimed, changed] = [newName(), newName(), newName()]
    const run = await preview(
      table(...[gone, claimed, changed].map((name) => `${name};Gießen;Kultur;Deutsch;;`)),
    )
    await start(run)
    const stored = async (name: string) => (await Organisations.findOne({ name }).lean())!
    await app
      .as('newcomer')
      .call('organisations.claim', { organisationId: String((await stored(claimed))._id), note: '' })
    await app.app.organisations.verify(String((await stored(changed))._id))
    await staff().call('organisations.undoImport', { importId: run.id })
    await app.app.organisations.importsSettled()
    const undone = await staff().call('organisations.getImport', { importId: run.id })
    expect(undone).toMatchObject({ state: 'undone', outcomes: { undone: 1, kept: 2 } })
    expect(await Organisations.exists({ name: gone })).toBeNull()
    expect(
      (await app.as().call('organisations.list', { search: gone })).organisations.map(({ name }) => name),
    ).not.toContain(gone)
    expect(await staff().refusal('organisations.undoImport', { importId: run.id })).toMatchObject({
      code: 'conflict',
    })
  })

  it('gives back what it wrote over, and nothing after seven days', async () => {
    const name = newName()
    await start(await preview(table(`${name};Gießen;Kultur;Deutsch;https://alt.example;`)))
    const run = await preview(table(`${name};Gießen;Kultur;Deutsch;https://neu.example;`))
    await start(run, 'overwrite', ['website'])
    app.clock.setTo(new Date(Date.now() + 8 * dayMs))
    expect(await staff().refusal('organisations.undoImport', { importId: run.id })).toMatchObject({
      code: 'conflict',
    })
    app.clock.setTo(null)
    await staff().call('organisations.undoImport', { importId: run.id })
    await app.app.organisations.importsSettled()
    expect((await Organisations.findOne({ name }).lean())!.website).toBe('https://alt.example')
  })

  it('goes on where it was when the platform starts again, and can be stopped', async () => {
    const names = Array.from({ length: 30 }, newName)
    const run = await preview(table(...names.map((name) => `${name};Gießen;Kultur;Deutsch;;`)))
    // As a crash leaves it: under way, one row entered and not yet noted.
    const [first] = await ImportRows.find({ importId: run.id }).sort({ line: 1 }).limit(1).lean()
    await Imports.updateOne({ _id: run.id }, { $set: { state: 'running', duplicates: 'skip' } })
    await app.app.organisations.resumeImports()
    await app.app.organisations.importsSettled()
    await ImportRows.updateOne({ _id: first!._id }, { $set: { outcome: null } })
    await Imports.updateOne({ _id: run.id }, { $set: { state: 'running' } })
    await app.restart()
    await app.app.organisations.importsSettled()
    expect(await staff().call('organisations.getImport', { importId: run.id })).toMatchObject({
      state: 'done',
      outcomes: { created: 30 },
    })
    expect(await Organisations.countDocuments({ name: trusted({ $in: names }) })).toBe(30)

    const long = await preview(
      table(...Array.from({ length: 60 }, () => `${newName()};Kassel;Kultur;Deutsch;;`)),
    )
    await staff().call('organisations.startImport', { importId: long.id, duplicates: 'skip' })
    const stopped = await staff().call('organisations.cancelImport', { importId: long.id })
    expect(stopped.state).toBe('cancelled')
    const { created = 0 } = stopped.outcomes
    await app.app.organisations.resumeImports()
    await app.app.organisations.importsSettled()
    expect((await staff().call('organisations.getImport', { importId: long.id })).outcomes.created ?? 0).toBe(
      created,
    )
  })

  it('with 200 rows, 20 of them duplicates, is done within seconds and leaves numbers in the log of offices', async () => {
    const names = Array.from({ length: 180 }, newName)
    const again = names.slice(0, 20).map((name) => `${name} e. V.`)
    const begun = performance.now()
    const run = await preview(table(...[...names, ...again].map((name) => `${name};Gießen;Kultur;Deutsch;;`)))
    expect(run.kinds.duplicate).toBe(20)
    expect(await start(run)).toMatchObject({ outcomes: { created: 180, skipped: 20 } })
    expect(performance.now() - begun).toBeLessThan(20_000)
    const { entries } = await app.as('platformAdmin').call('audit.list', {})
    expect(entries[0]).toMatchObject({
      act: 'organisations.importDone',
      after: { created: 180, skipped: 20 },
    })
    expect(entries[1]).toMatchObject({
      act: 'organisations.startImport',
      after: { rows: 200, duplicates: 20 },
    })
    const report = await file(staff(), `/administration/imports/${run.id}/report.csv`)
    expect(report.contentType).toContain('text/csv')
    expect(String(report.body).split('\r\n')).toHaveLength(202)
  })
})

describe('a file that does not do', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['a zero byte', 'Name;Ort\nA\u0000b;Gießen', 'import.unreadable'],
    [
      'a picture that calls itself a table',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1]),
      'import.unreadable',
    ],
    ['no header', 'Verein;Gießen', 'import.header'],
    ['two headers alike', 'Name;name;Ort\nA;B;Gießen', 'import.header'],
    ['100,000 rows', `Name;Ort\n${'A;Gießen\n'.repeat(100_000)}`, 'import.too-many-rows'],
    ['nothing in it', '', 'import.header'],
  ])('with %s is refused, and nothing of it stays', async (_, content, code) => {
    const rows = await ImportRows.countDocuments()
    expect((await refusal(content)).code).toBe(code)
    expect(await ImportRows.countDocuments()).toBe(rows)
  })

  it('of 50 MB is refused before it has come', async () => {
    const client = staff()
    await client.send('platform.get', {})
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${client.url}/api/administration/imports`, {
        method: 'POST',
        headers: {
          'Content-Type': 'multipart/form-data; boundary=x',
          'Content-Length': 50 * 1024 * 1024,
          Cookie: client.cookie,
        },
      })
      sent.on('response', (response) => resolve(response.statusCode))
      sent.on('error', reject)
      sent.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('says nothing about offices and people: such columns are named and not read', async () => {
    const name = newName()
    const run = await preview(`Name;Ort;Themen;verified;Rolle;slug\n${name};Gießen;Kultur;true;admin;x`)
    expect(run.ignored.map(({ reason }) => reason)).toEqual(['protected', 'protected', 'protected'])
    await start(run)
    expect(await Organisations.findOne({ name }).lean()).toMatchObject({ verified: false, members: [] })
  })

  it('holds up nobody while it is read', async () => {
    const rows = Array.from(
      { length: 4000 },
      (_, index) => `Haus ${index} ${(index * 7919) % 9973};Frankfurt am Main;Kultur;;;`,
    )
    const reading = preview(table(...rows))
    let slowest = 0
    const answer = { isRead: false }
    void reading.finally(() => (answer.isRead = true))
    while (!answer.isRead) {
      const begun = performance.now()
      await app.as().raw('GET', '/api/platform')
      slowest = Math.max(slowest, performance.now() - begun)
    }
    const run = await reading
    expect(run.rows).toBe(4000)
    expect(slowest).toBeLessThan(2500)
    await staff().call('organisations.discardImport', { importId: run.id })
  }, 90_000)
})

describe('who', () => {
  it('only staff and platform admins send files in; for others there is nothing', async () => {
    const run = await preview(table(`${newName()};Gießen;Kultur;Deutsch;;`))
    for (const role of everybody) {
      const client = app.as(role)
      const may = role === 'centreStaff' || role === 'platformAdmin'
      const { status } = await upload(client, table(`${newName()};Gießen;Kultur;;;`))
      expect(status, role).toBe(may ? 201 : 404)
      expect((await client.send('organisations.getImport', { importId: run.id })).status, role).toBe(
        may ? 200 : 404,
      )
      expect((await file(client, `/administration/imports/${run.id}/report.csv`)).status, role).toBe(
        may ? 200 : 404,
      )
    }
    expect((await upload(app.as(), 'Name;Ort')).status).toBe(401)
    expect(
      (await app.as().raw('POST', '/api/administration/imports', {}, { Origin: 'https://elsewhere.example' }))
        .status,
    ).toBe(403)
  })

  it('everybody takes along what everybody sees, staff what an account sees, an admin all of their own', async () => {
    const { admin, organisation, organisationId } = await founded({
      name: newName(),
      contactPhone: '+49 641 999',
      contactEmail: 'geheim@verein.example',
      selfDescription: '=1+1\n"so"; جمعية',
      visibility: { contactPhone: 'signed-in', contactEmail: 'members' },
    })
    const path = (format: string) =>
      `/organisations/export.${format}?search=${encodeURIComponent(organisation.name)}`
    const seen = async (client: Client) => String((await file(client, path('csv'))).body)
    for (const client of [app.as(), app.as('member')]) {
      expect(await seen(client)).toContain(organisation.name)
      expect(await seen(client)).not.toMatch(/999|geheim/)
    }
    expect(await seen(app.as())).toContain('"\'=1+1')
    expect(await seen(staff())).toMatch(/999/)
    expect(await seen(staff())).not.toMatch(/geheim/)
    const own = await file(admin.client, `/organisations/${organisationId}/export.csv`)
    expect(String(own.body)).toMatch(/geheim/)
    expect((await file(staff(), `/organisations/${organisationId}/export.csv`)).status).toBe(404)
    expect((await file(app.as(), `/organisations/${organisationId}/export.json`)).status).toBe(401)
    const json = (await file(app.as(), path('json'))).body as { '@graph': { name: string }[] }
    expect(json['@graph'].map(({ name }) => name)).toContain(organisation.name)
    expect((await file(app.as(), '/organisations/export.csv?limit=5')).status).toBe(400)
  })

  it('nobody takes along what a profile keeps to its members or to accounts, field by field', async () => {
    // Each says something that stands nowhere else, so that a leak is seen wherever it comes out.
    const kept = {
      selfTerm: 'Selbstwort-geheim',
      kind: 'network',
      legalForm: 'unregistered',
      memberBand: 'm10-49',
      staffBand: 'minijob',
      foundedYear: 1871,
      targetGroups: 'Gruppe-geheim',
      activities: [{ title: 'Treffen-geheim', when: 'Nachts' }],
      meetingPlace: 'Hinterhof-geheim',
      website: 'https://geheim.example',
      contactEmail: 'geheim@verein.example',
      contactPhone: '+49 641 987654',
    }
    const fields = ProfileField.options
    const profiles = await Promise.all(
      (['members', 'signed-in'] as const).map((audience) =>
        founded({
          name: newName(),
          ...kept,
          visibility: Object.fromEntries(fields.map((field) => [field, audience])),
        }),
      ),
    )
    for (const { organisation } of profiles) {
      const query = `search=${encodeURIComponent(organisation.name)}`
      for (const client of [app.as(), app.as('member')])
        for (const format of ['csv', 'json']) {
          const { body } = await file(client, `/organisations/export.${format}?${query}`)
          const text = typeof body === 'string' ? body : JSON.stringify(body)
          expect(text).toContain(organisation.name)
          expect(text, format).not.toMatch(/geheim|Nachts|1871|987654|members|signed-in|visibility/)
          expect(text, format).not.toMatch(
            /network|Netzwerk|unregistered|Nicht eingetragen|m10-49|10 bis 49|minijob|Minijob/,
          )
        }
    }
  })

  it('a file holds the list as it stands, in its order', async () => {
    const query = 'near=06531005&radiusKm=60'
    const { organisations, total } = await app.as().call('organisations.list', {
      near: '06531005',
      radiusKm: '60',
      limit: 100,
    })
    const { body } = await file(app.as(), `/organisations/export.json?${query}`)
    const graph = (body as { '@graph': { name: string }[] })['@graph']
    expect(graph.slice(0, 100).map(({ name }) => name)).toEqual(organisations.map(({ name }) => name))
    expect(graph).toHaveLength(total)
    expect(total).toBeGreaterThan(1)
  })

  it('what was taken along comes back unchanged, in both forms', async () => {
    for (const format of ['csv', 'json']) {
      const { body } = await file(staff(), `/organisations/export.${format}?district=06531`)
      const run = await preview(typeof body === 'string' ? body : JSON.stringify(body), `liste.${format}`)
      expect(run.kinds, format).toEqual({ unchanged: run.rows })
      expect(run.format).toBe(format)
    }
  })
})
