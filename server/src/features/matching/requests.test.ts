import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Client, startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers, type Newcomer } from '../../testing/newcomers.ts'
import { createInbox } from './inbox.ts'
import { Requests } from './request-model.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)
const daysLater = (days: number) => app.clock.setTo(new Date(Date.now() + days * dayMs))

type Side = Awaited<ReturnType<typeof founded>>
let asking: Side
let asked: Side

beforeAll(async () => {
  app = await startApp()
})
beforeEach(async () => {
  app.mails.length = 0
  asking = await founded()
  asked = await founded()
})
afterEach(() => app.clock.setTo(null))
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const draft = (to = asked.organisationId) => ({
  organisationId: asking.organisationId,
  otherOrganisationId: to,
  message: 'Dürfen wir Sie einmal besuchen?',
})
const ask = (to?: string) => asking.admin.client.call('matching.request', draft(to))
const accept = (requestId: string) => ({ requestId, answer: { decision: 'accept' as const } })
/** The same person at the address after a restart. */
const signedIn = ({ admin }: Side) => new Client(app.url, admin.client.login)
const mailsTo = ({ email }: { email: string }) => app.mails.filter(({ to }) => to === email)
const requestsOf = async ({ admin, organisationId }: Side) =>
  (await admin.client.call('matching.requests', { organisationId })).requests

/** Mails are not waited for by whoever causes them. */
const mailTo = async (reader: Newcomer, count = 1) => {
  await expect.poll(() => mailsTo(reader).length).toBe(count)
  return mailsTo(reader).at(-1)!
}

