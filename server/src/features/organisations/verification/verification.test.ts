import { Problem, type Organisation, type Verification } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../../testing/app.ts'
import { formWith, pdf, picture } from '../../../testing/files.ts'
import { Organisations } from '../model.ts'
import { convertFile } from './evidence/converter.ts'

// Each file is read in a process of its own, and each of those starts anew.
vi.setConfig({ testTimeout: 120_000 })

const days = 24 * 60 * 60 * 1000

let app: TestApp
let admin: Client
let staff: Client
beforeAll(async () => {
  app = await startApp()
  admin = app.as('newcomer')
  staff = app.as('centreStaff')
})
afterAll(() => app[Symbol.asyncDispose]())

const later = (ms: number) => app.clock.setTo(new Date(app.clock.now().getTime() + ms))
const found = (client: Client = admin) =>
  client.call('organisations.create', {
    name: `Verein ${randomUUID().slice(0, 8)}`,
    municipality: '06531005',
    fields: ['culture'],
    languages: ['de'],
    contactEmail: 'verein@augenhoehe.example',
  })
const address = ({ id }: Pick<Organisation, 'id'>) => `/organisations/${id}/evidence`
const lying = () => (existsSync(uploads()) ? readdirSync(uploads()) : [])
const uploads = () => join(app.folder, 'uploads')

async function send(organisation: Organisation, bytes: Uint8Array | string, client = admin) {
  const { status, body } = await client.sendForm(address(organisation), formWith(bytes))
  expect(status, JSON.stringify(body)).toBe(201)
  return body as Verification
}
async function refused(organisation: Organisation, form: FormData, client = admin) {
  const before = lying()
  const answer = await client.sendForm(address(organisation), form)
  expect(answer.contentType).toContain('application/problem+json')
  expect(lying()).toEqual(before)
  return Problem.parse(answer.body).code
}
const page = (client: Client, organisation: Organisation, id: string, rest = '1') =>
  client.raw('GET', `/api${address(organisation)}/${id}/${rest}`)

