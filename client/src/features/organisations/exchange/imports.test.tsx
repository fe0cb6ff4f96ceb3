import type { ImportRow, ImportRun } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeServer, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { ImportPage } from './ImportPage.tsx'
import { ImportsPage } from './ImportsPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const importId = 'd'.repeat(24)
const preview: ImportRun = {
  id: importId,
  fileName: 'vereine.csv',
  format: 'csv',
  encoding: 'utf-8',
  state: 'preview',
  duplicates: null,
  overwrite: [],
  rows: 3,
  position: 0,
  kinds: { new: 1, faulty: 1, changed: 1 },
  outcomes: {},
  ignored: [],
  createdAt: '2026-03-01T10:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  undoUntil: null,
}
const row = (line: number, differs: Partial<ImportRow>): ImportRow => ({
  line,
  kind: 'new',
  cells: {},
  municipality: '06531005',
  candidates: [],
  faults: [],
  notes: [],
  existing: null,
  ofLine: null,
  kept: false,
  differences: [],
  mayCreate: false,
  decision: null,
  outcome: null,
  organisation: null,
  ...differs,
})
const rows = [
  row(2, { cells: { name: 'Sonnenhof' } }),
  row(3, {
    kind: 'faulty',
    cells: { name: 'Mondlicht', foundedYear: 'achtzehn' },
    faults: [{ column: 'foundedYear', reason: 'no-year', given: 'achtzehn' }],
  }),
  row(4, {
    kind: 'changed',
    cells: { name: 'Zeitbrücke' },
    existing: { id: 'c'.repeat(24), slug: 'zeitbruecke', name: 'Zeitbrücke e. V.' },
    differences: [
      { column: 'name', before: 'Zeitbrücke e. V.', after: 'Zeitbrücke' },
      { column: 'website', before: '', after: 'https://zeitbruecke.example' },
    ],
  }),
]
const me = samira([])

/** A server that keeps a run and its rows, as the real one does. */
function keeping(first: ImportRun, more: Answers = {}) {
  let run = first
  let kept = rows
  const set = (change: Partial<ImportRun>) => (run = { ...run, ...change })
  const asked = fakeServer({
    'accounts.me': () => ({ ...me, user: { ...me.user!, role: 'staff' as const } }),
    'organisations.getImport': () => run,
    'organisations.listImports': () => ({ imports: [run] }),
    'organisations.importRows': ({ kind }) => ({
      rows: kept.filter((one) => kind === undefined || one.kind === kind),
      more: false,
    }),
    'organisations.changeImportRow': ({ line, cells }) => {
      const changed = kept.find((one) => one.line === Number(line))!
      const corrected = {
        ...changed,
        kind: 'new' as const,
        cells: { ...changed.cells, ...cells },
        faults: [],
      }
      kept = kept.map((one) => (one === changed ? corrected : one))
      return { row: corrected, import: set({ kinds: { new: 2, changed: 1 } }) }
    },
    ...more,
  })
  return { asked, set }
}
const at = `/verwaltung/organisationen/einfuhr/${importId}`
const place = { at, path: '/verwaltung/organisationen/einfuhr/:import' }

