import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { MagicLinkPage } from './MagicLinkPage.tsx'

const token = 'abcdefghijklmnopqrst'
const at = `/anmelden/link?token=${token}`

afterEach(() => vi.restoreAllMocks())

describe('the link from the mail', () => {
  it('is not used up by opening it', async () => {
    const asked = fakeServer({ 'accounts.redeemMagicLink': () => ({ ...samira(), secondStep: null }) })
    const screen = await renderPage(<MagicLinkPage />, { at })
    const button = screen.getByRole('main').getByRole('button', { name: 'Anmelden' })
    await expect.element(button).toBeVisible()
    expect(asked.map(({ name }) => name)).not.toContain('accounts.redeemMagicLink')
    await button.click()
    await expect.element(screen.getByText('elsewhere: /')).toBeVisible()
    expect(asked.find(({ name }) => name === 'accounts.redeemMagicLink')?.input).toEqual({ token })
  })

  it('says so when it no longer works, and how to get another', async () => {
    fakeServer({ 'accounts.redeemMagicLink': () => refusal('token.invalid', 410) })
    const screen = await renderPage(<MagicLinkPage />, { at })
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('gilt nicht mehr')
    await expect.element(screen.getByRole('link', { name: 'Einen neuen Link schicken' })).toBeVisible()
  })
})
