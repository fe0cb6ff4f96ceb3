import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { SignUpPage } from './SignUpPage.tsx'

afterEach(() => vi.restoreAllMocks())

async function fill(password: string) {
  const screen = await renderPage(<SignUpPage />, { at: '/registrieren' })
  await screen.getByLabelText('Ihr Name').fill('Samira Haddad')
  await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
  await screen.getByLabelText('Passwort', { exact: true }).fill(password)
  await screen.getByRole('button', { name: 'Konto anlegen' }).click()
  return screen
}

describe('creating an account', () => {
  it('ends with the mail to open', async () => {
    const asked = fakeServer({ 'accounts.signUp': () => ({ done: true }) })
    const screen = await fill('drei lange Wörter')
    await expect.element(screen.getByRole('heading', { name: 'Fast geschafft' })).toBeVisible()
    expect(asked.find(({ name }) => name === 'accounts.signUp')?.input).toMatchObject({ locale: 'de' })
  })

  it('asks for a longer password before sending anything', async () => {
    const asked = fakeServer({})
    const screen = await fill('kurz')
    await expect
      .element(screen.getByLabelText('Passwort', { exact: true }))
      .toHaveAccessibleDescription(/^Bitte wählen Sie ein Passwort/)
    expect(asked.map(({ name }) => name)).not.toContain('accounts.signUp')
  })

  it('puts the server’s objection to the field it is about', async () => {
    fakeServer({
      'accounts.signUp': () => refusal('request.invalid', 400, { email: ['Invalid email address'] }),
    })
    const screen = await fill('drei lange Wörter')
    await expect
      .element(screen.getByLabelText('E-Mail-Adresse'))
      .toHaveAccessibleDescription(/prüfen Sie die E-Mail-Adresse/)
    await expect.element(screen.getByLabelText('Ihr Name')).toHaveValue('Samira Haddad')
  })
})
