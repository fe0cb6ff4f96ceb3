import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startApp, type Client, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'

const dayMs = 24 * 60 * 60 * 1000
const start = new Date('2026-11-22T12:00:00Z')
let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)

const after = (days: number, ms = 0) => app.clock.setTo(new Date(start.getTime() + days * dayMs + ms))
const run = () => app.app.organisations.askWhetherCurrent()
/** Goes to that day and lets the job run there. */
async function onDay(days: number) {
  after(days)
  await run()
}
const mailsTo = ({ email }: { email: string }) => app.mails.filter(({ to }) => to === email)
const linkIn = (text: string) => /angaben\/([\w-]+)/.exec(text)![1]!
const profile = (client: Client, slug: string) => client.call('organisations.get', { slug })
const stored = (id: string) => Organisations.findById(id).lean()

beforeAll(async () => {
  app = await startApp()
})
beforeEach(async () => {
  after(0)
  // What the demonstration holds would be asked about as well.
  await Organisations.updateMany({}, { $set: { confirmedAt: new Date(start.getTime() + 5000 * dayMs) } })
  app.mails.length = 0
})
afterEach(() => {
  app.post.down = false
  app.clock.setTo(null)
  vi.restoreAllMocks()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

async function join(
  organisationId: string,
  admin: Client,
  who: { email: string; client: Client },
  role: 'admin' | 'member',
) {
  await admin.call('organisations.invite', { organisationId, email: who.email, role })
  const mail = app.mails.findLast(({ to }) => to === who.email)!
  const token = /einladung\/([\w-]+)/.exec(mail.text)![1]!
  await who.client.call('organisations.acceptInvitation', { token })
  app.mails.length = 0
}

describe('the question', () => {
  it('comes after 365 days to every admin in their language, and to nobody else', async () => {
    const { admin, organisation, organisationId } = await founded()
    const [second, member] = [await person('Zweite', 'ar'), await person('Mitglied')]
    await join(organisationId, admin.client, second, 'admin')
    await join(organisationId, admin.client, member, 'member')
    await onDay(364)
    expect(app.mails).toEqual([])
    after(365, -1)
    await run()
    expect(app.mails).toEqual([])
    await onDay(365)
    expect(new Map(app.mails.map(({ to, lang }) => [to, lang]))).toEqual(
      new Map([
        [admin.email, 'de'],
        [second.email, 'ar'],
      ]),
    )
    expect(app.mails).toHaveLength(2)
    const [mail] = mailsTo(admin)
    expect(mail?.subject).toBe(`Stimmen die Angaben zu „${organisation.name}“ noch?`)
    expect(mail?.text).toContain('22. Dezember 2027')
    expect(mail?.text).toContain(`/mein-verein?verein=${organisation.slug}&profil=bearbeiten`)
    expect(mail?.text.match(/antwort=(stimmt|ruht)/g)).toEqual(['antwort=stimmt', 'antwort=ruht'])
  })

  it('is put once, however often the job runs, with one reminder after fifteen days', async () => {
    const { admin, organisationId } = await founded()
    await onDay(365)
    await Promise.all([run(), run(), run()])
    await onDay(379)
    expect(mailsTo(admin)).toHaveLength(1)
    await onDay(380)
    await run()
    expect(mailsTo(admin)).toHaveLength(2)
    expect(mailsTo(admin)[1]?.subject).toMatch(/^Erinnerung: /)
    for (const day of [381, 394, 395, 400, 730, 1200]) await onDay(day)
    expect(mailsTo(admin)).toHaveLength(2)
    expect((await stored(organisationId))?.members).toHaveLength(1)
  })

  it('reaches all others although the job ended while it wrote to one, and nobody twice', async () => {
    const { admin, organisationId } = await founded()
    const second = await person('Zweite')
    await join(organisationId, admin.client, second, 'admin')
    after(365)
    const update = vi.spyOn(Organisations, 'updateOne')
    update.mockImplementationOnce(((...args: Parameters<typeof Organisations.updateOne>) => {
      update.mockRestore()
      return Organisations.updateOne(...args).then(() => {
        throw new Error('The process ended here')
      })
    }) as never)
    await expect(run()).rejects.toThrow('ended here')
    // Whether that one mail had gone out nobody knows any more.
    await app.restart()
    const beside = await app.beside()
    await Promise.all([run(), run(), beside.organisations.askWhetherCurrent()])
    await run()
    expect([...mailsTo(admin), ...mailsTo(second)]).toHaveLength(1)
  })

  it('is sent again while mails cannot be handed over, for three days', async () => {
    const { admin, organisationId } = await founded()
    app.post.down = true
    await onDay(365)
    await onDay(366)
    expect((await stored(organisationId))?.upkeep?.owed).toBe('asked')
    app.post.down = false
    await run()
    expect(mailsTo(admin)).toHaveLength(1)
    after(0)
    const other = await founded()
    app.post.down = true
    await onDay(365)
    await onDay(369)
    expect((await stored(other.organisationId))?.upkeep).toMatchObject({ owed: null, unreached: true })
  })

  it('counts from the day it was put, when the platform was off for months', async () => {
    const { admin, organisation } = await founded()
    await onDay(365 + 200)
    expect(mailsTo(admin)).toHaveLength(1)
    expect((await profile(app.as(), organisation.slug)).currency).toBe('current')
    // Off again, past the reminder and the end: one mail says both, nothing is deleted.
    await onDay(365 + 200 + 90)
    expect(mailsTo(admin)).toHaveLength(2)
    expect(mailsTo(admin)[1]?.text).toContain('Zurzeit schlagen wir den Verein anderen nicht mehr vor.')
    expect((await profile(app.as(), organisation.slug)).currency).toBe('unconfirmed')
  })

  it('makes a profile grey after thirty days without an answer, not before', async () => {
    const { organisation } = await founded()
    await onDay(365)
    const at = async () => (await profile(app.as(), organisation.slug)).currency
    after(395, -1)
    expect(await at()).toBe('current')
    after(395)
    expect(await at()).toBe('unconfirmed')
  })
})

describe('an answer by link', () => {
  const asked = async () => {
    const all = await founded()
    await onDay(365)
    return { ...all, token: linkIn(mailsTo(all.admin)[0]!.text) }
  }
  const visitor = () => app.as()

  it('says first what it is about, and changes nothing by that', async () => {
    const { organisation, organisationId, token } = await asked()
    const before = await stored(organisationId)
    const shown = await visitor().call('organisations.showQuestion', { token })
    expect(shown).toEqual({
      organisation: organisation.name,
      slug: organisation.slug,
      answer: null,
      mayTakeBack: false,
      unconfirmed: false,
    })
    expect(await stored(organisationId)).toEqual(before)
  })

  it.each(['current', 'dormant'] as const)(
    '%s is taken back within a day, and all is as before',
    async (answer) => {
      const { organisationId, token } = await asked()
      const standing = async () => {
        const { confirmedAt, askedAt, dormantSince, upkeep } = (await stored(organisationId))!
        return { confirmedAt, askedAt, dormantSince, upkeep }
      }
      const before = await standing()
      after(366)
      await visitor().call('organisations.answerQuestion', { token, answer })
      expect(await visitor().call('organisations.showQuestion', { token })).toMatchObject({
        answer,
        mayTakeBack: true,
      })
      after(367, -1)
      expect(await visitor().call('organisations.takeBackAnswer', { token })).toMatchObject({ answer: null })
      expect(await standing()).toEqual(before)
      // There is nothing left to take back.
      expect((await visitor().refusal('organisations.takeBackAnswer', { token })).code).toBe('conflict')
      await visitor().call('organisations.answerQuestion', { token, answer })
      after(368)
      expect((await visitor().refusal('organisations.takeBackAnswer', { token })).code).toBe('conflict')
    },
  )

  it('is not taken back over what somebody did since', async () => {
    const { admin, organisationId, token } = await asked()
    await visitor().call('organisations.answerQuestion', { token, answer: 'dormant' })
    await admin.client.call('organisations.change', { organisationId, foundedYear: 2016 })
    expect((await visitor().refusal('organisations.takeBackAnswer', { token })).code).toBe('conflict')
  })

  it('confirms without signing in, and may be repeated', async () => {
    const { admin, organisation, token } = await asked()
    after(370)
    for (let n = 0; n < 2; n++)
      expect(
        await visitor().call('organisations.answerQuestion', { token, answer: 'current' }),
      ).toMatchObject({ answer: 'current', slug: organisation.slug })
    const { confirmedAt, currency } = await profile(visitor(), organisation.slug)
    expect(confirmedAt).toBe(new Date(start.getTime() + 370 * dayMs).toISOString())
    expect(currency).toBe('current')
    await onDay(370 + 364)
    expect(mailsTo(admin)).toHaveLength(1)
    await onDay(370 + 365)
    expect(mailsTo(admin)).toHaveLength(2)
    // The link of last year does not answer the question of this year.
    expect((await visitor().refusal('organisations.answerQuestion', { token, answer: 'dormant' })).code).toBe(
      'token.invalid',
    )
  })

  it('lets it rest, is not asked again, and wakes by one tap', async () => {
    const { admin, organisation, token } = await asked()
    await visitor().call('organisations.answerQuestion', { token, answer: 'dormant' })
    expect((await profile(visitor(), organisation.slug)).currency).toBe('dormant')
    for (const day of [380, 395, 800, 1200]) await onDay(day)
    expect(mailsTo(admin)).toHaveLength(1)
    after(400)
    await visitor().call('organisations.answerQuestion', { token, answer: 'current' })
    expect((await profile(visitor(), organisation.slug)).currency).toBe('current')
  })

  it('refuses everything else in the same words', async () => {
    const { admin, organisationId, token } = await asked()
    const second = await person('Zweite')
    await join(organisationId, admin.client, second, 'admin')
    const refused = async (one: string) => {
      const problem = await visitor().refusal('organisations.answerQuestion', {
        token: one,
        answer: 'dormant',
      })
      return problem.code
    }
    const flipped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    expect(await refused(flipped)).toBe('token.invalid')
    expect(await refused('a'.repeat(72))).toBe('token.invalid')
    after(365 + 180)
    expect(await refused(token)).toBe('token.invalid')
    after(366)
    await second.client.call('organisations.changeMember', {
      organisationId,
      userId: admin.id,
      role: 'member',
    })
    expect(await refused(token)).toBe('token.invalid')
    expect((await visitor().refusal('organisations.showQuestion', { token })).code).toBe('token.invalid')
  })
})

describe('an answer on the own page', () => {
  it('is for admins; members see what is asked', async () => {
    const { admin, organisationId } = await founded()
    const member = await person('Mitglied')
    await join(organisationId, admin.client, member, 'member')
    await onDay(365)
    const upkeep = async (who: Client) => (await who.call('accounts.me', {})).memberships[0]?.upkeep
    expect(await upkeep(member.client)).toEqual({ state: 'asked', until: '2027-12-22T12:00:00.000Z' })
    const answer = { organisationId, answer: 'current' } as const
    expect((await member.client.refusal('organisations.setCurrency', answer)).code).toBe('action.forbidden')
    for (const role of ['newcomer', 'centreStaff', 'platformAdmin', 'municipalContact', 'otherMember'])
      expect((await app.as(role).refusal('organisations.setCurrency', answer)).code).toBe('not-found')
    expect((await app.as().refusal('organisations.setCurrency', answer)).code).toBe('session.required')
    await admin.client.call('organisations.setCurrency', answer)
    expect(await upkeep(member.client)).toBeNull()
    await admin.client.call('organisations.setCurrency', { organisationId, answer: 'dormant' })
    expect(await upkeep(admin.client)).toEqual({ state: 'dormant', until: null })
  })

  it('is taken back by admins only', async () => {
    const { admin, organisationId } = await founded()
    const member = await person('Mitglied')
    await join(organisationId, admin.client, member, 'member')
    await admin.client.call('organisations.setCurrency', { organisationId, answer: 'dormant' })
    const back = { organisationId }
    expect((await member.client.refusal('organisations.takeBackCurrency', back)).code).toBe(
      'action.forbidden',
    )
    for (const role of ['newcomer', 'centreStaff', 'platformAdmin', 'municipalContact', 'otherMember'])
      expect((await app.as(role).refusal('organisations.takeBackCurrency', back)).code).toBe('not-found')
    expect(await admin.client.call('organisations.takeBackCurrency', back)).toMatchObject({
      currency: 'current',
    })
  })

  it('is given by changing the profile, too', async () => {
    const { admin, organisationId } = await founded()
    await onDay(365)
    await admin.client.call('organisations.change', { organisationId, foundedYear: 2016 })
    expect((await admin.client.call('accounts.me', {})).memberships[0]?.upkeep).toBeNull()
    await onDay(380)
    expect(mailsTo(admin)).toHaveLength(1)
  })
})

describe('matching', () => {
  it('leaves out who did not answer, and takes them back at once', async () => {
    const mine = await founded({ municipality: '06531005', fields: ['culture'] })
    const other = await founded({ municipality: '06531005', fields: ['culture'] })
    await mine.admin.client.call('needs.publish', {
      organisationId: mine.organisationId,
      category: 'rooms',
      title: 'Raum gesucht',
    })
    const offer = await other.admin.client.call('offers.publish', {
      organisationId: other.organisationId,
      category: 'rooms',
      title: 'Raum abzugeben',
    })
    const namesFor = async ({ admin, organisationId }: typeof mine) =>
      (await admin.client.call('matching.suggestions', { organisationId, limit: '50' })).suggestions.map(
        ({ organisation }) => organisation.name,
      )
    expect(await namesFor(mine)).toContain(other.organisation.name)

    await Organisations.updateOne({ _id: other.organisationId }, { $set: { confirmedAt: start } })
    await Organisations.updateOne(
      { _id: mine.organisationId },
      { $set: { confirmedAt: new Date(start.getTime() + 300 * dayMs) } },
    )
    await onDay(365)
    // Time alone does it, before the job has run.
    after(395)
    expect(await namesFor(mine)).not.toContain(other.organisation.name)
    await run()
    expect(await namesFor(mine)).not.toContain(other.organisation.name)
    expect(await namesFor(other)).toEqual([])
    expect(
      (await other.admin.client.call('offers.list', { organisationId: other.organisationId })).listings,
    ).toMatchObject([{ id: offer.id }])

    await mine.admin.client.socket()
    const told = mine.admin.client.next('matching.changed')
    await other.admin.client.call('organisations.setCurrency', {
      organisationId: other.organisationId,
      answer: 'current',
    })
    await told
    expect(await namesFor(mine)).toContain(other.organisation.name)
    await other.admin.client.call('organisations.setCurrency', {
      organisationId: other.organisationId,
      answer: 'dormant',
    })
    expect(await namesFor(mine)).not.toContain(other.organisation.name)
  })
})

describe('the list of the staff', () => {
  const stale = async () =>
    (await app.as('centreStaff').call('organisations.listStale', { limit: '50' })).entries
  const entryOf = async (id: string) => (await stale()).find(({ organisation }) => organisation.id === id)
  const note = 'Am Telefon: Es gibt den Verein noch.'

  it('names who did not answer, and how everybody may reach them', async () => {
    const { organisationId } = await founded({
      contactEmail: 'buero@example.org',
      contactPhone: '0641 12345',
      visibility: { contactPhone: 'members' },
    })
    await onDay(365)
    await onDay(394)
    expect(await entryOf(organisationId)).toBeUndefined()
    await onDay(395)
    expect(await entryOf(organisationId)).toMatchObject({
      contactEmail: 'buero@example.org',
      contactPhone: null,
      unconfirmed: true,
      reached: true,
      mayAnswer: true,
    })
  })

  it('names at once whom nobody can be asked about: without members, or without an account', async () => {
    const [imported, orphaned] = [await founded(), await founded()]
    await Organisations.updateOne({ _id: imported.organisationId }, { $set: { members: [] } })
    await Organisations.updateOne(
      { _id: orphaned.organisationId },
      { $set: { 'members.0.userId': 'f'.repeat(24) } },
    )
    await onDay(365)
    expect(app.mails).toEqual([])
    for (const { organisationId } of [imported, orphaned])
      expect(await entryOf(organisationId)).toMatchObject({ unconfirmed: false, reached: false })
    const answer = { organisationId: imported.organisationId, answer: 'current', note } as const
    await app.as('centreStaff').call('organisations.answerForOrganisation', answer)
    expect(await entryOf(imported.organisationId)).toBeUndefined()
    const { entries } = await app.as('platformAdmin').call('audit.list', { limit: 1 })
    expect(entries[0]).toMatchObject({
      act: 'organisations.answerForOrganisation',
      office: 'staff',
      after: { answer: 'current', note },
    })
  })

  it('is for staff, who do not answer for their own', async () => {
    const { organisationId } = await founded()
    await onDay(365)
    await onDay(395)
    const answer = { organisationId, answer: 'dormant', note }
    for (const role of ['member', 'orgAdmin', 'moderator', 'newcomer', 'municipalContact', 'otherMember']) {
      expect((await app.as(role).refusal('organisations.listStale', {})).code).toBe('not-found')
      expect((await app.as(role).refusal('organisations.answerForOrganisation', answer)).code).toBe(
        'not-found',
      )
    }
    expect((await app.as().refusal('organisations.listStale', {})).code).toBe('session.required')
    const staff = app.world.roles['centreStaff']!.userId
    await Organisations.updateOne(
      { _id: organisationId },
      { $push: { members: { userId: staff, role: 'member', since: start } } },
    )
    expect((await entryOf(organisationId))?.mayAnswer).toBe(false)
    expect((await app.as('centreStaff').refusal('organisations.answerForOrganisation', answer)).code).toBe(
      'action.forbidden',
    )
  })

  it('comes page by page, the longest waiting first', async () => {
    const all = [await founded(), await founded(), await founded()]
    for (const [index, { organisationId }] of all.entries())
      await Organisations.updateOne(
        { _id: organisationId },
        { $set: { confirmedAt: new Date(start.getTime() + index * dayMs) } },
      )
    for (const day of [365, 366, 367, 400]) await onDay(day)
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page: { entries: { organisation: { id: string } }[]; total: number; nextCursor: string | null } =
        await app.as('centreStaff').call('organisations.listStale', { limit: '1', ...(cursor && { cursor }) })
      expect(page.total).toBeGreaterThanOrEqual(3)
      seen.push(...page.entries.map(({ organisation }) => organisation.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    const ids = all.map(({ organisationId }) => organisationId)
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids)
  })
})
