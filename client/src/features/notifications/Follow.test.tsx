import type { Follow, FollowState } from '@augenhoehe/contracts'
import { userEvent } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { FollowButton } from '../../platform/FollowButton.tsx'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { Follows } from './Follows.tsx'
import { hex } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const room: Follow = {
  kind: 'room',
  target: hex(1),
  state: 'follow',
  automatic: false,
  title: 'Professionalisierung',
  place: null,
  path: '/raeume/professionalisierung',
  since: '2026-11-01T08:00:00.000Z',
}

function world(answers: Answers = {}) {
  const held: { state: FollowState } = { state: 'none' }
  const now = () => ({ state: held.state, automatic: false, full: false })
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'notifications.following': now,
    'notifications.follow': ({ state }) => {
      held.state = state
      return now()
    },
    'notifications.follows': () => ({ follows: held.state === 'none' ? [] : [room], most: 500 }),
    ...answers,
  })
  const states = () =>
    asked.filter(({ name }) => name === 'notifications.follow').map(({ input }) => input['state'])
  return { held, states }
}

describe('following', () => {
  it('is begun and ended where the thing stands, with the keyboard too, and taken back', async () => {
    const { states } = world()
    const screen = await renderPage(<FollowButton kind="room" target={room.target} />)
    const button = screen.getByRole('button', { name: 'Folgen' })
    await expect.element(button).toBeVisible()
    ;(button.element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(screen.getByRole('button', { name: 'Sie folgen' })).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await button.click()
    await screen.getByRole('menuitem', { name: 'Stumm schalten' }).click()
    await expect.element(screen.getByRole('button', { name: 'Stumm', exact: true })).toBeVisible()
    expect(states()).toEqual(['follow', 'none', 'mute'])
  })

  it('says why one may follow no more, and is not offered to visitors', async () => {
    world({ 'notifications.follow': () => refusal('follow.limit', 409) })
    const screen = await renderPage(<FollowButton kind="room" target={room.target} />)
    await screen.getByRole('button', { name: 'Folgen' }).click()
    await screen.getByRole('menuitem', { name: 'Folgen' }).click()
    await expect.element(screen.getByText(/500/)).toBeVisible()
    await screen.unmount()

    world({ 'accounts.me': () => ({ user: null, memberships: [], moderates: [] }) })
    const visitor = await renderPage(<FollowButton kind="room" target={room.target} />)
    expect(visitor.getByRole('button').query()).toBeNull()
  })

  it('is asked for once where many questions stand on a page, and each says which it is', async () => {
    const { states } = world()
    const screen = await renderPage(
      <>
        <FollowButton kind="question" target={`${hex(1)}.mittel`} name="Woher kommt Geld?" quiet />
        <FollowButton kind="question" target={`${hex(1)}.raum`} name="Wo treffen wir uns?" quiet />
      </>,
    )
    const second = screen.getByRole('button', { name: 'Folgen: Wo treffen wir uns?' })
    await second.click()
    await screen.getByRole('menuitem', { name: 'Folgen' }).click()
    await expect
      .element(screen.getByRole('button', { name: 'Sie folgen: Wo treffen wir uns?' }))
      .toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Folgen: Woher kommt Geld?' })).toBeVisible()
    expect(states()).toEqual(['follow'])
  })

  it('is listed as a whole, where it can be ended', async () => {
    const { held, states } = world()
    held.state = 'follow'
    const screen = await renderPage(<Follows />)
    await expect
      .element(screen.getByRole('link', { name: 'Professionalisierung' }))
      .toHaveAttribute('href', room.path)
    expect(await violations(screen.container)).toEqual([])
    await screen.getByRole('button', { name: 'Nicht mehr folgen: Professionalisierung' }).click()
    await expect.element(screen.getByText(/^Noch nichts\./)).toBeVisible()
    expect(states()).toEqual(['none'])
  })
})
