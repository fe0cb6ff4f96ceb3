import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { EndMailPage } from './EndMailPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const token = 'a-token-of-a-mail-0123456789'
const place = { at: `/abbestellen/${token}`, path: '/abbestellen/:token' }

describe('the last link of a mail', () => {
  it.each(['mail', 'digest'] as const)(
    'ends a %s on one tap without signing in, and takes it back',
    async (what) => {
      const state = { on: true }
      const asked = fakeServer({
        'notifications.showMailLink': () => ({ what, on: state.on }),
        'notifications.setByMailLink': ({ on }) => ({ what, on: (state.on = on ?? false) }),
      })
      const screen = await renderPage(<EndMailPage />, place)
      await screen.getByRole('button', { name: 'Abbestellen' }).click()
      await expect
        .element(
          screen.getByRole('heading', {
            name: {
              mail: 'Sie bekommen keine sofortigen E-Mails mehr',
              digest: 'Der Überblick ist abbestellt',
            }[what],
          }),
        )
        .toBeVisible()
      // Colours of buttons take a moment to settle.
      expect(await violations(screen.container)).toEqual([])
      await screen.getByRole('button', { name: 'Doch wieder bekommen' }).click()
      await expect.element(screen.getByRole('button', { name: 'Abbestellen' })).toBeVisible()
      expect(
        asked.filter(({ name }) => name === 'notifications.setByMailLink').map(({ input }) => input),
      ).toEqual([
        { token, on: false },
        { token, on: true },
      ])
    },
  )

  it('says kindly that it holds no more', async () => {
    fakeServer({ 'notifications.showMailLink': () => refusal('token.invalid', 400) })
    const screen = await renderPage(<EndMailPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Einstellen, was Sie bekommen' }))
      .toHaveAttribute('href', '/ich/benachrichtigungen')
  })
})
