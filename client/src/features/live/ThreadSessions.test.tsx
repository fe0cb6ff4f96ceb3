import { use } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ThreadSessionsContext } from '../../platform/thread-sessions.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { brief, room, sampleId } from './samples.ts'
import { RoomThreadSessions } from './ThreadSessions.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

function Row({ threadId }: { threadId: string }) {
  const session = use(ThreadSessionsContext).get(threadId)
  return (
    <p>
      {session?.state ?? 'nothing'}
      {session?.pulse && ` ${session.pulse.speaker}`}
    </p>
  )
}

const rows = (
  <RoomThreadSessions>
    <Row threadId={sampleId(3)} />
    <Row threadId={sampleId(4)} />
  </RoomThreadSessions>
)
const place = { at: '/raeume/professionalisierung', path: '/raeume/:room' }

describe('rows of threads', () => {
  it('are told with one question which session is on, and again when the room has changed', async () => {
    let state: 'planned' | 'running' = 'planned'
    let asked = 0
    fakeServer({
      'rooms.get': () => room,
      'live.sessions': () => {
        asked += 1
        return {
          sessions: [
            brief({ state }),
            brief({ id: sampleId(9), state: 'cancelled' }),
            brief({ id: sampleId(8), threadId: sampleId(4), state: 'documented' }),
          ],
        }
      },
    })
    const screen = await renderPage(rows, place)
    await expect.element(screen.getByText('planned')).toBeVisible()
    await expect.element(screen.getByText('nothing')).toBeVisible()
    expect(asked).toBe(1)
    state = 'running'
    fakeLive.push('room.changed', { roomId: room.id })
    await vi.waitFor(() => expect(screen.getByText('live').query()).not.toBeNull())
    expect(asked).toBe(2)
    // Who speaks comes with the event; nothing is asked for it.
    fakeLive.push('live.pulse', { sessionId: sampleId(1), pulse: { organisations: 3, speaker: 'Wabe' } })
    await expect.element(screen.getByText('live Wabe')).toBeVisible()
    expect(asked).toBe(2)
  })
})
