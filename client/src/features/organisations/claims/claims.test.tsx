import type { ClaimForStaff, OwnClaim } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { Claims } from './Claims.tsx'
import { OwnClaimsPage } from './OwnClaimsPage.tsx'
import { StaffPage } from './StaffPage.tsx'
import { TodayClaims } from './TodayClaims.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const profile = organisationSample({ id: 'c'.repeat(24), slug: 'zeitbruecke', name: 'Zeitbrücke e. V.' })
const claimId = 'd'.repeat(24)
const organisation = { id: 'c'.repeat(24), slug: 'zeitbruecke', name: 'Zeitbrücke e. V.' }
const own = (differs: Partial<OwnClaim> = {}): OwnClaim => ({
  id: claimId,
  organisation,
  state: 'open',
  note: 'Ich bin Kassenwartin.',
  createdAt: '2026-03-01T10:00:00.000Z',
  staffFrom: '2026-03-15T10:00:00.000Z',
  decidedAt: null,
  extract: null,
  seen: false,
  ...differs,
})

/** A server that keeps claims, as the real one does. */
function keeping(first: OwnClaim[], more: Answers = {}) {
  let claims = first
  const set = (change: Partial<OwnClaim>) => {
    claims = claims.map((one) => ({ ...one, ...change }))
    return { done: true as const }
  }
  const asked = fakeServer({
    'accounts.me': () => samira([]),
    'organisations.ownClaims': () => ({ claims }),
    'organisations.getDraft': () => ({ draft: null }),
    'organisations.withdrawClaim': () => set({ state: 'withdrawn', decidedAt: '2026-03-02T10:00:00.000Z' }),
    'organisations.seeClaim': () => set({ seen: true }),
    ...more,
  })
  return { asked, set }
}
/** What the address for files answers; everything else stays with the server. */
function filesAnswer(answer: () => Response) {
  const others = vi.mocked(globalThis.fetch).getMockImplementation()!
  const sent: unknown[] = []
  vi.mocked(globalThis.fetch).mockImplementation((target, init) => {
    if (!(init?.body instanceof FormData)) return others(target, init)
    sent.push(target)
    return Promise.resolve(answer())
  })
  return sent
}
const at = '/mein-verein/anfragen'

