import type { ContactRequest } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { AskButton } from './AskButton.tsx'
import { politeLanguages } from './polite-words.ts'
import { Requests } from './Requests.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const feder = { id: 'c'.repeat(24), name: 'Feder & Faden', slug: 'feder', verified: true }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
let count = 0
const request = (more: Partial<ContactRequest> = {}): ContactRequest => ({
  id: String(++count).padStart(24, '0'),
  kind: 'contact',
  direction: 'received',
  organisation: feder,
  languages: ['de'],
  listing: null,
  category: null,
  message: 'Dürfen wir Sie besuchen?',
  state: 'sent',
  declineReason: null,
  answer: null,
  contactEmail: null,
  threadId: null,
  createdAt: inDays(-1),
  changedAt: inDays(-1),
  deliverAt: null,
  expiresAt: inDays(13),
  ...more,
})

const open = async (requests: ContactRequest[], answers: Answers = {}, me = samira()) => {
  const asked = fakeServer({
    'accounts.me': () => me,
    'matching.requests': () => ({ requests }),
    'matching.capacity': () => ({ requestsPerWeek: 3, queued: 0 }),
    ...answers,
  })
  const screen = await renderPage(<Requests organisationId={brunnenstube.organisationId} />, {
    at: '/suchen-und-bieten',
  })
  return { screen, asked, inputOf: (name: string) => asked.find((one) => one.name === name)?.input }
}

