import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { questionInTalk } from '../../platform/question-in-talk.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { brief, sampleId, snapshot, stage } from './samples.ts'
import { ThreadLive } from './ThreadLive.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const threadId = sampleId(3)
const agenda = stage.agenda.map((item) => ({ ...item, questionId: `q${item.n}` }))

describe('a thread with a session', () => {
  it('leads there with what is talked about, and what is written belongs to that question', async () => {
    fakeServer({
      'live.sessions': () => ({ sessions: [brief()] }),
      'live.get': () => snapshot({ stage: { ...stage, agenda } }),
    })
    const screen = await renderPage(<ThreadLive threadId={threadId} onSettled={vi.fn()} />)
    const strip = screen.getByRole('link', { name: /Jetzt live: Welche Hilfe/ })
    await expect.element(strip).toHaveAttribute('href', expect.stringContaining('/live?termin='))
    await expect.element(strip).toHaveTextContent('Was brauchen Sie, um dahin zu kommen?')
    await vi.waitFor(() => expect(questionInTalk(threadId)).toBe('q3'))
    await screen.unmount()
    expect(questionInTalk(threadId)).toBeUndefined()
  })

  it('says quietly when one is planned, and nothing once it is over', async () => {
    let state: 'planned' | 'cancelled' = 'planned'
    fakeServer({ 'live.sessions': () => ({ sessions: [brief({ state })] }) })
    const screen = await renderPage(<ThreadLive threadId={threadId} onSettled={vi.fn()} />)
    await expect.element(screen.getByRole('link', { name: /Live-Sitzung am Sonntag/ })).toBeVisible()
    state = 'cancelled'
    fakeLive.push('thread.changed', {
      threadId,
      afterRev: 1,
      rev: 2,
      contributions: [{ event: { kind: 'session-cancelled', reason: 'Es kamen zu wenige.' } } as never],
      quoted: [],
    })
    await vi.waitFor(() => expect(screen.getByRole('link').query()).toBeNull())
  })
})
