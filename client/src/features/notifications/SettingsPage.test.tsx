import { NoticeGroup, type NotificationPreferences } from '@augenhoehe/contracts'
import axe from 'axe-core'
import { userEvent } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeLocale } from '../../platform/i18n.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { SettingsPage } from './SettingsPage.tsx'
import { changed, type Change } from './usePreferences.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const atOnce: readonly NoticeGroup[] = ['turn', 'request', 'answer', 'moderation']
const usual: NotificationPreferences = {
  mail: true,
  digest: { every: 'weekly', weekday: 1, hour: 8 },
  push: true,
  pushDetails: false,
  quiet: null,
  turnWakes: true,
  followWhatIWrite: true,
  suggestions: true,
  groups: Object.fromEntries(
    NoticeGroup.options.map((group) => [
      group,
      { mail: atOnce.includes(group) ? true : null, digest: true, push: false },
    ]),
  ) as NotificationPreferences['groups'],
  pushKey: null,
}

async function open(answers: Answers = {}) {
  const world = { held: usual }
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'notifications.count': () => ({ unread: 0 }),
    'notifications.preferences': () => world.held,
    'notifications.setPreferences': (input) => (world.held = changed(world.held, input)),
    ...answers,
  })
  const screen = await renderPage(<SettingsPage />, { at: '/ich/benachrichtigungen' })
  const changes = () =>
    asked.filter(({ name }) => name === 'notifications.setPreferences').map(({ input }) => input as Change)
  const mails = screen.getByRole('switch', { name: 'Sofort eine E-Mail, wenn etwas auf Sie wartet' })
  await expect.element(mails).toBeVisible()
  return { screen, changes, mails }
}

describe('what one gets', () => {
  it('is changed at once, with the keyboard too, and says that it is kept', async () => {
    const { screen, changes, mails } = await open()
    await expect.element(mails).toBeChecked()
    ;(mails.element() as HTMLElement).focus()
    await userEvent.keyboard(' ')
    await expect.element(mails).not.toBeChecked()
    await expect.element(screen.getByText('Gespeichert.')).toBeVisible()
    expect(changes()).toEqual([{ mail: false }])
    // What is off as a whole rests, and stays chosen.
    const answers = screen.getByRole('group', { name: 'Antworten an Sie' })
    await expect.element(answers.getByRole('checkbox', { name: 'E-Mail sofort' })).toBeDisabled()
    await expect.element(answers.getByRole('checkbox', { name: 'E-Mail sofort' })).toBeChecked()
  })

  it('says in words when the overview comes', async () => {
    const { screen, changes } = await open()
    await expect
      .element(screen.getByText('Er kommt einmal in der Woche, wenn es Neues gibt: Montag, 08:00 Uhr.'))
      .toBeVisible()
    await screen.getByRole('radio', { name: 'Jeden Tag' }).click({ force: true })
    await expect
      .element(screen.getByText('Er kommt jeden Tag um 08:00 Uhr, wenn es Neues gibt.'))
      .toBeVisible()
    await screen.getByRole('radio', { name: 'Gar nicht' }).click({ force: true })
    await expect.element(screen.getByText('Sie bekommen keinen Überblick.')).toBeVisible()
    expect(screen.getByRole('switch', { name: 'Neue Vorschläge gehören dazu' }).query()).toBeNull()
    await vi.waitFor(() =>
      expect(changes()).toEqual([{ digest: { every: 'daily' } }, { digest: { every: 'off' } }]),
    )
  })

  it('has hours of quiet, and groups each with the ways that exist for it', async () => {
    const { screen, changes } = await open()
    await screen.getByRole('switch', { name: 'Zu bestimmten Zeiten nichts schicken' }).click({ force: true })
    await expect.element(screen.getByRole('combobox', { name: 'Von' })).toHaveValue('22:00')
    const results = screen.getByRole('group', { name: 'Ergebnisse' })
    expect(results.getByRole('checkbox').elements()).toHaveLength(1)
    await results.getByRole('checkbox', { name: 'Überblick' }).click({ force: true })
    await vi.waitFor(() =>
      expect(changes()).toEqual([
        { quiet: { from: '22:00', to: '07:00' } },
        { groups: { results: { digest: false } } },
      ]),
    )
  })

  it('stays as it was where it could not be kept, and says so', async () => {
    const { screen, mails } = await open({
      'notifications.setPreferences': () => refusal('unavailable', 503),
    })
    await mails.click({ force: true })
    await expect.element(screen.getByText(/erreichbar|später|noch einmal/).first()).toBeVisible()
    await expect.element(mails).toBeChecked()
  })

  it.each(['de', 'ar'] as const)('can be set by everybody in %s', async (locale) => {
    const { screen } = await open()
    await changeLocale(locale, false)
    const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(screen.container.textContent).not.toMatch(/notifications\./)
    await changeLocale('de', false)
  })
})
