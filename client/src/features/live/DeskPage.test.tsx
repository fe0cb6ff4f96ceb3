import type { SessionSnapshot } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ProblemError } from '../../platform/problem-error.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { listed } from '../../testing/organisations.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { DeskPage } from './DeskPage.tsx'
import { at, brief, hand, party, question, room, sampleId, snapshot, stage, turn } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(async () => {
  fakeLive.reset()
  await page.viewport(360, 740)
})
afterEach(() => vi.restoreAllMocks())

const pendingOne = question(3, 'Gibt es die Anleitung auch auf Arabisch?', {
  state: 'pending',
  supporters: 0,
})

async function open(session: Partial<SessionSnapshot> = {}) {
  const shown = snapshot({
    mayRun: true,
    code: 'K7M4QX',
    queue: snapshot().queue,
    questions: [...snapshot().questions, pendingOne],
    ...session,
  })
  let truth: SessionSnapshot | undefined
  fakeLive.answers['live.follow'] = () => shown
  fakeLive.answers['live.time'] = () => ({ now: shown.now })
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'rooms.get': () => ({ ...room, mayModerate: true }),
    'live.sessions': () => ({ sessions: [brief({ state: shown.stage.state, mayRun: true })] }),
    'live.get': () => truth ?? shown,
    'moderation.setMeasure': () => ({ measures: [] }),
    'organisations.list': () => listed([]),
  })
  const screen = await renderPage(<DeskPage />, {
    at: `/raeume/${room.slug}/${sampleId(3)}/pult`,
    path: '/raeume/:room/:thread/pult',
  })
  return { screen, asked, standsNow: (now: SessionSnapshot) => (truth = now) }
}

const conflict = () => {
  throw new ProblemError({ type: '', title: '', status: 409, code: 'conflict' })
}
const change = (part: Omit<Parameters<typeof fakeLive.push<'live.changed'>>[1], 'sessionId' | 'now'>) =>
  fakeLive.push('live.changed', { sessionId: sampleId(1), now: at(97_000), ...part })

