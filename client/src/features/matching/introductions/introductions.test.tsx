import type { Introduction } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { Introduce } from './Introduce.tsx'
import { Introductions } from './Introductions.tsx'
import { Matchmaking } from './Matchmaking.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const wabe = { id: 'c'.repeat(24), name: 'Wabe Kassel', slug: 'wabe-kassel', verified: true }
const introduction = (change: Partial<Introduction> = {}): Introduction => ({
  id: 'd'.repeat(24),
  category: 'rooms',
  reason: 'Beide suchen einen Raum.',
  createdAt: '2026-11-01T12:00:00.000Z',
  expiresAt: '2026-12-01T12:00:00.000Z',
  state: 'open',
  organisations: [{ ...wabe, accepted: false, contactEmail: null }],
  ...change,
})
const inputs = (calls: readonly { name: string; input: unknown }[], name: string) =>
  calls.filter((one) => one.name === name).map(({ input }) => input)

describe('a recommendation in the feed', () => {
  it('is labelled, says why, and is accepted with one tap', async () => {
    let now: Introduction[] = [introduction()]
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'matching.introductions': () => ({ introductions: now }),
      'matching.answerIntroduction': () => {
        const met = { ...wabe, accepted: true, contactEmail: 'buero@wabe.example' }
        now = [introduction({ state: 'accepted', organisations: [met] })]
        return now[0]!
      },
    })
    const screen = await renderPage(<Introductions own={brunnenstube} />)
    await expect.element(screen.getByText('Empfehlung des Kompetenzzentrums')).toBeVisible()
    await expect.element(screen.getByText('Beide suchen einen Raum.')).toBeVisible()
    await screen.getByRole('button', { name: 'Kontakt aufnehmen' }).click()
    await expect.element(screen.getByRole('link', { name: 'buero@wabe.example' })).toBeVisible()
    expect(inputs(calls, 'matching.answerIntroduction')).toMatchObject([{ answer: { decision: 'accept' } }])
  })

  it('is declined with a reason only', async () => {
    let now: Introduction[] = [introduction()]
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'matching.introductions': () => ({ introductions: now }),
      'matching.answerIntroduction': () => {
        now = []
        return introduction({ state: 'declined' })
      },
    })
    const screen = await renderPage(<Introductions own={brunnenstube} />)
    await screen.getByRole('button', { name: 'Passt nicht' }).click()
    await screen.getByRole('button', { name: 'Absagen' }).click()
    await expect.element(screen.getByText('Bitte wählen Sie einen Grund.').first()).toBeVisible()
    await screen.getByRole('radio', { name: 'Jetzt nicht, später gern.' }).click()
    await screen.getByRole('button', { name: 'Absagen' }).click()
    await vi.waitFor(() => expect(screen.getByRole('article').query()).toBeNull())
    expect(inputs(calls, 'matching.answerIntroduction')).toMatchObject([
      { answer: { decision: 'decline', reason: 'not-now' } },
    ])
  })

  it('is answered by those who run the association', async () => {
    fakeServer({ 'matching.introductions': () => ({ introductions: [introduction()] }) })
    const screen = await renderPage(<Introductions own={{ ...brunnenstube, role: 'member' }} />)
    await expect.element(screen.getByText('Antworten kann, wer den Verein verwaltet.')).toBeVisible()
    expect(screen.getByRole('button').query()).toBeNull()
  })
})

describe('the staff', () => {
  it('chooses, says why, reads what they will read, and learns where it sticks', async () => {
    const begun = { id: 'e'.repeat(24), name: 'Haus Gießen', slug: 'haus-giessen', verified: true }
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'organisations.list': () =>
        ({
          organisations: [{ ...wabe, municipality: '06611000' }],
          total: 1,
          nextCursor: null,
        }) as never,
      'matching.previewIntroduction': () => ({
        organisations: [
          { ...begun, currency: 'current' as const, obstacles: [] },
          { ...wabe, currency: 'dormant' as const, obstacles: ['resting' as const] },
        ],
      }),
      'matching.introduce': () => refusal('introduction.impossible', 409),
    })
    const screen = await renderPage(<Introduce />, {
      at: `/vorstellen?id=${begun.id}&verein=${begun.slug}&name=Haus`,
      path: '/vorstellen',
    })
    await screen.getByRole('searchbox').fill('Wabe')
    await screen.getByRole('button', { name: 'Suchen' }).click()
    await screen.getByRole('button', { name: 'Wabe Kassel dazunehmen' }).click()
    await expect.element(screen.getByText('ruht oder hat das Profil nicht bestätigt')).toBeVisible()
    await screen.getByRole('textbox', { name: /Warum passen sie zusammen/ }).fill('Beide suchen einen Raum.')
    await expect.element(screen.getByText('Empfehlung des Kompetenzzentrums')).toBeVisible()
    await screen.getByRole('button', { name: 'Vorstellen' }).click()
    await expect.element(screen.getByText(/lassen sich einander zurzeit nicht vorstellen/)).toBeVisible()
    expect(inputs(calls, 'matching.introduce')).toMatchObject([
      { organisationIds: [begun.id, wabe.id], category: null, reason: 'Beide suchen einen Raum.' },
    ])
  })

  it('reads how fair it is, and what is missing', async () => {
    fakeServer({
      'matching.listIntroductions': () => ({
        introductions: [
          {
            ...introduction(),
            open: false,
            organisations: [{ ...wabe, state: 'declined' as const, declineReason: 'not-now' as const }],
          },
        ],
        nextCursor: null,
      }),
      'matching.gaps': () => ({
        gaps: [{ category: 'rooms', district: '06531', needs: 3 }],
        unmatched: { count: 2, next: { id: wabe.id, slug: wabe.slug, name: wabe.name } },
      }),
      'matching.report': () => ({
        cycles: [
          {
            number: 1,
            madeAt: '2026-11-01T03:00:00.000Z',
            weightsVersion: '1',
            organisations: 40,
            coverage: 1,
            shown: { fewest: 5, tenth: 6, mean: 12, ninetieth: 20, most: 24 },
            gini: 0.21,
            newcomers: 0.9,
            guaranteed: 0.1,
            candidates: 30,
            ms: 1234,
          },
        ],
      }),
    })
    const screen = await renderPage(<Matchmaking />)
    await expect.element(screen.getByText('Die Aufmerksamkeit ist recht gleich verteilt.')).toBeVisible()
    await expect.element(screen.getByText(/Ungleichheit: 0,21/)).toBeVisible()
    await expect.element(screen.getByText('2 Vereine haben keinen Vorschlag.')).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Einen davon vorstellen' }))
      .toHaveAttribute('href', expect.stringContaining('verein=wabe-kassel'))
    await expect.element(screen.getByText(/Jetzt nicht, später gern/)).toBeVisible()
  })
})
