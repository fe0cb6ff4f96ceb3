import type { Room, Thread } from '@augenhoehe/contracts'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadLater, startI18n } from '../../platform/i18n.ts'
import { outboxOf } from '../../platform/offline/index.ts'
import { store } from '../../platform/offline/store.ts'
import { createQueries } from '../../platform/queries.ts'
import { followRooms } from '../../platform/room-news.ts'
import { ThreadSessionsContext, type ThreadSession } from '../../platform/thread-sessions.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { RoomPage } from './RoomPage.tsx'
import { StartThreadPage } from './StartThreadPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeAll(async () => {
  await startI18n('de')
  await loadLater()
})
afterEach(() => vi.restoreAllMocks())

const hex = (n: number) => n.toString(16).padStart(24, '0')
const question = (id: string, order: number, text: string) => ({
  id,
  order,
  text: { de: text },
  short: { de: text },
  retired: false,
})
const room: Room = {
  id: hex(1),
  slug: 'professionalisierung',
  title: { de: 'Professionalisierung der Vereinsarbeit' },
  shortTitle: { de: 'Professionalisierung' },
  description: { de: 'Was Vereine stärker macht.' },
  visibility: 'public',
  questions: [
    question('q2', 2, 'Was würden Sie anders machen?'),
    question('q1', 1, 'Was bedeutet das für Sie?'),
  ],
  whoMayStartThread: 'all',
  unreadThreads: 0,
  archived: false,
  threadCount: 2,
  mayStartThread: true,
  mayModerate: false,
  measures: [],
  suspendedUntil: null,
  suspensionStatementId: null,
}
const thread = (n: number, title: string, questionId: string | null): Thread => ({
  id: hex(n),
  roomId: room.id,
  title,
  questionId,
  moderated: false,
  locked: false,
  finished: false,
  readSeq: null,
  unreadCount: 0,
  mayFinish: false,
  startedBy: { name: 'Oleh', organisation: 'Drei Flüsse Hanau' },
  createdAt: '2026-05-01T08:00:00.000Z',
  contributionCount: 5,
  lastContributionAt: `2026-05-0${n}T08:00:00.000Z`,
  lastOrganisation: 'Wabe Offenbach',
  mayContribute: true,
  mayModerate: false,
})
const threads = [
  thread(2, 'Wer macht was?', 'q1'),
  thread(3, 'Professionell heißt nicht: bezahlt', 'q1'),
  thread(4, 'Ein freies Gespräch', null),
]
const at = { at: '/raeume/professionalisierung', path: '/raeume/:room' }
const answers = {
  'accounts.me': () => samira(),
  'rooms.get': () => room,
  'threads.list': () => ({ threads }),
}

