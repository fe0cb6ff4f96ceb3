import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { ListPage } from './ListPage.tsx'
import { brief, hex } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

describe('the list of results', () => {
  it('shows records and documentations, and leads to each', async () => {
    fakeServer({
      'results.list': () => ({
        records: [
          brief(1, { title: 'Was gute Vereinsarbeit braucht' }),
          brief(2, { kind: 'documentation', title: 'Erstes Netzwerktreffen', roomSlug: null }),
          brief(3, { title: 'Entwurf', state: 'in-review' }),
        ],
        cursor: null,
      }),
    })
    const screen = await renderPage(<ListPage />, { at: '/ergebnisse' })
    await expect
      .element(screen.getByRole('link', { name: 'Was gute Vereinsarbeit braucht' }))
      .toHaveAttribute('href', `/ergebnisse/${hex(501)}`)
    await expect
      .element(screen.getByRole('link', { name: 'Erstes Netzwerktreffen' }))
      .toHaveAttribute('href', `/ergebnisse/treffen/${hex(502)}`)
    await expect.element(screen.getByText('Rückmeldung läuft')).toBeVisible()
    expect(await violations(document.body)).toEqual([])
  })

  it('searches words while one types, and says what to do when nothing is found', async () => {
    const asked = fakeServer({
      'results.list': ({ query }) => ({
        records: query ? [] : [brief(1)],
        cursor: null,
      }),
    })
    const screen = await renderPage(<ListPage />, { at: '/ergebnisse' })
    await expect.element(screen.getByText('Ergebnis 1')).toBeVisible()
    await screen.getByRole('searchbox').fill('Minijob')
    await expect.element(screen.getByText('Dazu finden wir kein Ergebnis')).toBeVisible()
    expect(asked.findLast(({ name }) => name === 'results.list')?.input).toMatchObject({ query: 'Minijob' })
    await screen.getByRole('button', { name: 'Alle Ergebnisse zeigen' }).click()
    await expect.element(screen.getByText('Ergebnis 1')).toBeVisible()
  })

  it('goes on where it ended', async () => {
    fakeServer({
      'results.list': ({ cursor }) =>
        cursor === undefined
          ? { records: [brief(1)], cursor: 'next' }
          : { records: [brief(2)], cursor: null },
    })
    const screen = await renderPage(<ListPage />, { at: '/ergebnisse' })
    await screen.getByRole('button', { name: 'Mehr anzeigen' }).click()
    await expect.element(screen.getByText('Ergebnis 2')).toBeVisible()
    await expect.element(screen.getByText('Ergebnis 1')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Mehr anzeigen' }).query()).toBeNull()
  })

  it('says so when there is nothing yet, and when it could not be fetched', async () => {
    let broken = true
    fakeServer({
      'results.list': () => (broken ? refusal('internal', 400) : { records: [], cursor: null }),
    })
    const screen = await renderPage(<ListPage />, { at: '/ergebnisse' })
    await expect.element(screen.getByText('Das konnten wir nicht laden')).toBeVisible()
    broken = false
    await screen.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await expect.element(screen.getByText('Noch keine Ergebnisse')).toBeVisible()
  })
})
