import type { Me } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { violations } from '../../../testing/violations.ts'
import { brief, documentation, hex } from '../samples.ts'
import { BuilderPage } from './BuilderPage.tsx'
import { DocumentationsPage } from './DocumentationsPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const member = samira([])
const staff: Me = { ...member, user: { ...member.user!, role: 'staff' } }
const session = {
  id: hex(401),
  title: 'Workshop zu Räumen',
  startsAt: '2026-08-24T12:00:00.000Z',
  reason: null,
}
const server = (answers: Answers = {}) =>
  fakeServer({
    'accounts.me': () => staff,
    'live.sessions': () => ({ sessions: [session] }) as never,
    ...answers,
  })
const at = (id: string) => ({
  at: `/verwaltung/dokumentationen/${id}`,
  path: '/verwaltung/dokumentationen/:documentationId',
})

describe('building a documentation', () => {
  it('begins with a title, a day and parts, and attaches a session', async () => {
    const calls = server({
      'results.createDocumentation': () => documentation({ published: false, mayEdit: true }),
    })
    const screen = await renderPage(<BuilderPage />, { at: '/verwaltung/dokumentationen/neu' })
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect.element(screen.getByText('Bitte wählen Sie den Tag.')).toBeVisible()
    await screen.getByRole('textbox', { name: 'Titel' }).fill('Zweites Netzwerktreffen')
    await screen.getByLabelText('Tag', { exact: true }).fill('2026-08-24')
    await screen.getByRole('button', { name: 'Text hinzufügen' }).click()
    const greeting = screen.getByRole('region', { name: '1. Begrüßung' })
    await greeting.getByRole('textbox', { name: 'Überschrift' }).fill('Begrüßung')
    await greeting.getByRole('textbox', { name: 'Text' }).fill('Herzlich willkommen.')
    await screen.getByRole('button', { name: 'Workshop hinzufügen' }).click()
    const workshop = screen.getByRole('region', { name: '2. Workshop' })
    await workshop.getByRole('combobox', { name: 'Live-Gespräch' }).click()
    await screen.getByRole('option', { name: /Workshop zu Räumen/ }).click()
    await expect
      .element(workshop.getByRole('textbox', { name: 'Überschrift' }))
      .toHaveValue('Workshop zu Räumen')
    await workshop.getByRole('button', { name: 'Teil 2 nach oben' }).click()
    await expect.element(screen.getByText('Steht jetzt an Stelle 1 von 2.')).toBeInTheDocument()
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect
      .element(screen.getByText(`elsewhere: /verwaltung/dokumentationen/${documentation().id}`))
      .toBeVisible()
    expect(calls.find(({ name }) => name === 'results.createDocumentation')?.input).toMatchObject({
      title: 'Zweites Netzwerktreffen',
      date: '2026-08-24',
      place: null,
      parts: [
        { kind: 'session', sessionId: session.id, title: 'Workshop zu Räumen', reason: null },
        { kind: 'text', role: 'greeting', title: 'Begrüßung', text: 'Herzlich willkommen.' },
      ],
    })
  })

  it('loses nothing when somebody else was faster', async () => {
    let stored = documentation({ published: false, mayEdit: true })
    const calls = server({
      'results.documentation': () => stored,
      'results.changeDocumentation': ({ rev, title }) => {
        if (rev !== stored.rev) return refusal('conflict', 409)
        stored = { ...stored, title, rev: rev + 1 }
        return stored
      },
    })
    const screen = await renderPage(<BuilderPage />, at(stored.id))
    await screen.getByRole('textbox', { name: 'Titel' }).fill('Mein Titel')
    stored = { ...stored, title: 'Deren Titel', rev: 2 }
    await screen.getByRole('button', { name: 'Speichern' }).click()
    await expect.element(screen.getByText(/Ihre Worte sind noch da/)).toBeVisible()
    await expect.element(screen.getByRole('textbox', { name: 'Titel' })).toHaveValue('Mein Titel')
    await vi.waitFor(() =>
      expect(calls.filter(({ name }) => name === 'results.documentation').length).toBeGreaterThan(1),
    )
    await screen.getByRole('button', { name: 'Meine Worte nehmen' }).click()
    await vi.waitFor(() => expect(stored).toMatchObject({ title: 'Mein Titel', rev: 3 }))
  })

  it('keeps what is typed for whoever comes back, until it is stored', async () => {
    let stored = documentation({ published: false, mayEdit: true })
    server({
      'results.documentation': () => stored,
      'results.changeDocumentation': ({ rev, title }) => {
        stored = { ...stored, title, rev: rev + 1 }
        return stored
      },
    })
    const first = await renderPage(<BuilderPage />, at(stored.id))
    await first.getByRole('textbox', { name: 'Titel' }).fill('Mein Titel')
    await first.unmount()
    const second = await renderPage(<BuilderPage />, { ...at(stored.id), reloaded: true })
    await expect.element(second.getByRole('textbox', { name: 'Titel' })).toHaveValue('Mein Titel')
    await second.getByRole('button', { name: 'Speichern' }).click()
    await vi.waitFor(() => expect(stored.title).toBe('Mein Titel'))
    await expect.element(second.getByRole('button', { name: 'Veröffentlichen' })).toBeVisible()
    await second.unmount()
    stored = { ...stored, title: 'Deren Titel', rev: 3 }
    const third = await renderPage(<BuilderPage />, { ...at(stored.id), reloaded: true })
    await expect.element(third.getByRole('textbox', { name: 'Titel' })).toHaveValue('Deren Titel')
  })

  it('is published once it is stored', async () => {
    const calls = server({
      'results.documentation': () => documentation({ published: false, mayEdit: true, rev: 4 }),
      'results.publishDocumentation': () => documentation({ rev: 5 }),
    })
    const screen = await renderPage(<BuilderPage />, at(documentation().id))
    await screen.getByRole('button', { name: 'Veröffentlichen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect
      .element(screen.getByText(`elsewhere: /ergebnisse/treffen/${documentation().id}`))
      .toBeVisible()
    expect(calls.find(({ name }) => name === 'results.publishDocumentation')?.input).toMatchObject({ rev: 4 })
  })

  it('can be used with any aid', async () => {
    server({ 'results.documentation': () => documentation({ mayEdit: true }) })
    const screen = await renderPage(<BuilderPage />, at(documentation().id))
    await expect.element(screen.getByRole('region', { name: '1. Begrüßung' })).toBeVisible()
    expect(await violations(document.body)).toEqual([])
  })

  it('is not there for members', async () => {
    server({ 'accounts.me': () => member })
    const screen = await renderPage(<BuilderPage />, { at: '/verwaltung/dokumentationen/neu' })
    await expect.element(screen.getByText('Diese Seite gibt es nicht')).toBeVisible()
  })

  it('lists what is written and what is published', async () => {
    server({
      'results.list': () => ({
        records: [brief(1), brief(2, { kind: 'documentation', title: 'Erstes Treffen', state: 'draft' })],
        cursor: null,
      }),
    })
    const screen = await renderPage(<DocumentationsPage />)
    await expect
      .element(screen.getByRole('link', { name: 'Erstes Treffen' }))
      .toHaveAttribute('href', `/verwaltung/dokumentationen/${hex(502)}`)
    expect(screen.getByText('Ergebnis 1').query()).toBeNull()
  })
})
