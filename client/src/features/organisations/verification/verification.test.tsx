import type { Evidence, Verification, VerificationEntry } from '@augenhoehe/contracts'
import { userEvent } from 'vitest/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { VerificationsPage } from '../administration/VerificationsPage.tsx'
import { OwnVerification } from './OwnVerification.tsx'
import { VouchButton } from './VouchButton.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const at = '2026-03-01T10:00:00.000Z'
const organisation = organisationSample({ id: 'c'.repeat(24), name: 'Nähstube Weststadt', ownRole: 'admin' })
const evidence: Evidence = {
  id: 'e'.repeat(24),
  kind: 'document',
  pages: [
    { width: 1413, height: 2000 },
    { width: 1413, height: 2000 },
  ],
  sentAt: at,
  keptUntil: null,
}
const verification = (differs: Partial<Verification> = {}): Verification => ({
  organisationId: organisation.id,
  state: 'unverified',
  since: null,
  by: null,
  reason: null,
  note: '',
  evidence: null,
  vouchedBy: [],
  vouchesFor: [],
  vouchesLeft: 5,
  acquaintance: null,
  ...differs,
})

describe('an association that is not verified', () => {
  it('reads what is checked, and why a file was not taken', async () => {
    fakeServer({ 'organisations.verification': () => verification() })
    const answer = vi.mocked(globalThis.fetch).getMockImplementation()!
    vi.mocked(globalThis.fetch).mockImplementation((target, init) =>
      init?.body instanceof FormData
        ? Promise.resolve(
            Response.json(
              { type: 'about:blank', title: '', status: 422, code: 'file.active' },
              { status: 422 },
            ),
          )
        : answer(target, init),
    )
    const screen = await renderPage(<OwnVerification organisation={organisation} />)
    await expect.element(screen.getByRole('heading', { name: 'Was prüfen wir?' })).toBeVisible()
    await expect.element(screen.getByRole('listitem').nth(2)).toHaveTextContent('Ihr Verein ist geprüft')
    await userEvent.upload(
      screen.getByLabelText('Foto oder PDF auswählen').first(),
      new File(['%PDF'], 'a.pdf'),
    )
    await expect.element(screen.getByRole('alert')).toHaveTextContent('Programme, Anhänge oder Formulare')
  })

  it('sees what it sent, and takes it back', async () => {
    const asked = fakeServer({
      'organisations.verification': () => verification({ state: 'submitted', since: at, evidence }),
      'organisations.withdrawEvidence': () => verification(),
    })
    const screen = await renderPage(<OwnVerification organisation={organisation} />)
    await expect
      .element(screen.getByRole('img', { name: 'Seite 2' }))
      .toHaveAttribute('src', `/api/organisations/${organisation.id}/evidence/${evidence.id}/2?size=small`)
    await screen.getByRole('button', { name: 'Zurückziehen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Was prüfen wir?' })).toBeVisible()
    expect(asked).toContainEqual({
      name: 'organisations.withdrawEvidence',
      input: { organisationId: organisation.id, evidenceId: evidence.id },
    })
  })

  it('reads why it was returned', async () => {
    fakeServer({
      'organisations.verification': () =>
        verification({ state: 'returned', since: at, reason: 'incomplete', note: 'Bitte auch Seite zwei.' }),
    })
    const screen = await renderPage(<OwnVerification organisation={organisation} />)
    await expect.element(screen.getByText('Es fehlen Seiten.')).toBeVisible()
    await expect.element(screen.getByText('Bitte auch Seite zwei.')).toBeVisible()
  })
})

