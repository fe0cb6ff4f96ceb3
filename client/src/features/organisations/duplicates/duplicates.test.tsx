import type { KeptApart, Merge, Suspicion } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { StaffPage } from '../claims/StaffPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const at = '2026-05-04T10:00:00.000Z'
const entry = (id: string, name: string, members: number): Suspicion['into'] => ({
  id: id.repeat(24),
  slug: `verein-${id}`,
  name,
  municipality: '06531005',
  members,
  verified: members > 0,
  currency: 'current',
  confirmedAt: at,
  joinedAt: at,
  enteredByCentre: members === 0,
})
const into = entry('a', 'Brücke e. V.', 12)
const from = entry('b', 'Bruecke', 0)
const suspicion: Suspicion = { into, from, reasons: ['same-name', 'email'], mayDecide: true }
const nameOf = ({ id, slug, name }: Suspicion['into']) => ({ id, slug, name })

/** Two entries that may be the same, and whatever was decided about them. */
function world({
  differs = {},
  ...more
}: { differs?: Partial<Suspicion> } & Parameters<typeof fakeServer>[0] = {}) {
  let apart: KeptApart[] = []
  let merges: Merge[] = []
  return fakeServer({
    'accounts.me': () => ({ ...samira(), user: { ...samira().user!, role: 'staff' as const } }),
    'organisations.staffClaims': () => ({ claims: [] }),
    'organisations.listSuspicions': () => {
      const open = apart.length + merges.length === 0 ? [{ ...suspicion, ...differs }] : []
      return { suspicions: open, total: open.length, nextCursor: null }
    },
    'organisations.listKeptApart': () => ({ pairs: apart, total: apart.length, nextCursor: null }),
    'organisations.keepApart': () => {
      apart = [{ id: 'd'.repeat(24), one: nameOf(into), other: nameOf(from), by: 'Samira', at }]
      return apart[0]!
    },
    'organisations.undoKeepApart': () => {
      apart = []
      return { done: true as const }
    },
    'organisations.merges': () => ({ merges }),
    'organisations.previewMerge': ({ fromId }) => ({
      from: nameOf(fromId === from.id ? from : into),
      into: nameOf(fromId === from.id ? into : from),
      added: fromId === from.id ? 1 : 12,
      raised: 0,
      invitations: 0,
      functions: 2,
      contacts: 0,
      verification: false,
    }),
    'organisations.merge': () => {
      merges = [{ from: nameOf(from), into: nameOf(into), at, undoUntil: at }]
      return merges[0]!
    },
    'organisations.undoMerge': () => {
      merges = []
      return { from: nameOf(from), into: nameOf(into) }
    },
    ...more,
  })
}
const place = { at: '/verwaltung/organisationen/anfragen' }
const inputsOf = (calls: readonly { name: string; input: unknown }[], name: string) =>
  calls.filter((one) => one.name === name).map(({ input }) => input)

describe('suspected duplicates', () => {
  it('say why, what one decides by, and how many there are', async () => {
    world()
    const screen = await renderPage(<StaffPage />, place)
    await expect.element(screen.getByText('1 Paar')).toBeVisible()
    await expect.element(screen.getByText('Warum: derselbe Name · dieselbe E-Mail-Adresse')).toBeVisible()
    await expect.element(screen.getByText('12 Mitglieder', { exact: false })).toBeVisible()
    await expect.element(screen.getByText('noch niemand dabei', { exact: false })).toBeVisible()
  })

  it('become one after a look at what follows; either may stay, and it is undone from the list', async () => {
    const calls = world()
    const screen = await renderPage(<StaffPage />, place)
    await screen.getByRole('button', { name: '„Brücke e. V.“ und „Bruecke“ zusammenführen …' }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog.getByRole('radio', { name: /Brücke e\. V\..*hier steht mehr/ })).toBeChecked()
    await expect.element(dialog.getByText('1 Mensch kommt dazu.')).toBeVisible()
    await expect.element(dialog.getByText('2 Ämter kommen mit.')).toBeVisible()
    await dialog.getByRole('radio', { name: /^Bruecke/ }).click()
    await expect.element(dialog.getByText('12 Menschen kommen dazu.')).toBeVisible()
    await dialog.getByRole('radio', { name: /Brücke e\. V\./ }).click()
    await expect.element(dialog.getByText('1 Mensch kommt dazu.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Zusammenführen' }).click()
    await expect.element(screen.getByText('Zurzeit steht kein Verein doppelt da.')).toBeVisible()
    expect(inputsOf(calls, 'organisations.merge')).toEqual([{ fromId: from.id, intoId: into.id }])

    await screen.getByRole('button', { name: 'Wieder trennen' }).click()
    await expect.element(screen.getByText('1 Paar')).toBeVisible()
  })

  it('are kept apart by one tap, with the way back at once and later', async () => {
    const calls = world()
    const screen = await renderPage(<StaffPage />, place)
    await screen.getByRole('button', { name: '„Brücke e. V.“ und „Bruecke“: kein Doppel' }).click()
    await expect.element(screen.getByText('Zurzeit steht kein Verein doppelt da.')).toBeVisible()
    await expect.element(screen.getByText('Samira hat nachgesehen', { exact: false })).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(screen.getByText('1 Paar')).toBeVisible()
    await screen.getByRole('button', { name: '„Brücke e. V.“ und „Bruecke“: kein Doppel' }).click()
    await screen.getByRole('button', { name: 'Wieder vorschlagen' }).click()
    await expect.element(screen.getByText('1 Paar')).toBeVisible()
    expect(inputsOf(calls, 'organisations.undoKeepApart')).toHaveLength(2)
  })

  it('are not for whoever belongs to one of them', async () => {
    world({ differs: { mayDecide: false } })
    const screen = await renderPage(<StaffPage />, place)
    await expect.element(screen.getByText('Jemand anderes entscheidet.', { exact: false })).toBeVisible()
    expect(screen.getByRole('button', { name: /zusammenführen …$/ }).elements()).toEqual([])
  })

  it('say in the dialog what went wrong, and stay', async () => {
    world({ 'organisations.merge': () => refusal('conflict', 409) })
    const screen = await renderPage(<StaffPage />, place)
    await screen.getByRole('button', { name: /zusammenführen …$/ }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog.getByText('1 Mensch kommt dazu.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Zusammenführen' }).click()
    await expect.element(dialog.getByRole('alert')).toBeVisible()
  })
})

describe('two entries that nobody suspected', () => {
  it('are chosen by their addresses, also whole ones', async () => {
    const calls = world({
      'organisations.get': ({ slug }) =>
        organisationSample(slug === 'verein-a' ? { ...nameOf(into) } : { ...nameOf(from) }),
    })
    const screen = await renderPage(<StaffPage />, place)
    await screen
      .getByLabelText('Dieser Eintrag geht auf')
      .fill('https://augenhoehe.example/organisationen/verein-b?x')
    await screen.getByLabelText('in diesem').fill('verein-a')
    await screen.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog.getByRole('radio', { name: /Brücke e\. V\./ })).toBeChecked()
    await expect.element(dialog.getByText('1 Mensch kommt dazu.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Zusammenführen' }).click()
    await expect.element(screen.getByLabelText('in diesem')).toHaveValue('')
    expect(inputsOf(calls, 'organisations.merge')).toEqual([{ fromId: from.id, intoId: into.id }])
  })
})
