import type { ProofWay } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { Proving } from '../Proving.tsx'
import { SecurityPage } from './SecurityPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

async function open(ways: ProofWay[] = ['password']) {
  let proved = false
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'accounts.security': () => ({
      password: true,
      totp: null,
      passkeys: [],
      recoveryCodes: null,
      required: false,
      ways,
    }),
    'accounts.prove': ({ proof }) => {
      proved = 'password' in proof ? proof.password === 'das richtige' : true
      return proved
        ? { done: true }
        : refusal('session.wrong-credentials', 401, { password: ['is not theirs'] })
    },
    'accounts.changePassword': () => (proved ? { done: true } : refusal('step-up-required', 403)),
  })
  const screen = await renderPage(
    <>
      <SecurityPage />
      <Proving />
    </>,
    { at: '/ich/sicherheit' },
  )
  await screen.getByRole('textbox', { name: 'Neues Passwort' }).fill('ein sehr langes Passwort')
  await screen.getByRole('button', { name: 'Passwort speichern' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Sind Sie es?' })
  await expect.element(dialog).toBeVisible()
  return { screen, asked, dialog }
}

describe('something sensitive', () => {
  it('asks for a proof where one is, and is then done as it was meant', async () => {
    const { screen, asked, dialog } = await open()
    await dialog.getByRole('textbox', { name: 'Passwort' }).fill('ein falsches')
    await dialog.getByRole('button', { name: 'Bestätigen' }).click()
    await expect.element(dialog.getByText('Dieses Passwort stimmt nicht.').first()).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Passwort' }).fill('das richtige')
    await dialog.getByRole('button', { name: 'Bestätigen' }).click()
    await expect.element(screen.getByText('Ihr neues Passwort gilt ab jetzt.')).toBeVisible()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(asked.filter(({ name }) => name === 'accounts.changePassword')).toHaveLength(2)
  })

  it('is proved with a code of the app by whoever would rather, or has no password', async () => {
    const { screen, asked, dialog } = await open(['password', 'totp'])
    await dialog.getByRole('button', { name: 'Lieber mit Code aus der App' }).click()
    await dialog.getByLabelText('Code aus der App').fill('123456')
    await dialog.getByRole('button', { name: 'Bestätigen' }).click()
    await expect.element(screen.getByText('Ihr neues Passwort gilt ab jetzt.')).toBeVisible()
    expect(asked.find(({ name }) => name === 'accounts.prove')?.input).toEqual({ proof: { totp: '123456' } })
  })

  it('says what to do to whoever has nothing to prove it with', async () => {
    const { dialog } = await open([])
    await expect.element(dialog.getByText(/mit einem Link neu an/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Schließen' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
  })

  it('is left undone by whoever would rather not, and what was typed stays', async () => {
    const { screen, asked, dialog } = await open()
    await dialog.getByRole('button', { name: 'Abbrechen' }).click()
    await expect.element(screen.getByText(/dass Sie es sind/)).toBeVisible()
    await expect
      .element(screen.getByRole('textbox', { name: 'Neues Passwort' }))
      .toHaveValue('ein sehr langes Passwort')
    expect(asked.filter(({ name }) => name === 'accounts.changePassword')).toHaveLength(1)
  })
})
