import { userEvent } from 'vitest/browser'
import { afterEach, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { FeedbackPage } from './FeedbackPage.tsx'

afterEach(() => vi.restoreAllMocks())

const reply = { at: '2026-11-20T08:00:00.000Z', dueAt: null }
const inputOf = ({ input }: { input: unknown }) => input as { trap: string; tookMs: number; clientId: string }

async function open(taken: (trap: string) => boolean) {
  const asked = fakeServer({
    'feedback.send': ({ trap }) => (taken(trap ?? '') ? reply : refusal('feedback.automatic', 422)),
  })
  const screen = await renderPage(<FeedbackPage />, { at: '/rueckmeldung?art=anderes' })
  await screen.getByRole('textbox').first().fill('Danke für die Plattform.')
  const trap = screen.container.querySelector<HTMLInputElement>('[name="homepage"]')!
  const sent = () => asked.filter(({ name }) => name === 'feedback.send').map(inputOf)
  return { screen, trap, sent, send: () => screen.getByRole('button', { name: 'Absenden' }).click() }
}

it('has a field that nobody sees, hears or reaches, and says how long it was open', async () => {
  const { screen, trap, sent, send } = await open(() => true)
  expect(screen.getByRole('textbox').elements()).not.toContain(trap)
  ;(screen.getByRole('textbox').first().element() as HTMLElement).focus()
  for (let stop = 0; stop < 12; stop++) {
    await userEvent.tab()
    expect(document.activeElement).not.toBe(trap)
  }
  await send()
  await expect.element(screen.getByRole('heading', { level: 1, name: /angekommen/ })).toBeVisible()
  expect(sent()).toEqual([expect.objectContaining({ trap: '' })])
  expect(sent()[0]?.tookMs).toBeGreaterThan(0)
})

it('says to whoever was taken for a program what to do, and takes it the second time', async () => {
  const { screen, trap, sent, send } = await open((given) => given === '')
  trap.value = 'https://verein.example'
  await send()
  await expect.element(screen.getByText(/noch einmal. Ihr Text ist noch da/)).toBeVisible()
  await expect.element(screen.getByRole('textbox').first()).toHaveValue('Danke für die Plattform.')
  await send()
  await expect.element(screen.getByRole('heading', { level: 1, name: /angekommen/ })).toBeVisible()
  expect(sent().map((one) => one.trap)).toEqual(['https://verein.example', ''])
  expect(new Set(sent().map(({ clientId }) => clientId)).size).toBe(1)
})
