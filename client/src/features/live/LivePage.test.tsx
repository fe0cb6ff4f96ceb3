import type { AllOperations, Me, Reply, SessionSnapshot } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, unreachable } from '../../platform/problem-error.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { nobody } from '../../platform/session.tsx'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { LivePage } from './LivePage.tsx'
import { at, brief, hand, party, question, room, sampleId, snapshot, stage, turn } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const me = samira()
const myId = me.user?.id ?? ''

interface Scene {
  session?: Partial<SessionSnapshot>
  who?: Me
  /** The server's time, as it was when the sample turn had 84 seconds left. */
  now?: string
  groups?: Reply<AllOperations['live.groups']>
}

async function open({ session = {}, who = me, now = at(96_000), groups }: Scene = {}) {
  const shown = snapshot({ now, ...session })
  fakeLive.answers['live.follow'] = () => shown
  fakeLive.answers['live.time'] = () => ({ now })
  fakeServer({
    'accounts.me': () => who,
    'rooms.get': () => room,
    ...(groups && { 'live.groups': () => groups }),
    'live.sessions': () => ({ sessions: [brief({ state: shown.stage.state })] }),
  })
  const screen = await renderPage(<LivePage />, {
    at: `/raeume/${room.slug}/${sampleId(3)}/live`,
    path: '/raeume/:room/:thread/live',
  })
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
  return screen
}

const change = (part: Omit<Parameters<typeof fakeLive.push<'live.changed'>>[1], 'sessionId' | 'now'>) =>
  fakeLive.push('live.changed', { sessionId: sampleId(1), now: at(97_000), ...part })

const withoutMe = snapshot().queue.filter(({ party }) => party.userId !== myId)

