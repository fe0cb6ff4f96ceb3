import type { ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { cleanup } from 'vitest-browser-react'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { violations } from '../../../testing/violations.ts'
import { item, mark, record, source } from '../samples.ts'
import { EditorPage } from './EditorPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const draft = (more: Partial<ResultRecord> = {}) =>
  record({ mayEdit: true, state: 'draft', reviewUntil: null, ...more })

/** A server that keeps items as ours does. */
function keeping(start: ResultRecord, answers: Answers = {}) {
  let shown = start
  const set = (stored: ResultItem) => {
    shown = { ...shown, items: shown.items.map((one) => (one.id === stored.id ? stored : one)) }
    return stored
  }
  const change = (alter: (before: ResultRecord) => ResultRecord) => {
    shown = alter(shown)
    fakeLive.push('results.changed', { recordId: shown.id, threadId: shown.threadId })
  }
  const calls = fakeServer({
    'accounts.me': () => samira(),
    'results.get': () => shown,
    'results.marks': () => ({ marks: [mark(7)], mayMark: true }),
    'results.changeItem': ({ itemId, rev, text, spread, spreadNote }) => {
      const stored = shown.items.find(({ id }) => id === itemId)
      if (!stored) return refusal('not-found', 404)
      if (stored.rev !== rev) return refusal('conflict', 409)
      return set({ ...stored, text, spread, spreadNote, rev: rev + 1 })
    },
    'results.addItem': ({ text, kind, questionId, supplement }) => {
      const added = item(9, { text, kind, questionId, supplement, sources: [] })
      shown = { ...shown, items: [...shown.items, added] }
      return added
    },
    'results.moveItem': () => ({ done: true as const }),
    'results.removeItem': ({ itemId }) => {
      shown = { ...shown, items: shown.items.filter(({ id }) => id !== itemId) }
      return { done: true as const }
    },
    ...answers,
  })
  return { calls, change, shown: () => shown }
}

const place = { at: `/ergebnisse/${record().id}/bearbeiten`, path: '/ergebnisse/:recordId/bearbeiten' }

const sent = (calls: ReturnType<typeof keeping>['calls'], wanted: string) =>
  calls.filter(({ name }) => name === wanted).map(({ input }) => input)
const edit = async (screen: Awaited<ReturnType<typeof renderPage>>, n: number) => {
  await screen.getByRole('button', { name: `Satz ${n} bearbeiten` }).click()
  return screen.getByRole('textbox', { name: 'Aussage' })
}

it('says that a source was withdrawn, so that whoever works on it decides', async () => {
  const gone = source(1, { state: 'removed', withdrawn: true, by: null, excerpt: '' })
  keeping(draft({ items: [item(1, { sources: [gone] }), item(2)] }))
  const screen = await renderPage(<EditorPage />, place)
  const told = screen.getByRole('heading', { name: 'Quelle zurückgezogen' })
  await expect.element(told).toBeVisible()
  expect(told.elements()).toHaveLength(1)
  await edit(screen, 1)
  await expect.element(told).toBeVisible()
})

describe('editing a record', () => {
  it('stores a statement by itself when one leaves it, under the reading it was made from', async () => {
    const { calls } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    const field = await edit(screen, 1)
    await expect.element(field).toHaveFocus()
    await field.fill('Neue Worte.')
    await expect.element(screen.getByText('Noch nicht gespeichert')).toBeVisible()
    await screen.getByRole('heading', { level: 1 }).click()
    await expect.element(screen.getByText('Gespeichert', { exact: true })).toBeVisible()
    expect(sent(calls, 'results.changeItem')).toEqual([
      expect.objectContaining({ itemId: item(1).id, rev: 1, text: 'Neue Worte.' }),
    ])
  })

  it('shows both readings when somebody else was faster, and loses neither before one is chosen', async () => {
    const { calls, change, shown } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    await (await edit(screen, 1)).fill('Meine Worte.')
    change((before) => ({
      ...before,
      items: before.items.map((one) =>
        one.id === item(1).id ? { ...one, text: 'Deren Worte.', rev: 2 } : one,
      ),
    }))
    await expect.element(screen.getByRole('region', { name: 'Ihre Worte' })).toHaveTextContent('Meine Worte.')
    await expect
      .element(screen.getByRole('region', { name: 'Gespeichert, von jemand anderem' }))
      .toHaveTextContent('Deren Worte.')
    expect(sent(calls, 'results.changeItem')).toEqual([])
    await screen.getByRole('button', { name: 'Meine Worte nehmen' }).click()
    await vi.waitFor(() => expect(shown().items[0]).toMatchObject({ text: 'Meine Worte.', rev: 3 }))
  })

  it('takes the other reading when that is chosen', async () => {
    const { change, shown } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    await (await edit(screen, 1)).fill('Meine Worte.')
    change((before) => ({
      ...before,
      items: before.items.map((one) =>
        one.id === item(1).id ? { ...one, text: 'Deren Worte.', rev: 2 } : one,
      ),
    }))
    await screen.getByRole('button', { name: 'Diese Worte nehmen' }).click()
    await expect.element(screen.getByRole('textbox', { name: 'Aussage' })).toHaveValue('Deren Worte.')
    expect(shown().items[0]).toMatchObject({ text: 'Deren Worte.', rev: 2 })
  })

  it('keeps unsent words over a reload, also of a statement that somebody removes', async () => {
    const { change } = keeping(draft(), { 'results.changeItem': () => refusal('unavailable', 503) })
    const first = await renderPage(<EditorPage />, place)
    await (await edit(first, 1)).fill('Noch nicht angekommen.')
    await first.getByRole('button', { name: 'Speichern', exact: true }).click()
    await expect.element(first.getByRole('alert')).toBeVisible()
    await cleanup()

    const again = await renderPage(<EditorPage />, { ...place, reloaded: true })
    await expect
      .element(again.getByRole('textbox', { name: 'Aussage' }))
      .toHaveValue('Noch nicht angekommen.')
    change((before) => ({ ...before, items: before.items.slice(1) }))
    await expect.element(again.getByText(/Jemand hat diesen Satz entfernt/)).toBeVisible()
    await expect
      .element(again.getByRole('textbox', { name: 'Aussage' }))
      .toHaveValue('Noch nicht angekommen.')
    await again.getByRole('button', { name: 'Wieder hinzufügen' }).click()
    await expect.element(again.getByText('Noch nicht angekommen.')).toBeVisible()
    expect(again.getByRole('textbox', { name: 'Aussage' }).query()).toBeNull()
  })

  it('lets nothing stand without a source unless the moderators say that they add it', async () => {
    const { calls } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    await screen.getByRole('button', { name: 'Aussage hinzufügen' }).first().click()
    const card = screen.getByRole('region', { name: 'Neue Aussage' })
    await card.getByRole('textbox', { name: 'Aussage' }).fill('Das Treffen findet wieder statt.')
    await card.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
    await expect.element(card.getByText(/oder kreuzen Sie an/)).toBeVisible()
    await card.getByRole('checkbox', { name: 'Ergänzung der Moderation' }).click()
    await card.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
    await expect.element(screen.getByText('Das Treffen findet wieder statt.')).toBeVisible()
    const added = sent(calls, 'results.addItem')
    expect(added.at(-1)).toMatchObject({ questionId: 'q2', supplement: true, sources: [] })
    expect(new Set(added.map(({ clientId }) => clientId)).size).toBe(1)
  })

  it('asks why, where a spread is not the suggested one', async () => {
    const { calls } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    await edit(screen, 1)
    await screen.getByRole('combobox', { name: 'Wie viele sehen das so?' }).click()
    await screen.getByRole('option', { name: 'Konsens' }).click()
    await screen.getByRole('button', { name: 'Speichern', exact: true }).click()
    await expect.element(screen.getByText('Bitte schreiben Sie in einem Satz, warum.')).toBeVisible()
    await screen.getByRole('textbox', { name: 'Warum nicht wie vorgeschlagen?' }).fill('Alle nickten.')
    await screen.getByRole('button', { name: 'Speichern', exact: true }).click()
    await vi.waitFor(() =>
      expect(sent(calls, 'results.changeItem').at(-1)).toMatchObject({
        spread: 'consensus',
        spreadNote: 'Alle nickten.',
      }),
    )
  })

  it('moves a statement by keyboard; focus goes with it and the place is said', async () => {
    const { calls } = keeping(draft({ items: [item(1), item(2), item(3)] }))
    const screen = await renderPage(<EditorPage />, place)
    const down = screen.getByRole('button', { name: 'Satz 1 nach unten' })
    await expect.element(down).toBeVisible()
    ;(down.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText('Steht jetzt an Stelle 2 von 3.')).toBeInTheDocument()
    await expect.element(screen.getByRole('button', { name: 'Satz 2 nach unten' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('button', { name: 'Satz 3 nach oben' })).toHaveFocus()
    expect(sent(calls, 'results.moveItem')).toMatchObject([
      { itemId: item(1).id, before: item(3).id },
      { itemId: item(1).id, before: null },
    ])
  })

  it('removes with a way back', async () => {
    const { calls } = keeping(draft())
    const screen = await renderPage(<EditorPage />, place)
    await screen.getByRole('button', { name: 'Satz 1 entfernen' }).click()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() => expect(sent(calls, 'results.addItem')).toHaveLength(1))
    expect(sent(calls, 'results.addItem')[0]).toMatchObject({
      text: 'Aussage Nummer 1.',
      sources: [item(1).sources[0]!.contributionId],
    })
  })

  it('asks associations for a number of days', async () => {
    const { calls } = keeping(draft(), {
      'results.openReview': () =>
        draft({ state: 'in-review', reviewUntil: '2126-12-01T10:00:00.000Z', rev: 2 }),
    })
    const screen = await renderPage(<EditorPage />, place)
    const days = screen.getByRole('spinbutton', { name: 'Tage für die Rückmeldung' })
    await days.fill('14')
    await screen.getByRole('button', { name: 'Vereine um Rückmeldung bitten' }).click()
    await expect.element(screen.getByText('Vereine können jetzt antworten.')).toBeVisible()
    expect(sent(calls, 'results.openReview')).toMatchObject([{ rev: 1, days: 14 }])
    await expect.element(screen.getByRole('button', { name: 'Frist ändern' })).toBeVisible()
  })

  it('publishes before the end only with a reason, after a preview', async () => {
    const { calls } = keeping(draft({ state: 'in-review', reviewUntil: '2126-12-01T10:00:00.000Z' }), {
      'results.publish': () => draft({ state: 'published' }),
    })
    const screen = await renderPage(<EditorPage />, place)
    await screen.getByRole('button', { name: 'Vorschau und veröffentlichen' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Fassung 1 veröffentlichen' })
    await expect.element(dialog.getByText('Aussage Nummer 1.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect.element(dialog.getByText(/warum Sie nicht auf die Rückmeldung warten/).first()).toBeVisible()
    expect(sent(calls, 'results.publish')).toEqual([])
    await dialog.getByRole('textbox', { name: 'Warum schon jetzt?' }).fill('Alle haben geantwortet.')
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect.element(screen.getByText(`elsewhere: /ergebnisse/${record().id}`)).toBeVisible()
    expect(sent(calls, 'results.publish')).toMatchObject([{ rev: 1, reason: 'Alle haben geantwortet.' }])
  })

  it('publishes without a reason once everybody has answered', async () => {
    const { calls } = keeping(
      draft({
        state: 'in-review',
        reviewUntil: '2126-12-01T10:00:00.000Z',
        counts: { confirm: 2, comment: 0, dissent: 0, open: 0 },
      }),
      { 'results.publish': () => draft({ state: 'published' }) },
    )
    const screen = await renderPage(<EditorPage />, place)
    await screen.getByRole('button', { name: 'Vorschau und veröffentlichen' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Fassung 1 veröffentlichen' })
    await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
    await expect.element(screen.getByText(`elsewhere: /ergebnisse/${record().id}`)).toBeVisible()
    expect(sent(calls, 'results.publish')[0]).not.toHaveProperty('reason')
  })

  it('is nobody’s who does not moderate it', async () => {
    keeping(record({ mayEdit: false }))
    const screen = await renderPage(<EditorPage />, place)
    await expect.element(screen.getByText('Diese Seite gibt es nicht')).toBeVisible()
  })

  it('can be used with any aid', async () => {
    keeping(draft({ items: [item(1), item(2, { kind: 'open-question' })] }))
    const screen = await renderPage(<EditorPage />, place)
    await edit(screen, 1)
    await screen.getByRole('button', { name: 'Offene Frage hinzufügen' }).first().click()
    expect(await violations(document.body)).toEqual([])
  })
})
