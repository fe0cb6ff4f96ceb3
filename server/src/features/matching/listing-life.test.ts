import type { Listing, WeekTime } from '@augenhoehe/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Listings } from './model.ts'

const dayMs = 24 * 60 * 60 * 1000
const start = new Date('2026-11-23T10:00:00Z')
let app: TestApp
const { founded, person, drop } = createNewcomers(() => app)
const onDay = (days: number, ms = 0) => app.clock.setTo(new Date(start.getTime() + days * dayMs + ms))

beforeAll(async () => {
  app = await startApp()
})
beforeEach(() => onDay(0))
afterEach(() => {
  app.post.down = false
  app.clock.setTo(null)
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const room = (organisationId: string) => ({ organisationId, category: 'rooms', title: 'Gruppenraum' })
const quantity = { amount: 25, of: 'Plätze' }
const conditions = 'gegen Spende, Schlüssel bei Frau Yıldız'
const note = 'nicht in den Ferien'
const everything = () => ({
  quantity,
  conditions,
  availability: { times: ['sat-morning', 'mon-evening', 'mon-evening'] satisfies WeekTime[], note },
})
const told = { quantity, conditions, availability: { times: ['mon-evening', 'sat-morning'], note } }

describe('what an entry says', () => {
  it('is how many, under which conditions, and when; each may be taken away', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('offers.publish', { ...room(organisationId), ...everything() })
    expect(await app.as().call('offers.get', { id })).toMatchObject(told)
    const kept = await admin.client.call('offers.change', { id, title: 'Großer Gruppenraum' })
    expect(kept).toMatchObject(told)
    const emptied = await admin.client.call('offers.change', {
      id,
      quantity: null,
      conditions: '',
      availability: { times: [], note: '' },
    })
    expect(emptied).toMatchObject({ quantity: null, conditions: '', availability: null })
  })

  it('loses its times with a category that has none', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('offers.publish', { ...room(organisationId), ...everything() })
    const changed = await admin.client.call('offers.change', { id, category: 'bookkeeping' })
    expect(changed).toMatchObject({ availability: null, quantity })
    const wrong = { id, availability: everything().availability }
    expect((await admin.client.refusal('offers.change', wrong)).fields).toHaveProperty('availability')
  })

  it('is found near, online, and in a period', async () => {
    const { admin, organisationId } = await founded()
    await app.app.organisations.verify(organisationId)
    const publish = async (title: string, more: object) =>
      admin.client.call('needs.publish', { organisationId, category: 'recognition', title, ...more })
    await publish('in Gießen', { municipality: '06531005' })
    await publish('in Wetzlar', { municipality: '06532023', from: '2027-03-01', until: '2027-03-31' })
    await publish('in Kassel', { municipality: '06611000', remote: true, until: '2026-12-31' })
    const found = async (search: object) =>
      (await app.as().call('needs.list', { category: 'recognition', ...search })).listings
        .map(({ title }) => title)
        .sort()
    expect(await found({ municipality: '06531005' })).toEqual(['in Gießen'])
    expect(await found({ municipality: '06531005', km: '25' })).toEqual(['in Gießen', 'in Wetzlar'])
    expect(await found({ where: 'remote' })).toEqual(['in Kassel'])
    expect(await found({ from: '2027-01-01', until: '2027-02-28' })).toEqual(['in Gießen'])
    expect(await found({ from: '2027-03-31' })).toEqual(['in Gießen', 'in Wetzlar'])
    expect(await found({ until: '2026-12-01' })).toEqual(['in Gießen', 'in Kassel'])
    expect(await found({ municipality: '06531005', km: '25', from: '2027-04-01', limit: '1' })).toEqual([
      'in Gießen',
    ])
    for (const wrong of [{ km: '0' }, { km: '9000' }, { where: 'mars' }, { from: '2027-13-01' }])
      expect((await app.as().refusal('needs.list', wrong)).code).toBe('request.invalid')
  })

  it('ends with the last day of its period, and is renewed with another one', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('needs.publish', { ...room(organisationId), until: '2026-11-30' })
    app.clock.setTo(new Date('2026-11-30T22:59:59Z'))
    expect((await app.as().call('needs.get', { id })).state).toBe('active')
    app.clock.setTo(new Date('2026-11-30T23:00:00Z'))
    expect((await app.as().refusal('needs.get', { id })).code).toBe('not-found')
    const renew = { id, state: 'active' }
    expect(await admin.client.refusal('needs.setState', renew)).toMatchObject({
      code: 'listing.outdated',
      fields: { until: ['over'] },
    })
    // What is over keeps nobody from mending the rest, and mending renews nothing.
    expect((await admin.client.call('needs.change', { id, title: 'Gruppenraum, hell' })).state).toBe(
      'expired',
    )
    expect((await admin.client.refusal('needs.change', { id, until: '2026-11-29' })).fields).toEqual({
      until: ['over'],
    })
    await admin.client.call('needs.change', { id, until: '2027-01-31' })
    expect(await admin.client.call('needs.setState', { id, state: 'active' })).toMatchObject({
      state: 'active',
      expiresAt: '2027-01-31T23:00:00.000Z',
    })
  })

  it('holds 180 days anew once somebody puts it right', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('needs.publish', room(organisationId))
    onDay(100)
    const { expiresAt } = await admin.client.call('needs.change', { id, title: 'Heller Gruppenraum' })
    expect(expiresAt).toBe(new Date(start.getTime() + 280 * dayMs).toISOString())
  })
})

