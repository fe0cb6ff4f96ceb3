import type { OwnDraft, SimilarOrganisation } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { CreatePage } from './CreatePage.tsx'

afterEach(() => vi.restoreAllMocks())

const at = '/mein-verein/neu'
const there: SimilarOrganisation = {
  id: 'c'.repeat(24),
  slug: 'zeitbruecke',
  name: 'Zeitbrücke e. V.',
  municipality: '06438012',
  verified: false,
  own: null,
}

/** A server that keeps the draft, as the real one does. */
function keeping(begun: OwnDraft | null, more: Answers = {}) {
  let draft = begun
  return fakeServer({
    'accounts.me': () => samira([]),
    'organisations.getDraft': () => ({ draft }),
    'organisations.similar': () => ({ organisations: [] }),
    'organisations.saveDraft': ({ entries, step }) => {
      draft = {
        entries: { ...draft?.entries, ...(entries as OwnDraft['entries']) },
        step,
        savedAt: '2026-01-01T00:00:00.000Z',
        putAway: false,
      }
      return draft
    },
    ...more,
  })
}

const complete: OwnDraft = {
  entries: {
    name: 'Zeitbrücke',
    municipality: '06438012',
    fields: ['health'],
    languages: ['de'],
    contactEmail: 'info@zeitbruecke.example',
  },
  step: 'look',
  savedAt: '2026-01-01T00:00:00.000Z',
  putAway: false,
}