describe('the desk', () => {
  it('is nothing to whoever does not run the session', async () => {
    const { screen } = await open({ mayRun: false })
    await expect
      .element(screen.getByText(/gibt es hier nicht|nicht gefunden|Diese Seite/i).first())
      .toBeVisible()
    expect(screen.getByRole('button', { name: /aufrufen/ }).query()).toBeNull()
  })

  it('calls whoever is next with one press, and names the turn it saw', async () => {
    const { screen } = await open()
    await screen.getByRole('button', { name: 'Olivenhain Darmstadt aufrufen' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.call')).toHaveLength(1))
    expect(fakeLive.inputsOf('live.call')[0]).toEqual({ sessionId: sampleId(1), afterTurn: 4 })
  })

  it('tells who was second how things stand, and that is what they see', async () => {
    const { screen } = await open()
    fakeLive.answers['live.call'] = () => {
      const called = hand(5, party('Olivenhain Darmstadt', 'Fatou Diallo'))
      change({
        afterRev: 10,
        rev: 11,
        stage: { ...stage, turn: turn({ number: 5, hand: called, state: 'called', runningSince: null }) },
        queue: { order: [6, 7, 8], changed: [] },
      })
      return conflict()
    }
    await screen.getByRole('button', { name: 'Olivenhain Darmstadt aufrufen' }).click()
    await expect.element(screen.getByText(/Jemand war gerade schneller/)).toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: 'Starten' })).toBeVisible()
    await expect.element(screen.getByText('Fatou Diallo ist aufgerufen', { exact: false })).toBeVisible()
  })

  it('names who has the floor now, even before the push has come', async () => {
    const { screen, standsNow } = await open()
    const called = hand(5, party('Olivenhain Darmstadt', 'Fatou Diallo'))
    fakeLive.answers['live.call'] = () => {
      standsNow(snapshot({ stage: { ...stage, turn: turn({ number: 5, hand: called }) } }))
      return conflict()
    }
    await screen.getByRole('button', { name: 'Olivenhain Darmstadt aufrufen' }).click()
    await expect
      .element(screen.getByText('Jemand war gerade schneller. Das Wort hat Olivenhain Darmstadt.'))
      .toBeVisible()
  })

  it('pauses, lengthens and ends a turn, each with one press', async () => {
    const { screen } = await open()
    await screen.getByRole('button', { name: 'Anhalten' }).click()
    await screen.getByRole('button', { name: '+ 30 s' }).click()
    await screen.getByRole('button', { name: 'Beenden', exact: true }).first().click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.turn')).toHaveLength(3))
    expect(
      fakeLive.inputsOf('live.turn').map(({ act, turn: number, seconds }) => [act, number, seconds]),
    ).toEqual([
      ['pause', 4, undefined],
      ['extend', 4, 30],
      ['end', 4, undefined],
    ])
  })

  it('calls out of turn and removes in two presses', async () => {
    const { screen } = await open()
    const menu = screen.getByRole('button', { name: 'Drei Flüsse Hanau: vorziehen oder entfernen' })
    await menu.click()
    await screen.getByRole('menuitem', { name: 'Vorziehen und aufrufen' }).click()
    await menu.click()
    await screen.getByRole('menuitem', { name: 'Von der Liste nehmen' }).click()
    expect(fakeLive.inputsOf('live.call')[0]).toMatchObject({ hand: 8 })
    expect(fakeLive.inputsOf('live.lowerHand')[0]).toMatchObject({ hand: 8 })
  })

  it('publishes, declines and merges what waits, in at most two presses', async () => {
    const { screen } = await open()
    fakeLive.answers['live.judgeQuestion'] = ({ to, rev }) => ({ ...pendingOne, state: to, rev: rev + 1 })
    await screen.getByRole('button', { name: 'Zusammenlegen' }).click()
    await screen
      .getByRole('dialog')
      .getByRole('button', { name: /Räume auch sonntags/ })
      .click()
    expect(fakeLive.inputsOf('live.mergeQuestions')[0]).toMatchObject({
      questionId: pendingOne.id,
      into: sampleId(102),
      rev: 1,
    })
    await screen.getByRole('button', { name: 'Freigeben' }).click()
    expect(fakeLive.inputsOf('live.judgeQuestion')[0]).toMatchObject({ to: 'published', rev: 1 })
    await vi.waitFor(() =>
      expect(screen.getByRole('heading', { name: 'Fragen zur Freigabe' }).query()).toBeNull(),
    )
  })

  it('goes on to the next question, gives the present one more time, and leads the session on', async () => {
    const { screen } = await open({ stage: { ...stage, item: 2 } })
    await screen.getByRole('button', { name: '+ 5 Minuten' }).click()
    await screen.getByRole('button', { name: 'Nächste Frage' }).click()
    await screen.getByRole('button', { name: 'Festhalten' }).click()
    expect(fakeLive.inputsOf('live.goTo')).toEqual([
      { sessionId: sampleId(1), from: 2, item: 2, addMinutes: 5 },
      { sessionId: sampleId(1), from: 2, item: 3 },
    ])
    expect(fakeLive.inputsOf('live.move')[0]).toEqual({
      sessionId: sampleId(1),
      from: 'running',
      to: 'wrapping-up',
    })
  })

  it('calms the room in two presses with a sentence that is written already', async () => {
    const { screen, asked } = await open()
    await screen.getByRole('button', { name: 'Mehr zur Sitzung' }).click()
    await screen.getByRole('menuitem', { name: 'Einschalten: Langsames Tempo' }).click()
    await vi.waitFor(() => expect(asked.some(({ name }) => name === 'moderation.setMeasure')).toBe(true))
    const { input } = asked.find(({ name }) => name === 'moderation.setMeasure')!
    expect(input).toMatchObject({ measure: 'slow-mode', rule: 'off-topic', seconds: 60 })
    expect(String(input['reason']).length).toBeGreaterThan(10)
    // Three hours from now on, by the server's clock: the browser's own stands elsewhere altogether.
    const holdsMs = Date.parse(String(input['until'])) - Date.parse(snapshot().now)
    expect(Math.abs(holdsMs - 3 * 3_600_000)).toBeLessThan(60_000)
  })

  it('puts somebody on the list who has no telephone', async () => {
    const { screen } = await open()
    fakeLive.answers['live.enterHand'] = () => ({ n: 9, place: 5 })
    await screen.getByRole('button', { name: '4 · Liste ändern' }).click()
    await screen.getByRole('menuitem', { name: 'Jemand im Raum meldet sich' }).click()
    await screen.getByRole('textbox', { name: 'Name' }).fill('Herr Yılmaz')
    await screen.getByRole('button', { name: 'Auf die Redeliste setzen' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.enterHand')[0]?.name).toBe('Herr Yılmaz'))
  })

  it('ends without a result only with a reason, which stays when it is refused', async () => {
    const { screen } = await open({ stage: { ...stage, state: 'wrapping-up', turn: null } })
    await screen.getByRole('button', { name: 'Ohne Ergebnis beenden' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Ohne Ergebnis beenden' }).click()
    expect(fakeLive.inputsOf('live.move')).toHaveLength(0)
    const reason = screen.getByRole('textbox', { name: 'Grund in einem Satz' })
    await reason.fill('Es kamen zu wenige.')
    fakeLive.answers['live.move'] = conflict
    await screen.getByRole('dialog').getByRole('button', { name: 'Ohne Ergebnis beenden' }).click()
    await expect.element(screen.getByText(/Jemand war gerade schneller/)).toBeInTheDocument()
    await expect.element(reason).toHaveValue('Es kamen zu wenige.')
  })

  it('shows a code to join with, drawn here', async () => {
    const { screen } = await open()
    await screen.getByRole('button', { name: 'Mehr zur Sitzung' }).click()
    await screen.getByRole('menuitem', { name: 'Code zum Mitmachen zeigen' }).click()
    await expect.element(screen.getByRole('img', { name: /QR-Code/ })).toBeVisible()
    const letters = screen.getByText('K7M4QX')
    await expect.element(letters).toBeVisible()
    // Fills the screen, and Escape leads back.
    const dialog = screen.getByRole('dialog', { name: 'Mitmachen' })
    const box = dialog.element().getBoundingClientRect()
    expect(box.width).toBe(window.innerWidth)
    expect(box.height).toBe(window.innerHeight)
    expect(dialog.element().scrollWidth).toBeLessThanOrEqual(window.innerWidth)
    await userEvent.keyboard('{Escape}')
    await expect.element(letters).not.toBeInTheDocument()
  })

  it('fits 360 pixels and has no violation of WCAG 2.2 AA', async () => {
    const { screen } = await open()
    await expect.element(screen.getByRole('button', { name: 'Olivenhain Darmstadt aufrufen' })).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360)
    const small = [...document.querySelectorAll<HTMLElement>('main button')].filter(
      (button) => button.checkVisibility() && button.getBoundingClientRect().height < 43.5,
    )
    expect(small.map((button) => button.outerHTML.slice(0, 120))).toEqual([])
    await document.fonts.ready
    expect(await violations(document)).toEqual([])
  })
})

describe('the desk by keyboard', () => {
  it('keeps the focus on the clock’s button, whatever it says next', async () => {
    const { screen } = await open()
    const pause = screen.getByRole('button', { name: 'Anhalten' })
    await expect.element(pause).toBeVisible()
    const element = pause.element() as HTMLElement
    element.focus()
    change({
      afterRev: 10,
      rev: 11,
      stage: { ...stage, turn: turn({ state: 'paused', runningSince: null }) },
    })
    await expect.element(screen.getByRole('button', { name: 'Weiter' })).toHaveFocus()
    expect(screen.getByRole('button', { name: 'Weiter' }).element()).toBe(element)
  })

  it('stays where a place on the list was, when that place is gone', async () => {
    const { screen } = await open()
    const place = screen.getByRole('button', { name: 'Drei Flüsse Hanau: vorziehen oder entfernen' })
    await expect.element(place).toBeVisible()
    // A menu that is closed again gives the focus back to its button.
    await place.click()
    await userEvent.keyboard('{Escape}')
    await expect.element(place).toHaveFocus()
    change({ afterRev: 10, rev: 11, queue: { order: [5, 6, 7], changed: [] } })
    await expect.element(screen.getByRole('region', { name: 'Redeliste' })).toHaveFocus()
  })

  it('opens a menu, chooses and leaves it without a pointer', async () => {
    const { screen } = await open()
    const menu = screen.getByRole('button', { name: 'Olivenhain Darmstadt: vorziehen oder entfernen' })
    await expect.element(menu).toBeVisible()
    ;(menu.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('menuitem', { name: 'Vorziehen und aufrufen' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await vi.waitFor(() =>
      expect(fakeLive.inputsOf('live.lowerHand').length + fakeLive.inputsOf('live.call').length).toBe(1),
    )
    await expect.element(menu).toHaveFocus()
  })
})
