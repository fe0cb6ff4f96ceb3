import type { GlossaryEntry, Input, AllOperations } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { EntriesPage } from './EntriesPage.tsx'
import { EntryPage } from './EntryPage.tsx'
import { NewEntryPage } from './NewEntryPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => {
  vi.restoreAllMocks()
  fakeLive.reset()
})

const beleg: GlossaryEntry = {
  id: 'beleg',
  term: 'Beleg',
  variants: ['Quittung'],
  category: 'money',
  explanation: { de: 'Ein Papier.', en: 'A paper.' },
  rev: 0,
  hidden: false,
  origin: 'delivered',
}
const entries: GlossaryEntry[] = [
  beleg,
  { ...beleg, id: 'satzung', term: 'Satzung', variants: [], rev: 3, origin: 'changed' },
  { ...beleg, id: 'kassenbuch', term: 'Kassenbuch', variants: [], rev: 1, origin: 'own', hidden: true },
]
const person = samira([])
const staff = () => ({ ...person, user: { ...person.user!, role: 'staff' as const } })

/** A server that keeps what it is told. */
function server(more: Answers = {}) {
  let known = entries
  return fakeServer({
    'accounts.me': staff,
    'glossary.list': () => ({ terms: known.filter(({ hidden }) => !hidden), amountsAsOf: '2026' }),
    'glossary.entries': () => ({ entries: known }),
    'glossary.history': ({ termId }) => ({
      versions:
        termId === 'satzung'
          ? [
              {
                rev: 3,
                at: '2026-11-20T10:00:00.000Z',
                by: 'Samira Haddad',
                hidden: false,
                words: {
                  term: 'Satzung',
                  variants: [],
                  category: 'money',
                  explanation: { de: 'Ein Papier.' },
                },
              },
              {
                rev: 0,
                at: null,
                by: null,
                hidden: false,
                words: {
                  term: 'Satzung',
                  variants: [],
                  category: 'money',
                  explanation: { de: 'Die Regeln.' },
                },
              },
            ]
          : [],
    }),
    'glossary.change': ({ termId, rev, ...rest }: Input<AllOperations['glossary.change']>) => {
      const before = known.find(({ id }) => id === termId)!
      if (before.rev !== rev) return refusal('conflict', 409)
      const next = { ...before, ...rest, rev: rev + 1 } as GlossaryEntry
      known = known.map((one) => (one.id === termId ? next : one))
      return next
    },
    ...more,
  })
}
const changes = (asked: ReturnType<typeof fakeServer>) =>
  asked.filter(({ name }) => name === 'glossary.change').map(({ input }) => input)
const at = (id: string) => ({ at: `/verwaltung/glossar/${id}`, path: '/verwaltung/glossar/:term' })

beforeEach(() => void server())

