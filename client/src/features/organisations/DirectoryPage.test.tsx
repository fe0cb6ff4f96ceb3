import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { listed, rowSample } from '../../testing/organisations.ts'
import { DirectoryPage } from './DirectoryPage.tsx'

afterEach(() => vi.restoreAllMocks())

const row = (id: string, name: string) =>
  rowSample({ id: id.repeat(24), slug: name.toLowerCase(), name, fields: ['culture', 'women'] })
const all = [row('a', 'Brunnenstube'), row('b', 'Wabe')]

describe('the directory', () => {
  it('lists associations with place and topics, and counts them in its sentence', async () => {
    fakeServer({ 'organisations.list': () => listed(all) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    await expect.element(screen.getByRole('link', { name: 'Brunnenstube' })).toBeVisible()
    await expect.element(screen.getByText('Kultur, Frauen').first()).toBeVisible()
    await expect.element(screen.getByText('Gießen').first()).toBeVisible()
    await expect.element(screen.getByText(/2 Vereine/)).toBeVisible()
  })

  it('searches once the fingers rest', async () => {
    const asked = fakeServer({
      'organisations.list': ({ search }) =>
        listed(search === undefined ? all : all.filter(({ name }) => name.toLowerCase().includes(search))),
    })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    await screen.getByRole('searchbox').fill('wabe')
    await expect.element(screen.getByText(/1 Verein /)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Brunnenstube' }).query()).toBeNull()
    expect(asked.filter(({ name }) => name === 'organisations.list')).toHaveLength(2)
  })

  it('says what to do where nothing was found', async () => {
    fakeServer({ 'organisations.list': ({ search }) => listed(search === undefined ? all : []) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen?suche=xyz' })
    await expect.element(screen.getByRole('heading', { name: /keinen Verein gefunden/ })).toBeVisible()
    await screen.getByRole('button', { name: 'Alle Vereine zeigen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Wabe' })).toBeVisible()
    await expect.element(screen.getByRole('searchbox')).toHaveValue('')
  })

  it('offers what would make an empty list longer, each with one press', async () => {
    const asked = fakeServer({
      'organisations.list': ({ radiusKm, field }) =>
        listed(String(radiusKm) === '25' && field === undefined ? all : [], {
          near: { municipality: '06531005', name: 'Gießen' },
        }),
    })
    const at = '/organisationen?naehe=06531005&umkreis=10&thema=culture&sprache=tr&suche=xyz'
    const screen = await renderPage(<DirectoryPage />, { at })
    for (const name of ['Ganz Hessen zeigen', 'In allen Sprachen suchen', 'Ohne „xyz“ suchen'])
      await expect.element(screen.getByRole('button', { name })).toBeVisible()
    await screen.getByRole('button', { name: 'Bis 25 km weit suchen' }).click()
    await screen.getByRole('button', { name: 'In allen Themen suchen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Wabe' })).toBeVisible()
    expect(asked.at(-1)?.input).toMatchObject({ near: '06531005', radiusKm: '25', language: 'tr' })
  })

  it('gives the list along as a file, filtered as it is', async () => {
    fakeServer({ 'organisations.list': () => listed(all) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen?suche=wabe&thema=culture' })
    const table = screen.getByRole('link', { name: 'als Tabelle (CSV)' })
    await expect
      .element(table)
      .toHaveAttribute('href', '/api/organisations/export.csv?search=wabe&field=culture')
    await expect.element(table).toHaveAttribute('download')
    await expect
      .element(screen.getByRole('link', { name: 'für Programme (JSON)' }))
      .toHaveAttribute('href', '/api/organisations/export.json?search=wabe&field=culture')
  })

  it('finds a place and a district by typing, with a slip', async () => {
    const asked = fakeServer({ 'organisations.list': () => listed(all) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    await screen.getByRole('button', { name: /^Ort:/ }).click()
    await screen.getByRole('combobox', { name: 'Ort oder Kreis' }).fill('Gissen')
    await expect.element(screen.getByRole('option', { name: 'Gießen, Landkreis Gießen' })).toBeVisible()
    await screen.getByRole('option', { name: 'Landkreis Gießen', exact: true }).click()
    expect(screen.getByRole('radio').query()).toBeNull()
    await screen.getByRole('button', { name: 'Vereine zeigen' }).click()
    await expect.poll(() => asked.at(-1)?.input).toMatchObject({ district: '06531' })
    await expect.element(screen.getByRole('button', { name: 'Ort: Landkreis Gießen' })).toBeVisible()
  })

  it('keeps the search when the server cannot answer, and asks again', async () => {
    let broken = true
    fakeServer({
      'organisations.list': () => (broken ? refusal('rate.limited', 429) : listed(all)),
    })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen?suche=wabe' })
    await expect.element(screen.getByText(/Bitte warten Sie einen Moment/)).toBeVisible()
    await expect.element(screen.getByRole('searchbox')).toHaveValue('wabe')
    broken = false
    await screen.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Wabe' })).toBeVisible()
  })

  it('says of an address it cannot understand what to do, and speaks of no marked fields', async () => {
    fakeServer({
      'organisations.list': ({ district }) =>
        district === undefined ? listed(all) : refusal('request.invalid', 400, { district: ['unknown'] }),
    })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen?kreis=mars' })
    await expect.element(screen.getByRole('heading', { name: 'Diese Adresse stimmt nicht' })).toBeVisible()
    expect(screen.getByText(/markiert/).query()).toBeNull()
    expect(screen.getByRole('button', { name: 'Noch einmal versuchen' }).query()).toBeNull()
    await screen.getByRole('button', { name: 'Auswahl aufheben' }).click()
    await expect.element(screen.getByRole('link', { name: 'Wabe' })).toBeVisible()
  })

  it('says in each row how far, what is offered and sought, and who does not stand by it', async () => {
    const far = rowSample({
      distanceKm: 12.6,
      currency: 'dormant',
      listings: [
        { kind: 'offer', title: 'Gruppenraum am Samstag' },
        { kind: 'need', title: 'Probenraum' },
      ],
    })
    fakeServer({ 'organisations.list': () => listed([far]) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    await expect.element(screen.getByText('13 km')).toBeVisible()
    for (const words of ['Bietet: Gruppenraum am Samstag', 'Sucht: Probenraum', 'ruht', 'noch nicht geprüft'])
      await expect.element(screen.getByText(words)).toBeVisible()
  })

  it('filters by a district of the map, with the keyboard alone', async () => {
    await page.viewport(1200, 900)
    const asked = fakeServer({
      'organisations.list': () => listed(all, { districts: { '06531': 2, '06534': 7 } }),
    })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    const here = screen.getByRole('button', { name: 'Landkreis Gießen: 2 Vereine' })
    await expect.element(here).toBeInTheDocument()
    ;(here.element() as SVGElement).focus()
    await userEvent.keyboard('{ArrowUp}')
    const next = screen.getByRole('button', { name: 'Landkreis Marburg-Biedenkopf: 7 Vereine' })
    await expect.element(next).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(next).toHaveAttribute('aria-pressed', 'true')
    expect(asked.at(-1)?.input).toMatchObject({ district: '06534' })
    await expect.element(screen.getByRole('button', { name: /^Ort: Landkreis Marburg/ })).toBeVisible()
    await expect.element(screen.getByText(/GeoBasis-DE/)).toBeVisible()
  })

  it('keeps the map behind a button on phones', async () => {
    await page.viewport(360, 740)
    fakeServer({ 'organisations.list': () => listed(all, { districts: { '06531': 2 } }) })
    const screen = await renderPage(<DirectoryPage />, { at: '/organisationen' })
    await screen.getByRole('button', { name: 'Karte zeigen' }).click()
    await screen.getByRole('button', { name: 'Landkreis Gießen: 2 Vereine' }).click({ force: true })
    await expect.element(screen.getByRole('button', { name: 'Karte zeigen' })).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Ort: Landkreis Gießen' })).toBeVisible()
  })
})
