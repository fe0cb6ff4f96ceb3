import type { NoticeLine } from '@augenhoehe/contracts'
import { userEvent } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeLocale } from '../../platform/i18n.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { NoticesPage } from './NoticesPage.tsx'
import { hex, noticeLine } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

async function open(given: NoticeLine[], answers: Answers = {}, at = '/benachrichtigungen') {
  const world = { lines: given }
  const unread = () => world.lines.filter((line) => line.unread).length
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'notifications.count': () => ({ unread: unread() }),
    'notifications.list': ({ unread: only }) => ({
      lines: world.lines.filter((line) => only !== 'true' || line.unread),
      nextCursor: null,
      unread: unread(),
    }),
    'notifications.markRead': () => ({ unread: 0 }),
    'notifications.undoRead': () => ({ unread: unread() }),
    ...answers,
  })
  const screen = await renderPage(<NoticesPage />, { at })
  const inputsOf = (name: string) => asked.filter((one) => one.name === name).map(({ input }) => input)
  const titles = () =>
    screen
      .getByRole('main')
      .getByRole('heading', { level: 2 })
      .elements()
      .map((one) => one.textContent)
  return { screen, world, inputsOf, titles }
}

const read = noticeLine(2, {
  unread: false,
  kind: 'contribution.reply',
  because: { reason: 'were-answered', name: null },
})

describe('what one was told', () => {
  it('says who, what, why and when, and leads to the place', async () => {
    const { screen, inputsOf } = await open([noticeLine(1), read])
    const link = screen.getByRole('link', { name: 'Neu: Gespräch 1' })
    await expect
      .element(link)
      .toHaveAttribute('href', `/raeume/professionalisierung/${hex(1)}?beitrag=${hex(101)}`)
    const [first, second] = screen
      .getByRole('listitem')
      .elements()
      .filter((one) => one.querySelector('h2'))
    expect(first?.textContent).toMatch(
      /Drei Flüsse Hanau · Oleh Kravets · 3 neue Beiträge.*, \d\d:\d\d.*weil Sie dem Raum „.*Professionalisierung.*“ folgen/,
    )
    expect(second?.textContent).toMatch(/Jemand hat Ihnen geantwortet.*weil jemand Ihnen geantwortet hat/)
    await expect
      .element(screen.getByRole('link', { name: 'Benachrichtigungen, neu: 1' }).first())
      .toBeInTheDocument()

    await link.click()
    await expect.element(screen.getByText(`elsewhere: /raeume/professionalisierung/${hex(1)}`)).toBeVisible()
    expect(inputsOf('notifications.markRead')).toMatchObject([{ objects: [`thread:${hex(1)}`] }])
  })

  it('is marked as read with the keyboard, which stays at the line, and taken back', async () => {
    const { screen, inputsOf } = await open([noticeLine(1), noticeLine(3)])
    const link = screen.getByRole('link', { name: 'Neu: Gespräch 1' })
    await expect.element(link).toBeVisible()
    ;(link.element() as HTMLElement).focus()
    await userEvent.keyboard('{Tab}{Enter}')
    await expect.element(screen.getByRole('link', { name: 'Gespräch 1', exact: true })).toHaveFocus()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(link).toBeVisible()
    const [marked] = inputsOf('notifications.markRead')
    expect(inputsOf('notifications.undoRead')).toEqual([{ clientId: marked?.['clientId'] }])

    await screen.getByRole('button', { name: 'Alle als gelesen markieren' }).click()
    await expect.element(screen.getByRole('link', { name: /^Neu:/ })).not.toBeInTheDocument()
    const all = inputsOf('notifications.markRead').at(-1)
    expect(all).toMatchObject({ until: noticeLine(1).at })
    expect(all).not.toHaveProperty('objects')
  })

  it('stays new where marking it failed, and says so', async () => {
    const { screen } = await open([noticeLine(1)], {
      'notifications.markRead': () => refusal('internal', 500),
    })
    await screen.getByRole('button', { name: 'Gespräch 1: als gelesen markieren' }).click()
    await expect.element(screen.getByRole('link', { name: 'Neu: Gespräch 1' })).toBeVisible()
  })

  it('does not move while one reads: what comes waits, what is read elsewhere is said in its place', async () => {
    const { screen, world, titles } = await open([noticeLine(3), noticeLine(4)])
    await expect.element(screen.getByRole('link', { name: 'Neu: Gespräch 3' })).toBeVisible()
    world.lines = [noticeLine(1), noticeLine(2), noticeLine(3, { unread: false }), noticeLine(4)]
    fakeLive.push('notifications.changed', { unread: 3 })
    const pill = screen.getByRole('button', { name: 'Neue anzeigen (2)' })
    await expect.element(pill).toBeVisible()
    expect(titles()).toEqual(['Gespräch 3', 'Neu: Gespräch 4'])
    await expect
      .element(screen.getByRole('link', { name: 'Benachrichtigungen, neu: 3' }).first())
      .toBeInTheDocument()
    await pill.click()
    expect(titles()).toEqual(['Neu: Gespräch 1', 'Neu: Gespräch 2', 'Gespräch 3', 'Neu: Gespräch 4'])
    await expect.element(pill).not.toBeInTheDocument()
  })

  it('is narrowed to what is new, and goes on', async () => {
    const { screen, inputsOf } = await open([], {
      'notifications.list': ({ unread, cursor }) => ({
        lines: unread === 'true' ? [] : [noticeLine(cursor ? 9 : 1)],
        nextCursor: cursor || unread === 'true' ? null : 'next',
        unread: 1,
      }),
    })
    await screen.getByRole('button', { name: 'Mehr anzeigen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Neu: Gespräch 9' })).toBeVisible()
    expect(inputsOf('notifications.list').at(-1)).toMatchObject({ cursor: 'next' })
    await screen.getByRole('link', { name: 'Nur Neues' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Nichts Neues' })).toBeVisible()
  })

  it('says what to expect where there is none, and tries again where it failed', async () => {
    const failing = { now: true }
    const { screen } = await open([], {
      'notifications.list': () =>
        failing.now ? refusal('unavailable', 503) : { lines: [], nextCursor: null, unread: 0 },
    })
    const again = screen.getByRole('button', { name: 'Noch einmal versuchen' })
    await expect.element(again).toBeVisible()
    failing.now = false
    await again.click()
    await expect.element(screen.getByRole('heading', { name: 'Noch keine Benachrichtigungen' })).toBeVisible()
  })

  it.each(['de', 'ar'] as const)('can be used by everybody in %s', async (locale) => {
    const { screen } = await open([
      noticeLine(1),
      read,
      noticeLine(5, { by: null, about: { ...read.about, title: '' } }),
    ])
    await expect.element(screen.getByRole('link', { name: 'Neu: Gespräch 1' })).toBeVisible()
    await changeLocale(locale, false)
    await expect.poll(() => screen.getByRole('listitem').elements().length).toBeGreaterThan(2)
    expect(await violations(screen.container)).toEqual([])
    expect(screen.container.textContent).not.toMatch(/notifications\./)
    await changeLocale('de', false)
  })
})