describe('what is sent in', () => {
  it('becomes pictures without what travels with them, for staff and for whoever sent it', async () => {
    const organisation = await found()
    const sent = await send(organisation, await picture('jpeg', { width: 3000, height: 4000 }))
    expect(sent).toMatchObject({ state: 'submitted', evidence: { kind: 'picture', keptUntil: null } })
    expect(sent.evidence!.pages).toEqual([{ width: 1500, height: 2000 }])
    const { id } = sent.evidence!
    const kept = readFileSync(join(uploads(), id, 'page-1.webp'))
    const { format, exif, icc, xmp } = await sharp(kept).metadata()
    expect({ format, exif, icc, xmp }).toEqual({
      format: 'webp',
      exif: undefined,
      icc: undefined,
      xmp: undefined,
    })
    expect(readdirSync(join(uploads(), id)).toSorted()).toEqual(['page-1-small.webp', 'page-1.webp'])

    for (const client of [admin, staff, app.as('platformAdmin')]) {
      await client.call('accounts.me', {})
      for (const rest of ['1', '1?size=small']) {
        const response = await fetch(`${app.url}/api${address(organisation)}/${id}/${rest}`, {
          headers: { Cookie: client.cookie },
        })
        expect(response.status).toBe(200)
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-type': 'image/webp',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        })
      }
    }
  })

  it('is for nobody else, and cannot be guessed', async () => {
    const organisation = await found()
    const { evidence } = await send(organisation, pdf())
    const { id } = evidence!
    for (const role of everybody.filter((one) => !/newcomer|centreStaff|platformAdmin/.test(one))) {
      const client = app.as(role)
      await client.call('accounts.me', {})
      expect((await page(client, organisation, id)).status, role).toBe(404)
      expect(
        (await client.refusal('organisations.verification', { organisationId: organisation.id })).code,
      ).toBe('not-found')
    }
    expect((await page(app.as(), organisation, id)).status).toBe(401)
    await app.app.organisations.admit(organisation.id, await idOf('member'), 'member')
    const member = app.as('member')
    await member.call('accounts.me', {})
    expect((await page(member, organisation, id)).status).toBe(403)
    // Neither beside it, nor by another organisation, nor as a file of the site.
    const other = await found()
    for (const [of, rest] of [
      [other, `${id}/1`],
      [organisation, `${id}/2`],
      [organisation, `${'f'.repeat(24)}/1`],
    ] as const)
      expect((await admin.raw('GET', `/api${address(of)}/${rest}`)).status, rest).toBe(404)
    for (const rest of [`${id}/0`, `${id}/11`, `${id}/page-1.webp`, `${id}/1?size=../x`])
      expect((await admin.raw('GET', `/api${address(organisation)}/${rest}`)).status, rest).toBe(400)
    for (const path of [`/uploads/${id}/page-1.webp`, `/data/uploads/${id}/page-1.webp`])
      expect((await admin.raw('GET', path)).status, path).not.toBe(200)
  })

  it.each(['jpeg', 'png', 'webp'] as const)(
    'may be a picture in %s, whatever it is called',
    async (format) => {
      const organisation = await found()
      const form = formWith(await picture(format), '../../../etc/passwd.exe')
      const { status } = await admin.sendForm(address(organisation), form)
      expect(status).toBe(201)
    },
  )

  it('may be a document: every page is a picture, and its words are in none of the files', async () => {
    const organisation = await found()
    const { evidence } = await send(
      organisation,
      pdf({ pages: 10, words: 'Geheimwort', catalogue: '/OpenAction [24 0 R /Fit]' }),
    )
    expect(evidence).toMatchObject({ kind: 'document' })
    expect(evidence!.pages).toHaveLength(10)
    for (const name of readdirSync(join(uploads(), evidence!.id)))
      expect(readFileSync(join(uploads(), evidence!.id, name)).includes('Geheimwort')).toBe(false)
    // There is something to read on them.
    const { entropy } = await sharp(join(uploads(), evidence!.id, 'page-10.webp')).stats()
    expect(entropy).toBeGreaterThan(0.01)
  })

  const packed = deflateSync(Buffer.from('5 0 << /S /JavaScript /JS (app.alert(1)) >>'))
  const hidden = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`
  const heic = (brand: string) => {
    const box = Buffer.from(`    ftyp${brand}    mif1heic`)
    box.writeUInt32BE(box.length, 0)
    return Buffer.concat([box, Buffer.alloc(4096)])
  }
  const polyglot = async () => {
    const jpeg = await picture('jpeg')
    return Buffer.concat([jpeg, Buffer.from('<script>alert(document.domain)</script>'), pdf()])
  }
  it.each<[string, () => Promise<Uint8Array> | Uint8Array | string, string]>([
    [
      'a picture with a script',
      () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'file.type',
    ],
    ['a page of the web', () => '<!doctype html><script>alert(1)</script>', 'file.type'],
    ['a moving picture', () => picture('gif'), 'file.type'],
    ['a photograph as phones keep it', () => heic('heic'), 'file.heic'],
    ['the same by its other name', () => heic('mif1'), 'file.heic'],
    ['nothing', () => '', 'file.type'],
    ['any bytes', () => 'x'.repeat(10_000), 'file.type'],
    ['a picture that grows', () => picture('png', { width: 16_000, height: 16_000 }), 'file.heavy'],
    [
      'half a photograph',
      async () => {
        const whole = await sharp({
          create: {
            width: 900,
            height: 900,
            channels: 3,
            background: '#888',
            noise: { type: 'gaussian', mean: 128, sigma: 40 },
          },
        })
          .jpeg()
          .toBuffer()
        return whole.subarray(0, whole.length / 2)
      },
      'file.broken',
    ],
    ['half a document', () => pdf({ pages: 3 }).subarray(0, 500), 'file.broken'],
    ['only the beginning of one', () => '%PDF-1.7\n', 'file.broken'],
    [
      'a script that runs on opening',
      () => pdf({ catalogue: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }),
      'file.active',
    ],
    [
      'a script with a name in disguise',
      () => pdf({ catalogue: '/OpenAction << /S /J#61vaScript /J#53 (x) >>' }),
      'file.active',
    ],
    ['a script packed away', () => pdf({ objects: [hidden] }), 'file.active'],
    [
      'an attachment',
      () =>
        pdf({
          catalogue: '/Names << /EmbeddedFiles << /Names [] >> >>',
          objects: ['<< /Type /EmbeddedFile >>'],
        }),
      'file.active',
    ],
    [
      'a form that sends',
      () => pdf({ objects: ['<< /S /SubmitForm /F (https://elsewhere.example) >>'] }),
      'file.active',
    ],
    [
      'something that starts a program',
      () => pdf({ catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
      'file.active',
    ],
    ['eleven pages', () => pdf({ pages: 11 }), 'file.pages'],
  ])('is refused as %s', async (_, make, code) => {
    const organisation = await found()
    expect(await refused(organisation, formWith(await make()))).toBe(code)
    expect(await admin.call('organisations.verification', { organisationId: organisation.id })).toMatchObject(
      {
        state: 'unverified',
        evidence: null,
      },
    )
  })

  it('loses what is hidden behind a picture', async () => {
    const organisation = await found()
    const { evidence } = await send(organisation, await polyglot())
    expect(evidence!.kind).toBe('picture')
    const kept = readFileSync(join(uploads(), evidence!.id, 'page-1.webp'))
    for (const word of ['<script', '%PDF', 'Marburger']) expect(kept.includes(word), word).toBe(false)
  })

  it('is exactly one file', async () => {
    const organisation = await found()
    const two = formWith(pdf())
    two.append('file', new Blob([new Uint8Array(pdf())]), 'zwei.pdf')
    const withField = new FormData()
    withField.append('verified', 'true')
    withField.append('file', new Blob([new Uint8Array(pdf())]), 'a.pdf')
    for (const form of [two, new FormData(), formWith(pdf(), 'a.pdf', 'verified'), withField])
      expect(await refused(organisation, form)).toBe('request.invalid')
    const json = await admin.raw('POST', `/api${address(organisation)}`, { file: 'x' })
    expect(Problem.parse(json.body)).toMatchObject({ code: 'request.invalid', fields: { file: ['needed'] } })
    const cut = await admin.raw('POST', `/api${address(organisation)}`, '--x\r\nContent-Dis', {
      'Content-Type': 'multipart/form-data; boundary=x',
    })
    expect(Problem.parse(cut.body).code).toBe('request.invalid')
    expect(lying().filter((name) => name.endsWith('arriving'))).toEqual([])
  })

  it('is refused early when it is too large, whether it says so or not, while others are answered', async () => {
    const organisation = await found()
    const large = new Uint8Array(50 * 1024 * 1024)
    const began = performance.now()
    expect(await refused(organisation, formWith(large))).toBe('file.too-large')
    const declared = performance.now() - began
    // In pieces, without a length: cut off at ten megabytes, and never more than that on the disk.
    const form = new Response(formWith(large))
    const silent = fetch(`${app.url}/api${address(organisation)}`, {
      method: 'POST',
      headers: { Cookie: admin.cookie, 'Content-Type': form.headers.get('content-type')! },
      body: form.body,
      duplex: 'half',
    })
    const others = await Promise.all(
      Array.from({ length: 20 }, () =>
        app
          .as()
          .call('platform.get', {})
          .then(() => true),
      ),
    )
    expect(others).toHaveLength(20)
    expect(Problem.parse(await (await silent).json()).code).toBe('file.too-large')
    expect(lying().filter((name) => name.endsWith('arriving'))).toEqual([])
    expect(declared).toBeLessThan(20_000)
  })

  it('comes from an admin of the organisation, from this site, before anything is read', async () => {
    const organisation = await found()
    expect(await refused(organisation, formWith(pdf()), app.as())).toBe('session.required')
    for (const role of ['member', 'orgAdmin', 'centreStaff', 'platformAdmin'])
      expect(await refused(organisation, formWith(pdf()), app.as(role)), role).toBe('not-found')
    const elsewhere = await admin.sendForm(address(organisation), formWith(pdf()), {
      Origin: 'https://elsewhere.example',
    })
    expect(Problem.parse(elsewhere.body).code).toBe('origin.foreign')
    for (const path of ['/organisations/ffffffffffffffffffffffff/evidence', '/organisations/x/evidence'])
      expect([400, 404]).toContain((await admin.sendForm(path, formWith(pdf()))).status)
  })

  it('of one organisation is read one after the other; others do not wait for a hostile one', async () => {
    const organisation = await found()
    const answers = Promise.all(
      Array.from({ length: 100 }, () => admin.sendForm(address(organisation), formWith(pdf()))),
    )
    const began = performance.now()
    expect((await app.as().call('organisations.list', {})).total).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(5000)
    const statuses = (await answers).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0)
    expect(statuses.filter((status) => status !== 201 && status !== 429)).toEqual([])
    // Of all of them one is kept.
    const { evidence } = await admin.call('organisations.verification', { organisationId: organisation.id })
    await app.app.organisations.sweepEvidence()
    expect(lying()).toContain(evidence!.id)
    expect(lying().filter((name) => !/^[0-9a-f]{24}$/.test(name))).toEqual([])
  })

  it('is given up when it takes too long, and nothing of it stays', async () => {
    const file = join(app.folder, 'slow.pdf')
    writeFileSync(file, pdf())
    expect(await convertFile(file, app.folder, { longest: 1 })).toEqual({ refused: 'file.heavy' })
  })

  it('is replaced, taken back, and gone with that', async () => {
    const organisation = await found()
    const first = await send(organisation, pdf())
    const second = await send(organisation, pdf({ pages: 2 }))
    expect(lying()).not.toContain(first.evidence!.id)
    expect(lying()).toContain(second.evidence!.id)
    const which = { organisationId: organisation.id, evidenceId: second.evidence!.id }
    expect(
      (await admin.refusal('organisations.withdrawEvidence', { ...which, evidenceId: first.evidence!.id }))
        .code,
    ).toBe('not-found')
    expect((await staff.refusal('organisations.withdrawEvidence', which)).code).toBe('not-found')
    expect(await admin.call('organisations.withdrawEvidence', which)).toMatchObject({
      state: 'unverified',
      evidence: null,
    })
    expect(lying()).not.toContain(second.evidence!.id)
    expect((await page(admin, organisation, second.evidence!.id)).status).toBe(404)
    expect((await admin.refusal('organisations.withdrawEvidence', which)).code).toBe('not-found')
  })
})

const idOf = async (role: string) => (await app.as(role).call('accounts.me', {})).user!.id

describe('the staff', () => {
  it('finds the oldest first, page by page, and accepts: the pictures go after thirty days', async () => {
    const waiting = await app.as('centreStaff').call('organisations.listVerifications', { limit: 50 })
    for (const { organisation, evidence } of waiting.entries)
      await admin.call('organisations.withdrawEvidence', {
        organisationId: organisation.id,
        evidenceId: evidence.id,
      })
    const some = [await found(), await found(), await found()]
    for (const one of some) {
      await send(one, pdf())
      later(60_000)
    }
    const first = await staff.call('organisations.listVerifications', { limit: 2 })
    expect(first).toMatchObject({ total: 3 })
    expect(first.entries.map(({ organisation }) => organisation.id)).toEqual([some[0]!.id, some[1]!.id])
    const second = await staff.call('organisations.listVerifications', {
      limit: 2,
      cursor: first.nextCursor!,
    })
    expect(second.entries.map(({ organisation }) => organisation.id)).toEqual([some[2]!.id])
    expect(second.nextCursor).toBeNull()

    const [{ organisation, evidence, mayDecide }] = first.entries as [(typeof first.entries)[0]]
    expect(mayDecide).toBe(true)
    app.mails.length = 0
    const which = { organisationId: organisation.id, evidenceId: evidence.id }
    const accepted = await staff.call('organisations.acceptEvidence', which)
    expect(accepted).toMatchObject({ state: 'verified', by: 'register' })
    expect(app.mails).toMatchObject([{ subject: `${organisation.name} ist geprüft` }])
    expect((await staff.refusal('organisations.acceptEvidence', which)).code).toBe('conflict')
    expect(await app.as().call('organisations.get', { slug: organisation.slug })).toMatchObject({
      verified: true,
      verifiedBy: 'register',
      verifiedAt: accepted.since,
      vouchedBy: [],
    })
    expect(await refused(some[0]!, formWith(pdf()))).toBe('conflict')

    later(30 * days - 1000)
    await app.app.organisations.sweepEvidence()
    expect(lying()).toContain(evidence.id)
    later(2000)
    await app.app.organisations.sweepEvidence()
    await app.app.organisations.sweepEvidence()
    expect(lying()).not.toContain(evidence.id)
    // What waits is never deleted.
    expect((await page(staff, some[1]!, first.entries[1]!.evidence.id)).status).toBe(200)
    expect(await staff.call('organisations.verification', { organisationId: organisation.id })).toMatchObject(
      {
        state: 'verified',
        evidence: null,
      },
    )
  })

  it('returns with a reason that the admins read, and another reason needs words', async () => {
    const organisation = await found()
    const { evidence } = await send(organisation, pdf())
    const which = { organisationId: organisation.id, evidenceId: evidence!.id }
    expect(await staff.refusal('organisations.returnEvidence', { ...which, reason: 'other' })).toMatchObject({
      code: 'request.invalid',
      fields: { note: ['needed'] },
    })
    app.mails.length = 0
    await staff.call('organisations.returnEvidence', {
      ...which,
      reason: 'incomplete',
      note: 'Bitte auch die zweite Seite.',
    })
    expect(app.mails[0]!.text).toContain('Bitte auch die zweite Seite.')
    expect(await admin.call('organisations.verification', { organisationId: organisation.id })).toMatchObject(
      {
        state: 'returned',
        reason: 'incomplete',
        note: 'Bitte auch die zweite Seite.',
        acquaintance: null,
      },
    )
    const again = await send(organisation, pdf())
    expect(again).toMatchObject({ state: 'submitted', reason: null, note: '' })
    // What was decided about is not what is there now.
    expect((await staff.refusal('organisations.acceptEvidence', which)).code).toBe('not-found')
  })

  it('says how it knows an organisation, revokes, and only the staff can undo that', async () => {
    const organisation = await found()
    const organisationId = organisation.id
    await staff.call('organisations.verifyKnown', {
      organisationId,
      how: 'visited',
      whom: 'Frau Aydın, am Tag der offenen Tür',
    })
    expect(await admin.call('organisations.verification', { organisationId })).toMatchObject({
      state: 'verified',
      by: 'known-contact',
      acquaintance: null,
    })
    expect((await staff.call('organisations.verification', { organisationId })).acquaintance).toEqual({
      how: 'visited',
      whom: 'Frau Aydın, am Tag der offenen Tür',
    })
    expect(
      (await staff.refusal('organisations.verifyKnown', { organisationId, how: 'met', whom: 'Noch einmal' }))
        .code,
    ).toBe('conflict')
    app.mails.length = 0
    await staff.call('organisations.revokeVerification', {
      organisationId,
      reason: 'not-as-stated',
      note: 'Die Anschrift gibt es nicht.',
    })
    expect(app.mails[0]).toMatchObject({ subject: `${organisation.name} gilt nicht mehr als geprüft` })
    expect(await admin.call('organisations.verification', { organisationId })).toMatchObject({
      state: 'revoked',
      reason: 'not-as-stated',
      note: 'Die Anschrift gibt es nicht.',
    })
    expect((await app.as().call('organisations.get', { slug: organisation.slug })).verified).toBe(false)
    const vouch = { organisationId, actingOrganisationId: app.world.organisations['brunnenstube'] }
    expect((await app.as('orgAdmin').refusal('organisations.vouch', vouch)).code).toBe('vouching.impossible')
    const { evidence } = await send(organisation, pdf())
    await staff.call('organisations.acceptEvidence', { organisationId, evidenceId: evidence!.id })
    expect((await admin.call('organisations.verification', { organisationId })).state).toBe('verified')
  })

  it('does not decide about an association of its own', async () => {
    const organisation = await found()
    const { evidence } = await send(organisation, pdf())
    await app.app.organisations.admit(organisation.id, await idOf('centreStaff'), 'member')
    const { entries } = await staff.call('organisations.listVerifications', { limit: 50 })
    expect(entries.find((one) => one.organisation.id === organisation.id)?.mayDecide).toBe(false)
    const organisationId = organisation.id
    for (const [name, input] of [
      ['organisations.acceptEvidence', { evidenceId: evidence!.id }],
      ['organisations.returnEvidence', { evidenceId: evidence!.id, reason: 'unreadable' }],
      ['organisations.verifyKnown', { how: 'met', whom: 'mich selbst' }],
      ['organisations.revokeVerification', { reason: 'mistake' }],
    ] as const)
      expect((await staff.refusal(name, { organisationId, ...input })).code, name).toBe('action.forbidden')
  })

  it('is nobody else: for others these acts are not there', async () => {
    const organisation = await found()
    const { evidence } = await send(organisation, pdf())
    const which = { organisationId: organisation.id, evidenceId: evidence!.id }
    for (const role of everybody.filter((one) => one !== 'centreStaff' && one !== 'platformAdmin')) {
      const client = app.as(role)
      expect((await client.refusal('organisations.listVerifications', {})).code, role).toBe('not-found')
      expect((await client.refusal('organisations.acceptEvidence', which)).code, role).toBe('not-found')
    }
    expect((await app.as('platformAdmin').call('organisations.acceptEvidence', which)).state).toBe('verified')
  })
})

describe('nobody makes themselves verified', () => {
  it.each([
    'verified',
    'verifiedBy',
    'verifiedAt',
    'verification',
    'vouchedBy',
    'role',
    'members',
    'hiddenBy',
    'rev',
  ])('with %s beside a profile', async (field) => {
    const draft = {
      name: `Verein ${randomUUID().slice(0, 8)}`,
      municipality: '06531005',
      fields: ['culture'],
      languages: ['de'],
      contactEmail: 'verein@augenhoehe.example',
    }
    const organisation = await found()
    for (const value of [true, 'register', { state: 'verified' }, []]) {
      expect(await admin.refusal('organisations.create', { ...draft, [field]: value })).toMatchObject({
        code: 'request.invalid',
      })
      expect(
        await admin.refusal('organisations.change', {
          organisationId: organisation.id,
          selfTerm: 'Verein',
          [field]: value,
        }),
      ).toMatchObject({ code: 'request.invalid' })
    }
    expect(await admin.call('organisations.get', { slug: organisation.slug })).toMatchObject({
      verified: false,
      verifiedBy: null,
      selfTerm: '',
    })
  })
})

describe('vouching', () => {
  /** A verified association with an admin of its own. */
  async function known(role: string) {
    const organisation = await found(app.as(role))
    await app.app.organisations.verify(organisation.id)
    return organisation
  }
  const vouch = (role: string, organisation: Organisation, by: Organisation) =>
    app.as(role).call('organisations.vouch', { organisationId: organisation.id, actingOrganisationId: by.id })
  const not = async (role: string, organisation: Pick<Organisation, 'id'>, by: Pick<Organisation, 'id'>) =>
    (
      await app
        .as(role)
        .refusal('organisations.vouch', { organisationId: organisation.id, actingOrganisationId: by.id })
    ).code

  let a: Organisation
  let b: Organisation
  beforeEach(async () => {
    later(184 * days)
    a = await known('otherMember')
    b = await known('moderator')
  })

  it('by two makes an association verified; they are named, the persons are not', async () => {
    const organisation = await found()
    expect(await vouch('otherMember', organisation, a)).toEqual({ verified: false, vouchesLeft: 4 })
    // The same again, because the answer was lost.
    expect(await vouch('otherMember', organisation, a)).toEqual({ verified: false, vouchesLeft: 4 })
    expect(await app.as().call('organisations.get', { slug: organisation.slug })).toMatchObject({
      verified: false,
      vouchedBy: [],
    })
    expect(await admin.call('organisations.verification', { organisationId: organisation.id })).toMatchObject(
      {
        vouchedBy: [{ organisation: { name: a.name } }],
      },
    )
    expect(
      (await app.as('otherMember').call('organisations.verification', { organisationId: a.id })).vouchesFor,
    ).toMatchObject([{ organisation: { id: organisation.id }, revocable: true }])
    app.mails.length = 0
    expect(await vouch('moderator', organisation, b)).toEqual({ verified: true, vouchesLeft: 4 })
    expect(app.mails).toHaveLength(1)
    const shown = await app.as().call('organisations.get', { slug: organisation.slug })
    expect(shown).toMatchObject({
      verified: true,
      verifiedBy: 'vouching',
      vouchedBy: [{ name: a.name }, { name: b.name }],
    })
    const everything = JSON.stringify([
      shown,
      await staff.call('organisations.verification', { organisationId: organisation.id }),
      await admin.call('organisations.verification', { organisationId: organisation.id }),
    ])
    for (const role of ['otherMember', 'moderator']) expect(everything).not.toContain(await idOf(role))
    // Then it is done.
    const which = { organisationId: organisation.id, actingOrganisationId: a.id }
    expect((await app.as('otherMember').refusal('organisations.withdrawVouching', which)).code).toBe(
      'conflict',
    )
    // The staff may see it otherwise; what the two gave still counts.
    await staff.call('organisations.revokeVerification', {
      organisationId: organisation.id,
      reason: 'mistake',
    })
    expect(await admin.call('organisations.verification', { organisationId: organisation.id })).toMatchObject(
      { state: 'revoked', vouchedBy: [] },
    )
  })

  it('can be taken back until the second has done so', async () => {
    const organisation = await found()
    await vouch('otherMember', organisation, a)
    const which = { organisationId: organisation.id, actingOrganisationId: a.id }
    expect((await app.as('moderator').refusal('organisations.withdrawVouching', which)).code).toBe(
      'not-found',
    )
    expect(await app.as('otherMember').call('organisations.withdrawVouching', which)).toEqual({
      vouchesLeft: 5,
    })
    expect(await vouch('moderator', organisation, b)).toMatchObject({ verified: false })
  })

  it('is for verified associations, by their admins, for others', async () => {
    const organisation = await found()
    const unknown = await found(app.as('otherMember'))
    expect(await not('otherMember', organisation, unknown)).toBe('action.forbidden')
    expect(await not('moderator', organisation, a)).toBe('not-found')
    expect(await not('otherMember', a, a)).toBe('vouching.impossible')
    expect(await not('otherMember', b, a)).toBe('conflict')
    expect(await not('otherMember', { id: 'f'.repeat(24) }, a)).toBe('not-found')
    await app.app.organisations.admit(a.id, await idOf('member'), 'member')
    expect(await not('member', organisation, a)).toBe('action.forbidden')
    expect(await not('centreStaff', organisation, a)).toBe('not-found')
    // Hidden by the moderators: for strangers it is not there.
    await app.app.organisations.hideProfile(organisation.id, 'f'.repeat(24))
    expect(await not('otherMember', organisation, a)).toBe('not-found')
  })

  it('is not for an association that shares an admin, and does not say that this is why', async () => {
    const organisation = await found()
    await app.app.organisations.admit(a.id, await idOf('newcomer'), 'admin')
    const shared = await not('otherMember', organisation, a)
    const other = await found()
    await app.app.organisations.admit(other.id, await idOf('moderator'), 'member')
    const ownMember = await not('moderator', other, b)
    expect([shared, ownMember]).toEqual(['vouching.impossible', 'vouching.impossible'])
  })

  it('does not go round in a circle within thirty days', async () => {
    const other = await found()
    await vouch('otherMember', other, a)
    await vouch('moderator', other, b)
    // As if it had never been verified: what the staff revokes nobody else may verify anyway.
    await Organisations.updateOne({ _id: a.id }, { verified: false, verifiedBy: null })
    expect(await not('newcomer', a, other)).toBe('vouching.impossible')
    later(31 * days)
    expect(await vouch('newcomer', a, other)).toMatchObject({ verified: false })
  })

  it('is possible five times in half a year, also at the same moment', async () => {
    const some = await Promise.all(Array.from({ length: 7 }, () => found()))
    const answers = await Promise.all(
      some.map((one) =>
        app
          .as('otherMember')
          .send('organisations.vouch', { organisationId: one.id, actingOrganisationId: a.id }),
      ),
    )
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(5)
    const late = answers.filter(({ status }) => status >= 300).map(({ body }) => Problem.parse(body).code)
    expect(late).toEqual(['vouching.limit', 'vouching.limit'])
    const left = some.filter((_, index) => answers[index]!.status >= 300)[0]!
    later(182 * days)
    expect(await not('otherMember', left, a)).toBe('vouching.limit')
    later(2 * days)
    expect(await vouch('otherMember', left, a)).toEqual({ verified: false, vouchesLeft: 4 })
  })

  it('of two at the same moment is counted as two', async () => {
    const organisation = await found()
    const answers = await Promise.all([
      vouch('otherMember', organisation, a),
      vouch('moderator', organisation, b),
    ])
    expect(answers.filter(({ verified }) => verified)).not.toEqual([])
    expect((await app.as().call('organisations.get', { slug: organisation.slug })).verified).toBe(true)
  })

  it('counts only of whoever is still verified', async () => {
    const organisation = await found()
    await vouch('otherMember', organisation, a)
    await staff.call('organisations.revokeVerification', { organisationId: a.id, reason: 'dissolved' })
    expect(await vouch('moderator', organisation, b)).toMatchObject({ verified: false })
  })
})
