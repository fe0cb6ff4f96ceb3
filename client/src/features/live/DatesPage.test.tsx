import type { Me, SessionBrief } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nobody } from '../../platform/session.tsx'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { DatesPage } from './DatesPage.tsx'
import { JoinPage } from './JoinPage.tsx'
import { PlanPage } from './PlanPage.tsx'
import { at, brief, question, room, sampleId, snapshot } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const hour = 3_600_000

async function expectNoViolation() {
  await document.fonts.ready
  expect(await violations(document)).toEqual([])
}

describe('the page of dates', () => {
  const open = (sessions: SessionBrief[]) => {
    fakeServer({ 'live.sessions': () => ({ sessions }) })
    return renderPage(<DatesPage />, { at: '/termine' })
  }

  it('has what is on first, then what comes, then what was, each leading there', async () => {
    const screen = await open([
      brief({ id: sampleId(4), state: 'cancelled', title: 'Ausgefallen', reason: 'Es kamen zu wenige.' }),
      brief({ id: sampleId(3), state: 'planned', title: 'Später', startsAt: at(9 * hour) }),
      brief({ id: sampleId(2), state: 'planned', title: 'Bald', startsAt: at(2 * hour) }),
      brief({ title: 'Jetzt gerade' }),
    ])
    await expect.element(screen.getByRole('heading', { name: 'Jetzt gerade' })).toBeVisible()
    const titles = screen
      .getByRole('heading', { level: 3 })
      .elements()
      .map(({ textContent }) => textContent)
    expect(titles).toEqual(['Jetzt gerade', 'Bald', 'Später', 'Ausgefallen'])
    await expect
      .element(screen.getByRole('link', { name: 'Bald' }))
      .toHaveAttribute('href', `/raeume/professionalisierung/${sampleId(3)}/live?termin=${sampleId(2)}`)
    await expect.element(screen.getByText('Es kamen zu wenige.')).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Kalender abonnieren' }))
      .toHaveAttribute('href', '/termine.ics?lang=de')
  })

  it('has no violation of WCAG 2.2 AA', async () => {
    const screen = await open([
      brief({ title: 'Jetzt gerade', mayRun: true }),
      brief({ id: sampleId(2), state: 'planned', startsAt: at(2 * hour) }),
      brief({ id: sampleId(4), state: 'cancelled', reason: 'Es kamen zu wenige.' }),
    ])
    await expect.element(screen.getByRole('heading', { name: 'Jetzt gerade' })).toBeVisible()
    await expectNoViolation()
  })

  it('says so when there is none', async () => {
    const screen = await open([])
    await expect.element(screen.getByRole('heading', { name: 'Noch kein Termin' })).toBeVisible()
  })
})

