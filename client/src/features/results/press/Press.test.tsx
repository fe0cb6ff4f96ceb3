import type { OwnQuote, ReleaseDraft } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { violations } from '../../../testing/violations.ts'
import { hex } from '../samples.ts'
import { OwnQuotesPage } from './OwnQuotesPage.tsx'
import { PressEditorPage } from './PressEditorPage.tsx'
import { PressListPage } from './PressListPage.tsx'
import { PressPage } from './PressPage.tsx'
import { draft, ownQuote, pressQuote, release } from './samples.ts'
import { TodayQuotes } from './TodayQuotes.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const expectAccessible = async () => {
  expect(await violations(document.body)).toEqual([])
}

describe('a press release', () => {
  const place = { at: `/presse/${hex(6000)}`, path: '/presse/:releaseId' }

  it('is read with its quotations, whom one asks, and files to take along', async () => {
    fakeServer({ 'results.release': () => release() })
    const screen = await renderPage(<PressPage />, place)
    await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Räume fehlen')
    await expect.element(screen.getByText('„Wir suchen einen Raum.“')).toBeVisible()
    await expect.element(screen.getByText('Samira Haddad, Brunnenstube e. V.')).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'presse@augenhoehe.example' }))
      .toHaveAttribute('href', 'mailto:presse@augenhoehe.example')
    await expect
      .element(screen.getByRole('link', { name: 'Word (DOCX)' }))
      .toHaveAttribute('href', `/api/press/${hex(6000)}/export.docx?lang=de`)
    expect(screen.getByRole('link', { name: 'Bearbeiten' }).query()).toBeNull()
    await expectAccessible()
  })

  it('says what was taken back, and until when it is embargoed', async () => {
    const published = [
      { version: 1, at: '2026-11-20T09:00:00.000Z', why: 'published' as const },
      { version: 2, at: '2026-11-21T09:00:00.000Z', why: 'withdrawn' as const },
    ]
    fakeServer({
      'results.release': () =>
        release({
          state: 'embargoed',
          embargo: '2026-11-24T09:00:00.000Z',
          version: 2,
          published,
          parts: [{ kind: 'withdrawn' }],
          mayEdit: true,
        }),
    })
    const screen = await renderPage(<PressPage />, place)
    await expect.element(screen.getByText('Gesperrt bis 24. November 2026 um 10:00 Uhr')).toBeVisible()
    await expect.element(screen.getByText('Hier stand ein Zitat. Es wurde zurückgezogen.')).toBeVisible()
    await expect.element(screen.getByText(/ein Zitat wurde zurückgezogen/)).toBeVisible()
    await expect.element(screen.getByRole('link', { name: 'Bearbeiten' })).toBeVisible()
  })

  it('stands in a list; what is not out yet apart from it', async () => {
    const brief = { id: hex(6000), heading: 'Räume fehlen', lead: 'Vorspann.', mayEdit: true }
    fakeServer({
      'results.releases': () => ({
        releases: [
          { ...brief, state: 'public', at: '2026-11-20T09:00:00.000Z' },
          { ...brief, id: hex(6001), heading: 'Neu', state: 'draft', at: '2026-11-20T09:00:00.000Z' },
        ],
      }),
    })
    const screen = await renderPage(<PressListPage />)
    await expect
      .element(screen.getByRole('link', { name: 'Räume fehlen' }))
      .toHaveAttribute('href', `/presse/${hex(6000)}`)
    await expect
      .element(screen.getByRole('link', { name: 'Neu' }))
      .toHaveAttribute('href', `/presse/${hex(6001)}/bearbeiten`)
    await expectAccessible()
  })
})

