import type { Contribution, Mark, Thread } from '@augenhoehe/contracts'
import { use } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ContributionActsContext } from '../../../platform/contribution-acts.ts'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../../testing/fake-server.ts'
import { samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { hex, mark } from '../samples.ts'
import { ResultActs } from './ResultActs.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const contribution = {
  id: hex(1001),
  threadId: hex(2),
  seq: 1,
  state: 'published',
  text: 'Wir haben samstags Räume frei.',
} as Contribution

/** What a thread does with it: a menu, and a place under the words. */
function Row() {
  const { itemsFor, outcomeOf } = use(ContributionActsContext)
  // Who may mark is said with the marks: those of a session need not moderate the room.
  const thread = { id: hex(2), mayModerate: false } as Thread
  return (
    <main>
      {itemsFor(contribution, thread).map(({ id, label, onSelect }) => (
        <button key={id} type="button" onClick={onSelect}>
          {label}
        </button>
      ))}
      {outcomeOf?.(contribution, thread)}
    </main>
  )
}

interface Scene {
  mayMark?: boolean
  answers?: Answers
}

async function open(start: Mark[], { mayMark = true, answers = {} }: Scene = {}) {
  let marks = start
  const calls = fakeServer({
    'accounts.me': () => samira(),
    'results.marks': () => ({ marks, mayMark }),
    'results.mark': ({ kind, note }) => {
      const made = mark(1, {
        id: hex(3100),
        kind,
        note: note ?? null,
        state: kind === 'result' || kind === 'task' ? 'agreed' : 'asked',
      })
      marks = [...marks, made]
      return made
    },
    'results.unmark': ({ markId }) => {
      marks = marks.filter(({ id }) => id !== markId)
      return { done: true as const }
    },
    ...answers,
  })
  const screen = await renderPage(
    <ResultActs>
      <Row />
    </ResultActs>,
    { at: `/raeume/professionalisierung/${hex(2)}`, path: '/raeume/:room/:thread' },
  )
  return { screen, calls, set: (next: Mark[]) => (marks = next) }
}

describe('what becomes of a contribution', () => {
  it('is marked in one tap, says so under it, and is taken back in one', async () => {
    const { screen, calls } = await open([])
    await screen.getByRole('button', { name: 'Als Ergebnis merken', exact: true }).click()
    await expect.element(screen.getByText('Als Ergebnis gemerkt', { exact: true })).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.mark')?.input).toMatchObject({
      contributionId: hex(1001),
      kind: 'result',
    })
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() =>
      expect(screen.getByText('Als Ergebnis gemerkt', { exact: true }).query()).toBeNull(),
    )
  })

  it('is a task with one sentence', async () => {
    const { screen, calls } = await open([])
    await screen.getByRole('button', { name: 'Als Aufgabe merken' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Als Aufgabe merken' })
    await dialog.getByRole('button', { name: 'Als Aufgabe merken' }).click()
    await expect.element(dialog.getByText(/was zu tun ist/).first()).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Was ist zu tun?' }).fill('Software vergleichen')
    await dialog.getByRole('button', { name: 'Als Aufgabe merken' }).click()
    await expect.element(screen.getByText('Software vergleichen')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.mark')?.input).toMatchObject({
      kind: 'task',
      note: 'Software vergleichen',
    })
  })

  it('is said to those who only read, who mark nothing', async () => {
    const { screen } = await open([mark(1, { state: 'done', link: `/ergebnisse/${hex(500)}` })], {
      mayMark: false,
    })
    await expect
      .element(screen.getByRole('link', { name: 'Zum Ergebnis' }))
      .toHaveAttribute('href', `/ergebnisse/${hex(500)}`)
    expect(screen.getByRole('button', { name: /merken/ }).query()).toBeNull()
  })

  it('leaves the room only if its author agrees, and then leads to the form', async () => {
    const { screen, calls } = await open([mark(1, { kind: 'offer', state: 'asked', mayAnswer: true })], {
      mayMark: false,
      answers: {
        'results.answerMark': () =>
          mark(1, { kind: 'offer', state: 'agreed', link: '/suchen-und-bieten?neu=offer' }),
      },
    })
    await screen.getByRole('button', { name: 'Zustimmen' }).click()
    await expect.element(screen.getByText('elsewhere: /suchen-und-bieten?neu=offer')).toBeVisible()
    expect(calls.find(({ name }) => name === 'results.answerMark')?.input).toMatchObject({ agree: true })
  })

  it('stays in the room when the author declines', async () => {
    const asked = mark(1, { kind: 'need', state: 'asked', mayAnswer: true })
    const { screen, set } = await open([asked], {
      mayMark: false,
      answers: {
        'results.answerMark': () => {
          const declined = { ...asked, state: 'declined' as const, mayAnswer: false }
          set([declined])
          return declined
        },
      },
    })
    await screen.getByRole('button', { name: 'Ablehnen' }).click()
    await expect.element(screen.getByText('Soll kein Bedarf werden')).toBeVisible()
  })

  it('tells who was slower what somebody else did', async () => {
    const { screen, set } = await open([], {
      answers: { 'results.mark': () => refusal('conflict', 409) },
    })
    await expect
      .element(screen.getByRole('button', { name: 'Als Ergebnis merken', exact: true }))
      .toBeVisible()
    set([mark(1, { state: 'agreed' })])
    await screen.getByRole('button', { name: 'Als Ergebnis merken', exact: true }).click()
    await expect.element(screen.getByText('Als Ergebnis gemerkt', { exact: true })).toBeVisible()
  })
})
