import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { SignInPage } from './SignInPage.tsx'

afterEach(() => vi.restoreAllMocks())

describe('signing in', () => {
  it('leads back to where one wanted to go', async () => {
    fakeServer({ 'accounts.signIn': () => ({ ...samira(), secondStep: null }) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden?weiter=%2Fraeume%2Fdialog' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('ein langes Passwort')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
    await expect.element(screen.getByText('elsewhere: /raeume/dialog')).toBeVisible()
  })

  it('never leads to another site', async () => {
    fakeServer({ 'accounts.signIn': () => ({ ...samira(), secondStep: null }) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden?weiter=%2F%2Fevil.example' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('ein langes Passwort')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
    await expect.element(screen.getByText('elsewhere: /', { exact: true })).toBeVisible()
  })

  it('keeps what was typed when it is refused, and says what to do', async () => {
    fakeServer({ 'accounts.signIn': () => refusal('session.wrong-credentials', 401) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('falsch')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('lassen Sie sich einen Link schicken')
    await expect.element(screen.getByLabelText('E-Mail-Adresse')).toHaveValue('samira@augenhoehe.example')
    await expect.element(screen.getByLabelText('Passwort', { exact: true })).toHaveValue('falsch')
  })

  it('names the fields that are missing, without asking the server', async () => {
    const asked = fakeServer({})
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('Bitte prüfen Sie diese Angaben')
    await expect
      .element(screen.getByLabelText('E-Mail-Adresse'))
      .toHaveAccessibleDescription(/name@verein.de/)
    expect(asked.map(({ name }) => name)).not.toContain('accounts.signIn')
  })

  it('sends a link to the address alone', async () => {
    const asked = fakeServer({ 'accounts.requestMagicLink': () => ({ done: true }) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByRole('button', { name: 'Link per E-Mail schicken' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Wir haben Ihnen geschrieben' })).toBeVisible()
    await expect.element(screen.getByText('samira@augenhoehe.example')).toBeVisible()
    expect(asked.find(({ name }) => name === 'accounts.requestMagicLink')?.input).toEqual({
      email: 'samira@augenhoehe.example',
    })
  })
})
