import type { SessionSnapshot } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeLive } from '../../testing/fake-live.ts'
import { listed } from '../../testing/organisations.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { DeskPage } from './DeskPage.tsx'
import { LivePage } from './LivePage.tsx'
import {
  at,
  brief,
  hand,
  party,
  question,
  room,
  sampleId,
  snapshot,
  stage,
  statement,
  turn,
} from './samples.ts'

/** Everything one can do in a session, without a pointer; and nothing others do takes the focus away. */

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(async () => {
  fakeLive.reset()
  await page.viewport(900, 900)
})
afterEach(() => vi.restoreAllMocks())

const myId = samira().user?.id ?? ''
const mine = hand(7, party('Brunnenstube Gießen', 'Samira Haddad', { userId: myId }))
const withoutMe = snapshot().queue.filter(({ party: { userId } }) => userId !== myId)
const pendingOne = question(3, 'Gibt es die Anleitung auch auf Arabisch?', { state: 'pending' })
let rev = 10

async function open(path: 'live' | 'pult', part: ReactNode, session: Partial<SessionSnapshot>) {
  rev = 10
  const shown = snapshot({ mayRun: path === 'pult', code: 'K7M4QX', ...session })
  fakeLive.answers['live.follow'] = () => shown
  fakeLive.answers['live.time'] = () => ({ now: shown.now })
  fakeServer({
    'accounts.me': () => samira(),
    'rooms.get': () => ({ ...room, mayModerate: true }),
    'live.sessions': () => ({ sessions: [brief({ state: shown.stage.state })] }),
    'live.get': () => shown,
    'organisations.list': () => listed([]),
  })
  const screen = await renderPage(part, {
    at: `/raeume/${room.slug}/${sampleId(3)}/${path}`,
    path: `/raeume/:room/:thread/${path}`,
  })
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
  return screen
}
const openLive = (session: Partial<SessionSnapshot> = {}) => open('live', <LivePage />, session)
const openDesk = (session: Partial<SessionSnapshot> = {}) =>
  open('pult', <DeskPage />, { questions: [...snapshot().questions, pendingOne], ...session })

const change = (
  part: Omit<Parameters<typeof fakeLive.push<'live.changed'>>[1], 'sessionId' | 'now' | 'rev' | 'afterRev'>,
) => {
  fakeLive.push('live.changed', {
    sessionId: sampleId(1),
    now: at(97_000),
    afterRev: rev,
    rev: ++rev,
    ...part,
  })
}