describe('vouching', () => {
  const other = { ...organisation, ownRole: null }

  it('is offered to whoever runs a verified association', async () => {
    const asked = fakeServer({
      'accounts.me': () => samira(),
      'organisations.vouch': () => ({ verified: false, vouchesLeft: 4 }),
    })
    const screen = await renderPage(<VouchButton organisation={other} />)
    await screen.getByRole('button', { name: 'Wir kennen diesen Verein' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Wir kennen diesen Verein' }).click()
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    expect(asked).toContainEqual({
      name: 'organisations.vouch',
      input: { organisationId: other.id, actingOrganisationId: samira().memberships[0]!.organisationId },
    })
  })

  it('says what to do when it is not possible', async () => {
    fakeServer({
      'accounts.me': () => samira(),
      'organisations.vouch': () => refusal('vouching.impossible', 409),
    })
    const screen = await renderPage(<VouchButton organisation={other} />)
    await screen.getByRole('button', { name: 'Wir kennen diesen Verein' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Wir kennen diesen Verein' }).click()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('auf einem anderen Weg')
  })

  it('is not offered to others', async () => {
    fakeServer({
      'accounts.me': () => samira(samira().memberships.map((one) => ({ ...one, verified: false }))),
    })
    const screen = await renderPage(
      <>
        <VouchButton organisation={other} />
        <VouchButton organisation={{ ...other, verified: true }} />
        <p>Ende</p>
      </>,
    )
    await expect.element(screen.getByText('Ende')).toBeVisible()
    expect(screen.getByRole('button').elements()).toEqual([])
  })
})

describe('the staff', () => {
  const me = samira([])
  const entry = (id: string, name: string, differs: Partial<VerificationEntry> = {}): VerificationEntry => ({
    organisation: {
      id: id.repeat(24),
      slug: name.toLowerCase(),
      name,
      municipality: '06531005',
      legalForm: null,
      foundedYear: 2016,
      website: null,
      joinedAt: at,
    },
    evidence: { ...evidence, id: id.repeat(24) },
    revokedBefore: false,
    vouchedBy: [],
    mayDecide: true,
    ...differs,
  })
  const server = (more: Parameters<typeof fakeServer>[0] = {}) =>
    fakeServer({
      'accounts.me': () => ({ ...me, user: { ...me.user!, role: 'staff' as const } }),
      'organisations.listVerifications': () => ({
        entries: [entry('1', 'Nähstube'), entry('2', 'Chor', { mayDecide: false })],
        total: 2,
        nextCursor: null,
      }),
      ...more,
    })
  const place = { at: '/verwaltung/organisationen' }

  it('looks at the pages as large as needed, also by the keyboard, and accepts', async () => {
    const asked = server({ 'organisations.acceptEvidence': () => verification({ state: 'verified' }) })
    const screen = await renderPage(<VerificationsPage />, place)
    const review = screen.getByRole('article', { name: 'Nähstube' })
    await expect.element(review.getByRole('img', { name: 'Seite 1' })).toBeInTheDocument()
    await review.getByRole('button', { name: 'Größer' }).click()
    await expect.element(review.getByText('150 %')).toBeVisible()
    const pages = review.getByRole('region')
    ;(pages.element() as HTMLElement).focus()
    await userEvent.keyboard('{+}{+}-')
    await expect.element(review.getByText('200 %')).toBeVisible()
    await review.getByRole('button', { name: 'Als geprüft bestätigen' }).click()
    await vi.waitFor(() =>
      expect(asked).toContainEqual({
        name: 'organisations.acceptEvidence',
        input: { organisationId: '1'.repeat(24), evidenceId: '1'.repeat(24) },
      }),
    )
  })

  it('returns with a reason; another reason needs words', async () => {
    const asked = server({ 'organisations.returnEvidence': () => verification({ state: 'returned' }) })
    const screen = await renderPage(<VerificationsPage />, place)
    await screen.getByRole('button', { name: 'Zurückgeben' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Ein anderer Grund' }).click()
    await dialog.getByRole('button', { name: 'Zurückgeben' }).click()
    await expect.element(dialog.getByRole('alert').first()).toHaveTextContent('Bitte schreiben Sie den Grund')
    await dialog.getByRole('radio', { name: 'Es fehlen Seiten.' }).click()
    await dialog.getByRole('textbox').fill('Seite zwei fehlt.')
    await dialog.getByRole('button', { name: 'Zurückgeben' }).click()
    await vi.waitFor(() =>
      expect(asked.find(({ name }) => name === 'organisations.returnEvidence')?.input).toMatchObject({
        reason: 'incomplete',
        note: 'Seite zwei fehlt.',
      }),
    )
  })

  it('does not decide about an association of its own', async () => {
    server()
    const screen = await renderPage(<VerificationsPage />, place)
    await screen.getByRole('button', { name: /^Chor/ }).click()
    await expect.element(screen.getByText('Jemand anderes entscheidet.', { exact: false })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Als geprüft bestätigen' }).elements()).toEqual([])
  })

  it('is nobody else', async () => {
    server({ 'accounts.me': () => me })
    const screen = await renderPage(<VerificationsPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeVisible()
  })
})
