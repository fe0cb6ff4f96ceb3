import type { Me, Welcome } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { WelcomePath } from './WelcomePath.tsx'

afterEach(() => vi.restoreAllMocks())

const newcomer = (state: 'new' | 'begun' | 'done' = 'begun'): Me => {
  const me = samira([])
  return { ...me, user: me.user && { ...me.user, welcome: state } }
}
const said = (change: Partial<Welcome> = {}): Welcome => ({
  asked: [],
  municipality: null,
  fields: [],
  needs: [],
  ...change,
})

async function open(at: string, answers: Welcome, more: Answers = {}, me = newcomer()) {
  let stored = answers
  const asked = fakeServer({
    'accounts.me': () => me,
    'accounts.welcome': () => stored,
    'accounts.answerWelcome': ({
      municipality = stored.municipality,
      fields = stored.fields,
      needs = stored.needs,
    }) => {
      stored = { ...stored, municipality, fields, needs }
      return stored
    },
    ...more,
  })
  const page = (
    <WelcomePath
      rooms={(needs) => <p>rooms for {needs.join()}</p>}
      peers={<p>peers</p>}
      dates={<p>dates</p>}
    />
  )
  const screen = await renderPage(page, { at, path: '/willkommen/:step' })
  const sent = () => asked.filter(({ name }) => name === 'accounts.answerWelcome').map(({ input }) => input)
  return { screen, sent }
}

describe('the welcome path', () => {
  it('asks one question, takes up to three words and says that these are enough', async () => {
    const { screen, sent } = await open('/willkommen/themen', said())
    await expect.element(screen.getByRole('heading', { name: 'Womit beschäftigen Sie sich?' })).toBeVisible()
    for (const word of ['Kultur', 'Bildung', 'Beratung'])
      await screen.getByRole('checkbox', { name: word, exact: true }).click({ force: true })
    await expect.element(screen.getByText(/^Drei sind gewählt/)).toBeVisible()
    await screen.getByRole('checkbox', { name: 'Interkultureller Dialog' }).click({ force: true })
    await expect.element(screen.getByRole('checkbox', { name: 'Interkultureller Dialog' })).not.toBeChecked()
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.poll(sent).toEqual([{ fields: ['culture', 'education', 'counselling'] }])
  })

  it('offers nothing that never enters a suggestion', async () => {
    const { screen } = await open('/willkommen/themen', said())
    await screen.getByRole('button', { name: 'Mehr zeigen' }).click()
    await expect.element(screen.getByRole('checkbox', { name: 'Gesundheit' })).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: /Religion/ }).query()).toBeNull()
  })

  it('lets every question be left open', async () => {
    const { screen, sent } = await open('/willkommen/ort', said())
    await screen.getByRole('button', { name: 'Frage überspringen' }).click()
    await expect.poll(sent).toEqual([{ municipality: null }])
  })

  it('keeps what was chosen when it cannot be saved', async () => {
    const { screen } = await open('/willkommen/bedarf', said(), {
      'accounts.answerWelcome': () => refusal('unavailable', 503),
    })
    await screen.getByRole('checkbox', { name: 'Räume' }).click({ force: true })
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await expect.element(screen.getByRole('checkbox', { name: 'Räume' })).toBeChecked()
  })

  it('goes on where another device stopped', async () => {
    const { screen } = await open(
      '/willkommen/weiter',
      said({ asked: ['place', 'fields'], fields: ['culture'] }),
    )
    await expect
      .element(screen.getByRole('heading', { name: 'Was brauchen Sie gerade am meisten?' }))
      .toBeVisible()
    await expect.element(screen.getByText('Übersprungen')).toBeVisible()
    await expect.element(screen.getByText('Kultur', { exact: true })).toBeVisible()
  })

  it('is seen once, and ends with what fits', async () => {
    const { screen, sent } = await open(
      '/willkommen/ergebnis',
      said({ needs: ['rooms'] }),
      {},
      newcomer('new'),
    )
    await expect.element(screen.getByText('rooms for rooms')).toBeVisible()
    await expect.element(screen.getByRole('link', { name: 'Ihren Verein eintragen' })).toBeVisible()
    await expect.poll(sent).toContainEqual({ done: true })
  })

  it('asks a member nothing that the association answers', async () => {
    const { screen } = await open(
      '/willkommen/ort',
      said(),
      { 'needs.list': () => ({ listings: [], nextCursor: null }) },
      samira(),
    )
    await expect
      .element(screen.getByRole('heading', { name: 'Willkommen bei Brunnenstube Gießen' }))
      .toBeVisible()
    await expect.element(screen.getByRole('listitem').filter({ hasText: 'Was brauchen' })).toBeVisible()
    expect(screen.getByText('Wo sind Sie aktiv?').query()).toBeNull()
  })

  it('leads from a pasted link to the invitation, and says what is not one', async () => {
    const { screen } = await open('/willkommen/ergebnis', said())
    await screen.getByRole('button', { name: 'Einladung einlösen' }).click()
    const field = screen.getByLabelText('Link aus der Einladung')
    await field.fill('https://augenhoehe.example/mein-verein')
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.element(field).toHaveAccessibleDescription(/kein Einladungslink/)
    await field.fill('https://augenhoehe.example/einladung/abcdefghijklmnop')
    await screen.getByRole('button', { name: 'Weiter' }).click()
    await expect.element(screen.getByText('elsewhere: /einladung/abcdefghijklmnop')).toBeVisible()
  })
})