describe('the list of words for staff', () => {
  it('says what is hidden, changed and own, and finds by a form of the word', async () => {
    const screen = await renderPage(<EntriesPage />)
    const rows = screen.getByRole('main').getByRole('listitem')
    await expect
      .poll(() => rows.elements().map(({ textContent }) => textContent))
      .toEqual([
        'BelegGeld im Verein',
        'SatzungGeld im Verein · von uns geändert',
        'KassenbuchGeld im Verein · von uns geschrieben · ausgeblendet',
      ])
    const field = screen.getByRole('searchbox', { name: 'Wort suchen' })
    await field.fill('belegen')
    await expect.poll(() => rows.elements()).toHaveLength(1)
    await expect
      .element(screen.getByRole('link', { name: 'Beleg' }))
      .toHaveAttribute('href', '/verwaltung/glossar/beleg')
    await field.fill('quastenflosser')
    await expect.element(screen.getByText('Dieses Wort haben wir noch nicht erklärt.')).toBeVisible()
    await expect.element(screen.getByRole('link', { name: 'Neues Wort' })).toBeVisible()
  })

  it('is not there for others', async () => {
    const asked = server({ 'accounts.me': () => person })
    const screen = await renderPage(<EntriesPage />)
    await expect
      .element(screen.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Diese Seite gibt es nicht')
    expect(asked.some(({ name }) => name === 'glossary.entries')).toBe(false)
  })
})

describe('a word', () => {
  it('is changed in any language, shown as others see it, and put back with one press', async () => {
    const asked = server()
    const screen = await renderPage(<EntryPage />, at('beleg'))
    const german = screen.getByRole('textbox', { name: 'Erklärung', exact: true })
    await expect.element(german).toHaveValue('Ein Papier.')
    await german.fill('Ein Zettel als Beweis.')
    await expect
      .element(screen.getByRole('region', { name: 'So sehen es andere' }))
      .toHaveTextContent('Ein Zettel als Beweis.')
    await screen.getByRole('button', { name: 'Änderungen speichern' }).click()
    await expect.element(screen.getByText('Gespeichert.')).toBeVisible()
    expect(changes(asked)).toEqual([
      {
        termId: 'beleg',
        rev: 0,
        term: 'Beleg',
        variants: ['Quittung'],
        category: 'money',
        explanation: { de: 'Ein Zettel als Beweis.', en: 'A paper.' },
      },
    ])
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect
      .element(screen.getByRole('textbox', { name: 'Erklärung', exact: true }))
      .toHaveValue('Ein Papier.')
    expect(changes(asked)[1]).toMatchObject({ rev: 1, explanation: { de: 'Ein Papier.', en: 'A paper.' } })
  })

  it('keeps what is typed where somebody else was faster, until one asks for theirs', async () => {
    let theirs = beleg
    const asked = server({
      'glossary.entries': () => ({ entries: [theirs] }),
      'glossary.change': ({ rev }) => (rev === theirs.rev ? theirs : refusal('conflict', 409)),
    })
    const screen = await renderPage(<EntryPage />, at('beleg'))
    const german = screen.getByRole('textbox', { name: 'Erklärung', exact: true })
    await german.fill('Mein Satz.')
    theirs = { ...beleg, rev: 1, explanation: { de: 'Der Satz der anderen.' } }
    fakeLive.push('glossary.changed', {})
    await screen.getByRole('button', { name: 'Änderungen speichern' }).click()
    await expect
      .element(screen.getByRole('alert'))
      .toHaveTextContent('Jemand anderes hat das inzwischen geändert.')
    await expect.element(german).toHaveValue('Mein Satz.')
    expect(changes(asked)).toHaveLength(1)
    await screen.getByRole('button', { name: 'Neuen Stand laden, Eingaben verwerfen' }).click()
    await expect
      .element(screen.getByRole('textbox', { name: 'Erklärung', exact: true }))
      .toHaveValue('Der Satz der anderen.')
    await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
  })

  it('says at the field that another word has the name, and does not call that a change of others', async () => {
    server({
      'glossary.change': () => refusal('conflict', 409, { term: ['another term has this name'] }),
    })
    const screen = await renderPage(<EntryPage />, at('beleg'))
    const name = screen.getByLabelText('Wort', { exact: true })
    await name.fill('Satzung')
    await screen.getByRole('button', { name: 'Änderungen speichern' }).click()
    await expect.element(name).toHaveAttribute('aria-invalid', 'true')
    await expect.element(screen.getByText(/heißt schon so/).first()).toBeVisible()
    await name.fill('Beleg')
    await expect.element(name).not.toHaveAttribute('aria-invalid', 'true')
    expect(document.body.textContent).not.toContain('inzwischen geändert')
  })

  it('is hidden and shown again, and goes back to how it came', async () => {
    const asked = server()
    const screen = await renderPage(<EntryPage />, at('satzung'))
    await screen.getByRole('button', { name: 'Wort ausblenden' }).click()
    await expect.element(screen.getByText('Das Wort ist ausgeblendet.')).toBeVisible()
    await screen.getByRole('button', { name: 'Wort wieder zeigen' }).click()
    await expect.element(screen.getByText('Das Wort wird wieder gezeigt.')).toBeVisible()
    const history = screen.getByRole('region', { name: 'Frühere Fassungen' })
    await expect.element(history).toHaveTextContent('So kam das Wort mit der Plattform.')
    await history.getByRole('button', { name: 'Diese Fassung wieder nehmen' }).last().click()
    await expect
      .element(screen.getByRole('textbox', { name: 'Erklärung', exact: true }))
      .toHaveValue('Die Regeln.')
    expect(changes(asked).map(({ rev, hidden }) => ({ rev, hidden }))).toEqual([
      { rev: 3, hidden: true },
      { rev: 4, hidden: false },
      { rev: 5, hidden: false },
    ])
  })
})

describe('a new word', () => {
  it('needs its name and plain German, is made once, and leads to its page', async () => {
    let refused = true
    const asked = server({
      'glossary.add': ({ term, variants, category, explanation }) => {
        if (refused) {
          refused = false
          return refusal('internal', 500)
        }
        return {
          ...beleg,
          term,
          variants,
          category,
          explanation: { de: explanation.de },
          id: 'kostenplan',
          origin: 'own',
        }
      },
    })
    const screen = await renderPage(<NewEntryPage />)
    const add = screen.getByRole('button', { name: 'Wort aufnehmen' })
    await add.click()
    await expect
      .element(screen.getByText('Schreiben Sie mindestens die Erklärung in einfachem Deutsch.').first())
      .toBeVisible()
    await screen.getByLabelText('Wort', { exact: true }).fill(' Kostenplan ')
    await screen.getByLabelText('Andere Namen und Abkürzungen').fill('KP, Plan der Kosten, KP')
    await screen.getByRole('textbox', { name: 'Erklärung', exact: true }).fill('Was alles kostet.')
    await add.click()
    await expect.element(screen.getByRole('alert')).toBeVisible()
    await add.click()
    await expect.element(screen.getByText('elsewhere: /verwaltung/glossar/kostenplan')).toBeVisible()
    const sent = asked.filter(({ name }) => name === 'glossary.add').map(({ input }) => input)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(sent[0]).toMatchObject({
      term: 'Kostenplan',
      variants: ['KP', 'Plan der Kosten'],
      explanation: { de: 'Was alles kostet.' },
    })
  })
})
