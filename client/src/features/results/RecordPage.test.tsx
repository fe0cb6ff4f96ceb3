import type { ResultRecord } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { violations } from '../../testing/violations.ts'
import { RecordPage } from './RecordPage.tsx'
import { hex, item, record, source } from './samples.ts'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const asked = {
  organisationId: brunnenstube.organisationId as string | null,
  name: brunnenstube.name,
  institution: null,
}

async function open(
  given: Partial<ResultRecord> | (() => ResultRecord) = {},
  answers: Answers = {},
  at = '',
) {
  const calls = fakeServer({
    'accounts.me': () => samira(),
    'results.get': () => (typeof given === 'function' ? given() : record(given)),
    'results.marks': () => ({ marks: [], mayMark: false }),
    ...answers,
  })
  const screen = await renderPage(<RecordPage />, {
    at: `/ergebnisse/${record().id}${at}`,
    path: '/ergebnisse/:recordId',
  })
  return { screen, calls }
}

describe('a record', () => {
  it('reads from top to bottom: question, statement, spread, sources that lead to the contribution', async () => {
    const { screen } = await open({
      items: [
        item(1, {
          spread: 'consensus',
          sources: [source(1), source(2, { state: 'removed', by: null, excerpt: '' })],
        }),
        item(2, { sources: [], supplement: true, spread: null }),
      ],
    })
    await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Was gute Vereins')
    await expect.element(screen.getByText('Dazu wurde nichts festgehalten.')).toBeVisible()
    await expect.element(screen.getByText('Konsens')).toBeVisible()
    await expect.element(screen.getByText('Ergänzung der Moderation')).toBeVisible()
    await screen.getByRole('button', { name: '2 Beiträge' }).click()
    await expect
      .element(screen.getByRole('link', { name: /Drei Flüsse Hanau/ }))
      .toHaveAttribute('href', `/raeume/professionalisierung/${hex(2)}?beitrag=${hex(1001)}`)
    await expect.element(screen.getByText('Beitrag entfernt').first()).toBeVisible()
  })

  it('shows open questions with who looks into them, and other views word by word', async () => {
    const { screen } = await open({
      items: [
        item(1),
        item(2, {
          kind: 'open-question',
          text: 'Kostenlos oder nur vergünstigt?',
          owner: { organisationId: hex(60), words: 'Drei Flüsse Hanau' },
          due: '2127-01-15',
        }),
      ],
      confirmations: [
        {
          organisationId: hex(61),
          organisation: 'Kirschgarten Fulda e. V.',
          institution: null,
          value: 'dissent',
          itemId: item(1).id,
          text: 'Uns hilft ein Minijob nicht.',
          at: '2026-11-20T08:00:00.000Z',
        },
      ],
    })
    await expect.element(screen.getByText(/Drei Flüsse Hanau klärt das bis 15\.\sJanuar/)).toBeVisible()
    await expect
      .element(screen.getByRole('heading', { name: 'Andere Sicht: Kirschgarten Fulda e. V.' }))
      .toBeVisible()
    await expect.element(screen.getByText('„Uns hilft ein Minijob nicht.“')).toBeVisible()
  })

  it('is confirmed with one press, in the name of the association', async () => {
    let shown = record({ mayConfirmFor: [asked] })
    const { screen, calls } = await open(() => shown, {
      'results.confirm': ({ organisationId, value }) =>
        (shown = record({
          mayConfirmFor: [asked],
          counts: { confirm: 1, comment: 0, dissent: 0, open: 2 },
          confirmations: [
            {
              organisationId,
              organisation: asked.name,
              institution: null,
              value,
              itemId: null,
              text: null,
              at: '2026-11-20T08:00:00.000Z',
            },
          ],
        })),
    })
    const foot = screen.getByRole('button', { name: 'Stimmt das? Antworten' })
    await foot.click()
    const dialog = screen.getByRole('dialog', { name: 'Stimmt das für Brunnenstube Gießen?' })
    await dialog.getByRole('button', { name: 'Antwort senden' }).click()
    await expect.element(dialog.getByText('Bitte wählen Sie eine Antwort.').first()).toBeVisible()
    await dialog.getByRole('radio', { name: /Ja, bestätigen/ }).click()
    await dialog.getByRole('button', { name: 'Antwort senden' }).click()
    await expect.element(screen.getByText('Danke. Ihr Verein hat bestätigt.')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.confirm')?.input).toMatchObject({
      organisationId: asked.organisationId,
      value: 'confirm',
      itemId: null,
      text: null,
    })
    await expect.element(screen.getByRole('button', { name: 'Antwort ändern' })).toBeVisible()
  })

  it('is answered for an office, which is named with its kind', async () => {
    const office = { name: 'Integrationsbüro', kind: 'municipality' as const }
    const mayConfirmFor = [{ organisationId: null, name: office.name, institution: office }]
    const participants = [{ organisationId: null, name: office.name }]
    let shown = record({ mayConfirmFor, participants })
    const { screen, calls } = await open(() => shown, {
      'results.confirm': ({ value, text }) =>
        (shown = record({
          mayConfirmFor,
          participants,
          confirmations: [
            {
              organisationId: null,
              organisation: office.name,
              institution: office,
              value,
              itemId: null,
              text,
              at: '2026-11-20T08:00:00.000Z',
            },
          ],
        })),
    })
    await expect.element(screen.getByRole('listitem').getByText('Institution')).toBeVisible()
    await screen.getByRole('button', { name: 'Stimmt das? Antworten' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Stimmt das für Integrationsbüro?' })
    await dialog.getByRole('radio', { name: /Andere Sicht hinzufügen/ }).click()
    await dialog.getByRole('textbox', { name: 'Die Sicht Ihrer Institution' }).fill('Wir sehen das anders.')
    await dialog.getByRole('button', { name: 'Sicht hinzufügen' }).click()
    await expect
      .element(screen.getByRole('heading', { name: 'Andere Sicht: Integrationsbüro (Verwaltung)' }))
      .toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Antwort ändern' }).first()).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.confirm')?.input).toMatchObject({
      organisationId: null,
      value: 'dissent',
    })
  })

  it('keeps the words of another view that did not arrive', async () => {
    let late = true
    const { screen, calls } = await open(
      { mayConfirmFor: [asked] },
      {
        'results.confirm': () => (late ? refusal('unavailable', 503) : record({ mayConfirmFor: [asked] })),
      },
    )
    await screen.getByRole('button', { name: 'Stimmt das? Antworten' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('radio', { name: /Andere Sicht hinzufügen/ }).click()
    await dialog.getByRole('textbox', { name: 'Die Sicht Ihres Vereins' }).fill('Wir sehen das anders.')
    await dialog.getByRole('button', { name: 'Sicht hinzufügen' }).click()
    await expect.element(dialog.getByRole('alert')).toBeVisible()
    await dialog.getByRole('button', { name: 'Abbrechen' }).click()
    late = false
    await screen.getByRole('button', { name: 'Stimmt das? Antworten' }).click()
    await screen.getByRole('radio', { name: /Andere Sicht hinzufügen/ }).click()
    await expect
      .element(screen.getByRole('textbox', { name: 'Die Sicht Ihres Vereins' }))
      .toHaveValue('Wir sehen das anders.')
    await screen.getByRole('button', { name: 'Sicht hinzufügen' }).click()
    await expect.element(screen.getByText('Danke. Ihre Sicht steht jetzt im Ergebnis.')).toBeVisible()
    expect(calls.findLast(({ name }) => name === 'results.confirm')?.input).toMatchObject({
      value: 'dissent',
      text: 'Wir sehen das anders.',
    })
  })

  it('asks nobody who did not take part', async () => {
    const { screen } = await open()
    await expect.element(screen.getByText(/Rückmeldung möglich bis/)).toBeVisible()
    expect(screen.getByRole('button', { name: /Antworten/ }).query()).toBeNull()
  })

  it('takes in answers as they come', async () => {
    let counts = { confirm: 0, comment: 0, dissent: 0, open: 3 }
    const { screen } = await open(() => record({ counts }))
    const answers = screen.getByRole('main').getByRole('region', { name: 'So haben Vereine geantwortet' })
    await expect.element(answers).toHaveTextContent('noch offen3')
    counts = { confirm: 2, comment: 0, dissent: 0, open: 1 }
    fakeLive.push('results.changed', { recordId: record().id, threadId: hex(2) })
    await expect.element(answers).toHaveTextContent('bestätigt2')
  })

  it('shows what has changed from one version to the next', async () => {
    const { screen, calls } = await open(
      {
        state: 'published',
        reviewUntil: null,
        version: 2,
        published: [
          { version: 1, at: '2026-12-01T10:00:00.000Z' },
          { version: 2, at: '2026-12-08T10:00:00.000Z' },
        ],
      },
      {
        'results.diff': () => ({
          from: 1,
          to: 2,
          easyText: null,
          items: [
            {
              id: item(1).id,
              questionId: 'q3',
              change: 'changed',
              words: [
                { kind: 'same', text: 'Schulungen in ' },
                { kind: 'gone', text: 'Buchhaltung' },
                { kind: 'new', text: 'Recht' },
              ],
              spread: { from: 'several', to: 'consensus' },
            },
          ],
        }),
      },
    )
    await expect.element(screen.getByRole('link', { name: 'Fassung 1 lesen' })).toBeVisible()
    await screen.getByRole('button', { name: 'Was hat sich in Fassung 2 geändert?' }).click()
    await expect.element(screen.getByText('Recht')).toBeVisible()
    await expect.element(screen.getByText('Verbreitung: vorher mehrere, jetzt Konsens')).toBeVisible()
    expect(document.querySelector('del')).toHaveTextContent('gestrichen: Buchhaltung')
    expect(calls.find(({ name }) => name === 'results.diff')?.input).toMatchObject({ version: '2' })
  })

  it('of an older version leads to the newest', async () => {
    const { screen, calls } = await open(
      {
        state: 'published',
        reviewUntil: null,
        version: 1,
        published: [
          { version: 1, at: '2026-12-01T10:00:00.000Z' },
          { version: 2, at: '2026-12-08T10:00:00.000Z' },
        ],
      },
      {},
      '?fassung=1',
    )
    await expect.element(screen.getByText('Sie lesen Fassung 1. Die neueste ist Fassung 2.')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.get')?.input).toMatchObject({ version: '1' })
  })

  it('is revised by who moderates it, and its open questions answered', async () => {
    const { screen, calls } = await open(
      {
        mayEdit: true,
        state: 'published',
        reviewUntil: null,
        published: [{ version: 1, at: '2026-12-01T10:00:00.000Z' }],
        items: [item(1, { kind: 'open-question', text: 'Kostenlos?' })],
      },
      {
        'results.revise': () => record({ mayEdit: true, state: 'draft', version: 2 }),
        'results.answerOpenQuestion': ({ text }) =>
          item(1, { kind: 'open-question', answer: { text, at: '2027-01-10T10:00:00.000Z' } }),
      },
    )
    await screen.getByRole('button', { name: 'Antwort eintragen' }).click()
    await screen.getByRole('textbox', { name: 'Antwort' }).fill('Für Vereine kostenlos.')
    await screen.getByRole('dialog').getByRole('button', { name: 'Antwort eintragen' }).click()
    await expect.element(screen.getByText('Die Antwort steht jetzt unter der Frage.')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.answerOpenQuestion')?.input).toMatchObject({
      text: 'Für Vereine kostenlos.',
    })
    await screen.getByRole('button', { name: 'Nächste Fassung beginnen' }).click()
    await expect.element(screen.getByText(`elsewhere: /ergebnisse/${record().id}/bearbeiten`)).toBeVisible()
  })

  it('that one may not read is not there', async () => {
    const { screen } = await open({}, { 'results.get': () => refusal('not-found', 404) })
    await expect.element(screen.getByText('Diese Seite gibt es nicht')).toBeVisible()
  })

  it('can be read with any aid', async () => {
    const { screen } = await open({
      mayConfirmFor: [asked],
      items: [item(1), item(2, { kind: 'open-question' })],
      confirmations: [
        {
          organisationId: hex(61),
          organisation: 'Kirschgarten Fulda e. V.',
          institution: null,
          value: 'dissent',
          itemId: item(1).id,
          text: 'Nein.',
          at: '2026-11-20T08:00:00.000Z',
        },
      ],
    })
    await screen.getByRole('button', { name: '1 Beitrag' }).first().click()
    expect(await violations(document.body)).toEqual([])
  })
})