describe('whoever asked to be let in', () => {
  it('reads how it stands, and takes it back', async () => {
    const { asked } = keeping([own()])
    const screen = await renderPage(<OwnClaimsPage />, { at })
    await expect.element(screen.getByRole('heading', { name: organisation.name })).toBeVisible()
    await expect.element(screen.getByText(/Gefragt am 1\.\sMärz/)).toBeVisible()
    await expect.element(screen.getByText(/entscheidet ab 15\.\sMärz/)).toBeVisible()
    await screen.getByRole('button', { name: 'Anfrage zurückziehen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Anfrage zurückziehen' }).click()
    await expect.element(screen.getByText(/Zurückgezogen am 2\.\sMärz/)).toBeVisible()
    expect(asked).toContainEqual({ name: 'organisations.withdrawClaim', input: { claimId } })
    expect(screen.getByRole('button', { name: 'Anfrage zurückziehen' }).elements()).toEqual([])
  })

  it('sends an extract, which only the staff sees', async () => {
    const { set } = keeping([own()])
    const sent = filesAnswer(() => {
      set({ extract: { pages: 2, sentAt: '2026-03-02T10:00:00.000Z' } })
      return Response.json(own(), { status: 201 })
    })
    const screen = await renderPage(<OwnClaimsPage />, { at })
    const field = screen.getByLabelText('Foto oder PDF auswählen').first()
    await expect.element(field).toHaveAttribute('accept', expect.stringMatching(/^image\/jpeg,/))
    await userEvent.upload(field, new File(['%PDF'], 'auszug.pdf'))
    await expect
      .element(screen.getByText('(2 Seiten). Sonst sieht ihn niemand.', { exact: false }))
      .toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Anderen Auszug senden' })).toBeVisible()
    expect(sent).toEqual([`/api/me/claims/${claimId}/extract`])
    expect(screen.getByRole('listitem').getByRole('img').elements()).toEqual([])
  })

  it('is told what to do with a photograph that is not read', async () => {
    keeping([own()])
    filesAnswer(() =>
      Response.json({ type: 'about:blank', title: '', status: 415, code: 'file.heic' }, { status: 415 }),
    )
    const screen = await renderPage(<OwnClaimsPage />, { at })
    await userEvent.upload(
      screen.getByLabelText('Foto oder PDF auswählen').first(),
      new File(['x'], 'IMG_0001.HEIC', { type: 'image/heic' }),
    )
    await expect.element(screen.getByRole('alert')).toHaveTextContent('Machen Sie ein Bildschirmfoto')
    await expect.element(screen.getByText('Gefragt am', { exact: false })).toBeVisible()
  })

  it('asks from a profile, and finds a draft that was put away', async () => {
    const { asked } = keeping([], {
      'organisations.get': () => ({ ...profile, ownRole: null }),
      'organisations.claim': () => own(),
      'organisations.getDraft': () => ({
        draft: { entries: {}, step: 'work', savedAt: '2026-03-01T10:00:00.000Z', putAway: true },
      }),
    })
    const screen = await renderPage(<OwnClaimsPage />, { at: `${at}?verein=zeitbruecke` })
    await expect.element(screen.getByRole('heading', { name: /^Aufnahme bei/ })).toBeVisible()
    await expect.element(screen.getByText('Ihre angefangene Anmeldung liegt noch bereit.')).toBeVisible()
    await screen.getByLabelText(/Nachricht/).fill('Ich bin Kassenwartin.')
    await screen.getByRole('button', { name: 'Um Aufnahme bitten' }).click()
    await expect.element(screen.getByText('Ihre Anfrage ist unterwegs.')).toBeVisible()
    expect(asked.find(({ name }) => name === 'organisations.claim')?.input).toEqual({
      organisationId: organisation.id,
      note: 'Ich bin Kassenwartin.',
      insteadOfDraft: false,
    })
  })

  it.each([
    ['admitted', 'Sie gehören jetzt zu', '/mein-verein?verein=zeitbruecke'],
    ['declined', 'wurde nicht angenommen', at],
  ] as const)('hears of it on the first page until they have read it: %s', async (state, words, href) => {
    const { asked } = keeping([own({ state, decidedAt: '2026-03-02T10:00:00.000Z' })])
    const screen = await renderPage(<TodayClaims />)
    await expect.element(screen.getByText(words, { exact: false })).toBeVisible()
    await expect.element(screen.getByRole('link')).toHaveAttribute('href', href)
    await screen.getByRole('button', { name: 'Gelesen' }).click()
    await expect.element(screen.getByText(words, { exact: false })).not.toBeInTheDocument()
    expect(asked).toContainEqual({ name: 'organisations.seeClaim', input: { claimId } })
  })

  it('is not reminded of a draft that was put away', async () => {
    keeping([own()], {
      'organisations.getDraft': () => ({
        draft: { entries: {}, step: 'work', savedAt: '2026-03-01T10:00:00.000Z', putAway: true },
      }),
    })
    const screen = await renderPage(<TodayClaims />)
    await expect.element(screen.getByText('wartet auf Antwort', { exact: false })).toBeVisible()
    expect(screen.getByText('Sie haben angefangen', { exact: false }).elements()).toEqual([])
  })
})

