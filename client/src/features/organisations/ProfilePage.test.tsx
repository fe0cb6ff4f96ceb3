import type { Organisation } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer } from '../../testing/fake-server.ts'
import { organisationSample } from '../../testing/organisations.ts'
import { nobody } from '../../platform/session.tsx'
import { renderPage } from '../../testing/render-page.tsx'
import { ProfilePage } from './ProfilePage.tsx'
import { SheetPage } from './sheet/SheetPage.tsx'

afterEach(() => vi.restoreAllMocks())

const full = organisationSample({
  name: 'Feder & Faden',
  selfTerm: 'Wir sind ein Werkstattverein.',
  selfDescription: 'Bei uns nähen Menschen zusammen.',
  activities: [{ title: 'Nähtreff', when: 'dienstags' }],
  meetingPlace: 'Werkstatt in der Altstadt',
  contactPhone: '0641 12345',
  memberBand: 'm50-99',
  verified: true,
  verifiedBy: 'known-contact',
  confirmedAt: '2026-10-03T10:00:00.000Z',
})

const world = (organisation: Organisation) =>
  fakeServer({
    'accounts.me': () => nobody,
    'organisations.get': () => organisation,
    'needs.list': () => ({ listings: [], nextCursor: null }),
    'offers.list': () => ({ listings: [], nextCursor: null }),
  })
const at = { at: '/organisationen/feder', path: '/organisationen/:slug' }

describe('a profile', () => {
  it('says what an association calls itself, does and stands by', async () => {
    world(full)
    const screen = await renderPage(<ProfilePage />, at)
    await expect.element(screen.getByText('„Wir sind ein Werkstattverein.“')).toBeVisible()
    await expect.element(screen.getByRole('heading', { name: 'Das machen wir' })).toBeVisible()
    await expect.element(screen.getByText('dienstags')).toBeVisible()
    await expect.element(screen.getByText('50 bis 99 Mitglieder')).toBeVisible()
    await expect.element(screen.getByText(/^Angaben bestätigt am 3\./)).toBeVisible()
    expect(screen.getByText('nur für Mitglieder').query()).toBeNull()
  })

  it('leaves no holes where nothing is said', async () => {
    world(organisationSample({}))
    const screen = await renderPage(<ProfilePage />, at)
    await expect.element(screen.getByRole('heading', { name: 'Auf einen Blick' })).toBeVisible()
    for (const word of ['Treffpunkt', 'Telefon', 'Größe', 'Rechtsform', 'Das machen wir', 'Das suchen wir'])
      expect(screen.getByText(word, { exact: true }).query(), word).toBeNull()
    expect(screen.getByText('Es fehlt noch', { exact: false }).query()).toBeNull()
  })

  it('tells members what others do not see, and admins kindly what is missing', async () => {
    world({ ...full, ownRole: 'admin', visibility: { contactPhone: 'members' }, activities: [] })
    const screen = await renderPage(<ProfilePage />, at)
    await expect.element(screen.getByText('nur für Mitglieder')).toBeVisible()
    await expect.element(screen.getByText('Es fehlt noch: was Sie machen.', { exact: false })).toBeVisible()
  })
})

describe('the page for the notice board', () => {
  it('keeps to what everybody may see, whoever prints it', async () => {
    world({ ...full, ownRole: 'admin', visibility: { contactPhone: 'members', selfTerm: 'signed-in' } })
    const screen = await renderPage(<SheetPage />, {
      at: '/organisationen/feder/aushang',
      path: '/organisationen/:slug/aushang',
    })
    await expect
      .element(screen.getByRole('img', { name: 'QR-Code: führt zum Profil von Feder & Faden' }))
      .toBeVisible()
    await expect.element(screen.getByText('Werkstatt in der Altstadt')).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Diese Seite drucken' })).toBeVisible()
    expect(screen.getByText('0641 12345').query()).toBeNull()
    expect(screen.getByText('Wir sind ein Werkstattverein', { exact: false }).query()).toBeNull()
  })
})
