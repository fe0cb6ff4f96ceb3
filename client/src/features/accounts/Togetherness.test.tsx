import { afterEach, describe, expect, it, vi } from 'vitest'
import { recall, remember } from '../../platform/remembered.ts'
import { useMe } from '../../platform/session.tsx'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Togetherness } from './Togetherness.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

function Mine() {
  const { user } = useMe()
  return user && <Togetherness presence={user.presence} />
}

async function open(answers: Answers = {}) {
  const me = samira()
  const asked = fakeServer({ 'accounts.me': () => me, ...answers })
  const screen = await renderPage(<Mine />)
  const presence = screen.getByRole('switch', { name: 'Zeigen, dass ich hier bin' })
  await expect.element(presence).toBeVisible()
  return { screen, asked, presence }
}

describe('what others see of oneself', () => {
  it('is nothing until one wants it, and is kept with the account', async () => {
    const me = samira()
    const { asked, presence } = await open({
      'accounts.change': (input) => ({ ...me, user: { ...me.user!, presence: Boolean(input.presence) } }),
    })
    await expect.element(presence).not.toBeChecked()
    await presence.click({ force: true })
    await expect.element(presence).toBeChecked()
    await presence.click({ force: true })
    await expect.element(presence).not.toBeChecked()
    const changes = asked.filter(({ name }) => name === 'accounts.change').map(({ input }) => input)
    expect(changes).toEqual([{ presence: true }, { presence: false }])
  })

  it('stays as it was where it could not be kept, and says so', async () => {
    const { screen, presence } = await open({ 'accounts.change': () => refusal('unavailable', 503) })
    await presence.click({ force: true })
    await expect.element(screen.getByText(/erreichbar|später|noch einmal/).first()).toBeVisible()
    await expect.element(presence).not.toBeChecked()
  })

  it('has beside it whether translations are shown, on this device', async () => {
    const { screen, asked } = await open()
    remember('translations', 'on')
    const shown = screen.getByRole('switch', { name: 'Übersetzungen zeigen' })
    await expect.element(shown).toBeChecked()
    await shown.click({ force: true })
    await expect.element(shown).not.toBeChecked()
    expect(recall('translations')).toBe('off')
    expect(asked.some(({ name }) => name === 'accounts.change')).toBe(false)
  })
})