describe('a table that is read in', () => {
  it('is a preview first: of each row what is wrong and what would change', async () => {
    const { asked } = keeping(preview)
    const screen = await renderPage(<ImportPage />, place)
    await expect.element(screen.getByText('Gründungsjahr „achtzehn“: kein Jahr')).toBeVisible()
    await expect
      .element(screen.getByText('bisher „Zeitbrücke e. V.“, in der Datei „Zeitbrücke“', { exact: false }))
      .toBeVisible()
    await expect.element(screen.getByText('bisher leer, in der Datei', { exact: false })).toBeVisible()
    await screen.getByRole('radio', { name: 'Fehlerhaft (1)' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Mondlicht' })).toBeVisible()
    await expect.element(screen.getByRole('heading', { name: 'Sonnenhof' })).not.toBeInTheDocument()
    expect(asked.map(({ name }) => name)).not.toContain('organisations.startImport')
  })

  it('is corrected row by row', async () => {
    const { asked } = keeping(preview)
    const screen = await renderPage(<ImportPage />, place)
    await screen.getByRole('textbox', { name: 'Gründungsjahr' }).fill('1998')
    await screen.getByRole('button', { name: 'Übernehmen' }).click()
    await expect.element(screen.getByRole('radio', { name: 'Neu (2)' })).toBeVisible()
    await expect.element(screen.getByRole('radio', { name: /Fehlerhaft/ })).not.toBeInTheDocument()
    expect(asked.find(({ name }) => name === 'organisations.changeImportRow')?.input).toEqual({
      importId,
      line: '3',
      cells: { foundedYear: '1998' },
    })
  })

  it('runs when somebody starts it, with what is to happen to what is there', async () => {
    const kept = keeping(preview, {
      'organisations.startImport': () => kept.set({ state: 'running', position: 1 }),
    })
    const screen = await renderPage(<ImportPage />, place)
    await screen.getByRole('radio', { name: 'Leere Angaben ergänzen' }).click()
    await screen.getByRole('button', { name: 'Einlesen' }).click()
    const progress = screen.getByRole('progressbar')
    await expect.element(progress).toHaveAttribute('value', '1')
    await expect.element(progress).toHaveAttribute('max', '3')
    kept.set({ state: 'done', position: 3, outcomes: { created: 1, updated: 1, skipped: 1 } })
    await expect.element(screen.getByText('eingetragen: 1')).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: /Bericht/ }))
      .toHaveAttribute('href', `/api/administration/imports/${importId}/report.csv`)
    expect(kept.asked.find(({ name }) => name === 'organisations.startImport')?.input).toEqual({
      importId,
      duplicates: 'fill',
      overwrite: [],
    })
  })

  it('is taken back after a question', async () => {
    const undoUntil = '2026-03-08T10:00:00.000Z'
    const kept = keeping(
      { ...preview, state: 'done', outcomes: { created: 3 }, undoUntil },
      {
        'organisations.undoImport': () =>
          kept.set({ state: 'undone', outcomes: { undone: 2, kept: 1 }, undoUntil: null }),
      },
    )
    const screen = await renderPage(<ImportPage />, place)
    await screen.getByRole('button', { name: 'Alles zurücknehmen' }).click()
    expect(kept.asked.map(({ name }) => name)).not.toContain('organisations.undoImport')
    await screen.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).click()
    await expect.element(screen.getByText('zurückgenommen: 2')).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Alles zurücknehmen' })).not.toBeInTheDocument()
  })

  it('is nobody’s but the staff’s', async () => {
    keeping(preview, { 'accounts.me': () => me })
    const screen = await renderPage(<ImportPage />, place)
    await expect.element(screen.getByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeVisible()
  })
})

describe('the list of tables', () => {
  const list = { at: '/verwaltung/organisationen/einfuhr' }
  const answering = (answer: () => Response) => {
    const others = vi.mocked(globalThis.fetch).getMockImplementation()!
    vi.mocked(globalThis.fetch).mockImplementation((target, init) =>
      init?.body instanceof FormData ? Promise.resolve(answer()) : others(target, init),
    )
  }
  const fileField = ({ container }: { container: Element }) =>
    container.querySelector<HTMLInputElement>('input[type=file]')!
  const csv = new File(['Ort'], 'vereine.csv', { type: 'text/csv' })

  it('leads to the preview of a file that was sent', async () => {
    keeping(preview)
    answering(() => Response.json(preview, { status: 201 }))
    const screen = await renderPage(<ImportsPage />, list)
    await expect.element(screen.getByRole('link', { name: 'vereine.csv' })).toHaveAttribute('href', at)
    await userEvent.upload(fileField(screen), csv)
    await expect.element(screen.getByText(`elsewhere: ${at}`)).toBeVisible()
  })

  it('says which columns a file lacks', async () => {
    keeping(preview)
    answering(() =>
      Response.json(
        {
          type: 'about:blank',
          title: '',
          status: 422,
          code: 'request.invalid',
          fields: { header: ['missing: Name'] },
        },
        { status: 422 },
      ),
    )
    const screen = await renderPage(<ImportsPage />, list)
    await expect.element(screen.getByRole('link', { name: 'vereine.csv' })).toBeVisible()
    await userEvent.upload(fileField(screen), csv)
    await expect.element(screen.getByText('Es fehlt: Name.', { exact: false })).toBeVisible()
    expect(screen.getByText(/elsewhere/).elements()).toEqual([])
  })
})