describe('registering an association', () => {
  it('names what is missing in this step, and nothing of the next ones', async () => {
    keeping(null)
    const screen = await renderPage(<CreatePage />, { at })
    await expect.element(screen.getByText('Schritt 1 von 6')).toBeVisible()
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    const summary = screen.getByRole('alert')
    await expect.element(summary).toHaveTextContent('Bitte schreiben Sie den Namen des Vereins.')
    await expect.element(summary).toHaveTextContent('Bitte wählen Sie einen Ort aus der Liste.')
    await expect.element(summary).not.toHaveTextContent('Thema')
  })

  it('keeps each step on the server, finds a place without its umlaut, and goes on', async () => {
    const asked = keeping(null)
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByLabelText('Name des Vereins').fill('Zeitbrücke')
    await screen.getByRole('combobox', { name: 'Ort' }).fill('roderm')
    await screen.getByRole('option', { name: /Rödermark/ }).click()
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Was Sie tun' })).toHaveFocus()
    const saved = () => asked.filter(({ name }) => name === 'organisations.saveDraft')
    expect(saved()[0]?.input).toEqual({
      entries: { name: 'Zeitbrücke', municipality: '06438012' },
      step: 'work',
    })
    await screen.getByRole('combobox', { name: 'Themen' }).fill('gesund')
    await screen.getByRole('option', { name: 'Gesundheit' }).click()
    await userEvent.keyboard('{Escape}')
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect.element(screen.getByRole('heading', { name: 'In Ihren Worten' })).toBeVisible()
    expect(saved()[1]?.input).toEqual({ entries: { fields: ['health'], languages: ['de'] }, step: 'words' })
    // Going back loses nothing, neither what was saved nor what was only typed.
    await screen.getByLabelText(/Wie bezeichnen Sie sich/).fill('Selbsthilfe')
    await screen.getByRole('button', { name: 'Zurück' }).click()
    await expect.element(screen.getByText('Gesundheit')).toBeVisible()
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect.element(screen.getByLabelText(/Wie bezeichnen Sie sich/)).toHaveValue('Selbsthilfe')
  })

  it('says what to do about a name that hides something', async () => {
    keeping(null, {
      'organisations.saveDraft': () => refusal('request.invalid', 400, { 'entries.name': ['mixed-scripts'] }),
    })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByLabelText('Name des Vereins').fill('Br\u0430unfels')
    await screen.getByRole('combobox', { name: 'Ort' }).fill('roderm')
    await screen.getByRole('option', { name: /Rödermark/ }).click()
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect
      .element(screen.getByLabelText('Name des Vereins'))
      .toHaveAccessibleDescription(/Buchstaben aus zwei Schriften/)
    await expect.element(screen.getByLabelText('Name des Vereins')).toHaveValue('Br\u0430unfels')
  })

  it('offers to join who is registered already, or to go on with a new one', async () => {
    const asked = keeping(
      { ...complete, step: 'name' },
      {
        'organisations.similar': () => ({ organisations: [there] }),
        'organisations.claim': ({ organisationId, note = '' }) => ({
          id: 'd'.repeat(24),
          organisation: { id: organisationId, slug: there.slug, name: there.name },
          state: 'open',
          note,
          createdAt: '2026-01-01T00:00:00.000Z',
          staffFrom: '2026-01-15T00:00:00.000Z',
          decidedAt: null,
          extract: null,
          seen: false,
        }),
      },
    )
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await screen.getByRole('button', { name: 'Das ist unser Verein' }).click()
    await screen.getByLabelText(/Nachricht/).fill('Ich bin Kassenwartin.')
    await screen.getByRole('button', { name: 'Um Aufnahme bitten' }).click()
    await expect.element(screen.getByText('elsewhere: /mein-verein/anfragen')).toBeVisible()
    await expect.element(screen.getByText('Ihre Anfrage ist unterwegs.')).toBeVisible()
    expect(asked.find(({ name }) => name === 'organisations.claim')?.input).toEqual({
      organisationId: there.id,
      note: 'Ich bin Kassenwartin.',
      insteadOfDraft: true,
    })
  })

  it('goes on with a new one where it is none of those', async () => {
    keeping({ ...complete, step: 'name' }, { 'organisations.similar': () => ({ organisations: [there] }) })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await screen.getByRole('button', { name: 'Nein, unser Verein ist neu' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Was Sie tun' })).toBeVisible()
  })

  it('takes up again what was put away for a claim', async () => {
    const asked = keeping({ ...complete, step: 'work', putAway: true })
    const screen = await renderPage(<CreatePage />, { at })
    await expect.element(screen.getByText('Nichts ist verloren.', { exact: false })).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Was Sie tun' }).elements()).toEqual([])
    await screen.getByRole('button', { name: 'Doch neu eintragen' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Was Sie tun' })).toBeVisible()
    expect(asked.find(({ name }) => name === 'organisations.saveDraft')?.input).toEqual({
      entries: {},
      step: 'work',
    })
  })

  it('asks for one way of contact', async () => {
    keeping({ ...complete, entries: { ...complete.entries, contactEmail: null }, step: 'contact' })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('eine Telefonnummer oder eine Internetseite')
    await screen.getByLabelText('Telefon').fill('0641 12345')
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Wer sieht was' })).toBeVisible()
  })

  it('lets one decide who sees a section, and each field for itself', async () => {
    const asked = keeping({ ...complete, step: 'visibility' })
    const screen = await renderPage(<CreatePage />, { at })
    const contact = screen.getByRole('group', { name: 'Kontakt: Wer sieht das?' })
    await contact.getByLabelText('Nur Mitglieder des Vereins').click()
    await screen.getByRole('button', { name: 'Speichern und weiter' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Ansehen und veröffentlichen' })).toBeVisible()
    expect(asked.find(({ name }) => name === 'organisations.saveDraft')?.input).toEqual({
      entries: { visibility: { contactEmail: 'members', contactPhone: 'members', website: 'members' } },
      step: 'look',
    })
  })

  it('goes on where another device stopped, and publishes what is complete', async () => {
    const asked = keeping(complete, {
      'organisations.publishDraft': () => organisationSample({ slug: 'zeitbruecke', ownRole: 'admin' }),
    })
    const screen = await renderPage(<CreatePage />, { at })
    await expect.element(screen.getByText('info@zeitbruecke.example')).toBeVisible()
    await screen.getByRole('button', { name: 'Verein eintragen' }).click()
    await expect.poll(() => asked.some(({ name }) => name === 'organisations.publishDraft')).toBe(true)
  })

  it('leads to the step that still lacks something', async () => {
    keeping({ ...complete, entries: { ...complete.entries, fields: [] } })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Noch offen: Was Sie tun' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Was Sie tun' })).toBeVisible()
  })

  it('throws the draft away only when asked twice', async () => {
    const asked = keeping(complete, { 'organisations.discardDraft': () => ({ done: true }) })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Anmeldung verwerfen' }).click()
    expect(asked.some(({ name }) => name === 'organisations.discardDraft')).toBe(false)
    await screen.getByRole('dialog').getByRole('button', { name: 'Anmeldung verwerfen' }).click()
    await expect.poll(() => asked.some(({ name }) => name === 'organisations.discardDraft')).toBe(true)
  })
})