describe('what is over', () => {
  it.each(['fulfilled', 'withdrawn'] as const)('%s can be taken back for seven days', async (state) => {
    const { admin, organisationId } = await founded()
    const before = await admin.client.call('needs.publish', room(organisationId))
    const { id } = before
    onDay(1)
    const closed = await admin.client.call('needs.setState', { id, state })
    expect(closed.undoUntil).toBe(new Date(start.getTime() + 8 * dayMs).toISOString())
    expect((await app.as().refusal('needs.get', { id })).code).toBe('not-found')
    expect((await app.as('otherMember').refusal('needs.undo', { id })).code).toBe('not-found')
    expect((await app.as().refusal('needs.undo', { id })).code).toBe('session.required')
    onDay(8, -1)
    expect(await admin.client.call('needs.undo', { id })).toEqual(before)
    expect((await admin.client.refusal('needs.undo', { id })).code).toBe('conflict')
    await admin.client.call('needs.setState', { id, state })
    onDay(15)
    expect((await admin.client.call('needs.get', { id })).undoUntil).toBeNull()
    expect((await admin.client.refusal('needs.undo', { id })).code).toBe('conflict')
  })

  it('is what it was before: paused, or expired meanwhile', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('needs.publish', room(organisationId))
    const move = (state: 'paused' | 'withdrawn') => admin.client.call('needs.setState', { id, state })
    await move('paused')
    await move('withdrawn')
    expect((await admin.client.call('needs.undo', { id })).state).toBe('paused')
    const late = await admin.client.call('needs.publish', room(organisationId))
    onDay(178)
    await admin.client.call('needs.setState', { id: late.id, state: 'withdrawn' })
    onDay(182)
    expect((await admin.client.call('needs.undo', { id: late.id })).state).toBe('expired')
  })

  it('comes back once, also when ten ask at the same moment, and never past the limit', async () => {
    const { admin, organisationId } = await founded()
    const { id } = await admin.client.call('needs.publish', room(organisationId))
    await admin.client.call('needs.setState', { id, state: 'withdrawn' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => admin.client.send('needs.undo', { id })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
    await admin.client.call('needs.setState', { id, state: 'withdrawn' })
    for (let n = 0; n < 5; n++) await admin.client.call('offers.publish', room(organisationId))
    expect((await admin.client.refusal('needs.undo', { id })).code).toBe('organisation.unverified')
  })
})

describe('a category that the vocabulary has lost', () => {
  const lost = async (labels?: Record<string, string>) => {
    const all = await founded({ municipality: '06531005', fields: ['culture'] })
    const { id } = await all.admin.client.call('needs.publish', room(all.organisationId))
    await Listings.updateOne(
      { _id: id },
      {
        $set: { category: 'telex', ...(labels && { categoryLabels: labels }) },
        ...(!labels && { $unset: { categoryLabels: 1 } }),
      },
    )
    return { ...all, id }
  }
  const labels = { de: 'Fernschreiber', en: 'Telex' }

  it('leaves the entry readable, with the old word', async () => {
    const { id, organisation } = await lost(labels)
    expect((await app.as().call('needs.get', { id })).formerCategory).toEqual({ labels })
    const { listings } = await app.as().call('needs.list', { category: 'telex' })
    expect(listings.map((one) => one.id)).toContain(id)
    expect((await app.as().call('organisations.get', { slug: organisation.slug })).name).toBe(
      organisation.name,
    )
    const older = await lost()
    expect((await app.as().call('needs.get', { id: older.id })).formerCategory).toEqual({
      labels: { de: 'telex' },
    })
  })

  it('keeps it from being renewed until another is chosen, and nothing else', async () => {
    const { id, admin } = await lost(labels)
    const renew = { id, state: 'active' }
    expect(await admin.client.refusal('needs.setState', renew)).toMatchObject({
      code: 'listing.outdated',
      fields: { category: ['over'] },
    })
    expect((await admin.client.call('needs.change', { id, title: 'Ein Raum' })).title).toBe('Ein Raum')
    await admin.client.call('needs.setState', { id, state: 'withdrawn' })
    expect((await admin.client.call('needs.undo', { id })).state).toBe('active')
    const mended = await admin.client.call('needs.change', { id, category: 'rooms' })
    expect(mended).toMatchObject({ category: 'rooms', formerCategory: null })
    expect((await admin.client.call('needs.setState', { id, state: 'active' })).state).toBe('active')
  })

  it('breaks neither feed nor directory, search, first peers or cycle', async () => {
    const mine = await lost(labels)
    const other = await lost(labels)
    for (const { organisationId, admin } of [mine, other])
      await admin.client.call('organisations.change', { organisationId, foundedYear: 2016 })
    onDay(1)
    await app.app.matching.cycleAtNight()
    const { suggestions } = await mine.admin.client.call('matching.suggestions', {
      organisationId: mine.organisationId,
      limit: '50',
    })
    // Nothing is told that the reader's vocabulary has no word for.
    expect(JSON.stringify(suggestions.map(({ reasons, axis }) => [reasons, axis.category]))).not.toContain(
      'telex',
    )
    for (const [name, input] of [
      ['organisations.list', { search: other.organisation.name }],
      ['organisations.list', { offers: 'rooms' }],
      ['search.find', { q: 'Gruppenraum' }],
      ['matching.firstPeers', {}],
    ] as const)
      expect((await mine.admin.client.send(name as never, input as never)).status, name).toBeLessThan(500)
  })
})

describe('many at once', () => {
  it('five hundred from one association: the limit holds, and nothing is half done', async () => {
    const { admin, organisationId } = await founded()
    await app.app.organisations.verify(organisationId)
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => admin.client.send('needs.publish', room(organisationId))),
    )
    const codes = answers
      .filter(({ status }) => status !== 201)
      .map(({ body }) => (body as { code: string }).code)
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(30)
    expect(codes.every((code) => code === 'listing.limit' || code === 'rate.limited')).toBe(true)
    const { listings } = await admin.client.call('needs.list', { organisationId, limit: '100' })
    expect(listings).toHaveLength(answers.filter(({ status }) => status === 201).length)
    expect(await Listings.countDocuments({ organisationId })).toBe(listings.length)
  }, 120_000)
})

