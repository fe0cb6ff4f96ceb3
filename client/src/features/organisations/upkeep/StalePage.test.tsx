import type { StaleEntry } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { StalePage } from './StalePage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const entry = (id: string, name: string, differs: Partial<StaleEntry> = {}): StaleEntry => ({
  organisation: { id: id.repeat(24), slug: name.toLowerCase(), name, municipality: '06531005' },
  confirmedAt: '2024-03-01T10:00:00.000Z',
  askedAt: '2025-03-01T10:00:00.000Z',
  unconfirmed: true,
  reached: true,
  contactEmail: null,
  contactPhone: null,
  website: null,
  mayAnswer: true,
  ...differs,
})
const me = samira([])
const server = (entries: StaleEntry[], more: Answers = {}) =>
  fakeServer({
    'accounts.me': () => ({ ...me, user: { ...me.user!, role: 'staff' as const } }),
    'organisations.listStale': () => ({ entries, total: entries.length, nextCursor: null }),
    ...more,
  })
const place = { at: '/verwaltung/organisationen/angaben' }

describe('profiles that nobody stands by', () => {
  it('are listed with the ways to reach them, one after the other', async () => {
    const asked = server([], {
      'organisations.listStale': ({ cursor }) =>
        cursor === undefined
          ? {
              entries: [
                entry('1', 'Teehaus', { contactPhone: '0641 12345', contactEmail: 'tee@haus.example' }),
              ],
              total: 2,
              nextCursor: 'weiter',
            }
          : { entries: [entry('2', 'Leuchtturm', { reached: false })], total: 2, nextCursor: null },
    })
    const screen = await renderPage(<StalePage />, place)
    await expect
      .element(screen.getByRole('link', { name: '0641 12345' }))
      .toHaveAttribute('href', 'tel:064112345')
    await expect
      .element(screen.getByRole('link', { name: 'tee@haus.example' }))
      .toHaveAttribute('href', 'mailto:tee@haus.example')
    await screen.getByRole('button', { name: /^(Mehr|Weitere)/ }).click()
    await expect.element(screen.getByRole('heading', { name: 'Leuchtturm' })).toBeVisible()
    await expect.element(screen.getByRole('heading', { name: 'Teehaus' })).toBeVisible()
    expect(asked.findLast(({ name }) => name === 'organisations.listStale')?.input).toMatchObject({
      cursor: 'weiter',
    })
  })

  it('are answered for with what was said and how one knows', async () => {
    const entries = [entry('1', 'Teehaus')]
    const asked = server(entries, {
      'organisations.answerForOrganisation': ({ organisationId, answer }) => {
        entries.length = 0
        return { organisationId, answer } as never
      },
    })
    const screen = await renderPage(<StalePage />, place)
    await screen.getByRole('button', { name: 'Antwort notieren' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Antwort speichern' }).click()
    await expect.element(dialog.getByRole('alert').first()).toBeVisible()
    expect(asked.map(({ name }) => name)).not.toContain('organisations.answerForOrganisation')
    await dialog.getByRole('radio').first().click()
    await dialog.getByRole('textbox').fill('Am Telefon mit Frau Aydın.')
    await dialog.getByRole('button', { name: 'Antwort speichern' }).click()
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(screen.getByRole('heading', { name: 'Teehaus' })).not.toBeInTheDocument()
    expect(asked.find(({ name }) => name === 'organisations.answerForOrganisation')?.input).toEqual({
      organisationId: '1'.repeat(24),
      answer: 'current',
      note: 'Am Telefon mit Frau Aydın.',
    })
  })

  it('are not answered for by whoever belongs to them', async () => {
    server([entry('1', 'Teehaus', { mayAnswer: false })])
    const screen = await renderPage(<StalePage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Teehaus' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Antwort notieren' }).elements()).toEqual([])
  })

  it('are for the staff alone', async () => {
    server([], { 'accounts.me': () => me })
    const screen = await renderPage(<StalePage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeVisible()
  })
})
