import { NoticeGroup, type NotificationPreferences, type PushDevice } from '@augenhoehe/contracts'
import { userEvent } from 'vitest/browser'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeLocale } from '../../platform/i18n.ts'
import { offline } from '../../platform/later-offline.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakePush } from '../../testing/fake-push.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { SettingsPage } from './SettingsPage.tsx'
import { changed, type Change } from './usePreferences.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
})

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
    await vi.waitFor(() =>
      expect(changes()).toEqual([{ digest: { every: 'daily' } }, { digest: { every: 'off' } }]),
    )
    // They come without an overview too, in a mail of their own, and so can be ended.
    expect(screen.getByRole('switch', { name: 'Neue Vorschläge gehören dazu' }).query()).toBeNull()
    const alone = screen.getByRole('switch', { name: 'Neue Vorschläge einmal in der Woche' })
    await expect.element(alone).toBeChecked()
    await alone.click({ force: true })
    await expect.element(alone).not.toBeChecked()
    await vi.waitFor(() => expect(changes().at(-1)).toEqual({ suggestions: false }))
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
    expect(await violations(screen.container)).toEqual([])
    expect(screen.container.textContent).not.toMatch(/notifications\./)
    await changeLocale('de', false)
  })
})

describe('what this device tells', () => {
  const pushKey = 'BA'.padEnd(87, 'A')
  const device = (id: string, own: boolean): PushDevice => ({
    id: id.repeat(24),
    since: '2026-11-20T08:00:00.000Z',
    browser: own ? 'Chrome' : 'Firefox',
    system: own ? 'Linux' : 'Android',
    service: 'push.example',
    own,
  })

  async function openWith(devices: PushDevice[], extra: Partial<NotificationPreferences> = {}) {
    await offline()
    const world = { devices, held: { ...usual, pushKey, push: false, ...extra } }
    const asked = fakeServer({
      'accounts.me': () => samira(),
      'notifications.count': () => ({ unread: 0 }),
      'notifications.preferences': () => world.held,
      'notifications.setPreferences': (input) => (world.held = changed(world.held, input)),
      'notifications.devices': () => ({ devices: world.devices }),
      'notifications.addDevice': () => ({ devices: (world.devices = [...world.devices, device('a', true)]) }),
      'notifications.removeDevice': ({ deviceId }) => {
        world.devices = world.devices.filter(({ id }) => id !== deviceId)
        return { done: true }
      },
    })
    const screen = await renderPage(<SettingsPage />, { at: '/ich/benachrichtigungen' })
    await expect.element(screen.getByRole('heading', { name: 'Mitteilungen auf diesem Gerät' })).toBeVisible()
    const part = screen.getByRole('region', { name: 'Mitteilungen auf diesem Gerät' })
    return { screen, part, world, inputs: (name: string) => asked.filter((one) => one.name === name) }
  }
  const on = { name: 'Auf diesem Gerät einschalten' }

  it('is explained first, asked for only when somebody presses, and can be turned off again', async () => {
    const { state } = fakePush('default')
    const { part, world, inputs } = await openWith([])
    await expect.element(part.getByText(/Ihr Gerät meldet sich dann/)).toBeVisible()
    expect(state.asked).toBe(0)
    await part.getByRole('button', on).click()
    await expect.element(part.getByText('Eingeschaltet: Dieses Gerät meldet sich.')).toBeVisible()
    expect(state.asked).toBe(1)
    expect(inputs('notifications.addDevice')).toMatchObject([{ input: { name: { browser: 'Chrome' } } }])
    await vi.waitFor(() => expect(world.held.push).toBe(true))

    await expect.element(part.getByText(/nur „Neues auf Augenhöhe“/)).toBeVisible()
    await part.getByRole('switch', { name: 'Auf dem Sperrbildschirm zeigen' }).click({ force: true })
    await expect.element(part.getByText(/Namen von Räumen/)).toBeVisible()

    await part.getByRole('button', { name: 'Hier ausschalten' }).click()
    await expect.element(part.getByRole('button', on)).toBeVisible()
    expect(world.devices).toEqual([])
    expect(state.current).toBeNull()
  })

  it('says when nobody has decided, and how to undo that it is blocked', async () => {
    const { state } = fakePush('default', 'default')
    const { part, inputs } = await openWith([])
    await part.getByRole('button', on).click()
    await expect.element(part.getByText(/wählen Sie „Zulassen“/)).toBeVisible()
    state.permission = 'denied'
    document.dispatchEvent(new Event('visibilitychange'))
    await expect.element(part.getByText(/Erlauben Sie „Benachrichtigungen“/)).toBeVisible()
    expect(part.getByRole('button', on).query()).toBeNull()
    expect(inputs('notifications.addDevice')).toEqual([])
  })

  it('says where a browser cannot', async () => {
    fakePush('default')
    vi.stubGlobal('PushManager', undefined)
    Reflect.deleteProperty(window, 'PushManager')
    const { part } = await openWith([])
    await expect.element(part.getByText(/Dieser Browser kann nichts melden/)).toBeVisible()
  })

  it('is not offered where the operator has not set it up', async () => {
    fakePush('default')
    const { screen } = await openWith([], { pushKey: null })
    await expect.element(screen.getByText(/nicht eingerichtet/)).toBeVisible()
    expect(screen.getByRole('checkbox', { name: 'Gerät' }).query()).toBeNull()
  })

  it('names the other devices, and removes one', async () => {
    fakePush('default')
    const { part, world } = await openWith([device('b', false)])
    await expect.element(part.getByText('Firefox auf Android')).toBeVisible()
    await part.getByRole('button', { name: 'Entfernen: Firefox auf Android' }).click()
    await vi.waitFor(() => expect(world.devices).toEqual([]))
    await vi.waitFor(() => expect(part.getByText('Ihre anderen Geräte').query()).toBeNull())
  })
})