describe('the reminder', () => {
  const mailsTo = ({ email }: { email: string }) => app.mails.filter(({ to }) => to === email)
  const linksIn = (text: string) => [...text.matchAll(/eintrag\/([\w-]+)/g)].map(([, token]) => token!)
  const run = () => app.app.matching.expireDue()
  const join = async (organisationId: string, admin: Client, who: Awaited<ReturnType<typeof person>>) => {
    await admin.call('organisations.invite', { organisationId, email: who.email, role: 'admin' })
    const mail = app.mails.findLast(({ to }) => to === who.email)!
    await who.client.call('organisations.acceptInvitation', {
      token: /einladung\/([\w-]+)/.exec(mail.text)![1]!,
    })
  }
  async function published(...titles: string[]) {
    // What the demonstration holds would be asked about as well.
    await Listings.updateMany({}, { $set: { state: 'paused' } })
    const all = await founded()
    const entries: Listing[] = []
    for (const title of titles)
      entries.push(await all.admin.client.call('offers.publish', { ...room(all.organisationId), title }))
    app.mails.length = 0
    return { ...all, entries }
  }

  it('comes fourteen days before, once, in one mail to each admin in their language', async () => {
    const { admin, organisationId } = await published('Saal', 'Küche')
    const second = await person('Zweite', 'ar')
    await join(organisationId, admin.client, second)
    app.mails.length = 0
    onDay(166, -60_000)
    await run()
    expect([...mailsTo(admin), ...mailsTo(second)]).toEqual([])
    onDay(166, 60_000)
    await run()
    await run()
    onDay(170)
    await run()
    expect(mailsTo(admin)).toHaveLength(1)
    expect(mailsTo(second).map(({ lang }) => lang)).toEqual(['ar'])
    const [mail] = mailsTo(admin)
    expect(mail?.subject).toMatch(/^2 Einträge von .* laufen bald ab$/)
    expect(mail?.text).toContain('„Saal“, sichtbar bis 22. Mai 2027')
    expect(linksIn(mail!.text)).toHaveLength(2)
  })

  it('comes once, also when several processes send it at the same moment', async () => {
    const { admin } = await published('Saal', 'Küche')
    const beside = await app.beside()
    onDay(167)
    await Promise.all([app.app, beside, app.app, beside].map(({ matching }) => matching.expireDue()))
    await run()
    const titles = mailsTo(admin).flatMap(({ text }) => text.match(/(?<=^„)(Saal|Küche)/gm) ?? [])
    expect(titles.sort()).toEqual(['Küche', 'Saal'])
  })

  it('is not sent for what ends with its period, is paused, hidden or renewed', async () => {
    const { admin, entries, organisationId } = await published('Saal', 'Küche', 'Büro')
    await admin.client.call('offers.setState', { id: entries[0]!.id, state: 'paused' })
    await admin.client.call('offers.publish', { ...room(organisationId), until: '2027-05-20' })
    await Listings.updateOne({ _id: entries[1]!.id }, { $set: { hiddenBy: 'f'.repeat(24) } })
    onDay(160)
    await admin.client.call('offers.setState', { id: entries[2]!.id, state: 'active' })
    onDay(170)
    await run()
    expect(mailsTo(admin)).toEqual([])
  })

  it('is tried again while mails cannot be handed over, for three days', async () => {
    const { admin } = await published('Saal')
    app.post.down = true
    onDay(166)
    await run()
    onDay(167)
    await run()
    app.post.down = false
    await run()
    expect(mailsTo(admin)).toHaveLength(1)
    const late = await published('Küche')
    app.post.down = true
    onDay(333)
    await run()
    onDay(337)
    await run()
    app.post.down = false
    await run()
    expect(mailsTo(late.admin)).toEqual([])
  })

  it('renews by its link without signing in: opening changes nothing, twice is once', async () => {
    const { admin, entries, organisation } = await published('Saal')
    onDay(166)
    await run()
    const [token = ''] = linksIn(mailsTo(admin)[0]!.text)
    const before = await Listings.findById(entries[0]!.id).lean()
    const shown = await app.as().call('matching.showReminder', { token })
    expect(shown).toMatchObject({
      organisation: organisation.name,
      kind: 'offer',
      title: 'Saal',
      state: 'active',
      renewed: false,
      hindrances: [],
    })
    expect(await Listings.findById(entries[0]!.id).lean()).toEqual(before)
    onDay(175)
    const expiresAt = new Date(start.getTime() + 355 * dayMs).toISOString()
    for (let n = 0; n < 2; n++) {
      expect(await app.as().call('matching.renewByLink', { token })).toMatchObject({
        renewed: true,
        expiresAt,
      })
      onDay(176)
    }
    await run()
    expect(mailsTo(admin)).toHaveLength(1)
    onDay(345)
    await run()
    expect(mailsTo(admin)).toHaveLength(2)
    expect((await app.as().refusal('matching.renewByLink', { token })).code).toBe('token.invalid')
  })

  it('renews what has expired meanwhile, not what is withdrawn or needs another category', async () => {
    const { admin, entries } = await published('Saal', 'Küche', 'Büro')
    onDay(166)
    await run()
    const tokens = linksIn(mailsTo(admin)[0]!.text)
    await admin.client.call('offers.setState', { id: entries[1]!.id, state: 'withdrawn' })
    await Listings.updateOne({ _id: entries[2]!.id }, { $set: { category: 'telex' } })
    onDay(190)
    await run()
    expect(await app.as().call('matching.renewByLink', { token: tokens[0]! })).toMatchObject({
      state: 'active',
      renewed: true,
    })
    expect((await app.as().refusal('matching.renewByLink', { token: tokens[1]! })).code).toBe('conflict')
    expect((await app.as().refusal('matching.renewByLink', { token: tokens[2]! })).code).toBe(
      'listing.outdated',
    )
    expect((await app.as().call('matching.showReminder', { token: tokens[2]! })).hindrances).toEqual([
      'category',
    ])
  })

  it('refuses every other link in the same words', async () => {
    const { admin, organisationId } = await published('Saal')
    const second = await person('Zweite')
    await join(organisationId, admin.client, second)
    onDay(166)
    await run()
    const [token = ''] = linksIn(mailsTo(admin)[0]!.text)
    const refused = async (one: string) =>
      (await app.as().refusal('matching.renewByLink', { token: one })).code
    expect(await refused((token.startsWith('A') ? 'B' : 'A') + token.slice(1))).toBe('token.invalid')
    expect(await refused('a'.repeat(72))).toBe('token.invalid')
    await second.client.call('organisations.changeMember', {
      organisationId,
      userId: admin.id,
      role: 'member',
    })
    expect(await refused(token)).toBe('token.invalid')
    onDay(180 + 181)
    expect(await refused(linksIn(mailsTo(second).at(-1)!.text)[0]!)).toBe('token.invalid')
  })
})