describe('joining with a code', () => {
  const found = {
    sessionId: sampleId(1),
    title: 'Welche Hilfe fehlt?',
    state: 'running' as const,
    thread: { id: sampleId(3), roomSlug: 'professionalisierung' },
    guestsMayAsk: true,
  }
  const open = (at_: string, answers: Answers = {}, who: Me = nobody) => {
    const asked = fakeServer({ 'accounts.me': () => who, 'live.findByCode': () => found, ...answers })
    const path = at_ === '/mitmachen' ? '/mitmachen' : '/mitmachen/:code'
    return renderPage(<JoinPage />, { at: at_, path }).then((screen) => ({ screen, asked }))
  }

  it('takes the code however it is typed', async () => {
    const { screen } = await open('/mitmachen')
    const code = screen.getByRole('textbox', { name: 'Code' })
    await code.fill('k7m')
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.element(screen.getByText('Bitte geben Sie alle sechs Zeichen ein.')).toBeVisible()
    await code.fill('k7m 4qx')
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.element(screen.getByText('elsewhere: /mitmachen/K7M4QX')).toBeVisible()
  })

  it('lets a guest ask without an account, once, and keeps the words until they have arrived', async () => {
    let tries = 0
    const { screen, asked } = await open('/mitmachen/k7m4qx', {
      'live.ask': () =>
        ++tries === 1 ? refusal('rate.limited', 429) : question(9, 'Wann?', { state: 'pending' }),
    })
    const text = screen.getByRole('textbox', { name: 'Ihre Frage' })
    await text.fill('Dürfen alle kommen?')
    await screen.getByRole('textbox', { name: /Ihr Name/ }).fill('Rosa')
    await screen.getByRole('button', { name: 'Frage senden' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await expect.element(text).toHaveValue('Dürfen alle kommen?')
    await screen.getByRole('button', { name: 'Frage senden' }).click()
    await expect.element(screen.getByText(/erscheint nach der Freigabe/)).toBeVisible()
    await expect.element(text).toHaveValue('')
    const sent = asked.filter(({ name }) => name === 'live.ask').map(({ input }) => input)
    expect(sent[0]).toMatchObject({ code: 'K7M4QX', name: 'Rosa', text: 'Dürfen alle kommen?' })
    expect(sent[0]!['clientId']).toBe(sent[1]!['clientId'])
  })

  it.each([
    ['the form for the code', '/mitmachen', {}],
    ['a session that is on', '/mitmachen/K7M4QX', {}],
    ['a code nobody knows', '/mitmachen/K7M4QX', { 'live.findByCode': () => refusal('not-found', 404) }],
  ])('has no violation of WCAG 2.2 AA with %s', async (_, address, answers) => {
    const { screen } = await open(address, answers)
    await expect
      .element(
        screen
          .getByRole('textbox')
          .or(screen.getByRole('link', { name: 'Zuhören' }))
          .first(),
      )
      .toBeVisible()
    await expectNoViolation()
  })

  it('leads whoever is signed in to the session', async () => {
    const { screen } = await open('/mitmachen/K7M4QX', {}, samira())
    await expect.element(screen.getByRole('link', { name: 'Dazukommen' })).toBeVisible()
    expect(screen.getByRole('textbox').query()).toBeNull()
  })

  it('says nothing of what a code leads to that it does not know', async () => {
    const { screen } = await open('/mitmachen/K7M4QX', { 'live.findByCode': () => refusal('not-found', 404) })
    await expect.element(screen.getByText(/Diesen Code kennen wir nicht/)).toBeVisible()
    await expect.element(screen.getByRole('textbox', { name: 'Code' })).toBeVisible()
  })
})

describe('planning a session', () => {
  const thread = { title: 'Welche Hilfe fehlt am meisten?', mayModerate: true }
  const open = (search: string, answers: Answers = {}) => {
    const asked = fakeServer({
      'accounts.me': () => samira(),
      'rooms.get': () => room,
      'threads.get': () => thread as never,
      'live.sessions': () => ({ sessions: [brief({ topic: 'foerderung' })] }),
      'live.get': () => snapshot({ mayRun: true }),
      'threads.contributions': () => ({ contributions: [], quoted: [] }) as never,
      'live.knownModerators': () => ({ people: [{ userId: sampleId(801), name: 'Jonas Weber' }] }),
      'live.plan': () => brief(),
      'live.change': () => brief(),
      ...answers,
    })
    return renderPage(<PlanPage />, {
      at: `/raeume/${room.slug}/${sampleId(3)}/planen${search}`,
      path: '/raeume/:room/:thread/planen',
    }).then((screen) => ({ screen, asked }))
  }

  it('sends title, time, questions with minutes, and the rule', async () => {
    const { screen, asked } = await open('')
    await expect.element(screen.getByRole('textbox', { name: 'Titel' })).toHaveValue(thread.title)
    await screen.getByRole('checkbox', { name: 'Was brauchen Sie?' }).click()
    await screen.getByRole('spinbutton', { name: /Minuten für: Was brauchen Sie/ }).fill('35')
    await screen.getByRole('radio', { name: /zum ersten Mal/ }).click()
    await screen.getByRole('button', { name: 'Sitzung planen' }).click()
    await expect.element(screen.getByText(/^elsewhere: .*\/live\?termin=/)).toBeVisible()
    const { input } = asked.find(({ name }) => name === 'live.plan')!
    expect(input).toMatchObject({
      title: thread.title,
      rule: 'first-time',
      agenda: [
        { questionId: 'q1', minutes: 20 },
        { questionId: 'q2', minutes: 35 },
      ],
    })
  })

  it.each([
    ['that another has', /Zusammen mit: /, 'foerderung'],
    ['of its own, for others to join', /Neues Thema/, 'welche-hilfe-fehlt-am-meisten'],
  ])('makes a session part of a topic %s', async (_, name, topic) => {
    const { screen, asked } = await open('')
    await screen.getByRole('combobox', { name: 'Teil von' }).click()
    await screen.getByRole('option', { name }).click()
    await screen.getByRole('button', { name: 'Sitzung planen' }).click()
    await expect.element(screen.getByText(/^elsewhere: /)).toBeVisible()
    expect(asked.find((one) => one.name === 'live.plan')!.input).toMatchObject({ topic })
  })

  it('names what is missing and keeps the rest', async () => {
    const { screen, asked } = await open('')
    await screen.getByRole('textbox', { name: 'Titel' }).fill('')
    await screen.getByRole('checkbox', { name: 'Was bedeutet das für Sie?' }).click()
    await screen.getByRole('button', { name: 'Sitzung planen' }).click()
    await expect.element(screen.getByText('Bitte geben Sie der Sitzung einen Titel.').first()).toBeVisible()
    await expect.element(screen.getByText(/Bitte wählen Sie eine bis sieben Fragen/).first()).toBeVisible()
    expect(asked.some(({ name }) => name === 'live.plan')).toBe(false)
  })

  it('changes the plan that was read, and says so when it was changed meanwhile', async () => {
    const { screen, asked } = await open(`?termin=${sampleId(1)}`, {
      'live.change': () => refusal('conflict', 409),
    })
    await screen.getByRole('textbox', { name: 'Titel' }).fill('Zweiter Abend')
    await screen.getByRole('button', { name: 'Planung speichern' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await expect.element(screen.getByRole('textbox', { name: 'Titel' })).toHaveValue('Zweiter Abend')
    const { input } = asked.find(({ name }) => name === 'live.change')!
    expect(input).toMatchObject({ rev: 10, title: 'Zweiter Abend', topic: 'foerderung' })
  })

  it('finds who else moderates: whoever does so elsewhere, or by an address', async () => {
    let isThere = false
    const { screen, asked } = await open('', {
      'live.findModerator': () =>
        isThere ? { userId: sampleId(802), name: 'Elif Demir' } : refusal('not-found', 404),
      'live.setModerators': () => brief(),
    })
    await screen.getByRole('combobox', { name: 'Wer moderiert mit?' }).click()
    await screen.getByRole('option', { name: 'Jonas Weber' }).click()
    const address = screen.getByRole('textbox', { name: 'Jemand anderes, per E-Mail-Adresse' })
    await address.fill('elif@')
    await screen.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
    await expect.element(screen.getByText('Bitte geben Sie die ganze E-Mail-Adresse ein.')).toBeVisible()
    await address.fill('elif@example.org')
    // The return key adds the person and does not plan the session.
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText(/Unter dieser Adresse gibt es niemanden/)).toBeVisible()
    await expect.element(address).toHaveValue('elif@example.org')
    isThere = true
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText('Elif Demir moderiert mit.')).toBeVisible()
    await expect.element(address).toHaveValue('')
    expect(asked.some(({ name }) => name === 'live.plan')).toBe(false)
    await screen.getByRole('button', { name: 'Sitzung planen' }).click()
    await expect.element(screen.getByText(/^elsewhere: /)).toBeVisible()
    expect(asked.find(({ name }) => name === 'live.setModerators')!.input).toMatchObject({
      userIds: [sampleId(800), sampleId(801), sampleId(802)],
    })
  })

  it('has no violation of WCAG 2.2 AA', async () => {
    const { screen } = await open('')
    await expect.element(screen.getByRole('button', { name: 'Sitzung planen' })).toBeVisible()
    await expectNoViolation()
  })
})