const nameOf = (element: Element | null) =>
  (element?.getAttribute('aria-label') ?? element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

const mostStops = 70

/** Goes there by the tabulator alone, from wherever one is. */
async function goTo(name: string | RegExp): Promise<HTMLElement> {
  const seen: string[] = []
  for (let stops = 0; stops < mostStops; stops++) {
    const focused = document.activeElement
    const here = nameOf(focused)
    const isThere = typeof name === 'string' ? here === name : name.test(here)
    if (isThere && focused instanceof HTMLElement && focused.tabIndex >= 0) return focused
    seen.push(here.slice(0, 40))
    await userEvent.tab()
  }
  throw new Error(`${String(name)} is not among the stops:\n${seen.join('\n')}`)
}
const press = async (name: string | RegExp, key = '{Enter}') => {
  await goTo(name)
  await userEvent.keyboard(key)
}
/** Opens a menu and chooses in it. */
const choose = async (menu: string | RegExp, item: string | RegExp) => {
  await press(menu)
  const wanted = page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemradio', { name: item }))
  await expect.element(wanted).toBeInTheDocument()
  for (let steps = 0; document.activeElement !== wanted.element(); steps++) {
    if (steps > 20) throw new Error(`${String(item)} is not in the menu`)
    await userEvent.keyboard('{ArrowDown}')
  }
  await userEvent.keyboard('{Enter}')
}
const asked = (name: Parameters<typeof fakeLive.inputsOf>[0]) =>
  vi.waitFor(() => {
    const last = fakeLive.inputsOf(name).at(-1)
    expect(last, name).toBeDefined()
    return last!
  })
const focusIsSomewhere = () => vi.waitFor(() => expect(document.activeElement).not.toBe(document.body))

describe('a session by keyboard', () => {
  it('lets one raise a hand and take it back with the same button', async () => {
    fakeLive.answers['live.raiseHand'] = () => ({ n: 7, place: 4 })
    const screen = await openLive({ queue: withoutMe })
    const button = await goTo('Wortmeldung')
    await userEvent.keyboard('{Enter}')
    await asked('live.raiseHand')
    change({ queue: { order: [5, 6, 7, 8], changed: [mine] } })
    const back = screen.getByRole('button', { name: 'Zurückziehen' })
    await expect.element(back).toHaveFocus()
    expect(back.element()).toBe(button)
    await userEvent.keyboard('{Enter}')
    expect(await asked('live.lowerHand')).toMatchObject({ hand: 7 })
    change({ queue: { order: [5, 6, 8], changed: [] } })
    await expect.element(screen.getByRole('button', { name: 'Wortmeldung' })).toHaveFocus()
  })

  it('lets one write, ask, support and vote', async () => {
    fakeLive.answers['live.raiseHand'] = () => ({ n: 9, place: 4 })
    fakeLive.answers['live.ask'] = () => question(9, 'Wer hilft?')
    const screen = await openLive({ queue: withoutMe })
    const write = await goTo('Schriftlich beitragen')
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('textbox', { name: 'Ihr Redebeitrag' })).toHaveFocus()
    await userEvent.keyboard('Wir teilen uns einen Raum.')
    await press('Auf die Redeliste setzen')
    expect(await asked('live.raiseHand')).toMatchObject({ text: 'Wir teilen uns einen Raum.' })
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    expect(document.activeElement).toBe(write)
    await press('Frage stellen')
    await expect.element(screen.getByRole('textbox', { name: 'Ihre Frage' })).toHaveFocus()
    await userEvent.keyboard('Wer hilft?')
    await press('Frage senden')
    expect(await asked('live.ask')).toMatchObject({ text: 'Wer hilft?' })
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    await press(/auch ich: Kann die Stadt/, ' ')
    expect(await asked('live.support')).toMatchObject({ on: true })
    await press('Stimmt')
    expect(await asked('live.vote')).toMatchObject({ value: 'agree' })
  })

  it('does not end one’s turn because one was about to take the hand back', async () => {
    const screen = await openLive()
    await goTo('Zurückziehen')
    change({
      stage: { ...stage, turn: turn({ number: 5, hand: mine, state: 'called', runningSince: null }) },
      queue: { order: [5, 6, 8], changed: [] },
    })
    await expect.element(screen.getByRole('button', { name: 'Ich bin fertig' })).not.toHaveFocus()
    await focusIsSomewhere()
    await userEvent.keyboard('{Enter}')
    expect(fakeLive.inputsOf('live.turn')).toEqual([])
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'Ich bin fertig' })).toHaveFocus()
  })

  it('keeps the focus where it is while others change order, wall and votes', async () => {
    const screen = await openLive()
    const button = await goTo(/auch ich: Kann die Stadt/)
    change({ queue: { order: [8, 7, 6, 5], changed: [] } })
    change({ questions: [question(2, 'Kann die Stadt Räume auch sonntags öffnen?', { supporters: 40 })] })
    await expect.element(screen.getByRole('button', { name: /^40 auch ich/ })).toHaveFocus()
    expect(document.activeElement).toBe(button)
  })

  it('leaves one in the part one was in when others take away what had the focus', async () => {
    const screen = await openLive()
    await goTo(/auch ich: Kann die Stadt/)
    change({ questions: [question(2, '', { state: 'merged', mergedInto: sampleId(101) })] })
    await expect.element(screen.getByRole('region', { name: 'Fragenwand' })).toHaveFocus()
    await goTo('Stimmt nicht')
    change({
      statements: [statement(1, 'Zwei Vereine können sich eine Buchhaltung teilen.', { open: false })],
    })
    await expect.element(screen.getByRole('region', { name: 'Stimmungsbild' })).toHaveFocus()
  })

  it('says what happens in a log, in one go, and the same again when it is so again', async () => {
    const screen = await openLive()
    const log = screen.getByRole('log', { name: 'Was gerade geschieht' })
    await expect.element(log).toHaveAttribute('aria-live', 'polite')
    const speaks = (number: number, n: number, name: string) =>
      change({ stage: { ...stage, turn: turn({ number, hand: hand(n, party(name)) }) } })
    for (let number = 5; number < 15; number++) speaks(number, number, `Verein ${number}`)
    await expect.element(log).toHaveTextContent(/^Jetzt: Verein 14\.$/)
    speaks(15, 15, 'Wabe Offenbach')
    await expect.element(log).toHaveTextContent(/Jetzt: Wabe Offenbach\.$/)
    speaks(16, 16, 'Wabe Offenbach')
    await expect.element(log).toHaveTextContent(/Wabe Offenbach\..*Wabe Offenbach\.$/)
    change({ statements: [statement(2, 'Räume fehlen überall.')] })
    await expect.element(log).toHaveTextContent(/Neue Aussage: Räume fehlen überall\.$/)
  })
})

