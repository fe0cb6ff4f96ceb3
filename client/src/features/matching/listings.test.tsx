import type { Listing } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { organisationSample } from '../../testing/organisations.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { OwnListings } from './OwnListings.tsx'
import { ReminderPage } from './ReminderPage.tsx'
import { AllListings } from './AllListings.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const dayMs = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()
const room: Listing = {
  id: '3'.repeat(24),
  kind: 'offer',
  organisationId: brunnenstube.organisationId,
  organisation: { name: brunnenstube.name, slug: brunnenstube.slug, verified: true },
  category: 'rooms',
  formerCategory: null,
  title: 'Gruppenraum',
  text: '',
  municipality: '06531005',
  remote: false,
  from: null,
  until: null,
  quantity: { amount: 25, of: 'Plätze' },
  conditions: 'gegen Spende',
  availability: { times: ['mon-evening', 'sat-morning', 'sat-evening'], note: 'nicht in den Ferien' },
  state: 'active',
  createdAt: inDays(-170),
  expiresAt: inDays(100),
  mayEdit: true,
  undoUntil: null,
  hiddenBy: null,
}

async function own(listing: Partial<Listing>, more: Parameters<typeof fakeServer>[0] = {}) {
  let held: Listing = { ...room, ...listing }
  const calls = fakeServer({
    'accounts.me': () => samira(),
    'needs.list': () => ({ listings: [], nextCursor: null }),
    'offers.list': () => ({ listings: [held], nextCursor: null }),
    'organisations.get': () =>
      organisationSample({ id: brunnenstube.organisationId, municipality: '06531005' }),
    'offers.setState': ({ state }) =>
      (held = {
        ...held,
        state,
        undoUntil: state === 'withdrawn' ? inDays(7) : null,
        expiresAt: inDays(180),
      }),
    'offers.undo': () => (held = { ...room, ...listing }),
    'offers.change': (change) => (held = { ...held, ...(change as object), formerCategory: null }),
    ...more,
  })
  const screen = await renderPage(<OwnListings organisationId={brunnenstube.organisationId} />)
  return { calls, screen, named: (name: string) => calls.filter((call) => call.name === name) }
}

