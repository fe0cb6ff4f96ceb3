import type { RoomFrame } from '@augenhoehe/contracts'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadLater, startI18n } from '../../../platform/i18n.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { FramePage } from './FramePage.tsx'
import { FramesPage } from './FramesPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)

beforeAll(async () => {
  await startI18n('de')
  await loadLater()
})
afterEach(() => vi.restoreAllMocks())

const hex = (n: number) => n.toString(16).padStart(24, '0')
const question = (id: string, order: number, text: string, retired = false) => ({
  id,
  order,
  text: { de: text },
  short: { de: text },
  retired,
})
const frame: RoomFrame = {
  id: hex(1),
  slug: 'foerderung',
  title: { de: 'Förderung finden' },
  shortTitle: { de: 'Förderung' },
  description: { de: 'Wer fördert was?' },
  visibility: 'public',
  whoMayStartThread: 'all',
  questions: [
    question('q-a', 1, 'Was hilft Ihnen?'),
    question('q-b', 2, 'Was fehlt Ihnen?'),
    question('q-c', 3, 'Was war früher?', true),
  ],
  archived: false,
  rev: 4,
  mayEnter: true,
}
const me = samira([])
const staff = () => ({ ...me, user: { ...me.user!, role: 'staff' as const } })
const at = { at: `/verwaltung/raeume/${frame.id}`, path: '/verwaltung/raeume/:room' }
const answers = {
  'accounts.me': staff,
  'rooms.listFrames': () => ({
    rooms: [frame, { ...frame, id: hex(2), title: { de: 'Altes' }, archived: true }],
  }),
  'rooms.listModerators': () => ({
    moderators: [{ userId: hex(9), name: 'Amira Yıldız', languages: ['ar', 'uk'] }],
  }),
  'rooms.listInvited': () => ({ invited: [] }),
}
const inputsOf = (asked: ReturnType<typeof fakeServer>, wanted: string) =>
  asked.filter(({ name }) => name === wanted).map(({ input }) => input)

describe('the list of rooms', () => {
  it('has the archive at its end', async () => {
    fakeServer(answers)
    const screen = await renderPage(<FramesPage />, { at: '/verwaltung/raeume' })
    const archive = screen.getByRole('region', { name: 'Archiv' })
    await expect.element(archive.getByRole('link', { name: 'Altes' })).toBeVisible()
    await expect
      .element(screen.getByRole('region', { name: 'In Gebrauch' }).getByRole('link'))
      .toHaveAttribute('href', at.at)
  })

  it('is not there for members', async () => {
    fakeServer({ ...answers, 'accounts.me': () => me })
    const screen = await renderPage(<FramesPage />, { at: '/verwaltung/raeume' })
    await expect.element(screen.getByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeVisible()
  })
})

describe('a room', () => {
  it('asks before it is taken away from readers', async () => {
    const asked = fakeServer({
      ...answers,
      'rooms.change': () => ({ ...frame, visibility: 'closed' as const, rev: 5 }),
    })
    const screen = await renderPage(<FramePage />, at)
    await screen.getByRole('radio', { name: /^geschlossener Kreis/ }).click()
    await screen.getByRole('button', { name: 'Name und Regeln speichern' }).click()
    await expect.element(screen.getByRole('dialog', { name: 'Diesen Raum schließen?' })).toBeVisible()
    expect(inputsOf(asked, 'rooms.change')).toEqual([])
    await screen.getByRole('button', { name: 'Zugang einschränken' }).click()
    await expect.element(screen.getByRole('region', { name: 'Wer eingeladen ist' })).toBeVisible()
    expect(inputsOf(asked, 'rooms.change')).toMatchObject([{ rev: 4, visibility: 'closed' }])
  })

  it('keeps what is typed when somebody else was faster', async () => {
    fakeServer({ ...answers, 'rooms.change': () => refusal('conflict', 409) })
    const screen = await renderPage(<FramePage />, at)
    const title = screen.getByRole('textbox', { name: 'Titel', exact: true }).first()
    await title.fill('Mittel finden')
    await screen.getByRole('button', { name: 'Name und Regeln speichern' }).click()
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('Jemand anderes hat das inzwischen geändert')
    await expect.element(title).toHaveValue('Mittel finden')
    await screen.getByRole('button', { name: 'Neuen Stand laden, Eingaben verwerfen' }).click()
    await expect
      .element(screen.getByRole('textbox', { name: 'Titel', exact: true }).first())
      .toHaveValue('Förderung finden')
  })

  it('moves, retires and brings back questions by buttons, and sends them in their order', async () => {
    const asked = fakeServer({ ...answers, 'rooms.setQuestions': () => ({ ...frame, rev: 5 }) })
    const screen = await renderPage(<FramePage />, at)
    await screen.getByRole('button', { name: 'Frage 2 nach oben' }).click()
    await expect.element(screen.getByText('Frage 2 ist jetzt Frage 1.')).toBeInTheDocument()
    await screen.getByRole('button', { name: 'Frage 2 nicht mehr stellen' }).click()
    await screen.getByRole('button', { name: '„Was war früher?“ wieder stellen' }).click()
    await screen.getByRole('button', { name: 'Fragen speichern' }).click()
    await vi.waitFor(() => {
      const [sent] = inputsOf(asked, 'rooms.setQuestions') as { questions: { id: string }[] }[]
      expect(sent?.questions.map(({ id }) => id)).toEqual(['q-b', 'q-c'])
    })
  })

  it('names moderators with their languages, and says why an address does not help', async () => {
    fakeServer({
      ...answers,
      'rooms.appointModerator': () => refusal('not-found', 404, { email: ['nobody has this address'] }),
    })
    const screen = await renderPage(<FramePage />, at)
    const region = screen.getByRole('region', { name: 'Wer hier moderiert' })
    await expect.element(region.getByText('Arabisch und Ukrainisch')).toBeVisible()
    await region.getByRole('textbox', { name: 'E-Mail-Adresse der Person' }).fill('niemand@example.org')
    await region.getByRole('button', { name: 'Moderieren lassen', exact: true }).click()
    await expect.element(region.getByText(/^Mit dieser Adresse gibt es kein Konto/).first()).toBeVisible()
  })
})
