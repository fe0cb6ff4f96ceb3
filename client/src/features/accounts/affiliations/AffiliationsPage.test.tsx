import type { Affiliation, Me } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { AffiliationsPage } from './AffiliationsPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const staff = (): Me => {
  const me = samira([])
  return { ...me, user: { ...me.user!, name: 'Jonas Weber', role: 'staff' } }
}
const petra: Affiliation = {
  id: '1'.repeat(24),
  userId: '2'.repeat(24),
  personName: 'Petra Lindner',
  institution: { name: 'Integrationsbüro (Beispielstadt)', kind: 'municipality' },
  function: 'Leitung',
  ags: null,
  from: '2026-01-05T00:00:00.000Z',
  to: null,
  state: 'current',
}

async function open(affiliations: Affiliation[], answers: Answers = {}, me = staff()) {
  const asked = fakeServer({
    'accounts.me': () => me,
    'accounts.listAffiliations': () => ({ affiliations, more: false }),
    ...answers,
  })
  return { asked, screen: await renderPage(<AffiliationsPage />) }
}
const named = (asked: { name: string; input: unknown }[], wanted: string) =>
  asked.filter(({ name }) => name === wanted).map(({ input }) => input)

describe('affiliations', () => {
  it('stand in their time, and are ended only after a question', async () => {
    const past: Affiliation = {
      ...petra,
      id: '3'.repeat(24),
      personName: 'Karl Früher',
      to: '2026-02-01T00:00:00.000Z',
      state: 'past',
    }
    const { screen, asked } = await open([petra, past], {
      'accounts.endAffiliation': () => ({ ...petra, state: 'past' }),
    })
    await expect.element(screen.getByRole('region', { name: 'Zurzeit' })).toHaveTextContent('Petra Lindner')
    await expect.element(screen.getByRole('region', { name: 'Früher' })).toHaveTextContent('Karl Früher')
    expect(screen.getByRole('button', { name: /Karl Früher beenden/ }).query()).toBeNull()
    await screen.getByRole('button', { name: 'Zugehörigkeit von Petra Lindner beenden' }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog).toHaveTextContent('behält den Namen der Institution')
    expect(named(asked, 'accounts.endAffiliation')).toEqual([])
    await dialog.getByRole('button', { name: 'Beenden' }).click()
    await vi.waitFor(() =>
      expect(named(asked, 'accounts.endAffiliation')).toEqual([{ affiliationId: petra.id }]),
    )
  })

  it('are granted with what is needed, and named where it is missing or refused', async () => {
    const { screen, asked } = await open([], {
      'accounts.grantAffiliation': () => refusal('affiliation.member', 409),
    })
    await expect.element(screen.getByText('Noch niemand schreibt für eine Institution')).toBeVisible()
    const send = screen.getByRole('button', { name: 'Zugehörigkeit eintragen' })
    await send.click()
    expect(named(asked, 'accounts.grantAffiliation')).toEqual([])
    await screen.getByRole('textbox', { name: /E-Mail-Adresse/ }).fill('petra@beispielstadt.example')
    await screen.getByRole('textbox', { name: /Name der Institution/ }).fill('Integrationsbüro')
    await screen.getByRole('radio', { name: 'Landesverwaltung' }).click({ force: true })
    await send.click()
    await vi.waitFor(() =>
      expect(named(asked, 'accounts.grantAffiliation')).toEqual([
        { email: 'petra@beispielstadt.example', institution: 'Integrationsbüro', kind: 'state' },
      ]),
    )
    await expect.element(screen.getByRole('alert').first()).toBeVisible()
    await expect
      .element(screen.getByRole('textbox', { name: /E-Mail-Adresse/ }))
      .toHaveValue('petra@beispielstadt.example')
  })

  it('are not there for members', async () => {
    const { screen, asked } = await open([petra], {}, samira())
    await expect.element(screen.getByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeVisible()
    expect(named(asked, 'accounts.listAffiliations')).toEqual([])
  })
})