describe('requests', () => {
  it('begin with what needs me, and fold away what is over', async () => {
    const { screen } = await open([
      request({
        state: 'accepted',
        organisation: { ...feder, name: 'Zugesagt e.V.' },
        threadId: 'd'.repeat(24),
      }),
      request({ direction: 'sent', organisation: { ...feder, name: 'Gesendet e.V.' } }),
      request({ state: 'withdrawn', organisation: { ...feder, name: 'Vorbei e.V.' } }),
      request({ organisation: { ...feder, name: 'Später fällig' }, expiresAt: inDays(9) }),
      request({ organisation: { ...feder, name: 'Bald fällig' }, expiresAt: inDays(2) }),
    ])
    await expect.element(screen.getByRole('heading', { name: 'Bald fällig' })).toBeVisible()
    await expect
      .element(screen.getByRole('heading', { name: 'Wie viele Anfragen möchten Sie?' }))
      .toBeVisible()
    const headings = () =>
      screen
        .getByRole('heading')
        .elements()
        .map((one) => one.textContent)
    expect(headings()).toEqual([
      'Sie sind dran',
      'Bald fällig',
      'Später fällig',
      'Wartet auf Antwort',
      'Gesendet e.V.',
      'Zugesagt',
      'Zugesagt e.V.',
      'Abgeschlossen',
      'Wie viele Anfragen möchten Sie?',
    ])
    await expect
      .element(screen.getByRole('link', { name: 'Zum Gespräch mit Zugesagt e.V.' }))
      .toHaveAttribute('href', `/raeume/gespraeche/${'d'.repeat(24)}`)
    await screen.getByRole('button', { name: 'Abgeschlossene zeigen' }).click()
    await expect.element(screen.getByText(/zurückgezogen\. Sie müssen nichts tun/)).toBeVisible()
  })

  it('say what to do where there is none', async () => {
    const { screen } = await open([])
    await expect.element(screen.getByRole('heading', { name: 'Noch keine Anfragen' })).toBeVisible()
  })

  it('are declined with polite words that can be sent as they stand or changed, in a language of the other side', async () => {
    const one = request({ languages: ['en', 'ti'] })
    const { screen, inputOf } = await open([one], {
      'matching.answer': () => ({ ...one, state: 'declined' }),
    })
    await screen.getByRole('button', { name: 'Feder & Faden absagen' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Jetzt nicht, später gern.' }).click()
    const message = dialog.getByRole('textbox')
    await expect.element(message).toHaveValue(expect.stringContaining('not a good time'))
    await dialog.getByRole('radio', { name: 'Es passt nicht zu uns.' }).click()
    await expect.element(message).toHaveValue(expect.stringContaining('not the right ones'))
    await message.fill('My own words.')
    await dialog.getByRole('radio', { name: 'Aus einem anderen Grund.' }).click()
    await expect.element(message).toHaveValue('My own words.')
    await dialog.getByRole('button', { name: 'Absagen' }).click()
    await vi.waitFor(() =>
      expect(inputOf('matching.answer')).toMatchObject({
        requestId: one.id,
        answer: { decision: 'decline', reason: 'other', message: 'My own words.' },
      }),
    )
  })

  it('can be put off once, cases not at all', async () => {
    const one = request()
    const { screen, inputOf } = await open(
      [one, request({ kind: 'referral', category: 'rooms', organisation: { ...feder, name: 'Ein Fall' } })],
      { 'matching.answer': () => ({ ...one, state: 'postponed' }) },
    )
    await screen.getByRole('button', { name: 'Feder & Faden später antworten' }).click()
    expect(screen.getByRole('button', { name: 'Ein Fall später antworten' }).query()).toBeNull()
    await expect
      .element(screen.getByRole('button', { name: 'Fall von Ein Fall übernehmen' }))
      .toBeInTheDocument()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog.getByText(/14 Tage mehr/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Später antworten' }).click()
    await vi.waitFor(() =>
      expect(inputOf('matching.answer')).toMatchObject({ answer: { decision: 'postpone' } }),
    )
  })

  it('are taken back after a question, and say it where that came too late', async () => {
    const { screen, inputOf } = await open(
      [request({ direction: 'sent', state: 'queued', deliverAt: '2126-01-05T12:00:00.000Z' })],
      { 'matching.withdraw': () => refusal('contact-request.over', 409) },
    )
    await expect.element(screen.getByText(/spätestens am 5.*2126 zugestellt/)).toBeVisible()
    await screen.getByRole('button', { name: 'Anfrage an Feder & Faden zurückziehen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click()
    await expect.element(screen.getByText(/schon abgeschlossen/)).toBeVisible()
    expect(inputOf('matching.withdraw')).toBeDefined()
  })

  it('are as many in a week as an association wants, with the way back', async () => {
    let requestsPerWeek = 3
    const { screen, asked } = await open([], {
      'matching.capacity': () => ({ requestsPerWeek, queued: 2 }),
      'matching.setCapacity': (input) => {
        requestsPerWeek = input.requestsPerWeek
        return { requestsPerWeek, queued: 0 }
      },
    })
    await screen.getByRole('combobox', { name: 'Anfragen pro Woche' }).click()
    await screen.getByRole('option', { name: '5', exact: true }).click()
    await expect.element(screen.getByText('Ab jetzt höchstens 5 in einer Woche.')).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() =>
      expect(
        asked
          .filter(({ name }) => name === 'matching.setCapacity')
          .map(({ input }) => input['requestsPerWeek']),
      ).toEqual([5, 3]),
    )
  })

  it('are answered by those responsible alone', async () => {
    const { screen } = await open([request()], {}, samira([{ ...brunnenstube, role: 'member' }]))
    await expect.element(screen.getByText(/Antworten können die Verantwortlichen/)).toBeVisible()
    expect(screen.getByRole('button', { name: /zusagen/ }).query()).toBeNull()
  })
})

describe('before asking', () => {
  const ask = async (answers: Answers) => {
    const asked = fakeServer({
      'accounts.me': () => samira(),
      'matching.requests': () => ({ requests: [] }),
      'matching.outlook': () => ({ deliverAt: null, queueFull: false, open: 0, openAtOnce: 5 }),
      ...answers,
    })
    const screen = await renderPage(<AskButton own={brunnenstube} other={feder} />, { at: '/' })
    return { screen, inputOf: (name: string) => asked.find((one) => one.name === name)?.input }
  }

  it('one reads that it will take time, and how many are open', async () => {
    const { screen } = await ask({
      'matching.outlook': () => ({
        deliverAt: '2126-01-05T12:00:00.000Z',
        queueFull: false,
        open: 2,
        openAtOnce: 5,
      }),
    })
    await screen.getByRole('button', { name: 'Anfrage senden' }).click()
    await expect.element(screen.getByText(/spätestens am 5.*2126 zugestellt/)).toBeVisible()
    await expect.element(screen.getByText('Offene Anfragen Ihres Vereins: 2 von 5')).toBeVisible()
  })

  it('a case is passed on only when nobody can be recognised; what could is shown at its place', async () => {
    const { screen, inputOf } = await ask({ 'matching.refer': () => request({ kind: 'referral' }) })
    await screen.getByRole('button', { name: 'Fall weitergeben' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Fall an Feder & Faden weitergeben' })
    await dialog.getByRole('combobox', { name: 'Was wird gebraucht?' }).click()
    await screen.getByRole('option', { name: /Räume/ }).first().click()
    const story = dialog.getByRole('textbox', { name: 'Worum geht es?' })
    await story.fill('Frau Haddad braucht einen Raum, Telefon 0176 12345678.')
    const marks = () => [...dialog.element().querySelectorAll('mark')].map((mark) => mark.textContent?.trim())
    await vi.waitFor(() =>
      expect(marks()).toEqual(['Frau Haddad (Name)', expect.stringContaining('0176 12345678')]),
    )
    await dialog.getByRole('button', { name: 'Fall weitergeben' }).click()
    expect(inputOf('matching.refer')).toBeUndefined()
    await story.fill('Eine Mutter mit drei Kindern braucht einen Raum.')
    expect(marks()).toEqual([])
    await dialog.getByRole('button', { name: 'Fall weitergeben' }).click()
    await vi.waitFor(() => expect(inputOf('matching.refer')).toMatchObject({ category: 'rooms' }))
  })

  it.each([
    [
      ['de', 'ar'],
      ['de', 'ar'],
    ],
    [['ti', 'en-GB'], ['en']],
    [['ti'], ['de']],
    [[], ['de']],
  ])('polite words are offered to those who work in %j in %j', (languages, expected) => {
    expect(politeLanguages(languages)).toEqual(expected)
  })
})