describe('a session that runs', () => {
  it('says what is talked about, who speaks for whom and how long still, by the server’s clock', async () => {
    const screen = await open()
    await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Was brauchen Sie')
    await expect.element(screen.getByText('Frage 3 von 3')).toBeVisible()
    await expect.element(screen.getByText('Marek Nowak spricht')).toBeVisible()
    // The browser's own clock stands elsewhere altogether.
    await expect.element(screen.getByRole('timer')).toHaveTextContent(/^1:2\d$/)
  })

  it.each([-1, 1])('says the same on a device whose clock is wrong by %i h', async (hours) => {
    const { now } = Date
    vi.spyOn(Date, 'now').mockImplementation(() => now() + hours * 3_600_000)
    const screen = await open()
    await expect.element(screen.getByRole('timer')).toHaveTextContent(/^1:2\d$/)
    // Without any answer of the server but what it pushes.
    fakeLive.answers['live.time'] = () => new Promise(() => undefined)
    change({ afterRev: 10, rev: 11, stage: { ...stage, turn: turn({ allowedMs: 90_000 }) } })
    await expect.element(screen.getByRole('timer')).toHaveTextContent(/^\+0:\d\d$/)
  })

  it('says in bold and in words that half a minute is left, and counts up once it is over', async () => {
    const screen = await open({ now: at(152_000) })
    await expect.element(screen.getByText('Noch 30 Sekunden')).toBeVisible()
    await expect.element(screen.getByRole('timer')).toHaveAttribute('data-tone', 'soon')
    change({ afterRev: 10, rev: 11, stage: { ...stage, turn: turn({ allowedMs: 90_000 }) } })
    await expect.element(screen.getByRole('timer')).toHaveTextContent(/^\+1:0\d$/)
    await expect.element(screen.getByText('Die Zeit ist um')).toBeVisible()
  })

  it('tells whoever did not get to speak what they can do now', async () => {
    const screen = await open({ session: { stage: { ...stage, state: 'wrapping-up', turn: null } } })
    const mine = screen.getByRole('region', { name: 'Ihr Platz' })
    await expect.element(mine).toHaveTextContent('Für Ihre Wortmeldung war keine Zeit mehr')
    await expect.element(mine.getByRole('link', { name: 'Zum Gespräch' })).toBeVisible()
  })

  it('names one’s own place and the reason for it', async () => {
    const screen = await open()
    const mine = screen.getByRole('region', { name: 'Ihr Platz' })
    await expect.element(mine).toHaveTextContent('Sie sind als 3. dran')
    await expect.element(mine).toHaveTextContent('weil Ihr Verein heute noch nicht gesprochen hat.')
    await expect.element(mine).toHaveTextContent(/Noch etwa 8 Minuten/)
    const list = screen.getByRole('list', { name: 'Redeliste' })
    await expect.element(list).toHaveTextContent('schriftlich · bisher 40 Sekunden')
  })

  it('says of an office what kind of office it is, in the list, on the wall and while it speaks', async () => {
    const office = party('Stadt Hanau', 'Kai Brandt', {
      organisationSlug: null,
      isInstitution: true,
      institutionKind: 'district',
    })
    const screen = await open({
      session: {
        stage: { ...stage, turn: turn({ hand: hand(4, office) }) },
        queue: [hand(5, office)],
        questions: [question(1, 'Was fehlt Ihnen?', { askers: [office] })],
      },
    })
    await expect.element(screen.getByRole('list', { name: 'Redeliste' })).toHaveTextContent('Kreisverwaltung')
    const named = screen.getByText('Stadt Hanau (Kreisverwaltung)')
    expect(named.elements()).toHaveLength(2)
  })

  it('asks to speak for the association one acts for, and takes it back', async () => {
    const screen = await open({ session: { queue: withoutMe } })
    fakeLive.answers['live.raiseHand'] = () => ({ n: 9, place: 4 })
    await expect.element(screen.getByText('Sie sprechen für Brunnenstube Gießen')).toBeVisible()
    await screen.getByRole('button', { name: 'Wortmeldung' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.raiseHand')).toHaveLength(1))
    expect(fakeLive.inputsOf('live.raiseHand')[0]).toMatchObject({ actingOrganisationId: 'a'.repeat(24) })
    const own = hand(9, party('Brunnenstube Gießen', 'Samira Haddad', { userId: myId }))
    change({ afterRev: 10, rev: 11, queue: { order: [5, 6, 8, 9], changed: [own] } })
    await expect.element(screen.getByText('Sie sind als 4. dran,')).toBeVisible()
    await screen.getByRole('button', { name: 'Zurückziehen' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.lowerHand')[0]?.hand).toBe(9))
  })

  it('sends the same request again when its answer was lost', async () => {
    const screen = await open({ session: { queue: withoutMe } })
    let tries = 0
    fakeLive.answers['live.raiseHand'] = () => {
      if (++tries < 3) throw unreachable()
      return { n: 9, place: 4 }
    }
    await screen.getByRole('button', { name: 'Wortmeldung' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.raiseHand')).toHaveLength(3))
    const names = new Set(fakeLive.inputsOf('live.raiseHand').map(({ clientId }) => clientId))
    expect(names.size).toBe(1)
  })

  it('keeps what was written when it is refused', async () => {
    const screen = await open({ session: { queue: withoutMe } })
    fakeLive.answers['live.raiseHand'] = () => {
      throw new ProblemError({ type: '', title: '', status: 409, code: 'live.queue-closed' })
    }
    await screen.getByRole('button', { name: 'Schriftlich beitragen' }).click()
    const text = screen.getByRole('textbox', { name: 'Ihr Redebeitrag' })
    await text.fill('Wir teilen uns eine Buchhaltung.')
    await screen.getByRole('button', { name: 'Auf die Redeliste setzen' }).click()
    await expect.element(screen.getByText(/Die Redeliste ist geschlossen/)).toBeInTheDocument()
    await expect.element(text).toHaveValue('Wir teilen uns eine Buchhaltung.')
  })

  it('says that it is one’s turn, and lets one end it', async () => {
    const mine = hand(7, party('Brunnenstube Gießen', 'Samira Haddad', { userId: myId }))
    const screen = await open({ session: { stage: { ...stage, turn: turn({ hand: mine }) }, queue: [] } })
    await expect.element(screen.getByText('Sie sind dran', { exact: true })).toBeVisible()
    await screen.getByRole('button', { name: 'Ich bin fertig' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('live.turn')[0]).toMatchObject({ turn: 4, act: 'end' }))
  })

  it('shows a turn in writing while it lasts', async () => {
    const written = hand(
      6,
      party('Werkbank Kassel'),
      {},
      { written: true, text: 'Kurz gesagt: Räume fehlen.' },
    )
    const screen = await open({ session: { stage: { ...stage, turn: turn({ hand: written }) } } })
    await expect
      .element(screen.getByRole('region', { name: 'Schriftlicher Beitrag' }))
      .toHaveTextContent('Räume fehlen')
  })

  it('supports a question at once, and takes it back when that is refused', async () => {
    const screen = await open()
    fakeLive.answers['live.support'] = () => {
      throw new ProblemError({ type: '', title: '', status: 409, code: 'live.ended' })
    }
    const button = screen.getByRole('button', { name: /Räume auch sonntags/ })
    await expect.element(button).toHaveAttribute('aria-pressed', 'false')
    await button.click()
    await expect.element(screen.getByText(/nicht mehr an dieser Stelle/)).toBeInTheDocument()
    await expect.element(button).toHaveAttribute('aria-pressed', 'false')
    delete fakeLive.answers['live.support']
    await button.click()
    await expect.element(button).toHaveAttribute('aria-pressed', 'true')
    await expect.element(button).toHaveTextContent('8 dabei')
  })

  it('shows how others vote once one has voted', async () => {
    const screen = await open()
    await expect.element(screen.getByText(/Sagen Sie zuerst Ihre Meinung/)).toBeVisible()
    await screen.getByRole('button', { name: 'Stimmt', exact: true }).click()
    await expect.element(screen.getByText('fast alle')).toBeVisible()
    await expect.element(screen.getByText(/Stimmt: 9/)).toBeVisible()
    expect(fakeLive.inputsOf('live.vote')[0]).toMatchObject({ value: 'agree' })
  })

  it('shows who votes alike once a vote has ended, or how many are missing for that', async () => {
    const [first] = snapshot().statements
    const statements = [
      { ...first!, id: sampleId(201), text: 'Zwei Vereine teilen sich einen Raum.', open: false },
      { ...first!, id: sampleId(202), n: 2, text: 'Minijobs helfen.', open: false },
    ]
    const groups = [20, 12].map((size, index) => ({
      size,
      statements: [
        { statementId: sampleId(201), agree: index === 0 ? 18 : 1, disagree: index === 0 ? 0 : 9, unsure: 0 },
        { statementId: sampleId(202), agree: index === 0 ? 3 : 11, disagree: 5, unsure: 0 },
      ],
    }))
    const answer = { voters: 12, fewest: 30, groups: [] as typeof groups }
    const few = await open({ session: { statements }, groups: answer })
    await expect.element(few.getByText('Gruppen zeigen wir ab 30 Stimmenden – bisher 12.')).toBeVisible()
    await few.unmount()

    const screen = await open({ session: { statements }, groups: { ...answer, voters: 32, groups } })
    const region = screen.getByRole('region', { name: 'Wer stimmt ähnlich ab?' })
    await expect.element(region.getByRole('heading', { name: 'Gruppe 1: 20 Personen' })).toBeVisible()
    const [one, two] = region.getByRole('listitem').elements()
    expect(one).toHaveTextContent(/Stimmt am meisten zu: .?Zwei Vereine teilen sich einen Raum.*18 von 20/)
    expect(one).toHaveTextContent(/Widerspricht am meisten: .?Minijobs helfen.*5 von 20/)
    expect(two).toHaveTextContent(/Stimmt am meisten zu: .?Minijobs helfen.*11 von 12/)
    await screen.unmount()

    const none = await open({ groups: answer })
    expect(none.getByRole('region', { name: 'Wer stimmt ähnlich ab?' }).query()).toBeNull()
  })

  it('follows anew after a gap and after a lost connection, which it says', async () => {
    const screen = await open()
    fakeLive.answers['live.follow'] = () => snapshot({ rev: 20, queue: [], stage: { ...stage, turn: null } })
    change({ afterRev: 15, rev: 16, queue: { order: [5], changed: [] } })
    await expect.element(screen.getByText('Noch niemand auf der Liste')).toBeVisible()
    fakeLive.drop()
    await expect.element(screen.getByText(/Die Verbindung ist unterbrochen/)).toBeVisible()
    await expect.element(screen.getByText('Keine Verbindung', { exact: false }).first()).toBeVisible()
    fakeLive.answers['live.follow'] = () => snapshot({ rev: 21 })
    fakeLive.comeBack()
    await expect.element(screen.getByText('Olivenhain Darmstadt')).toBeVisible()
    await vi.waitFor(() => expect(screen.getByText(/Verbindung ist unterbrochen/).query()).toBeNull())
  })

  it('announces a new place politely, once, and leaves the focus where it is', async () => {
    const screen = await open()
    const ask = screen.getByRole('button', { name: 'Frage stellen' })
    ;(ask.element() as HTMLElement).focus()
    change({ afterRev: 10, rev: 11, queue: { order: [6, 7, 8], changed: [] } })
    change({ afterRev: 11, rev: 12, queue: { order: [7, 8], changed: [] } })
    await expect.element(screen.getByText('Sie sind jetzt als 1. dran.')).toBeInTheDocument()
    expect(screen.getByText('Sie sind jetzt als 2. dran.').query()).toBeNull()
    expect(document.activeElement).toBe(ask.element())
  })

  it('lets visitors listen and says how to take part', async () => {
    const screen = await open({ who: nobody, session: { mayTakePart: false, code: 'K7M4QX' } })
    await expect
      .element(screen.getByRole('link', { name: 'Als Gast fragen' }))
      .toHaveAttribute('href', '/mitmachen/K7M4QX')
    await expect.element(screen.getByRole('link', { name: 'Anmelden' })).toBeVisible()
    expect(screen.getByRole('button', { name: /auch ich/ }).query()).toBeNull()
  })

  it('has no violation of WCAG 2.2 AA', async () => {
    await open({
      session: { questions: [...snapshot().questions, question(3, 'Meine?', { state: 'pending' })] },
    })
    await document.fonts.ready
    expect(await violations(document)).toEqual([])
  })
})

describe('a session that does not run', () => {
  it('says when, where and about what it will be', async () => {
    const planned = {
      ...stage,
      state: 'planned' as const,
      item: null,
      itemSince: null,
      itemMs: null,
      turn: null,
    }
    const screen = await open({ session: { stage: planned, queue: [], questions: [], statements: [] } })
    await expect.element(screen.getByText('Kulturhaus, Saal 2')).toBeVisible()
    await expect.element(screen.getByText(/1 Stunde 10 Minuten/)).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'In den Kalender' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Wortmeldung' }).query()).toBeNull()
  })

  it.each([
    ['cancelled', 'Die Sitzung fällt aus'],
    ['merged', 'Die Sitzung wurde mit einer anderen zusammengelegt'],
    ['no-result', 'Die Sitzung endete ohne Ergebnis'],
    ['documented', 'Die Sitzung ist dokumentiert'],
  ] as const)('that is %s says so with the reason', async (state, words) => {
    const over = {
      ...stage,
      state,
      turn: null,
      reason: 'Es kamen zu wenige.',
      recordId: sampleId(5),
      mergedInto: null,
    }
    const screen = await open({ session: { stage: over, queue: [] } })
    await expect.element(screen.getByRole('heading', { name: words })).toBeVisible()
    await expect.element(screen.getByText('Es kamen zu wenige.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Wortmeldung' }).query()).toBeNull()
  })
})