describe('whoever runs the association', () => {
  const claim = {
    id: claimId,
    organisation,
    name: 'Nesrin',
    note: 'Ich bin Kassenwartin.',
    createdAt: '2026-03-01T10:00:00.000Z',
    staffFrom: '2026-03-15T10:00:00.000Z',
  }
  it.each([
    ['Aufnehmen', true, 'Nesrin'],
    ['Ablehnen', false, 'ist abgelehnt'],
  ])('decides: %s', async (button, admit, told) => {
    let open = [claim]
    const asked = fakeServer({
      'accounts.me': () => samira(),
      'organisations.listClaims': () => ({ claims: open }),
      'organisations.decideClaim': () => {
        open = []
        return { done: true as const }
      },
    })
    const screen = await renderPage(<Claims organisationId={brunnenstube.organisationId} />)
    await expect.element(screen.getByText(/entscheidet ab 15\.\sMärz/)).toBeVisible()
    await screen.getByRole('button', { name: button }).click()
    await expect.element(screen.getByRole('heading', { name: 'Möchten dazugehören' })).not.toBeInTheDocument()
    await expect.element(screen.getByText(told, { exact: false })).toBeVisible()
    expect(asked.find(({ name }) => name === 'organisations.decideClaim')?.input).toEqual({ claimId, admit })
  })
})

describe('the staff', () => {
  const waiting = (differs: Partial<ClaimForStaff> = {}): ClaimForStaff => ({
    id: claimId,
    organisation,
    name: 'Nesrin',
    note: '',
    createdAt: '2026-03-01T10:00:00.000Z',
    staffFrom: '2026-03-15T10:00:00.000Z',
    reason: 'extract',
    mayBecome: 'member',
    evidence: {
      id: 'e'.repeat(24),
      kind: 'document',
      pages: [{ width: 1413, height: 2000 }],
      sentAt: '2026-03-02T10:00:00.000Z',
      keptUntil: null,
    },
    mayDecide: true,
    ...differs,
  })
  const me = samira([])
  const server = (claims: ClaimForStaff[], more: Answers = {}) =>
    fakeServer({
      'accounts.me': () => ({ ...me, user: { ...me.user!, role: 'staff' as const } }),
      'organisations.staffClaims': () => ({ claims }),
      'organisations.merges': () => ({ merges: [] }),
      ...more,
    })
  const place = { at: '/verwaltung/organisationen/anfragen' }

  it('looks at the extract and decides', async () => {
    const claims = [waiting()]
    const asked = server(claims, {
      'organisations.settleClaim': () => {
        claims.length = 0
        return { done: true as const }
      },
    })
    const screen = await renderPage(<StaffPage />, place)
    await expect.element(screen.getByText('Mit Registerauszug', { exact: false })).toBeVisible()
    await screen.getByRole('button', { name: 'Registerauszug ansehen' }).click()
    await expect
      .element(screen.getByRole('img', { name: 'Seite 1' }))
      .toHaveAttribute('src', `/api/administration/claims/${claimId}/extract/${'e'.repeat(24)}/1`)
    await screen.getByRole('button', { name: 'Aufnehmen' }).click()
    await expect.element(screen.getByText('Zurzeit wartet keine Anfrage auf Sie.')).toBeVisible()
    expect(asked).toContainEqual({ name: 'organisations.settleClaim', input: { claimId, admit: true } })
  })

  it('is told what becomes of somebody in an association without members', async () => {
    server([waiting({ reason: 'no-members', mayBecome: 'admin', evidence: null })])
    const screen = await renderPage(<StaffPage />, place)
    await expect.element(screen.getByRole('button', { name: 'Aufnehmen, um ihn zu verwalten' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Registerauszug ansehen' }).elements()).toEqual([])
  })

  it('reads why a decision did not work', async () => {
    server([waiting()], { 'organisations.settleClaim': () => refusal('conflict', 409) })
    const screen = await renderPage(<StaffPage />, place)
    await screen.getByRole('button', { name: 'Ablehnen' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
  })

  it('does not decide for an association of its own', async () => {
    server([waiting({ mayDecide: false })])
    const screen = await renderPage(<StaffPage />, place)
    await expect.element(screen.getByText('Jemand anderes entscheidet.', { exact: false })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Aufnehmen' }).elements()).toEqual([])
  })
})
