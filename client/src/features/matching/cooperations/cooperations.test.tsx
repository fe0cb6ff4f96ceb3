import type { Cooperation } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { CooperationQuestionPage } from './CooperationQuestionPage.tsx'
import { Cooperations } from './Cooperations.tsx'
import { ProfilePartners } from './ProfilePartners.tsx'
import { TodayCooperations } from './TodayCooperations.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const { organisationId } = brunnenstube
const wabe = { id: 'c'.repeat(24), name: 'Wabe Kassel', slug: 'wabe-kassel', verified: true }
const cooperation = (change: Partial<Cooperation> = {}): Cooperation => ({
  id: 'd'.repeat(24),
  organisation: wabe,
  state: 'begun',
  begunAt: '2026-10-01T12:00:00.000Z',
  confirmedAt: null,
  closedAt: null,
  asked: true,
  answer: null,
  theirAnswer: null,
  outcome: '',
  theirOutcome: '',
  audience: 'members',
  theirAudience: 'members',
  mayReopen: false,
  ...change,
})

function world(first: Cooperation, role: 'admin' | 'member' = 'admin') {
  let now = first
  return fakeServer({
    'accounts.me': () => samira([{ ...brunnenstube, role }]),
    'matching.cooperations': () => ({ cooperations: [now] }),
    'matching.answerCooperation': ({ answer, outcome }) => {
      const given = answer
      now = cooperation({ asked: false, answer: given, outcome: outcome ?? now.outcome })
      if (given === 'no')
        now = { ...now, state: 'denied', closedAt: '2026-11-01T12:00:00.000Z', mayReopen: true }
      return now
    },
    'matching.endCooperation': ({ outcome }) =>
      (now = { ...now, state: 'ended', outcome: outcome ?? '', closedAt: '2026-11-01T12:00:00.000Z' }),
    'matching.showCooperation': ({ audience }) => (now = { ...now, audience }),
  })
}
const inputs = (calls: readonly { name: string; input: unknown }[], name: string) =>
  calls.filter((one) => one.name === name).map(({ input }) => input)

describe('the question on “Heute”', () => {
  it('is answered by one tap with a line about it, and can be taken back', async () => {
    const calls = world(cooperation({ theirAnswer: 'yes' }))
    const screen = await renderPage(<TodayCooperations organisationId={organisationId} />)
    await expect.element(screen.getByText('Der andere Verein hat Ja gesagt.')).toBeVisible()
    await screen.getByRole('textbox', { name: /Was ist daraus geworden/ }).fill('Ein Fest im Mai.')
    const group = screen.getByRole('region', { name: 'Arbeiten Sie mit Wabe Kassel zusammen?' })
    await group.getByRole('button', { name: 'Es wurde nichts daraus' }).click()
    await vi.waitFor(() => expect(group.query()).toBeNull())
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() => expect(inputs(calls, 'matching.answerCooperation')).toHaveLength(2))
    expect(inputs(calls, 'matching.answerCooperation')).toMatchObject([
      { answer: 'no', outcome: 'Ein Fest im Mai.' },
      { answer: 'not-yet' },
    ])
  })

  it('is left to those who run the association', async () => {
    world(cooperation(), 'member')
    const screen = await renderPage(<TodayCooperations organisationId={organisationId} />)
    await expect.element(screen.getByText('Antworten kann, wer den Verein verwaltet.')).toBeVisible()
    expect(screen.getByRole('button').query()).toBeNull()
  })
})

describe('the list under “Mein Verein”', () => {
  it('lets a confirmed one be shown, and end', async () => {
    const calls = world(
      cooperation({
        state: 'confirmed',
        asked: false,
        confirmedAt: '2026-11-01T12:00:00.000Z',
        theirOutcome: 'Gut.',
      }),
    )
    const screen = await renderPage(<Cooperations organisationId={organisationId} />)
    await expect.element(screen.getByText('Gut.')).toBeVisible()
    await screen.getByRole('combobox', { name: 'Wer darf das in beiden Profilen lesen?' }).click()
    await screen.getByRole('option', { name: 'Alle' }).click()
    await vi.waitFor(() =>
      expect(inputs(calls, 'matching.showCooperation')).toMatchObject([{ audience: 'everyone' }]),
    )
    await screen.getByRole('button', { name: 'Zusammenarbeit mit Wabe Kassel beenden?' }).click()
    await screen.getByRole('button', { name: 'Zusammenarbeit beenden' }).click()
    await expect.element(screen.getByText('beendet')).toBeVisible()
  })
})

describe('the link of the mail', () => {
  const place = { at: `/zusammenarbeit/${'a'.repeat(80)}?antwort=nein`, path: '/zusammenarbeit/:token' }

  it('answers nothing by being opened, and what was chosen on one tap', async () => {
    const asked = {
      own: { name: 'Brunnenstube', slug: 'brunnenstube' },
      other: { name: 'Wabe', slug: 'wabe' },
      state: 'begun' as const,
      answer: null,
      outcome: '',
    }
    const calls = fakeServer({
      'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
      'matching.showCooperationQuestion': () => asked,
      'matching.answerCooperationQuestion': ({ answer }) => ({ ...asked, answer, state: 'denied' as const }),
    })
    const screen = await renderPage(<CooperationQuestionPage />, place)
    await expect
      .element(screen.getByRole('heading', { name: 'Arbeiten „Brunnenstube“ und „Wabe“ zusammen?' }))
      .toBeVisible()
    expect(inputs(calls, 'matching.answerCooperationQuestion')).toEqual([])
    await screen.getByRole('button').first().click()
    await expect.element(screen.getByRole('heading', { name: 'Danke für Ihre Antwort' })).toBeVisible()
    expect(inputs(calls, 'matching.answerCooperationQuestion')).toMatchObject([{ answer: 'no' }])
    await screen.getByRole('button', { name: 'Anders antworten' }).click()
    await expect.element(screen.getByRole('button', { name: 'Ja, wir arbeiten zusammen' })).toBeVisible()
  })

  it('says what to do when it is over', async () => {
    fakeServer({
      'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
      'matching.showCooperationQuestion': () => refusal('token.invalid', 410),
    })
    const screen = await renderPage(<CooperationQuestionPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
  })
})

describe('the profile', () => {
  it('names those it works with, and is silent where there are none', async () => {
    fakeServer({ 'matching.partners': () => ({ partners: [wabe] }) })
    const screen = await renderPage(<ProfilePartners organisationId={organisationId} />)
    await expect.element(screen.getByRole('heading', { name: 'Arbeitet zusammen mit' })).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Wabe Kassel' }))
      .toHaveAttribute('href', '/organisationen/wabe-kassel')
  })
})