describe('a contact request', () => {
  it('reaches the admins of the other side, each in their own language, without personal data', async () => {
    const arabic = await person('Karim', 'ar')
    const english = await person('Grace', 'en')
    const member = await person('Ohne Amt')
    await app.app.organisations.admit(asked.organisationId, arabic.id, 'admin')
    await app.app.organisations.admit(asked.organisationId, english.id, 'admin')
    await app.app.organisations.admit(asked.organisationId, member.id, 'member')
    const sent = await ask()
    expect(sent).toMatchObject({ direction: 'sent', state: 'sent', contactEmail: null, answer: null })
    const mails = [await mailTo(asked.admin), await mailTo(arabic), await mailTo(english)]
    expect(mails.map(({ lang }) => lang)).toEqual(['de', 'ar', 'en'])
    for (const { text, subject } of mails) {
      expect(subject).toContain(asking.organisation.name)
      expect(text).toContain(asked.organisation.name)
      expect(text).toContain(
        `http://localhost/suchen-und-bieten?ansicht=anfragen&verein=${asked.organisationId}`,
      )
      expect(text).not.toContain(draft().message)
      expect(text).not.toContain('Gründerin')
      expect(text).not.toContain('@')
    }
    expect(mailsTo(member)).toEqual([])
    expect(await requestsOf(asked)).toMatchObject([
      {
        id: sent.id,
        direction: 'received',
        message: draft().message,
        organisation: { id: asking.organisationId },
      },
    ])
  })

  it('is accepted, and each side learns how to reach the other', async () => {
    await asked.admin.client.call('organisations.change', {
      organisationId: asked.organisationId,
      contactEmail: 'buero@example.org',
    })
    const { id } = await ask()
    await mailTo(asked.admin)
    const accepted = await asked.admin.client.call('matching.answer', {
      requestId: id,
      answer: { decision: 'accept', message: 'Gern, am Samstag.' },
    })
    // The asking side names no address of its own: the admin who asked is the one to reach.
    expect(accepted).toMatchObject({
      direction: 'received',
      state: 'accepted',
      contactEmail: asking.admin.email,
    })
    const [seen] = await requestsOf(asking)
    expect(seen).toMatchObject({ answer: 'Gern, am Samstag.', contactEmail: 'buero@example.org' })
    const mail = await mailTo(asking.admin)
    expect(mail.subject).toContain(asked.organisation.name)
    expect(mail.text).not.toContain('buero@example.org')
    const again = await asked.admin.client.refusal('matching.answer', accept(id))
    expect(again.code).toBe('contact-request.over')
    const suggestions = await asking.admin.client.call('matching.suggestions', {
      organisationId: asking.organisationId,
      limit: '50',
    })
    expect(suggestions.suggestions.map((one) => one.organisation.id)).not.toContain(asked.organisationId)
  })

  it('is declined with a reason, and no address is given', async () => {
    const { id } = await ask()
    const answer = { decision: 'decline' as const, reason: 'no-capacity' as const }
    await asked.admin.client.call('matching.answer', { requestId: id, answer })
    expect(await requestsOf(asking)).toMatchObject([
      { state: 'declined', declineReason: 'no-capacity', contactEmail: null, answer: null },
    ])
    expect(await requestsOf(asked)).toMatchObject([{ contactEmail: null }])
    expect((await mailTo(asking.admin)).text).toContain('im Moment nicht')
    // Asking again later is allowed.
    await ask()
  })

  it('gets one answer, also when two admins answer at the same moment', async () => {
    const second = await person('Zweite')
    await app.app.organisations.admit(asked.organisationId, second.id, 'admin')
    const { id } = await ask()
    const decline = { requestId: id, answer: { decision: 'decline' as const, reason: 'other' as const } }
    const answers = await Promise.all([
      asked.admin.client.send('matching.answer', accept(id)),
      second.client.send('matching.answer', decline),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    await mailTo(asking.admin)
  })

  it('is a matter of admins; members may read along, nobody else', async () => {
    const member = await person('Mitglied')
    await app.app.organisations.admit(asking.organisationId, member.id, 'member')
    await app.app.organisations.admit(asked.organisationId, member.id, 'member')
    expect((await member.client.refusal('matching.request', draft())).code).toBe('action.forbidden')
    expect((await app.as('newcomer').refusal('matching.request', draft())).code).toBe('not-found')
    expect((await app.as('municipalContact').refusal('matching.request', draft())).code).toBe('not-found')
    const { id } = await ask()
    const { organisationId } = asked
    expect((await member.client.call('matching.requests', { organisationId })).requests).toHaveLength(1)
    expect((await app.as('newcomer').refusal('matching.requests', { organisationId })).code).toBe('not-found')
    expect((await member.client.refusal('matching.answer', accept(id))).code).toBe('action.forbidden')
    expect((await asking.admin.client.refusal('matching.answer', accept(id))).code).toBe('action.forbidden')
    expect((await app.as('newcomer').refusal('matching.answer', accept(id))).code).toBe('not-found')
  })

  it('names an entry of one of the two', async () => {
    const title = 'Raum am Abend'
    const publish = ({ admin, organisationId }: Side) =>
      admin.client.call('offers.publish', { organisationId, category: 'rooms', title })
    const listing = await publish(asked)
    const third = await publish(await founded())
    const { client } = asking.admin
    expect((await client.refusal('matching.request', { ...draft(), listingId: third.id })).code).toBe(
      'not-found',
    )
    const sent = await client.call('matching.request', { ...draft(), listingId: listing.id })
    expect(sent.listing).toMatchObject({ id: listing.id, title, mayEdit: false })
  })

  it('is not sent to oneself, to nobody, or twice', async () => {
    const { client } = asking.admin
    expect((await client.refusal('matching.request', draft(asking.organisationId))).code).toBe('conflict')
    expect((await client.refusal('matching.request', draft('f'.repeat(24)))).code).toBe('not-found')
    const twice = await Promise.all([1, 2].map(() => client.send('matching.request', draft())))
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    await mailTo(asked.admin)
    expect(mailsTo(asked.admin)).toHaveLength(1)
  })

  it('is one of at most five open ones, even when they are sent at the same moment', async () => {
    await app.app.organisations.verify(asking.organisationId)
    const others = await Promise.all(Array.from({ length: 7 }, () => founded()))
    const { client } = asking.admin
    const answers = await Promise.all(
      others.map(({ organisationId }) => client.send('matching.request', draft(organisationId))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(({ body }) => (body as { code: string }).code)).toEqual([
      'contact-request.limit',
      'contact-request.limit',
    ])
    const [open] = await requestsOf(asking)
    const answerer = others.find(({ organisationId }) => organisationId === open!.organisation.id)!
    await answerer.admin.client.call('matching.answer', accept(open!.id))
    await ask()
  })

  it('expires after fourteen days with a kind word, before and after the job has run', async () => {
    const { id } = await ask()
    await mailTo(asked.admin)
    daysLater(13.9)
    expect((await requestsOf(asking))[0]!.state).toBe('sent')
    daysLater(14.1)
    expect((await requestsOf(asking))[0]!.state).toBe('expired')
    expect((await asked.admin.client.refusal('matching.answer', accept(id))).code).toBe(
      'contact-request.over',
    )
    await Promise.all([app.app.matching.expireDue(), app.app.matching.expireDue()])
    expect((await mailTo(asking.admin)).text).toContain('nicht geantwortet')
    expect((await mailTo(asked.admin, 2)).text).toContain('die Zeit für eine Antwort ist vorbei')
    await app.app.matching.expireDue()
    expect(mailsTo(asking.admin)).toHaveLength(1)
    expect((await requestsOf(asking))[0]!.state).toBe('expired')
    // Its place is free again, also where the job has not run yet.
    await ask()
    daysLater(28.3)
    await ask()
    expect((await requestsOf(asking)).map(({ state }) => state)).toEqual(['sent', 'expired', 'expired'])
  })

  it('is told to both sides at once', async () => {
    const heard = [asking, asked].map(async ({ admin, organisationId }) => {
      const socket = await admin.client.socket()
      return new Promise<void>((resolve) =>
        socket.on('matching.changed', (change: { organisationId: string }) => {
          if (change.organisationId === organisationId) resolve()
        }),
      )
    })
    await Promise.all([asking.admin.client.socket(), asked.admin.client.socket()])
    await ask()
    await Promise.all(heard)
  })

  it('that came to nothing is forgotten after a year', async () => {
    const { id } = await ask()
    const answer = { decision: 'decline' as const, reason: 'other' as const }
    await asked.admin.client.call('matching.answer', { requestId: id, answer })
    daysLater(364)
    await app.app.matching.expireDue()
    expect(await requestsOf(asking)).toHaveLength(1)
    daysLater(366)
    await app.app.matching.expireDue()
    expect(await requestsOf(asking)).toEqual([])
  })
})

describe('the duty to answer', () => {
  it('is recalled after seven and after twelve days, once each, and no more once answered', async () => {
    const { id } = await ask()
    await mailTo(asked.admin)
    daysLater(6.9)
    await app.app.matching.expireDue()
    expect(mailsTo(asked.admin)).toHaveLength(1)
    daysLater(7.1)
    await Promise.all([app.app.matching.expireDue(), app.app.matching.expireDue()])
    expect((await mailTo(asked.admin, 2)).subject).toContain('Erinnerung')
    daysLater(12.1)
    await app.app.matching.expireDue()
    await app.app.matching.expireDue()
    await mailTo(asked.admin, 3)
    await asked.admin.client.call('matching.answer', accept(id))
    daysLater(13)
    await app.app.matching.expireDue()
    expect(mailsTo(asked.admin)).toHaveLength(3)
    expect(mailsTo(asking.admin).map(({ subject }) => subject)).toEqual([
      `${asked.organisation.name} hat zugesagt`,
    ])
  })

  it('can be put off once, for 14 days more, and the other side hears of it', async () => {
    const { id, expiresAt } = await ask()
    const postpone = { requestId: id, answer: { decision: 'postpone' as const, message: 'Nach den Ferien.' } }
    const later = await asked.admin.client.call('matching.answer', postpone)
    expect(later).toMatchObject({ state: 'postponed', answer: 'Nach den Ferien.', contactEmail: null })
    expect(Date.parse(later.expiresAt) - Date.parse(expiresAt)).toBe(14 * dayMs)
    expect((await mailTo(asking.admin)).subject).toContain('antwortet später')
    expect((await asked.admin.client.refusal('matching.answer', postpone)).code).toBe('conflict')
    daysLater(20)
    await app.app.matching.expireDue()
    expect((await requestsOf(asking))[0]).toMatchObject({ state: 'postponed' })
    await asked.admin.client.call('matching.answer', accept(id))
    expect((await requestsOf(asking))[0]).toMatchObject({ state: 'accepted' })
  })

  it('ends when those who asked take it back; nobody else can, and nobody twice', async () => {
    const { id } = await ask()
    await mailTo(asked.admin)
    const take = { requestId: id }
    expect((await asked.admin.client.refusal('matching.withdraw', take)).code).toBe('action.forbidden')
    expect((await app.as('newcomer').refusal('matching.withdraw', take)).code).toBe('not-found')
    expect(await asking.admin.client.call('matching.withdraw', take)).toMatchObject({ state: 'withdrawn' })
    expect((await mailTo(asked.admin, 2)).text).toContain('zurückgezogen')
    expect((await asking.admin.client.refusal('matching.withdraw', take)).code).toBe('contact-request.over')
    expect((await asked.admin.client.refusal('matching.answer', accept(id))).code).toBe(
      'contact-request.over',
    )
    await ask()
  })

  it('leaves one of answering and taking back when both happen at the same moment', async () => {
    const { id } = await ask()
    const both = await Promise.all([
      asking.admin.client.send('matching.withdraw', { requestId: id }),
      asked.admin.client.send('matching.answer', accept(id)),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('the number of requests in a week', () => {
  const setCapacity = (requestsPerWeek: number) =>
    asked.admin.client.call('matching.setCapacity', { organisationId: asked.organisationId, requestsPerWeek })
  const askFrom = ({ admin, organisationId }: Side) =>
    admin.client.call('matching.request', { ...draft(), organisationId })
  const outlook = () =>
    asking.admin.client.call('matching.outlook', {
      organisationId: asking.organisationId,
      otherOrganisationId: asked.organisationId,
    })

  it('is three at first, and admins set it between one and twenty', async () => {
    const { organisationId } = asked
    const { client } = asked.admin
    expect(await client.call('matching.capacity', { organisationId })).toEqual({
      requestsPerWeek: 3,
      queued: 0,
    })
    expect(await setCapacity(20)).toEqual({ requestsPerWeek: 20, queued: 0 })
    for (const requestsPerWeek of [0, 21, 1.5])
      expect((await client.refusal('matching.setCapacity', { organisationId, requestsPerWeek })).code).toBe(
        'request.invalid',
      )
    const member = await person('Mitglied')
    await app.app.organisations.admit(organisationId, member.id, 'member')
    const change = { organisationId, requestsPerWeek: 5 }
    expect((await member.client.refusal('matching.setCapacity', change)).code).toBe('action.forbidden')
    expect((await asking.admin.client.refusal('matching.setCapacity', change)).code).toBe('not-found')
    expect((await asking.admin.client.refusal('matching.capacity', { organisationId })).code).toBe(
      'not-found',
    )
  })

  it('lets further ones wait, unseen by those asked, until there is room, in their order', async () => {
    await setCapacity(1)
    const [second, third] = [await founded(), await founded()]
    expect(await outlook()).toMatchObject({ deliverAt: null, open: 0, openAtOnce: 2 })
    await askFrom(second)
    await mailTo(asked.admin)
    expect((await outlook()).deliverAt).not.toBeNull()
    const waiting = await ask()
    expect(waiting).toMatchObject({ state: 'queued' })
    expect((Date.parse(waiting.deliverAt!) - Date.now()) / dayMs).toBeCloseTo(7, 1)
    const last = await askFrom(third)
    expect((Date.parse(last.deliverAt!) - Date.now()) / dayMs).toBeCloseTo(14, 1)
    expect(await requestsOf(asked)).toHaveLength(1)
    expect((await asked.admin.client.refusal('matching.answer', accept(waiting.id))).code).toBe('not-found')
    expect(mailsTo(asked.admin)).toHaveLength(1)
    daysLater(7.1)
    await Promise.all([app.app.matching.expireDue(), app.app.matching.expireDue()])
    expect((await requestsOf(asking))[0]).toMatchObject({ state: 'sent', deliverAt: null })
    expect((await requestsOf(third))[0]).toMatchObject({ state: 'queued' })
    expect((await requestsOf(asked)).map(({ organisation }) => organisation.id)).toEqual([
      asking.organisationId,
      second.organisationId,
    ])
    daysLater(14.2)
    await app.app.matching.expireDue()
    expect((await requestsOf(third))[0]).toMatchObject({ state: 'sent' })
  })

  it('counts what waits as open, and lets it be taken back unseen', async () => {
    await setCapacity(1)
    await askFrom(await founded())
    await mailTo(asked.admin)
    const { id } = await ask()
    expect(await outlook()).toMatchObject({ open: 1 })
    expect((await asking.admin.client.refusal('matching.request', draft())).code).toBe('conflict')
    await asking.admin.client.call('matching.withdraw', { requestId: id })
    expect(await requestsOf(asked)).toHaveLength(1)
    expect(mailsTo(asked.admin)).toHaveLength(1)
    expect(await outlook()).toMatchObject({ open: 0 })
  })

  it('delivers at once what waits when more are wanted', async () => {
    await setCapacity(1)
    await askFrom(await founded())
    const { id } = await ask()
    expect(await setCapacity(2)).toEqual({ requestsPerWeek: 2, queued: 0 })
    expect((await requestsOf(asked)).map((request) => request.id)).toContain(id)
  })

  it('is never exceeded, also when ten ask at the same moment', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => founded()))
    const sent = await Promise.all(others.map(askFrom))
    const states = sent.map(({ state }) => state).toSorted()
    expect(states.filter((state) => state === 'sent')).toHaveLength(3)
    expect(states.filter((state) => state === 'queued')).toHaveLength(7)
    expect(await requestsOf(asked)).toHaveLength(3)
  })

  it('makes a full inbox known to the lists, until there is room again', async () => {
    await setCapacity(1)
    await askFrom(await founded())
    const inbox = createInbox({
      organisations: app.app.organisations,
      apartFrom: async () => [],
      now: app.clock.now,
    })
    expect(await inbox.full([asked.organisationId])).toEqual([asked.organisationId])
    expect(await inbox.full()).toContain(asked.organisationId)
    daysLater(7.1)
    expect(await inbox.full([asked.organisationId])).toEqual([])
  })

  it('is refused where so many wait that nobody could say when', async () => {
    await setCapacity(1)
    for (let count = 0; count < 9; count++) await askFrom(await founded())
    expect(await outlook()).toMatchObject({ queueFull: true })
    expect((await asking.admin.client.refusal('matching.request', draft())).code).toBe(
      'contact-request.queue-full',
    )
  })
})

describe('a case that is passed on', () => {
  const referral = (text: string) => ({
    organisationId: asking.organisationId,
    otherOrganisationId: asked.organisationId,
    category: 'interpreting',
    text,
  })
  const story = 'Eine Mutter mit zwei Kindern braucht jemanden, der beim Amt übersetzt (Tigrinya).'

  it('reaches the other side as one, and is taken or declined, but not put off', async () => {
    const sent = await asking.admin.client.call('matching.refer', referral(story))
    expect(sent).toMatchObject({ kind: 'referral', state: 'sent', category: 'interpreting', message: story })
    const mail = await mailTo(asked.admin)
    expect(mail.subject).toContain('Fall')
    expect(mail.text).not.toContain('Mutter')
    const decide = (decision: 'postpone' | 'accept', message?: string) => ({
      requestId: sent.id,
      answer: { decision, ...(message && { message }) },
    })
    expect((await asked.admin.client.refusal('matching.answer', decide('postpone'))).code).toBe('conflict')
    expect(
      await asked.admin.client.refusal('matching.answer', decide('accept', 'Ist das Frau Haddad?')),
    ).toMatchObject({ code: 'contact-request.personal-data', fields: { message: ['name'] } })
    expect(await asked.admin.client.call('matching.answer', decide('accept', 'Gern.'))).toMatchObject({
      kind: 'referral',
      state: 'accepted',
      contactEmail: asking.admin.email,
    })
  })

  it('stands beside a request of the two, once', async () => {
    await ask()
    await asking.admin.client.call('matching.refer', referral(story))
    expect((await asking.admin.client.refusal('matching.refer', referral(story))).code).toBe('conflict')
  })

  it.each([
    [`${story} Sie heißt Selam.`, ['name']],
    [`${story} Telefon 0176 12345678, selam@example.org`, ['phone', 'email']],
    [`${story} رقمها ٠١٧٦١٢٣٤٥٦٧`, ['phone']],
    [`${story} Born on 1990-05-06, 12 Baker Street.`, ['birth-date', 'address']],
    [`${story} DE89 3704 0044 0532 0130 00`, ['iban']],
  ])('says nothing of who it is about: “%s”', async (text, kinds) => {
    const refused = await asking.admin.client.refusal('matching.refer', referral(text))
    expect(refused.code).toBe('contact-request.personal-data')
    expect(refused.fields?.['text']?.toSorted()).toEqual(kinds.toSorted())
    expect(await requestsOf(asking)).toEqual([])
  })

  it('is of a kind that exists', async () => {
    const unknown = { ...referral(story), category: 'nothing-at-all' }
    expect((await asking.admin.client.refusal('matching.refer', unknown)).code).toBe('request.invalid')
  })
})

describe('a mail that could not be handed over', () => {
  it('is sent once the way is free again, to each once', async () => {
    const second = await person('Zweite im Vorstand')
    await app.app.organisations.admit(asked.organisationId, second.id, 'admin')
    app.post.down = true
    await ask()
    await new Promise((resolve) => setTimeout(resolve, 200))
    app.post.down = false
    app.clock.setTo(new Date(Date.now() + 3_600_000))
    await app.app.matching.expireDue()
    await app.app.matching.expireDue()
    expect(mailsTo(asked.admin)).toHaveLength(1)
    expect(mailsTo(second)).toHaveLength(1)
  })
})

describe('several at the same time', () => {
  it('remind of a request once each, and send what was forgotten once', async () => {
    const other = await app.beside()
    const all = () => [app.app, other, app.app, other].map(({ matching }) => matching.expireDue())
    await ask()
    await mailTo(asked.admin)
    for (const [days, mails] of [
      [7, 2],
      [12, 3],
    ] as const) {
      daysLater(days + 0.1)
      await Promise.all(all())
      await mailTo(asked.admin, mails)
    }
    app.post.down = true
    daysLater(14.1)
    await Promise.all(all())
    app.post.down = false
    daysLater(14.5)
    await Promise.all(all())
    await Promise.all(all())
    expect(mailsTo(asking.admin)).toHaveLength(1)
    expect(mailsTo(asked.admin)).toHaveLength(4)
  })
})

describe('a process that ends after somebody said yes', () => {
  const talksOf = async (side: Side) =>
    (await signedIn(side).call('threads.conversations', { organisationId: side.organisationId }))
      .conversations

  it.each([
    ['before there is a conversation', () => mongoose.model('Thread'), 'create'],
    ['before the request knows of it', () => Requests, 'updateOne'],
  ] as const)('%s leaves that to the job, which opens one', async (_, of, method) => {
    const { id } = await ask()
    const write = vi.spyOn(of() as unknown as { updateOne: () => unknown }, method as 'updateOne')
    write.mockImplementation(() => {
      throw new Error('killed')
    })
    const accepted = await asked.admin.client.call('matching.answer', accept(id))
    write.mockRestore()
    expect(accepted).toMatchObject({ state: 'accepted', threadId: null })
    await app.restart()
    await Promise.all([app.app.matching.expireDue(), app.app.matching.expireDue()])
    const { talkOwed, threadId } = (await Requests.findById(id).lean())!
    expect(talkOwed).toBe(false)
    for (const side of [asking, asked]) expect(await talksOf(side)).toMatchObject([{ threadId }])
  })
})

describe('a request from before', () => {
  it('is put right at the start, as often as one starts, and goes on like any other', async () => {
    const day = (days: number) => new Date(Date.now() - days * dayMs)
    const old = (slot: number, state: string, more = {}) => ({
      _id: new mongoose.Types.ObjectId(),
      fromId: new mongoose.Types.ObjectId(asking.organisationId),
      toId: new mongoose.Types.ObjectId(asked.organisationId),
      listingId: null,
      message: 'Dürfen wir Sie besuchen?',
      state,
      slot,
      declineReason: null,
      answer: null,
      askedBy: new mongoose.Types.ObjectId(asking.admin.id),
      answeredBy: null,
      owed: null,
      createdAt: day(3),
      changedAt: day(2),
      expiresAt: new Date(Date.now() + 11 * dayMs),
      ...more,
    })
    const answeredBy = new mongoose.Types.ObjectId(asked.admin.id)
    const [sent, accepted, declined] = [
      old(0, 'sent'),
      old(1, 'accepted', { answeredBy }),
      old(2, 'declined', { answeredBy, declineReason: 'not-now' }),
    ]
    await Requests.collection.insertMany([sent, accepted, declined])
    await Requests.collection.createIndex(
      { fromId: 1, toId: 1 },
      { unique: true, partialFilterExpression: { state: 'sent' } },
    )
    await app.restart()
    await app.restart()
    const names = (await Requests.collection.indexes()).map(({ name }) => name)
    expect(names).not.toContain('fromId_1_toId_1')
    expect(await Requests.collection.countDocuments({ open: { $exists: false } })).toBe(0)
    expect(await Requests.findById(sent._id).lean()).toMatchObject({
      kind: 'contact',
      open: true,
      deliveredAt: sent.createdAt,
      owedAt: sent.changedAt,
      talkOwed: false,
    })
    expect(await Requests.findById(declined._id).lean()).toMatchObject({ open: false, talkOwed: false })
    await app.app.matching.expireDue()
    expect((await Requests.findById(accepted._id).lean())?.threadId).toMatch(/^[0-9a-f]{24}$/)
    // The open one keeps a second one out, is read by both, and is answered.
    const [mine, theirs] = [signedIn(asking), signedIn(asked)]
    expect((await mine.refusal('matching.request', draft())).code).toBe('conflict')
    const { requests } = await theirs.call('matching.requests', { organisationId: asked.organisationId })
    expect(requests.map(({ state }) => state).sort()).toEqual(['accepted', 'declined', 'sent'])
    expect(await theirs.call('matching.answer', accept(String(sent._id)))).toMatchObject({
      state: 'accepted',
    })
  })
})

it('the address of a person who has left their organisation is given to nobody', async () => {
  const colleague = await person('Kollegin')
  await app.app.organisations.admit(asking.organisationId, colleague.id, 'admin')
  const { id } = await colleague.client.call('matching.request', draft())
  const accepted = await asked.admin.client.call('matching.answer', accept(id))
  expect(accepted.contactEmail).toBe(colleague.email)
  const { organisationId } = asking
  await colleague.client.call('organisations.removeMember', { organisationId, userId: colleague.id })
  expect((await requestsOf(asked))[0]?.contactEmail).toBeNull()
})
