import type { Statement } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { hex } from './desk-samples.ts'
import { StatementPage } from './StatementPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const statement: Statement = {
  id: hex(7),
  kind: 'hide',
  measure: null,
  place: {
    roomSlug: 'professionalisierung',
    room: { de: 'Professionalisierung' },
    threadId: hex(2),
    thread: 'Günstige Software',
    contributionId: hex(3),
    organisation: null,
    listing: null,
  },
  words: 'Kaufen Sie unser Programm.',
  rule: 'advertising',
  facts: 'Werbung gehört nicht hierher.',
  automated: false,
  followedReport: true,
  office: 'moderator',
  decidedAt: '2026-11-20T08:00:00.000Z',
  until: null,
  state: 'in-force',
  appealUntil: '2127-05-22T08:00:00.000Z',
  appeal: null,
}
const place = { at: `/ich/entscheidungen/${statement.id}`, path: '/ich/entscheidungen/:statement' }
const answers = {
  'accounts.me': () => samira(),
  'moderation.statements': () => ({ statements: [statement] }),
}

describe('a decision', () => {
  it('says what, why, by whom and on whose prompting, with one’s own words', async () => {
    fakeServer({ ...answers, 'moderation.statement': () => statement })
    const screen = await renderPage(<StatementPage />, place)
    await expect
      .element(screen.getByRole('heading', { name: 'Ihr Beitrag wurde ausgeblendet' }))
      .toBeVisible()
    for (const words of [
      'Kaufen Sie unser Programm.',
      'Keine Werbung',
      'Werbung gehört nicht hierher.',
      'Ein Mensch, keine Maschine: die Moderation des Raums. Anlass war eine Meldung.',
    ]) {
      await expect.element(screen.getByText(words)).toBeVisible()
    }
  })

  it('can be objected to once; what was typed survives a refusal', async () => {
    let late = true
    const asked = fakeServer({
      ...answers,
      'moderation.statement': () => statement,
      'moderation.appeal': ({ text }) =>
        late
          ? refusal('unavailable', 503)
          : {
              ...statement,
              appealUntil: null,
              appeal: {
                text,
                at: '2026-11-22T08:00:00.000Z',
                dueAt: '2026-12-06T08:00:00.000Z',
                decision: null,
              },
            },
    })
    const screen = await renderPage(<StatementPage />, place)
    await screen.getByRole('button', { name: 'Einspruch erheben' }).click()
    const field = screen.getByRole('textbox', { name: 'Warum sind Sie nicht einverstanden?' })
    await expect.element(field).toHaveFocus()
    await screen.getByRole('button', { name: 'Einspruch senden' }).click()
    await expect.element(screen.getByText(/Bitte schreiben Sie, warum/).first()).toBeVisible()
    await field.fill('Das ist ein Angebot unseres Vereins.')
    await screen.getByRole('button', { name: 'Einspruch senden' }).click()
    await expect.element(screen.getByText(/Nichts wird doppelt gesendet/)).toBeVisible()
    await expect.element(field).toHaveValue('Das ist ein Angebot unseres Vereins.')
    late = false
    await screen.getByRole('button', { name: 'Einspruch senden' }).click()
    await expect.element(screen.getByText(/liest ihn bis Sonntag, 6\.\sDezember/)).toBeVisible()
    expect(screen.getByRole('button', { name: /Einspruch/ }).query()).toBeNull()
    const ids = asked.filter(({ name }) => name === 'moderation.appeal').map(({ input }) => input['clientId'])
    expect(new Set(ids).size).toBe(1)
  })

  it('of somebody else is not found', async () => {
    fakeServer(answers)
    const screen = await renderPage(<StatementPage />, place)
    await expect.element(screen.getByText('Diese Entscheidung finden wir nicht')).toBeVisible()
  })
})
