import type { ReportReceipt } from '@augenhoehe/contracts'
import { use } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ContributionActsContext } from '../../platform/contribution-acts.ts'
import { ActionMenu, Button } from '../../ui/index.ts'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { hex, words } from './desk-samples.ts'
import { ModerationActs } from './ModerationActs.tsx'
import { ReportButton } from './ReportButton.tsx'
import { ReportPage } from './ReportPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const token = 'abcdefghijklmnopqrstuvwxyz012345'
const receipt: ReportReceipt = {
  token,
  rule: 'insult',
  sentence: 'Das beleidigt uns.',
  at: '2026-11-22T08:00:00.000Z',
  handledBy: 'moderators',
  dueAt: '2026-11-25T08:00:00.000Z',
  state: 'open',
  outcome: null,
  decidedAt: null,
  answer: null,
}
const thread = { roomId: hex(1), mayModerate: false } as never

function Menu() {
  const { itemsFor, blocked } = use(ContributionActsContext)
  return (
    <>
      <p>{`ausgeblendet: ${blocked.size}`}</p>
      <ActionMenu label="Mehr" trigger={<Button>{'Mehr'}</Button>} items={itemsFor(words(1), thread)} />
    </>
  )
}
const menu = (
  <ModerationActs>
    <Menu />
  </ModerationActs>
)

describe('a report', () => {
  it('of a visitor is told who looks at it and until when, and which link to keep', async () => {
    const asked = fakeServer({ 'moderation.report': () => receipt })
    const screen = await renderPage(menu)
    await screen.getByRole('button', { name: 'Mehr' }).click()
    expect(screen.getByRole('menuitem', { name: 'Diese Person ausblenden' }).query()).toBeNull()
    await screen.getByRole('menuitem', { name: 'Melden' }).click()
    await screen.getByRole('button', { name: 'Meldung senden' }).click()
    await expect.element(screen.getByText('Bitte wählen Sie eine Regel.').first()).toBeVisible()
    await screen.getByText('Keine Beleidigungen').click()
    await screen.getByRole('textbox').fill('Das  beleidigt\nuns.')
    await screen.getByRole('button', { name: 'Meldung senden' }).click()
    await expect
      .element(screen.getByText('Die Moderation des Raums prüft das bis Mittwoch, 25. November.'))
      .toBeVisible()
    await expect
      .element(screen.getByRole('textbox', { name: 'Link zu Ihrer Meldung' }))
      .toHaveValue(`${window.location.origin}/meldung/${token}`)
    const sent = asked.filter(({ name }) => name === 'moderation.report')
    expect(sent).toHaveLength(1)
    expect(sent[0]?.input).toMatchObject({ rule: 'insult', sentence: 'Das beleidigt uns.' })
  })

  it('about a listing or a profile is sent with the same words', async () => {
    const asked = fakeServer({
      'moderation.reportListing': () => ({ ...receipt, handledBy: 'staff' }),
      'moderation.reportProfile': () => ({ ...receipt, handledBy: 'staff' }),
    })
    const screen = await renderPage(
      <>
        <ReportButton about={{ kind: 'listing', listingId: hex(5) }} name="Raum gesucht" />
        <ReportButton about={{ kind: 'profile', organisationId: hex(6) }} name="Drei Flüsse Hanau" />
      </>,
    )
    for (const [name, title] of [
      ['„Raum gesucht“ melden', 'Eintrag melden'],
      ['„Drei Flüsse Hanau“ melden', 'Profil melden'],
    ] as const) {
      await screen.getByRole('button', { name }).click()
      await expect.element(screen.getByRole('dialog', { name: title })).toBeVisible()
      await screen.getByText('Keine Werbung').click()
      await screen.getByRole('textbox').fill('Das ist Werbung.')
      await screen.getByRole('button', { name: 'Meldung senden' }).click()
      await expect
        .element(screen.getByText('Das Kompetenzzentrum prüft das bis Mittwoch, 25. November.'))
        .toBeVisible()
      await screen.getByRole('dialog').getByRole('button', { name: 'Schließen' }).last().click()
    }
    expect(asked.find(({ name }) => name === 'moderation.reportListing')?.input).toMatchObject({
      listingId: hex(5),
      rule: 'advertising',
    })
    expect(asked.find(({ name }) => name === 'moderation.reportProfile')?.input).toMatchObject({
      organisationId: hex(6),
    })
  })

  it('keeps what was typed when the server is not there, and counts once when sent again', async () => {
    let broken = true
    const asked = fakeServer({
      'moderation.report': () => (broken ? refusal('unavailable', 503) : receipt),
    })
    const screen = await renderPage(menu)
    await screen.getByRole('button', { name: 'Mehr' }).click()
    await screen.getByRole('menuitem', { name: 'Melden' }).click()
    await screen.getByText('Keine Werbung').click()
    await screen.getByRole('textbox').fill('Das ist Werbung.')
    await screen.getByRole('button', { name: 'Meldung senden' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    broken = false
    await screen.getByRole('button', { name: 'Meldung senden' }).click()
    await expect.element(screen.getByText('Danke für Ihre Meldung')).toBeVisible()
    const ids = asked.filter(({ name }) => name === 'moderation.report').map(({ input }) => input['clientId'])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('says on its page what has come of it, in the words of whoever decided', async () => {
    fakeServer({
      'moderation.showReport': () => ({
        ...receipt,
        state: 'decided',
        outcome: 'not-restricted',
        decidedAt: '2026-11-23T08:00:00.000Z',
        answer: 'Das ist Kritik und keine Beleidigung.',
      }),
    })
    const screen = await renderPage(<ReportPage />, { at: `/meldung/${token}`, path: '/meldung/:token' })
    await expect.element(screen.getByRole('heading', { name: 'Kein Verstoß' })).toBeVisible()
    await expect.element(screen.getByText('Das ist Kritik und keine Beleidigung.')).toBeVisible()
  })

  it('that nobody knows is said plainly', async () => {
    fakeServer({})
    const screen = await renderPage(<ReportPage />, { at: `/meldung/${token}`, path: '/meldung/:token' })
    await expect
      .element(screen.getByRole('heading', { name: 'Diese Meldung finden wir nicht' }))
      .toBeVisible()
  })
})

describe('somebody one wants to hear nothing of', () => {
  it('is folded away from the menu, and back from the toast', async () => {
    let people: { userId: string; name: string }[] = []
    fakeServer({
      'accounts.me': () => samira(),
      'moderation.blocks': () => ({ people }),
      'moderation.block': ({ userId }) => ({ people: (people = [{ userId, name: 'Oleh Kravets' }]) }),
      'moderation.unblock': () => ({ people: (people = []) }),
    })
    const screen = await renderPage(menu)
    await screen.getByRole('button', { name: 'Mehr' }).click()
    await screen.getByRole('menuitem', { name: 'Diese Person ausblenden' }).click()
    await expect.element(screen.getByText('ausgeblendet: 1')).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(screen.getByText('ausgeblendet: 0')).toBeVisible()
  })
})