describe('an own entry', () => {
  it('says how many, on which terms and when, in words too', async () => {
    const { screen } = await own({})
    const entry = screen.getByRole('article', { name: 'Gruppenraum' })
    await expect.element(entry.getByText('25 Plätze')).toBeVisible()
    await expect.element(entry.getByText('gegen Spende')).toBeVisible()
    await expect
      .element(entry.getByRole('img', { name: 'Montag: abends; Samstag: vormittags und abends' }))
      .toBeVisible()
  })

  it('is withdrawn without a question, and comes back by one tap', async () => {
    const { screen, named } = await own({})
    await screen.getByRole('button', { name: 'Mehr' }).click()
    await screen.getByRole('menuitem', { name: 'Zurückziehen' }).click()
    await expect.element(screen.getByText('zurückgezogen', { exact: true })).toBeVisible()
    await screen.getByRole('article').getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(screen.getByRole('button', { name: 'Mehr' })).toBeVisible()
    expect(named('offers.undo')).toHaveLength(1)
  })

  it('says how long it is still shown, and is renewed by one tap', async () => {
    const { screen, named } = await own({ expiresAt: inDays(11.5) })
    await expect.element(screen.getByText('noch 12 Tage')).toBeVisible()
    const renew = screen.getByRole('button', { name: 'Verlängern' })
    await renew.click()
    await vi.waitFor(() => expect(renew.query()).toBeNull())
    expect(named('offers.setState').map(({ input }) => input)).toMatchObject([{ state: 'active' }])
  })

  it('whose category is gone asks for another one before it is renewed', async () => {
    const { screen, named } = await own({
      state: 'expired',
      category: 'telex',
      formerCategory: { labels: { de: 'Fernschreiber', en: 'Telex' } },
      availability: null,
    })
    await expect
      .element(screen.getByText('Die Kategorie „Fernschreiber“ gibt es nicht mehr.', { exact: false }))
      .toBeVisible()
    await screen.getByRole('button', { name: 'Verlängern' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Worum geht es?' }).fill('Räum')
    await screen.getByRole('option', { name: 'Räume' }).click()
    await dialog.getByRole('checkbox', { name: 'Montag abends' }).click()
    await dialog.getByRole('button', { name: 'Speichern und verlängern' }).click()
    await vi.waitFor(() => expect(named('offers.setState')).toHaveLength(1))
    expect(named('offers.change')[0]?.input).toMatchObject({
      category: 'rooms',
      availability: { times: ['mon-evening'], note: '' },
    })
  })
})

describe('the form', () => {
  it('asks only what the category needs, and says at the field what is wrong', async () => {
    const { screen, named } = await own(
      {},
      {
        'needs.publish': () => refusal('request.invalid', 400, { until: ['over'] }),
      },
    )
    await screen.getByRole('button', { name: 'Bedarf oder Angebot' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Wir suchen etwas' }).click()
    expect(dialog.getByLabelText('Geht auch online').query()).toBeNull()
    const category = dialog.getByRole('combobox', { name: 'Worum geht es?' })
    await category.fill('Buchhaltung')
    await screen.getByRole('option', { name: 'Buchhaltung und Finanzen' }).click()
    await expect.element(dialog.getByLabelText('Geht auch online')).toBeVisible()
    expect(dialog.getByRole('checkbox', { name: 'Montag abends' }).query()).toBeNull()
    await dialog.getByLabelText('In wenigen Worten').fill('Hilfe mit der Kasse')
    await dialog.getByLabelText('Bedingungen (freiwillig)').fill('10 Euro')
    await dialog.getByText('So sehen es andere').click()
    await expect
      .element(dialog.getByRole('article', { name: 'Hilfe mit der Kasse' }).getByText('10 Euro'))
      .toBeVisible()
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect
      .element(dialog.getByText('Dieser Tag ist schon vorbei.', { exact: false }).first())
      .toBeVisible()
    expect(named('needs.publish')[0]?.input).not.toHaveProperty('availability')
    await expect.element(dialog.getByLabelText('In wenigen Worten')).toHaveValue('Hilfe mit der Kasse')
  })
})

describe('all entries', () => {
  it('are narrowed by words, and shown again by one tap where there are none', async () => {
    const calls = fakeServer({
      'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
      'needs.list': () => ({ listings: [], nextCursor: null }),
      'offers.list': ({ where }) => ({ listings: where ? [] : [room], nextCursor: null }),
    })
    const screen = await renderPage(<AllListings own={undefined} />)
    await expect.element(screen.getByRole('article', { name: 'Gruppenraum' })).toBeVisible()
    await screen.getByRole('button', { name: /vor Ort und online/ }).click()
    await screen.getByText('nur online').click()
    await expect.element(screen.getByRole('heading', { name: 'Dazu gibt es gerade nichts' })).toBeVisible()
    expect(calls.at(-1)?.input).toMatchObject({ where: 'remote' })
    await screen.getByRole('button', { name: 'Alles zeigen' }).click()
    await expect.element(screen.getByRole('article', { name: 'Gruppenraum' })).toBeVisible()
  })
})

describe('the link of a reminder', () => {
  const place = { at: `/eintrag/${'a'.repeat(72)}`, path: '/eintrag/:token' }
  const asked = {
    organisation: 'Brunnenstube',
    slug: 'brunnenstube',
    kind: 'offer',
    title: 'Gruppenraum',
    state: 'active',
    expiresAt: inDays(12),
    renewed: false,
    hindrances: [],
  } as const

  it('renews nothing by being opened, and does so on one tap', async () => {
    const calls = fakeServer({
      'matching.showReminder': () => ({ ...asked, hindrances: [] }),
      'matching.renewByLink': () => ({ ...asked, hindrances: [], renewed: true }),
    })
    const screen = await renderPage(<ReminderPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Gilt „Gruppenraum“ noch?' })).toBeVisible()
    expect(calls.filter(({ name }) => name === 'matching.renewByLink')).toEqual([])
    await screen.getByRole('button', { name: 'Ja, verlängern' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Danke, das ist verlängert' })).toBeVisible()
  })

  it.each([
    ['Dieser Eintrag ist schon geschlossen', { state: 'withdrawn' as const }],
    ['Bitte erst etwas ändern', { hindrances: ['category' as const] }],
  ])('says: %s', async (name, differs) => {
    fakeServer({ 'matching.showReminder': () => ({ ...asked, hindrances: [], ...differs }) })
    const screen = await renderPage(<ReminderPage />, place)
    await expect.element(screen.getByRole('heading', { name })).toBeVisible()
  })

  it('says what to do when it is over', async () => {
    fakeServer({ 'matching.showReminder': () => refusal('token.invalid', 410) })
    const screen = await renderPage(<ReminderPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
  })
})
