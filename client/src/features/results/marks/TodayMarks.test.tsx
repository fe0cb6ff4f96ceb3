import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { hex, mark } from '../samples.ts'
import { TodayMarks } from './TodayMarks.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

describe('what I am asked', () => {
  it('stands on the page of today with my words, until I have answered', async () => {
    let marks = [mark(1, { kind: 'need', state: 'asked', mayAnswer: true })]
    const calls = fakeServer({
      'accounts.me': () => samira(),
      'results.marks': () => ({ marks, mayMark: false }),
      'threads.contributions': () =>
        ({ contributions: [{ id: hex(1001), text: 'Wir suchen einen Proberaum.' }], more: false }) as never,
      'results.answerMark': () => {
        marks = []
        return mark(1, { kind: 'need', state: 'declined' })
      },
    })
    const screen = await renderPage(<TodayMarks />)
    await expect.element(screen.getByRole('heading', { name: 'Darf das den Raum verlassen?' })).toBeVisible()
    await expect.element(screen.getByText('„Wir suchen einen Proberaum.“')).toBeVisible()
    await screen.getByRole('button', { name: 'Ablehnen' }).click()
    await vi.waitFor(() => expect(screen.getByRole('heading').query()).toBeNull())
    expect(calls.find(({ name }) => name === 'results.answerMark')?.input).toMatchObject({ agree: false })
  })
})
