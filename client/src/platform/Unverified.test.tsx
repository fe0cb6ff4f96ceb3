import type { Me } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeLive } from '../testing/fake-live.ts'
import { fakeServer } from '../testing/fake-server.ts'
import { brunnenstube, samira } from '../testing/people.ts'
import { renderPage } from '../testing/render-page.tsx'
import { Unverified } from './Unverified.tsx'
import { UnverifiedLimit } from './UnverifiedLimit.tsx'
import { followVerification } from './verification-news.ts'

vi.mock('./live.ts', async () => (await import('../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => {
  // What was pushed holds for one connection.
  fakeLive.drop()
  vi.restoreAllMocks()
})

const wabe = { slug: 'wabe', verified: false }
const words = 'noch nicht geprüft'
const explanation = /Noch hat niemand nachgesehen/

/** What the session does around every page. */
function Told() {
  const queries = useQueryClient()
  useEffect(() => followVerification(queries), [queries])
  return null
}

async function open(of = wabe, me: Me = samira()) {
  fakeServer({ 'accounts.me': () => me })
  return renderPage(
    <p>
      <Told />
      Wabe Offenbach <Unverified of={of} />
    </p>,
  )
}

describe('that nobody has verified an association', () => {
  it('stands beside its name until somebody has, and again when that no longer holds', async () => {
    const screen = await open()
    const label = screen.getByRole('button', { name: words })
    await expect.element(label).toHaveAccessibleDescription(explanation)
    fakeLive.push('organisation.verified', { slug: 'somebody-else', verified: true })
    await expect.element(label).toBeInTheDocument()
    fakeLive.push('organisation.verified', { slug: 'wabe', verified: true })
    await expect.element(label).not.toBeInTheDocument()
    fakeLive.push('organisation.verified', { slug: 'wabe', verified: false })
    await expect.element(label).toBeInTheDocument()
  })

  it('is not said of whom somebody knows', async () => {
    const screen = await open({ ...wabe, verified: true })
    await expect.element(screen.getByText('Wabe Offenbach')).toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: words })).not.toBeInTheDocument()
  })

  it('is explained by a tap, by the keyboard and by pointing at it, and closed without closing anything else', async () => {
    const screen = await open()
    const label = screen.getByRole('button', { name: words })
    const panel = screen.getByText(explanation)
    await expect.element(panel).not.toBeVisible()
    await label.click()
    await expect.element(panel).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(panel).not.toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(panel).toBeVisible()
    await userEvent.keyboard('{Tab}')
    await expect.element(panel).not.toBeVisible()
    await userEvent.unhover(label)
    await userEvent.hover(label)
    await expect.element(panel).toBeVisible()
    await userEvent.hover(screen.getByText('Wabe Offenbach'), { position: { x: 1, y: 1 } })
    await expect.element(panel).not.toBeVisible()
  })
})

describe('how much an association may have open until then', () => {
  const own = {
    ...brunnenstube,
    verified: false,
    openAtOnce: { listings: 5, requests: 2, invitations: 10 },
  }
  const show = async (membership: typeof own) => {
    fakeServer({ 'accounts.me': () => samira([membership]) })
    return renderPage(<UnverifiedLimit own={membership} what="requests" />)
  }

  it('is said beforehand, with the way to a verification for those who run it', async () => {
    const screen = await show(own)
    await expect.element(screen.getByText(/2 offene Anfragen/)).toBeInTheDocument()
    const way = screen.getByRole('link', { name: 'Verein prüfen lassen' })
    await expect
      .element(way)
      .toHaveAttribute('href', '/mein-verein?verein=brunnenstube-giessen#own-verification')
  })

  it('leads nobody where they may do nothing', async () => {
    const screen = await show({ ...own, role: 'member' })
    await expect.element(screen.getByText(/Wer den Verein verwaltet/)).toBeInTheDocument()
    await expect.element(screen.getByRole('link')).not.toBeInTheDocument()
  })
})
