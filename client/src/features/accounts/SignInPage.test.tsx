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
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByText('elsewhere: /raeume/dialog')).toBeVisible()
  })

  it('never leads to another site', async () => {
    fakeServer({ 'accounts.signIn': () => ({ ...samira(), secondStep: null }) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden?weiter=%2F%2Fevil.example' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('ein langes Passwort')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByText('elsewhere: /', { exact: true })).toBeVisible()
  })

  it('asks for a second step where there is one, and takes what somebody has', async () => {
    const ticket = 'a-ticket-for-this-sign-in'
    const asked = fakeServer({
      'accounts.signIn': () => ({
        user: null,
        memberships: [],
        moderates: [],
        secondStep: { ticket, ways: ['totp', 'recovery'], until: '2099-01-01T00:00:00.000Z' },
      }),
      'accounts.completeSignIn': ({ proof }) =>
        'totp' in proof ? refusal('second-factor.wrong', 401, { totp: ['is not theirs'] }) : samira(),
    })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden?weiter=%2Fraeume%2Fdialog' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('ein langes Passwort')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    const code = screen.getByLabelText('Code aus der App')
    await expect.element(code).toHaveFocus()
    await code.fill('12345')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    expect(asked.map(({ name }) => name)).not.toContain('accounts.completeSignIn')
    await code.fill('١٢٣ ٤٥٦')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByText(/Nehmen Sie den nächsten/).first()).toBeVisible()
    await screen.getByRole('button', { name: /Mit Notfallcode anmelden/ }).click()
    await screen.getByLabelText('Notfallcode').fill('abcd efgh jkmn pqrs')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByText('elsewhere: /raeume/dialog')).toBeVisible()
    expect(asked.findLast(({ name }) => name === 'accounts.completeSignIn')?.input).toEqual({
      ticket,
      proof: { recovery: 'abcd efgh jkmn pqrs' },
    })
  })

  it('begins anew where the second step took too long', async () => {
    fakeServer({
      'accounts.signIn': () => ({
        user: null,
        memberships: [],
        moderates: [],
        secondStep: { ticket: 'a-ticket-that-is-over', ways: ['totp'], until: '2026-01-01T00:00:00.000Z' },
      }),
      'accounts.completeSignIn': () => refusal('token.invalid', 410),
    })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('ein langes Passwort')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await screen.getByLabelText('Code aus der App').fill('123456')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByText(/zu lange gedauert/)).toBeVisible()
    await screen.getByRole('button', { name: 'Neu anmelden' }).click()
    await expect.element(screen.getByLabelText('Passwort', { exact: true })).toBeVisible()
  })

  it('keeps what was typed when it is refused, and says what to do', async () => {
    fakeServer({ 'accounts.signIn': () => refusal('session.wrong-credentials', 401) })
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByLabelText('E-Mail-Adresse').fill('samira@augenhoehe.example')
    await screen.getByLabelText('Passwort', { exact: true }).fill('falsch')
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('lassen Sie sich einen Link schicken')
    await expect.element(screen.getByLabelText('E-Mail-Adresse')).toHaveValue('samira@augenhoehe.example')
    await expect.element(screen.getByLabelText('Passwort', { exact: true })).toHaveValue('falsch')
  })

  it('names the fields that are missing, without asking the server', async () => {
    const asked = fakeServer({})
    const screen = await renderPage(<SignInPage />, { at: '/anmelden' })
    await screen.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click()
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