describe('my words', () => {
  async function open(start: OwnQuote, answers: Answers = {}) {
    let stored = start
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'results.ownQuotes': () => ({ quotes: [stored] }),
      'results.answerQuote': ({ answer, proposal }) => {
        const state = {
          confirm: 'confirmed',
          propose: 'proposed',
          decline: 'declined',
          withdraw: 'withdrawn',
        }
        stored = { ...stored, state: state[answer] as OwnQuote['state'], proposal, rev: stored.rev + 1 }
        return stored
      },
      ...answers,
    })
    return calls
  }

  it('are asked for on the page of today: the wording, the name, the place', async () => {
    const calls = await open(ownQuote())
    const screen = await renderPage(<TodayQuotes />)
    await expect.element(screen.getByRole('heading', { name: 'Dürfen wir Sie so zitieren?' })).toBeVisible()
    await expect.element(screen.getByText('„Wir suchen einen Raum.“')).toBeVisible()
    await expect.element(screen.getByText('Samira Haddad, Brunnenstube e. V.')).toBeVisible()
    await expect.element(screen.getByText('Abends ist alles zu.')).toBeVisible()
    await screen.getByRole('button', { name: 'Genau so bestätigen' }).click()
    await vi.waitFor(() => expect(screen.getByRole('heading', { name: /zitieren/ }).query()).toBeNull())
    expect(calls.find(({ name }) => name === 'results.answerQuote')?.input).toMatchObject({
      quoteId: hex(7001),
      rev: 1,
      answer: 'confirm',
      proposal: null,
    })
  })

  it('can be worded otherwise', async () => {
    const calls = await open(ownQuote())
    const screen = await renderPage(<OwnQuotesPage />)
    await screen.getByRole('button', { name: 'Anders formulieren' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Wie würden Sie es sagen?' })
    await dialog.getByRole('textbox', { name: 'Wortlaut' }).fill('Uns fehlt ein Raum.')
    await dialog.getByRole('button', { name: 'Vorschlag senden' }).click()
    await expect.element(screen.getByText('„Uns fehlt ein Raum.“')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.answerQuote')?.input).toMatchObject({
      answer: 'propose',
      proposal: {
        text: 'Uns fehlt ein Raum.',
        attribution: { name: 'Samira Haddad', role: 'Brunnenstube e. V.' },
      },
    })
    await expectAccessible()
  })

  it('can be taken back after publication, which says what that means', async () => {
    await open(ownQuote({ state: 'confirmed', isPublished: true }))
    const screen = await renderPage(<OwnQuotesPage />)
    await screen.getByRole('button', { name: 'Zurückziehen' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Zitat zurückziehen?' })
    await expect.element(dialog.getByText(/an seiner Stelle steht ein Hinweis/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Zurückziehen' }).click()
    await expect.element(screen.getByText('Sie haben es zurückgezogen')).toBeVisible()
  })

  it('are nobody else’s: whoever is not signed in is asked to', async () => {
    const calls = fakeServer({})
    const screen = await renderPage(<OwnQuotesPage />)
    await expect.element(screen.getByRole('heading', { name: 'Bitte melden Sie sich an' })).toBeVisible()
    expect(calls.map(({ name }) => name)).not.toContain('results.ownQuotes')
  })

  it('that were changed meanwhile are read again', async () => {
    await open(ownQuote(), { 'results.answerQuote': () => refusal('conflict', 409) })
    const screen = await renderPage(<OwnQuotesPage />)
    await screen.getByRole('button', { name: 'Genau so bestätigen' }).click()
    await expect.element(screen.getByText(/Bitte lesen Sie ihn noch einmal/)).toBeVisible()
  })
})

describe('whoever writes a press release', () => {
  const place = { at: `/presse/${hex(6000)}/bearbeiten`, path: '/presse/:releaseId/bearbeiten' }

  async function open(start: ReleaseDraft, answers: Answers = {}) {
    let stored = start
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'results.releaseDraft': () => stored,
      'results.changeRelease': ({ rev, heading, lead, parts, contact, embargo }) => {
        stored = { ...stored, heading, lead, parts: [...parts], contact, embargo, rev: rev + 1 }
        return stored
      },
      'results.quote': ({ text, attribution, contributionId }) => {
        const made = pressQuote(9, { text, attribution, contributionId })
        stored = { ...stored, quotes: [...stored.quotes, made], missing: ['quotations'] }
        return made
      },
      'results.changeQuote': ({ text, attribution, quoteId }) => {
        const made = pressQuote(1, { id: quoteId, text, attribution, state: 'confirmed' })
        stored = { ...stored, quotes: [made], missing: [] }
        return made
      },
      'results.publishRelease': () => release(),
      ...answers,
    })
    const screen = await renderPage(<PressEditorPage />, place)
    return { screen, calls }
  }

  it('asks somebody the record cites, and puts their words into the text', async () => {
    const { screen, calls } = await open(draft())
    await screen.getByRole('button', { name: 'Zitat hinzufügen' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Wen möchten Sie zitieren?' })
    await expect
      .element(dialog.getByRole('textbox', { name: 'Wortlaut' }))
      .toHaveValue('Wir suchen einen Raum.')
    await dialog.getByRole('button', { name: 'Um Bestätigung bitten' }).click()
    await expect.element(screen.getByText('Wartet auf Bestätigung')).toBeVisible()
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect.element(screen.getByText('die Bestätigung für jedes Zitat im Text')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Veröffentlichen' }).query()).toBeNull()
    expect(calls.find(({ name }) => name === 'results.changeRelease')?.input).toMatchObject({
      rev: 1,
      parts: [{ kind: 'text' }, { kind: 'quotation', quoteId: hex(7009) }],
    })
    await expectAccessible()
  })

  it('takes what the person proposed, and publishes', async () => {
    const quote = pressQuote(1, {
      state: 'proposed',
      proposal: { text: 'Uns fehlt ein Raum.', attribution: pressQuote(1).attribution },
    })
    const { screen, calls } = await open(
      draft({ parts: [{ kind: 'quotation', quoteId: quote.id }], quotes: [quote], missing: ['quotations'] }),
    )
    await screen.getByRole('button', { name: 'Vorschlag übernehmen' }).click()
    await expect.element(screen.getByText('Bestätigt', { exact: true })).toBeVisible()
    await screen.getByRole('button', { name: 'Veröffentlichen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect.element(screen.getByText(`elsewhere: /presse/${hex(6000)}`)).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.changeQuote')?.input).toMatchObject({
      text: 'Uns fehlt ein Raum.',
    })
  })

  it('sets an embargo by the clock in Germany, and nothing half', async () => {
    const { screen, calls } = await open(draft())
    await screen.getByLabelText('Tag', { exact: true }).fill('2026-11-24')
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect.element(screen.getByText(/geben Sie Tag und Uhrzeit an/)).toBeVisible()
    await screen.getByLabelText('Uhrzeit').fill('10:00')
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await vi.waitFor(() =>
      expect(calls.find(({ name }) => name === 'results.changeRelease')?.input).toMatchObject({
        embargo: '2026-11-24T09:00:00.000Z',
      }),
    )
  })

  it('keeps their words when somebody else was faster', async () => {
    let tries = 0
    const { screen, calls } = await open(draft(), {
      'results.releaseDraft': () => (tries === 0 ? draft() : draft({ heading: 'Von anderen', rev: 2 })),
      'results.changeRelease': ({ rev, heading }) => {
        tries += 1
        return rev === 1 ? refusal('conflict', 409) : draft({ heading, rev: 3 })
      },
    })
    const heading = screen.getByRole('textbox', { name: 'Überschrift' })
    await heading.fill('Meine Überschrift')
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect.element(screen.getByText(/Ihre Worte sind noch da/)).toBeVisible()
    await expect.element(heading).toHaveValue('Meine Überschrift')
    await vi.waitFor(() =>
      expect(calls.filter(({ name }) => name === 'results.releaseDraft').length).toBeGreaterThan(1),
    )
    await screen.getByRole('button', { name: 'Meine Worte nehmen' }).click()
    await vi.waitFor(() =>
      expect(calls.findLast(({ name }) => name === 'results.changeRelease')?.input).toMatchObject({
        rev: 2,
        heading: 'Meine Überschrift',
      }),
    )
  })
})