describe('a room', () => {
  it('shows its questions in their order, with threads under them, and invites where there is none', async () => {
    fakeServer(answers)
    const screen = await renderPage(<RoomPage />, at)
    await expect.element(screen.getByRole('link', { name: 'Wer macht was?' })).toBeVisible()
    const headings = screen.getByRole('heading', { level: 2 }).elements()
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Was bedeutet das für Sie?',
      'Was würden Sie anders machen?',
      'Ohne Leitfrage',
    ])
    const invited = screen.getByRole('region', { name: 'Was würden Sie anders machen?' })
    await expect
      .element(invited.getByRole('link', { name: 'Machen Sie den Anfang' }))
      .toHaveAttribute('href', '/raeume/professionalisierung/neu?frage=q2')
  })

  it('marks what came since the last visit', async () => {
    fakeServer({
      ...answers,
      'threads.list': () => ({
        threads: threads.map((one) => (one.id === hex(2) ? { ...one, readSeq: 3, unreadCount: 2 } : one)),
      }),
    })
    const again = await renderPage(<RoomPage />, at)
    await expect.element(again.getByText('2 neu').first()).toBeVisible()
    await expect.element(again.getByText(/2 Gespräche · eines mit neuen Beiträgen/)).toBeVisible()
  })

  it('says on a row that a session is on, or when it will be', async () => {
    fakeServer({
      ...answers,
      'threads.list': () => ({
        threads: threads.map((one) => (one.id === hex(2) ? { ...one, readSeq: 3, unreadCount: 2 } : one)),
      }),
    })
    const startsAt = new Date(2031, 4, 3, 19).toISOString()
    const sessions = new Map<string, ThreadSession>([
      [hex(2), { state: 'live', startsAt, pulse: null }],
      [hex(3), { state: 'planned', startsAt, pulse: null }],
    ])
    const screen = await renderPage(
      <ThreadSessionsContext value={sessions}>
        <RoomPage />
      </ThreadSessionsContext>,
      at,
    )
    await expect.element(screen.getByText('Live', { exact: true })).toBeVisible()
    // What is new is still said.
    await expect.element(screen.getByText(/5 Beiträge · 2 neu/)).toBeVisible()
    await expect.element(screen.getByText(/Live 3.\sMai 2031, 19:00 Uhr/)).toBeVisible()
  })

  it.each([
    [{ organisations: 14, speaker: 'Wabe Offenbach' }, '14 Vereine · es spricht Wabe Offenbach'],
    [{ organisations: 1, speaker: null }, '1 Verein'],
  ])('says who takes part and who speaks: %o', async (pulse, said) => {
    fakeServer(answers)
    const startsAt = new Date(2031, 4, 3, 19).toISOString()
    const screen = await renderPage(
      <ThreadSessionsContext value={new Map([[hex(2), { state: 'live', startsAt, pulse }]])}>
        <RoomPage />
      </ThreadSessionsContext>,
      at,
    )
    await expect.element(screen.getByText('Live', { exact: true })).toBeVisible()
    await expect.element(screen.getByText(said, { exact: true })).toBeVisible()
  })

  it('puts finished conversations together in one line', async () => {
    fakeServer({
      ...answers,
      'threads.list': () => ({
        threads: threads.map((one) => (one.id === hex(2) ? { ...one, finished: true } : one)),
      }),
    })
    const screen = await renderPage(<RoomPage />, at)
    await expect.element(screen.getByText('Abgeschlossenes Gespräch (1)')).toBeVisible()
    await expect.element(screen.getByRole('link', { name: 'Wer macht was?' })).not.toBeInTheDocument()
    await screen.getByText('Abgeschlossenes Gespräch (1)').click()
    await expect.element(screen.getByRole('link', { name: 'Wer macht was?' })).toBeVisible()
  })

  it('lists the newest first where one wishes', async () => {
    fakeServer(answers)
    const screen = await renderPage(<RoomPage />, { ...at, at: `${at.at}?ansicht=neueste` })
    await expect.element(screen.getByRole('link', { name: 'Ein freies Gespräch' })).toBeVisible()
    const titles = screen.getByRole('heading', { level: 3 }).elements()
    expect(titles.map(({ textContent }) => textContent)).toEqual([
      'Ein freies Gespräch',
      'Professionell heißt nicht: bezahlt',
      'Wer macht was?',
    ])
  })

  it('says so when it cannot be loaded, and tries again', async () => {
    let broken = true
    fakeServer({ ...answers, 'threads.list': () => (broken ? refusal('internal', 400) : { threads }) })
    const screen = await renderPage(<RoomPage />, at)
    await expect.element(screen.getByRole('heading', { name: 'Das ließ sich nicht laden' })).toBeVisible()
    broken = false
    await screen.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Wer macht was?' })).toBeVisible()
  })
})

