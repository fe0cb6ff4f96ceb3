import type { Contribution } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { EntryRow } from './EntryRow.tsx'
import { itemsOf } from './reading.ts'
import { contribution, replyOf, thread } from './samples.ts'
import { nothing, takePage } from './state.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

/** Noted by Oleh of Drei Flüsse Hanau, one minute after the other. */
const noted = (seq: number, oral: NonNullable<Contribution['oral']>, more: Partial<Contribution> = {}) =>
  contribution(seq, {
    oral,
    text: `Gesagt ${seq}`,
    createdAt: new Date(Date.UTC(2026, 4, 1, 8, seq)).toISOString(),
    ...more,
  })

const open = (contributions: Contribution[]) => {
  fakeServer({})
  const state = takePage(nothing, replyOf(contributions, contributions.length))
  const ignore = () => undefined
  return renderPage(
    <>
      {itemsOf(contributions, null, null).map((item) => (
        <EntryRow
          key={item.id}
          item={item}
          thread={thread}
          state={state}
          onReply={ignore}
          onDo={ignore}
          onTaken={ignore}
          onRewrite={ignore}
        />
      ))}
    </>,
  )
}

describe('what was said aloud', () => {
  const wabe = { name: 'Wabe Offenbach', slug: 'wabe-offenbach', verified: true }

  it('is its speaker’s, with a word about who noted it', async () => {
    const screen = await open([noted(1, { speaker: 'Amina', organisation: wabe })])
    const said = screen.getByRole('article', { name: 'Wabe Offenbach' })
    await expect.element(said).toHaveTextContent('mündlich · notiert von Oleh')
    await expect.element(said).toHaveTextContent('Amina')
    await expect
      .element(said.getByRole('link', { name: 'Wabe Offenbach' }))
      .toHaveAttribute('href', '/organisationen/wabe-offenbach')
    await expect.element(said).not.toHaveTextContent('Drei Flüsse')
    await expect.element(said).not.toHaveTextContent('persönlich')
  })

  it('has its speaker’s name where nobody knows an association, and the association’s where nobody knows the name', async () => {
    const screen = await open([
      noted(1, { speaker: 'Frau im grünen Mantel', organisation: null }),
      noted(2, { speaker: null, organisation: wabe }),
    ])
    await expect.element(screen.getByRole('article', { name: 'Frau im grünen Mantel' })).toBeVisible()
    // Another voice, though the same person noted it a minute later.
    const second = screen.getByRole('article', { name: 'Wabe Offenbach' })
    await expect.element(second).toBeVisible()
    await expect.element(second).not.toHaveAttribute('data-grouped')
  })

  it('is quoted as its speaker’s', async () => {
    const first = noted(1, { speaker: 'Amina', organisation: wabe })
    const screen = await open([first, contribution(2, { replyTo: first.id })])
    await expect
      .element(screen.getByRole('link', { name: /Wabe Offenbach, mündlich/ }))
      .toHaveAttribute('href', `#c-${first.id}`)
  })
})
