import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { violations } from '../../../testing/violations.ts'
import { documentation } from '../samples.ts'
import { DocumentationPage } from './DocumentationPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const place = {
  at: `/ergebnisse/treffen/${documentation().id}`,
  path: '/ergebnisse/treffen/:documentationId',
}

describe('the documentation of a meeting', () => {
  it('reads from the greeting to the outlook, with every record and every reason', async () => {
    fakeServer({ 'results.documentation': () => documentation() })
    const screen = await renderPage(<DocumentationPage />, place)
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Erstes Netzwerktreffen')
    const contents = screen.getByRole('navigation', { name: 'Inhalt' })
    await expect
      .element(contents.getByRole('link', { name: 'Workshop 1' }))
      .toHaveAttribute('href', '#teil-2')
    await expect.element(screen.getByText('Aussage Nummer 1.')).toBeVisible()
    await expect.element(screen.getByText(/Die Referentin war krank/).first()).toBeVisible()
    await expect.element(screen.getByText('Schön, dass Sie da sind.')).toBeVisible()
    await expect.element(screen.getByText('Dazu 3 Personen ohne Verein')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Word (DOCX)' }).element().getAttribute('href')).toBe(
      `/api/documentations/${documentation().id}/export.docx?lang=de`,
    )
    expect(await violations(document.body)).toEqual([])
  })

  it('that is not published is there for staff only', async () => {
    fakeServer({ 'results.documentation': () => refusal('not-found', 404) })
    const screen = await renderPage(<DocumentationPage />, place)
    await expect.element(screen.getByText('Diese Seite gibt es nicht')).toBeVisible()
  })
})