describe('the desk by keyboard alone', () => {
  it('leads the turns: call, start, pause, lengthen, skip, end', async () => {
    const screen = await openDesk()
    await press('Anhalten')
    await press('+ 30 s')
    await press('Beenden')
    change({ stage: { ...stage, turn: null } })
    await expect.element(screen.getByRole('region', { name: 'Redezeit' })).not.toBeInTheDocument()
    await focusIsSomewhere()
    await press('Olivenhain Darmstadt aufrufen')
    expect(await asked('live.call')).toMatchObject({ afterTurn: 0 })
    const called = turn({ number: 5, hand: snapshot().queue[0]!, state: 'called', runningSince: null })
    change({ stage: { ...stage, turn: called }, queue: { order: [6, 7, 8], changed: [] } })
    await focusIsSomewhere()
    await press('Starten')
    await press('Überspringen')
    expect(fakeLive.inputsOf('live.turn').map(({ act }) => act)).toEqual([
      'pause',
      'extend',
      'end',
      'start',
      'skip',
    ])
  })

  it('leads the list: out of turn, off the list, somebody in the room, closed, another rule', async () => {
    fakeLive.answers['live.enterHand'] = () => ({ n: 9, place: 5 })
    await openDesk()
    const row = 'Drei Flüsse Hanau: vorziehen oder entfernen'
    await choose(row, 'Vorziehen und aufrufen')
    expect(await asked('live.call')).toMatchObject({ hand: 8 })
    await choose(row, 'Von der Liste nehmen')
    expect(await asked('live.lowerHand')).toMatchObject({ hand: 8 })
    const list = '4 · Liste ändern'
    await choose(list, 'Jemand im Raum meldet sich')
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
    await userEvent.keyboard('Herr Yılmaz{Enter}')
    expect(await asked('live.enterHand')).toMatchObject({ name: 'Herr Yılmaz' })
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(nameOf(document.activeElement)).toBe(list)
    await choose(list, /schließen/)
    expect(await asked('live.setQueue')).toMatchObject({ closed: true })
    await choose(list, 'Reihenfolge der Wortmeldungen')
    expect(await asked('live.setQueue')).toMatchObject({ rule: 'first-come' })
  })

  it('decides about questions: publish, merge, decline, each leaving one where one was', async () => {
    fakeLive.answers['live.judgeQuestion'] = ({ to, rev: read }) => ({
      ...pendingOne,
      state: to,
      rev: read + 1,
    })
    const screen = await openDesk()
    await press('Zusammenlegen')
    await expect.element(screen.getByRole('dialog')).toBeVisible()
    await press(/Räume auch sonntags/)
    expect(await asked('live.mergeQuestions')).toMatchObject({ into: sampleId(102) })
    await focusIsSomewhere()
    await choose(`Mehr zu: ${pendingOne.text}`, /^Ablehnen: Diese Frage steht schon/)
    expect(await asked('live.judgeQuestion')).toMatchObject({ to: 'rejected' })
    await expect.element(screen.getByRole('heading', { name: 'Fragen zur Freigabe' })).not.toBeInTheDocument()
    await focusIsSomewhere()
  })

  it('keeps all buttons of what waits in its column, however narrow that is', async () => {
    await openDesk()
    const publish = page.getByRole('button', { name: 'Freigeben' })
    await expect.element(publish).toBeVisible()
    const card = publish.element().closest('article')!
    card.style.inlineSize = '240px'
    expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth)
  })

  it('leads the session: more time, next question, statement, phase', async () => {
    fakeLive.answers['live.state'] = () => statement(2, 'Räume fehlen überall.')
    const screen = await openDesk({ stage: { ...stage, item: 2 } })
    await press('+ 5 Minuten')
    await press('Nächste Frage')
    expect(fakeLive.inputsOf('live.goTo')).toHaveLength(2)
    await press('Aussage stellen')
    await expect.element(screen.getByRole('textbox', { name: 'Aussage' })).toHaveFocus()
    await userEvent.keyboard('Räume fehlen überall.')
    await press('Aussage zeigen')
    expect(await asked('live.state')).toMatchObject({ text: 'Räume fehlen überall.' })
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    await press(/^Abstimmung beenden: Zwei Vereine/)
    expect(await asked('live.closeStatement')).toMatchObject({ open: false })
    const phase = await goTo('Festhalten')
    await userEvent.keyboard('{Enter}')
    expect(await asked('live.move')).toMatchObject({ to: 'wrapping-up' })
    change({ stage: { ...stage, state: 'wrapping-up', turn: null } })
    await expect.element(screen.getByRole('button', { name: 'Ohne Ergebnis beenden' })).toBeVisible()
    expect(document.activeElement).toBe(phase)
  })

  it('loses nobody when the place whose menu is open goes away', async () => {
    const screen = await openDesk()
    await press('Drei Flüsse Hanau: vorziehen oder entfernen')
    await expect.element(screen.getByRole('menu')).toBeVisible()
    change({ queue: { order: [5, 6, 7], changed: [] } })
    await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
    await expect.element(screen.getByRole('region', { name: 'Redeliste' })).toHaveFocus()
  })

  it('loses nobody when what opened a dialog has gone meanwhile', async () => {
    const screen = await openDesk()
    await press('Zusammenlegen')
    await expect.element(screen.getByRole('dialog')).toBeVisible()
    change({ questions: [{ ...pendingOne, state: 'rejected', rev: 2 }] })
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    await focusIsSomewhere()
  })

  it('names at the field what is missing of what was said', async () => {
    const screen = await openDesk({ stage: { ...stage, turn: null } })
    await choose('Mehr zur Sitzung', 'Gesagtes festhalten')
    await expect.element(screen.getByRole('textbox', { name: 'Was wurde gesagt?' })).toHaveFocus()
    await press('Ins Gespräch schreiben')
    const text = screen.getByRole('textbox', { name: 'Was wurde gesagt?' })
    const who = screen.getByRole('textbox', { name: 'Wer hat es gesagt?' })
    await expect.element(text).toHaveAccessibleDescription('Bitte schreiben Sie, was gesagt wurde.')
    await expect.element(who).toHaveAccessibleDescription(/Bitte nennen Sie, wer es gesagt hat/)
    await text.fill('Räume fehlen.')
    await expect.element(text).not.toHaveAttribute('aria-invalid', 'true')
    await expect.element(who).toHaveAttribute('aria-invalid', 'true')
    expect(fakeLive.inputsOf('threads.contribute')).toEqual([])
  })
})
