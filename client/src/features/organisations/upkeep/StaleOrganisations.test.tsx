import type { StaleEntry } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { StaleOrganisations } from './StaleOrganisations.tsx'

afterEach(() => vi.restoreAllMocks())

const entry = (name: string, change: Partial<StaleEntry> = {}): StaleEntry => ({
  organisation: {
    id: name.codePointAt(0)!.toString(16).repeat(12),
    slug: name.toLowerCase(),
    name,
    municipality: '06531005',
  },
  confirmedAt: '2025-10-01T12:00:00.000Z',
  askedAt: '2026-10-01T12:00:00.000Z',
  unconfirmed: true,
  reached: true,
  contactEmail: 'buero@example.org',
  contactPhone: null,
  website: null,
  mayAnswer: true,
  ...change,
})

function world() {
  let entries = [
    entry('Ankerplatz'),
    entry('Bogen', { reached: false, contactEmail: null }),
    entry('Chor', { mayAnswer: false }),
  ]
  return fakeServer({
    'accounts.me': () => samira(),
    'organisations.listStale': () => ({ entries, total: entries.length, nextCursor: null }),
    'organisations.answerForOrganisation': ({ answer }) => {
      entries = entries.slice(1)
      return { answer }
    },
  })
}

describe('profiles nobody stands by any more', () => {
  it('say how to reach the association, or that there is no way', async () => {
    world()
    const screen = await renderPage(<StaleOrganisations />)
    await expect
      .element(screen.getByRole('link', { name: 'buero@example.org' }).first())
      .toHaveAttribute('href', 'mailto:buero@example.org')
    await expect.element(screen.getByText('Im Profil steht kein Weg, den Verein zu erreichen.')).toBeVisible()
    await expect.element(screen.getByText(/seit .* niemand erreichbar/)).toBeVisible()
    await expect.element(screen.getByText(/Sie gehören zu diesem Verein/)).toBeVisible()
    expect(screen.getByRole('button', { name: /Antwort notieren/ }).elements()).toHaveLength(2)
  })

  it('are answered with how one knows, and then gone from the list', async () => {
    const asked = world()
    const screen = await renderPage(<StaleOrganisations />)
    await screen
      .getByRole('button', { name: /Antwort notieren/ })
      .first()
      .click()
    const dialog = screen.getByRole('dialog', { name: 'Ankerplatz' })
    await dialog.getByRole('button', { name: 'Antwort speichern' }).click()
    await expect.element(dialog.getByRole('link', { name: 'Bitte wählen Sie eine Antwort.' })).toBeVisible()
    expect(asked.some(({ name }) => name === 'organisations.answerForOrganisation')).toBe(false)
    await dialog.getByRole('radio', { name: /Der Verein ruht/ }).click({ force: true })
    await dialog.getByLabelText('Woher wissen Sie das?').fill('Am Telefon gefragt.')
    await dialog.getByRole('button', { name: 'Antwort speichern' }).click()
    await expect.element(screen.getByText('„Ankerplatz“ ruht jetzt.')).toBeVisible()
    await vi.waitFor(() => expect(screen.getByRole('link', { name: 'Ankerplatz' }).query()).toBeNull())
    expect(asked.find(({ name }) => name === 'organisations.answerForOrganisation')?.input).toMatchObject({
      answer: 'dormant',
      note: 'Am Telefon gefragt.',
    })
  })
})
