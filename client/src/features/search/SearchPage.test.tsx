import type { AllOperations, Reply, SearchHit } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { SearchPage } from './SearchPage.tsx'

afterEach(() => vi.restoreAllMocks())

const plain = (text: string) => ({ text, marked: false })
const marked = (text: string) => ({ text, marked: true })

const hit = (change: Partial<SearchHit> = {}): SearchHit => ({
  kind: 'contribution',
  id: 'c'.repeat(24),
  title: [],
  excerpt: [plain('Wir haben die '), marked('Projektförderung'), plain(' <b>bekommen</b>.')],
  lang: 'de',
  translated: false,
  type: 'experience',
  room: { slug: 'professionalisierung', title: 'Professionalisierung' },
  thread: { id: 'd'.repeat(24), title: 'Anträge schreiben' },
  organisation: { name: 'Brunnenstube', slug: 'brunnenstube', verified: true },
  author: { name: 'Samira Haddad', institution: null },
  municipality: null,
  createdAt: '2026-01-05T10:00:00.000Z',
  ...change,
})

type Answer = Reply<AllOperations['search.find']>
const none = { contribution: 0, thread: 0, room: 0, organisation: 0, need: 0, offer: 0, result: 0 }
const answer = (hits: SearchHit[], change: Partial<Answer> = {}): Answer => ({
  hits,
  nextCursor: null,
  total: hits.length,
  counts: { ...none, contribution: hits.length },
  unfiltered: hits.length,
  complete: true,
  ...change,
})

describe('the search page', () => {
  it('shows where a hit stands, marks what was found, and renders nothing but text', async () => {
    fakeServer({ 'search.find': () => answer([hit()]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=förderung' })
    const link = screen.getByRole('link', { name: 'Brunnenstube' })
    await expect
      .element(link)
      .toHaveAttribute('href', `/raeume/professionalisierung/${'d'.repeat(24)}?beitrag=${'c'.repeat(24)}`)
    await expect.element(screen.getByText('Anträge schreiben')).toBeVisible()
    const mark = screen.getByText('Projektförderung', { exact: true }).element()
    expect(mark.tagName).toBe('MARK')
    expect(mark.parentElement?.textContent).toBe('Wir haben die Projektförderung <b>bekommen</b>.')
    expect(mark.parentElement?.lang).toBe('de')
  })

  it('gives Arabic words their own direction', async () => {
    const excerpt = [plain('قال '), marked('مُحَمَّد')]
    fakeServer({ 'search.find': () => answer([hit({ lang: 'ar', excerpt })]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=محمد' })
    const mark = screen.getByText('مُحَمَّد', { exact: true })
    await expect.element(mark).toBeVisible()
    expect(mark.element().parentElement?.dir).toBe('rtl')
    expect(screen.getByText('in einer Übersetzung').query()).toBeNull()
  })

  it('says when the words were found in a translation', async () => {
    fakeServer({ 'search.find': () => answer([hit({ translated: true })]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=förderung' })
    await expect.element(screen.getByText(/in einer Übersetzung/)).toBeVisible()
  })

  it('begins with the box, asks nothing before anything is typed, and searches once the fingers rest', async () => {
    const asked = fakeServer({ 'search.find': ({ q }) => answer([hit({ excerpt: [marked(q)] })]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche' })
    const box = screen.getByRole('searchbox')
    await expect.element(box).toHaveFocus()
    expect(asked.filter(({ name }) => name === 'search.find')).toEqual([])
    await userEvent.keyboard('verein')
    await expect.element(screen.getByText('verein', { exact: true })).toBeVisible()
    expect(asked.filter(({ name }) => name === 'search.find').map(({ input }) => input['q'])).toEqual([
      'verein',
    ])
    await expect.element(box).toHaveFocus()
  })

  it('leaves the focus alone where somebody comes to hits', async () => {
    fakeServer({ 'search.find': () => answer([hit()]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=verein' })
    await expect.element(screen.getByRole('link', { name: 'Brunnenstube' })).toBeVisible()
    await expect.element(screen.getByRole('searchbox')).not.toHaveFocus()
  })

  it('offers to drop filters only where that would find something', async () => {
    const asked = fakeServer({
      'search.find': ({ kind, q }) =>
        kind === undefined && q === 'verein'
          ? answer([hit()])
          : answer([], { unfiltered: q === 'verein' ? 1 : 0 }),
    })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=verein&art=offer' })
    await screen.getByRole('button', { name: 'Ohne Filter: einen Treffer zeigen' }).click()
    await expect.element(screen.getByRole('link', { name: 'Brunnenstube' })).toBeVisible()
    await expect.element(screen.getByRole('searchbox')).toHaveValue('verein')
    expect(asked.at(-1)?.input).not.toHaveProperty('kind')
    await screen.getByRole('searchbox').fill('xyz')
    await expect
      .element(screen.getByRole('heading', { name: 'Dazu haben wir nichts gefunden' }))
      .toBeVisible()
    expect(screen.getByRole('button', { name: /Ohne Filter/ }).query()).toBeNull()
  })

  it('counts the hits of each kind and filters by it', async () => {
    fakeServer({
      'search.find': ({ kind }) =>
        answer([hit(kind === 'organisation' ? { kind, title: [marked('Wabe')], excerpt: [] } : {})], {
          counts: { ...none, contribution: 3, organisation: 1 },
        }),
    })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=wabe' })
    await screen.getByRole('button', { name: 'Was: allem' }).click()
    await expect.element(screen.getByRole('radio', { name: 'Beiträgen (3)' })).toBeInTheDocument()
    await screen.getByText('Vereinen (1)').click()
    await expect.element(screen.getByRole('link', { name: 'Wabe' })).toBeVisible()
  })

  it('says that something may be missing while the index is built, and when the server cannot answer', async () => {
    let broken = true
    fakeServer({
      'search.find': () => (broken ? refusal('rate.limited', 429) : answer([hit()], { complete: false })),
    })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=verein' })
    await expect.element(screen.getByText(/Bitte warten Sie einen Moment/)).toBeVisible()
    broken = false
    await screen.getByRole('button', { name: 'Noch einmal versuchen' }).click()
    await expect.element(screen.getByText(/wird gerade neu aufgebaut/)).toBeVisible()
  })

  it('goes on without a filter it cannot understand, and keeps the words', async () => {
    fakeServer({
      'search.find': ({ municipality }) =>
        municipality === undefined ? answer([hit()]) : refusal('request.invalid', 400),
    })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=verein&ort=mars' })
    await expect.element(screen.getByRole('heading', { name: 'Diese Adresse stimmt nicht' })).toBeVisible()
    await screen.getByRole('button', { name: 'Auswahl aufheben' }).click()
    await expect.element(screen.getByRole('link', { name: 'Brunnenstube' })).toBeVisible()
    await expect.element(screen.getByRole('searchbox')).toHaveValue('verein')
  })

  it('is where Ctrl+K leads, and a plain k is only a letter', async () => {
    fakeServer({ 'search.find': () => answer([hit()]) })
    const screen = await renderPage(<SearchPage />, { at: '/suche?q=verein' })
    await expect.element(screen.getByRole('link', { name: 'Brunnenstube' })).toBeVisible()
    await userEvent.keyboard('k')
    const box = screen.getByRole('searchbox')
    await expect.element(box).not.toHaveFocus()
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(box).toHaveFocus()
    await userEvent.keyboard('k')
    await expect.element(box).toHaveValue('vereink')
  })
})
