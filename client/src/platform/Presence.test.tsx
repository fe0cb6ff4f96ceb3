import type { Me, Room, RoomPresence } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../testing/fake-live.ts'
import { fakeServer } from '../testing/fake-server.ts'
import { samira } from '../testing/people.ts'
import { renderPage } from '../testing/render-page.tsx'
import { PresenceLine, PresenceSection } from './later-presence.ts'
import { usePresence } from './usePresence.ts'

vi.mock('./live.ts', async () => (await import('../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const roomId: Room['id'] = '1'.repeat(24)
const id = (n: number) => String(n).repeat(24)
const present = (names: string[], others = 0): RoomPresence => ({
  roomId,
  organisations: names.map((name, index) => ({ id: id(index + 2), name })),
  others,
})

function Here() {
  const presence = usePresence(roomId)
  return (
    <div data-testid="here">
      <PresenceLine presence={presence} />
      <PresenceSection presence={presence} />
    </div>
  )
}

async function open(first: RoomPresence, me: Me = samira()) {
  fakeServer({ 'accounts.me': () => me })
  fakeLive.answers['rooms.enter'] = () => first
  return renderPage(<Here />)
}
const words = (screen: Awaited<ReturnType<typeof open>>) =>
  screen
    .getByTestId('here')
    .element()
    .textContent.replaceAll(/[\u2068\u2069]/g, '')

describe('who is here', () => {
  it('is said by association, in a line and as a list, and follows what is pushed', async () => {
    const screen = await open(present(['Wabe e. V.', 'Brunnenstube Gießen'], 2))
    await expect
      .poll(() => words(screen))
      .toContain('Gerade hier: Wabe e. V., Brunnenstube Gießen und 2 weitere Personen')
    expect(
      screen
        .getByRole('listitem')
        .elements()
        .map((item) => item.textContent),
    ).toEqual(['Wabe e. V.', 'Brunnenstube Gießen', '2 weitere Personen'])
    fakeLive.push('room.presence', present(['Wabe e. V.']))
    await expect.poll(() => words(screen)).toContain('Gerade hier: Wabe e. V.Gerade hierWabe e. V.')
    // Another room is none of this page’s business.
    fakeLive.push('room.presence', { ...present(['Sternwarte']), roomId: id(9) })
    fakeLive.push('room.presence', present([], 3))
    await expect.poll(() => words(screen)).toContain('Gerade hier: 3 Personen')
    expect(words(screen)).not.toContain('Sternwarte')
    fakeLive.push('room.presence', present([]))
    await expect.poll(() => words(screen)).toBe('')
  })

  it('names six, and counts the others', async () => {
    const screen = await open(present(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']))
    await expect.poll(() => words(screen)).toContain('Gerade hier: A, B, C, D, E, F und 2 weitere Vereine')
  })

  it('is unknown while there is no connection, and asked for again with the next one', async () => {
    const screen = await open(present(['Wabe e. V.']))
    await expect.poll(() => words(screen)).toContain('Wabe')
    fakeLive.drop()
    await expect.poll(() => words(screen)).toBe('')
    fakeLive.comeBack()
    await expect.poll(() => words(screen)).toContain('Wabe')
    await screen.unmount()
    expect(fakeLive.inputsOf('rooms.enter')).toHaveLength(2)
    expect(fakeLive.asked.at(-1)?.name).toBe('rooms.leave')
  })

  it('is not asked for by visitors', async () => {
    const screen = await open(present(['Wabe e. V.']), { user: null, memberships: [], moderates: [] })
    await expect.poll(() => screen.container.querySelector('p')).not.toBeNull()
    expect(fakeLive.inputsOf('rooms.enter')).toEqual([])
    expect(words(screen)).toBe('')
  })
})
