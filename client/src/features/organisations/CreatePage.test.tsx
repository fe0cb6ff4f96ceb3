import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { CreatePage } from './CreatePage.tsx'

afterEach(() => vi.restoreAllMocks())

const at = '/mein-verein/neu'

describe('registering an association', () => {
  it('names every field that is still missing', async () => {
    fakeServer({ 'accounts.me': () => samira([]) })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByRole('button', { name: 'Verein eintragen' }).click()
    const summary = screen.getByRole('alert')
    await expect.element(summary).toHaveTextContent('Bitte schreiben Sie den Namen des Vereins.')
    await expect.element(summary).toHaveTextContent('Bitte wählen Sie einen Ort aus der Liste.')
    await expect.element(summary).toHaveTextContent('Bitte wählen Sie mindestens ein Thema')
  })

  it('finds a place without its umlaut and keeps everything when it is refused', async () => {
    const asked = fakeServer({
      'accounts.me': () => samira([]),
      'organisations.create': () => refusal('request.invalid', 400, { website: ['Invalid URL'] }),
    })
    const screen = await renderPage(<CreatePage />, { at })
    await screen.getByLabelText('Name des Vereins').fill('Zeitbrücke')
    await screen.getByRole('combobox', { name: 'Ort' }).fill('roderm')
    await screen.getByRole('option', { name: /Rödermark/ }).click()
    await screen.getByRole('combobox', { name: 'Themen' }).fill('gesund')
    await screen.getByRole('option', { name: 'Gesundheit' }).click()
    await userEvent.keyboard('{Escape}')
    await screen.getByLabelText('Internetseite (freiwillig)').fill('zeitbruecke.example')
    await screen.getByRole('button', { name: 'Verein eintragen' }).click()
    await expect
      .element(screen.getByLabelText('Internetseite (freiwillig)'))
      .toHaveAccessibleDescription(/prüfen Sie die Adresse der Internetseite/)
    await expect.element(screen.getByLabelText('Name des Vereins')).toHaveValue('Zeitbrücke')
    expect(asked.find(({ name }) => name === 'organisations.create')?.input).toMatchObject({
      name: 'Zeitbrücke',
      municipality: '06438012',
      fields: ['health'],
      languages: ['de'],
      website: 'https://zeitbruecke.example',
      contactEmail: null,
      foundedYear: null,
    })
  })
})