describe('beginning a thread', () => {
  const place = { at: '/raeume/professionalisierung/neu?frage=q2', path: '/raeume/:room/neu' }

  it('names what is missing, then sends title, question and words once and goes there', async () => {
    const asked = fakeServer({
      ...answers,
      'threads.start': ({ title, clientId }) => ({
        thread: thread(7, title, 'q2'),
        contribution: { clientId } as never,
      }),
    })
    const screen = await renderPage(<StartThreadPage />, place)
    await screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }).fill('Wir suchen Rat.')
    await screen.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await expect.element(screen.getByText('Bitte geben Sie dem Gespräch einen Titel.')).toBeVisible()
    await screen.getByRole('textbox', { name: 'Worum geht es?' }).fill('Vorstand gesucht')
    await screen.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await expect.element(screen.getByText(`elsewhere: /raeume/professionalisierung/${hex(7)}`)).toBeVisible()
    const started = asked.filter(({ name }) => name === 'threads.start')
    expect(started).toHaveLength(1)
    expect(started[0]?.input).toMatchObject({
      roomId: room.id,
      title: 'Vorstand gesucht',
      questionId: 'q2',
      text: 'Wir suchen Rat.',
      actingOrganisationId: 'a'.repeat(24),
    })
  })

  it('keeps the words when it is refused', async () => {
    const asked = fakeServer({ ...answers, 'threads.start': () => refusal('room.read-only', 403) })
    const screen = await renderPage(<StartThreadPage />, place)
    await screen.getByRole('textbox', { name: 'Worum geht es?' }).fill('Vorstand gesucht')
    await screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }).fill('Wir suchen Rat.')
    await screen.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await expect
      .element(screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }))
      .toHaveValue('Wir suchen Rat.')
    await expect
      .element(screen.getByRole('textbox', { name: 'Worum geht es?' }))
      .toHaveValue('Vorstand gesucht')
    expect(asked.filter(({ name }) => name === 'threads.start')).toHaveLength(1)
    expect(await (await store()).count('waiting')).toBe(0)
  })

  it('waits on the page of what was not sent, and goes once, under the same id', async () => {
    let down = true
    const asked = fakeServer({
      ...answers,
      'threads.start': ({ title, clientId }) =>
        down
          ? refusal('unavailable', 503)
          : { thread: thread(7, title, 'q2'), contribution: { clientId } as never },
    })
    const screen = await renderPage(<StartThreadPage />, place)
    await screen.getByRole('textbox', { name: 'Worum geht es?' }).fill('Vorstand gesucht')
    await screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }).fill('Wir suchen Rat.')
    await screen.getByRole('button', { name: 'Gespräch beginnen' }).click()
    await expect.element(screen.getByText('elsewhere: /ungesendet')).toBeVisible()
    expect(await (await store()).count('drafts')).toBe(0)
    down = false
    const stop = outboxOf(samira().user!.id).start()
    await vi.waitFor(async () => expect(await (await store()).count('waiting')).toBe(0), { timeout: 10_000 })
    const ids = asked.filter(({ name }) => name === 'threads.start').map(({ input }) => input['clientId'])
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(1)
    stop()
  })

  it('gives way to a measure at once, and comes back with the words when it is lifted', async () => {
    const queries = createQueries()
    const stop = followRooms(queries)
    const measure = { seconds: null, since: '2026-05-01T08:00:00.000Z', until: null, rule: 'insult' } as const
    let measures: Room['measures'] = []
    fakeServer({ ...answers, 'rooms.get': () => ({ ...room, measures }) })
    const screen = await renderPage(<StartThreadPage />, { ...place, queries })
    await screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }).fill('Wir suchen Rat.')
    measures = [{ ...measure, measure: 'read-only', reason: 'Bitte abkühlen.' }]
    fakeLive.push('room.changed', { roomId: room.id })
    await expect.element(screen.getByText('In diesem Raum können zurzeit alle nur lesen.')).toBeVisible()
    expect(screen.getByRole('textbox').query()).toBeNull()
    // Samira belongs to an association: this one is not for her.
    measures = [{ ...measure, measure: 'members-only', reason: 'Bitte abkühlen.' }]
    fakeLive.push('room.changed', { roomId: room.id })
    await expect
      .element(screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }))
      .toHaveValue('Wir suchen Rat.')
    stop()
  })

  it('comes back by itself when a measure ends by the clock', async () => {
    const until = new Date(Date.now() + 1500).toISOString()
    const reason = 'Bitte abkühlen.'
    const since = '2026-05-01T08:00:00.000Z'
    fakeServer({
      ...answers,
      'rooms.get': () => ({
        ...room,
        measures:
          Date.parse(until) < Date.now()
            ? []
            : [{ measure: 'read-only', seconds: null, since, until, rule: 'insult', reason }],
      }),
    })
    const screen = await renderPage(<StartThreadPage />, place)
    await expect.element(screen.getByText('In diesem Raum können zurzeit alle nur lesen.')).toBeVisible()
    await expect
      .element(screen.getByRole('textbox', { name: 'Ihr erster Beitrag' }), { timeout: 10_000 })
      .toBeVisible()
  })
})
