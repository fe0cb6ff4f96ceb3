import type { MatchingPreferences } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { DigestPage } from './DigestPage.tsx'
import { ExposurePage } from './ExposurePage.tsx'
import { PreferencesPage } from './PreferencesPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const held: MatchingPreferences = {
  sliders: { distance: 0, language: 0, topic: 0 },
  learned: [],
  answers: 0,
  weights: [
    { kind: 'complementarity', usual: 0.4, own: 0.4 },
    { kind: 'distance', usual: 0.12, own: 0.12 },
  ],
  language: { interpreter: { usual: 0.6, own: 0.6 }, none: { usual: 0.2, own: 0.2 } },
  weightsVersion: '2026-1',
  mayChange: true,
}
const nothingListed = () => ({
  suggestions: [],
  nextCursor: null,
  weightsVersion: '2026-1',
  fusion: { exponent: -1, floor: 0.02 },
  cycle: null,
})

async function openPreferences(answers: Answers = {}) {
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'matching.preferences': () => held,
    'matching.suggestions': nothingListed,
    ...answers,
  })
  return { asked, screen: await renderPage(<PreferencesPage />, { at: '/suchen-und-bieten/wichtig' }) }
}

describe('what matters to us', () => {
  it('is set by keyboard, takes effect at once, and goes back to the usual', async () => {
    let now = held
    const { screen, asked } = await openPreferences({
      'matching.preferences': () => now,
      'matching.setPreferences': ({ sliders }) =>
        (now = {
          ...held,
          sliders,
          weights: held.weights.map((one) =>
            one.kind === 'distance' && sliders.distance > 0 ? { ...one, own: 0.17 } : one,
          ),
        }),
    })
    const slider = screen.getByRole('slider', { name: 'Entfernung' })
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'wie üblich')
    ;(slider.element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'viel mehr')
    await expect.element(screen.getByText('17 statt 12')).toBeVisible()
    const sets = () => asked.filter(({ name }) => name === 'matching.setPreferences')
    expect(sets().at(-1)?.input).toMatchObject({
      organisationId: brunnenstube.organisationId,
      sliders: { distance: 2, language: 0, topic: 0 },
    })
    await screen.getByRole('button', { name: 'Alles wie üblich' }).click()
    await vi.waitFor(() => expect(sets().at(-1)?.input).toMatchObject({ sliders: held.sliders }))
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'wie üblich')
  })

  it('goes back to what holds where it was refused, and says why', async () => {
    const { screen } = await openPreferences({
      'matching.setPreferences': () => refusal('action.forbidden', 403),
    })
    const slider = screen.getByRole('slider', { name: 'Themen' })
    await expect.element(slider).toBeVisible()
    ;(slider.element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(screen.getByText('Das dürfen Sie hier lesen, aber nicht ändern.')).toBeVisible()
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'wie üblich')
  })

  it('is read only by members who are no admins', async () => {
    const { screen } = await openPreferences({
      'matching.preferences': () => ({ ...held, mayChange: false, learned: [{ kind: 'topic', turn: 1.16 }] }),
    })
    await expect.element(screen.getByText('Themen zählt 16 % mehr.')).toBeVisible()
    await expect.element(screen.getByRole('slider', { name: 'Sprache' })).toBeDisabled()
    expect(screen.getByRole('button', { name: 'Gelerntes vergessen' }).query()).toBeNull()
  })

  it('forgets what was learned, after a question', async () => {
    const { screen, asked } = await openPreferences({
      'matching.preferences': () => ({ ...held, answers: 2, learned: [{ kind: 'distance', turn: 1.3 }] }),
      'matching.forgetLearned': () => held,
    })
    await screen.getByRole('button', { name: 'Gelerntes vergessen' }).click()
    expect(asked.some(({ name }) => name === 'matching.forgetLearned')).toBe(false)
    await screen
      .getByRole('dialog', { name: 'Gelerntes vergessen?' })
      .getByRole('button', { name: 'Gelerntes vergessen' })
      .click()
    await expect.element(screen.getByText('Noch nichts.')).toBeVisible()
  })
})

describe('how often we are shown', () => {
  const open = async (answers: Answers) => {
    fakeServer({ 'accounts.me': () => samira(), ...answers })
    return renderPage(<ExposurePage />, { at: '/suchen-und-bieten/gezeigt' })
  }

  it('is said in words, with numbers and a picture that is a table, too', async () => {
    const screen = await open({
      'matching.exposure': () => ({
        lists: 9,
        opened: 4,
        guaranteed: 2,
        viewers: 40,
        usual: { fewest: 5, tenth: 6, mean: 9.6, ninetieth: 14, most: 22 },
        // A picture of one round alone would show nothing.
        cycles: [
          { number: 2, madeAt: '2026-11-23T02:17:00.000Z', shown: 9, guaranteed: 2 },
          { number: 1, madeAt: '2026-11-22T02:17:00.000Z', shown: 7, guaranteed: 0 },
        ],
      }),
    })
    await expect
      .element(screen.getByText('In dieser Runde stehen Sie in den Listen von 9 Vereinen.'))
      .toBeVisible()
    await expect.element(screen.getByText('Das liegt in der Mitte aller Vereine.')).toBeVisible()
    await expect.element(screen.getByText(/Die meisten stehen in 6 bis 14 Listen/)).toBeVisible()
    await screen.getByText('Als Tabelle').click()
    await expect.element(screen.getByRole('row', { name: /23\. November 9 2/ })).toBeVisible()
  })

  it('says what will come before the first cycle', async () => {
    const screen = await open({
      'matching.exposure': () => ({
        lists: 0,
        opened: 0,
        guaranteed: 0,
        viewers: 0,
        usual: null,
        cycles: [],
      }),
    })
    await expect.element(screen.getByRole('heading', { name: 'Die erste Runde kommt noch' })).toBeVisible()
  })
})

describe('the link of the weekly mail', () => {
  const at = `/wochenbrief/${'a'.repeat(48)}`
  const place = { at, path: '/wochenbrief/:token' }

  it('ends nothing by being opened, and ends it on one tap', async () => {
    const asked = fakeServer({
      'matching.showDigest': () => ({ weekly: true }),
      'matching.endDigest': ({ weekly = false }) => ({ weekly }),
    })
    const screen = await renderPage(<DigestPage />, place)
    const button = screen.getByRole('button', { name: 'Abbestellen' })
    await expect.element(button).toBeVisible()
    expect(asked.some(({ name }) => name === 'matching.endDigest')).toBe(false)
    await button.click()
    await expect.element(screen.getByRole('heading', { name: 'Die Wochenmail ist abbestellt' })).toBeVisible()
    await screen.getByRole('button', { name: 'Doch wieder bekommen' }).click()
    await expect.element(button).toBeVisible()
  })

  it('says what to do when it is over', async () => {
    fakeServer({ 'matching.showDigest': () => refusal('token.invalid', 410) })
    const screen = await renderPage(<DigestPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
  })
})
