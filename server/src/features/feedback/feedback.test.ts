import { trusted } from 'mongoose'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { everybody, startApp, type TestApp } from '../../testing/app.ts'
import { FeedbackEntries } from './model.ts'
import { afterAct } from './policy.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())
beforeEach(() => {
  app.mails.length = 0
})

const draft = (more = {}) => ({
  clientId: randomUUID(),
  kind: 'translation' as const,
  text: 'Burada “Oda” yerine “Salon” yazmalı.',
  locale: 'tr' as const,
  page: '/raeume',
  tookMs: 20_000,
  ...more,
})
const staff = () => app.as('centreStaff')
const listed = async (state: 'open' | 'answered' | 'closed' = 'open') =>
  (await staff().call('feedback.list', { state, limit: 50 })).entries

/** Sends something and finds it in the list of the staff. */
async function sent(more = {}) {
  const input = draft({ text: `Etwas ${randomUUID()}`, ...more })
  await app.as().call('feedback.send', input)
  return (await listed()).find(({ text }) => text === input.text)!
}

describe('feedback', () => {
  it('is sent without an account, once however often it is repeated, and says nothing of who wrote it', async () => {
    const input = draft()
    const first = await app.as().call('feedback.send', input)
    expect(first.dueAt).toBeNull()
    expect(
      await app.as().call('feedback.send', { ...input, clientId: input.clientId.toUpperCase() }),
    ).toEqual(first)
    const found = (await listed()).filter(({ text }) => text === input.text)
    expect(found).toMatchObject([{ kind: 'translation', locale: 'tr', page: '/raeume', email: null, rev: 1 }])
    const other = await app.as().send('feedback.send', { ...input, text: 'Etwas ganz anderes' })
    expect(other.body).toMatchObject({ code: 'conflict' })

    await app.as('member').call('feedback.send', draft({ text: 'Von jemandem mit Konto' }))
    const stored = JSON.stringify(await FeedbackEntries.findOne({ text: 'Von jemandem mit Konto' }).lean())
    expect(stored).not.toContain((await app.as('member').call('accounts.me', {})).user!.id)
  })

  it.each([
    ['another site', { page: '//elsewhere.example' }],
    ['a page with what was looked for', { page: '/suche?q=geheim' }],
    ['no address', { email: 'nobody' }],
    ['nothing to see', { text: '\u200d \u200d \u200d' }],
  ])('takes no %s', async (_, more) => {
    const { body } = await app.as().send('feedback.send', draft(more))
    expect(body).toMatchObject({ code: 'request.invalid' })
  })

  it.each([
    ['fills in what nobody sees', { trap: 'https://spam.example' }],
    ['is faster than anybody', { tookMs: 400 }],
  ])('takes nothing of a program that %s, and the same from whoever sends it again', async (_, more) => {
    const input = draft({ text: `Etwas ${randomUUID()}` })
    const { body } = await app.as().send('feedback.send', { ...input, ...more })
    expect(body).toMatchObject({ code: 'feedback.automatic' })
    expect(await FeedbackEntries.countDocuments({ text: input.text })).toBe(0)
    await app.as().call('feedback.send', input)
    const stored = await FeedbackEntries.findOne({ text: input.text }).lean()
    expect(Object.keys(stored!)).not.toContain('tookMs')
  })

  it('is read by the staff and by nobody else', async () => {
    const { id } = await sent()
    for (const role of everybody) {
      const { status, body } = await app.as(role).send('feedback.list', {})
      const isStaff = role === 'centreStaff' || role === 'platformAdmin'
      expect(status, role).toBe(isStaff ? 200 : 404)
      expect(JSON.stringify(body).includes(id), role).toBe(isStaff)
      if (!isStaff)
        expect(
          (await app.as(role).send('feedback.answer', { feedbackId: id, rev: 1, text: 'Danke!' })).body,
          role,
        ).toMatchObject({ code: 'not-found' })
    }
  })

  it('tells the staff on their pages, and nobody else', async () => {
    const { id } = await sent()
    const lines = async (role: string) => (await app.as(role).call('notifications.list', { limit: 50 })).lines
    await vi.waitFor(
      async () =>
        expect(await lines('centreStaff')).toContainEqual(
          expect.objectContaining({
            object: `feedback:${id}`,
            kind: 'feedback.received',
            about: expect.objectContaining({ path: '/verwaltung/rueckmeldungen' }) as unknown,
          }),
        ),
      20_000,
    )
    expect((await lines('moderator')).filter(({ object }) => object === `feedback:${id}`)).toEqual([])
  })

  it('is answered by mail in the language it was written in, by one of two', async () => {
    const one = await sent({ email: 'ayse@augenhoehe.example' })
    expect(one.dueAt).not.toBeNull()
    const which = { feedbackId: one.id, rev: one.rev }
    const answered = await staff().call('feedback.answer', { ...which, text: 'Teşekkürler, düzelttik.' })
    expect(answered).toMatchObject({ state: 'answered', answers: [{ sent: true }] })
    const [mail] = app.mails.filter(({ to }) => to === 'ayse@augenhoehe.example')
    expect(mail).toMatchObject({ lang: 'tr', subject: 'Geri bildiriminize yanıt' })
    expect(mail!.text).toContain('Teşekkürler, düzelttik.')
    expect(mail!.text).toContain(`> ${one.text}`)
    const late = await app.as('platformAdmin').send('feedback.answer', { ...which, text: 'Auch von mir' })
    expect(late.body).toMatchObject({ code: 'conflict' })
    expect(app.mails.filter(({ to }) => to === 'ayse@augenhoehe.example')).toHaveLength(1)
  })

  it('is not answered where nobody left an address; it is closed and opened again', async () => {
    const { id: feedbackId } = await sent()
    const answer = await staff().send('feedback.answer', { feedbackId, rev: 1, text: 'Danke!' })
    expect(answer.body).toMatchObject({ code: 'conflict' })
    const closed = await staff().call('feedback.setState', { feedbackId, rev: 1, state: 'closed' })
    expect(closed).toMatchObject({ state: 'closed', rev: 2 })
    expect(closed.settledAt).not.toBeNull()
    expect((await listed('closed')).map(({ id }) => id)).toContain(feedbackId)
    const open = await staff().call('feedback.setState', { feedbackId, rev: 2, state: 'open' })
    expect(open).toMatchObject({ state: 'open', settledAt: null })
  })

  it('is mailed later where the mail server was away', async () => {
    const { id: feedbackId } = await sent({ email: 'later@augenhoehe.example' })
    app.post.down = true
    const answered = await staff().call('feedback.answer', { feedbackId, rev: 1, text: 'Danke!' })
    expect(answered.answers).toMatchObject([{ sent: false }])
    app.post.down = false
    await app.app.feedback.tidy()
    await app.app.feedback.tidy()
    expect(app.mails.filter(({ to }) => to === 'later@augenhoehe.example')).toHaveLength(1)
  })

  it('is forgotten a year after it was settled, with everything in it', async () => {
    const settled = await sent({ email: 'gone@augenhoehe.example' })
    const open = await sent()
    await staff().call('feedback.setState', { feedbackId: settled.id, rev: 1, state: 'closed' })
    const day = 86_400_000
    const from = app.clock.now().getTime()
    app.clock.setTo(new Date(from + 364 * day))
    await app.app.feedback.tidy()
    const kept = () => FeedbackEntries.countDocuments({ _id: trusted({ $in: [settled.id, open.id] }) })
    expect(await kept()).toBe(2)
    app.clock.setTo(new Date(from + 366 * day))
    await app.app.feedback.tidy()
    app.clock.setTo(null)
    expect(await kept()).toBe(1)
    expect(await app.app.feedback.exists(settled.id)).toBe(false)
  })

  it('is listed page by page', async () => {
    for (let i = 0; i < 3; i++) await sent()
    const all = (await staff().call('feedback.list', { limit: 50 })).entries.map(({ id }) => id)
    const found: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await staff().call('feedback.list', { limit: 2, ...(cursor && { cursor }) })
      found.push(...page.entries.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(found).toEqual(all)
  })
})

describe('what becomes of it', () => {
  const email = 'a@augenhoehe.example'
  it.each([
    ['open', email, 'answer', 'answered'],
    ['answered', email, 'answer', 'answered'],
    ['closed', email, 'answer', undefined],
    ['open', null, 'answer', undefined],
    ['open', null, 'close', 'closed'],
    ['answered', email, 'close', 'closed'],
    ['closed', null, 'close', undefined],
    ['closed', null, 'open', 'open'],
    ['answered', email, 'open', 'open'],
    ['open', null, 'open', undefined],
  ] as const)('%s, address %s, %s: %s', (state, address, act, after) => {
    expect(afterAct({ state, email: address }, act)).toBe(after)
  })
})
