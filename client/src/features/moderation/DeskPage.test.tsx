import type { Me, QueueEntry } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followModeration } from '../../platform/moderation-news.ts'
import { createQueries } from '../../platform/queries.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { entry, hex, words } from './desk-samples.ts'
import { DeskPage } from './DeskPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const amira: Me = { ...samira(), moderates: [hex(1)] }
const rooms = [{ id: hex(1), slug: 'professionalisierung', title: { de: 'Professionalisierung' } }]

async function open(entries: () => QueueEntry[], answers: Answers = {}, me: () => Me = () => amira) {
  const asked = fakeServer({
    'accounts.me': me,
    'moderation.queue': () => ({ entries: entries(), more: false, rooms }),
    ...answers,
  })
  const queries = createQueries()
  const stop = followModeration(queries)
  const screen = await renderPage(<DeskPage />, { at: '/moderation', queries })
  return { asked, screen, stop }
}
const cards = (screen: Awaited<ReturnType<typeof renderPage>>) => screen.getByRole('article').elements()

describe('the desk', () => {
  it('hides a contribution with the rule that was reported and one sentence', async () => {
    let entries = [entry(1), entry(2)]
    const { asked, screen } = await open(() => entries, {
      'moderation.decide': () => {
        entries = [entry(2)]
        return { done: true }
      },
    })
    await screen.getByRole('button', { name: 'Ausblenden' }).first().click()
    await expect.element(screen.getByRole('radio', { name: 'Keine Beleidigungen' })).toBeChecked()
    await screen.getByRole('textbox').fill('Hier fällt ein Schimpfwort.')
    await screen.getByRole('dialog').getByRole('button', { name: 'Ausblenden' }).click()
    await expect.element(screen.getByText('Ausgeblendet.')).toBeVisible()
    // The card stays where it was, folded.
    expect(cards(screen)).toHaveLength(2)
    expect(asked.find(({ name }) => name === 'moderation.decide')?.input).toMatchObject({
      caseId: entry(1).id,
      rev: 1,
      decision: 'hide',
      rule: 'insult',
      reason: 'Hier fällt ein Schimpfwort.',
    })
  })

  it('names who said something in the room, and who noted it', async () => {
    const oral = {
      speaker: 'Frau Kaya',
      organisation: { name: 'Wabe Offenbach', slug: 'wabe', verified: true },
    }
    const { screen } = await open(() => [
      entry(1, { contribution: words(1, { oral, authorName: 'Amira Yıldız', organisation: null }) }),
    ])
    const card = screen.getByRole('article')
    await expect.element(card.getByText('Wabe Offenbach')).toBeVisible()
    await expect.element(card).toHaveTextContent('Frau Kaya · mündlich · notiert von Amira Yıldız · ')
  })

  it('publishes with one tap, naming the reading that was read, and says when all is decided', async () => {
    const held = entry(1, {
      kind: 'held',
      id: words(1).id,
      reports: [],
      contribution: words(1, { state: 'held' }),
    })
    let entries = [held]
    const { asked, screen } = await open(() => entries, {
      'threads.publish': () => {
        entries = []
        return words(1)
      },
    })
    await screen.getByRole('button', { name: 'Freigeben' }).click()
    await expect.element(screen.getByText('Freigegeben.')).toBeVisible()
    await expect.element(screen.getByRole('heading', { name: 'Alles entschieden.' })).toBeVisible()
    expect(asked.find(({ name }) => name === 'threads.publish')?.input).toMatchObject({ rev: 1 })
  })

  it('tells the second of two what the first decided, and loses nothing that was typed', async () => {
    let entries = [entry(1)]
    const { screen } = await open(() => entries, {
      'moderation.decide': () => {
        entries = []
        return refusal('conflict', 409)
      },
      'threads.contributions': () =>
        ({ contributions: [words(1, { rev: 9, state: 'removed', text: '' })], more: false }) as never,
      'threads.get': () => ({ locked: false }) as never,
    })
    await screen.getByRole('button', { name: 'Kein Verstoß' }).click()
    await screen.getByRole('textbox').fill('Das ist Kritik.')
    await screen.getByRole('dialog').getByRole('button', { name: 'Kein Verstoß' }).click()
    await expect
      .element(screen.getByRole('dialog').getByText('Jemand anderes war schneller: entfernt.'))
      .toBeVisible()
    await expect.element(screen.getByRole('textbox')).toHaveValue('Das ist Kritik.')
  })

  it('says why one may not decide', async () => {
    const { screen } = await open(() => [
      entry(1, { mayDecide: false, conflict: 'own-organisation' }),
      entry(2, {
        mayDecide: false,
        conflict: 'taken',
        takenBy: { name: 'Fatou Diallo', isMe: false, until: '2126-11-22T13:30:00.000Z' },
      }),
    ])
    await expect
      .element(screen.getByText('Das betrifft Ihren Verein. Jemand anderes entscheidet.'))
      .toBeVisible()
    await expect
      .element(screen.getByText(/Fatou Diallo kümmert sich gerade darum, bis \d\d:30 Uhr\./))
      .toBeVisible()
    expect(screen.getByRole('button', { name: 'Ausblenden' }).query()).toBeNull()
  })

  it('lets new entries wait until they are asked for', async () => {
    let entries = [entry(1)]
    const { screen, stop } = await open(() => entries)
    await expect.element(screen.getByRole('article')).toBeVisible()
    entries = [entry(2), entry(3), entry(1)]
    fakeLive.push('moderation.changed', { what: 'queue' })
    await expect.element(screen.getByRole('button', { name: 'Neue anzeigen (2)' })).toBeVisible()
    expect(cards(screen)).toHaveLength(1)
    await screen.getByRole('button', { name: 'Neue anzeigen (2)' }).click()
    await expect.poll(() => cards(screen).length).toBe(3)
    stop()
  })

  it('does not let words be judged that were changed since they were read', async () => {
    let entries = [entry(1)]
    const { screen, stop } = await open(() => entries)
    await expect.element(screen.getByText('Beitrag Nummer 1.')).toBeVisible()
    entries = [entry(1, { contribution: words(1, { rev: 7, text: 'Ganz anders.' }) })]
    fakeLive.push('moderation.changed', { what: 'queue' })
    await expect.element(screen.getByText('Der Text wurde inzwischen geändert.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Ausblenden' }).query()).toBeNull()
    await screen.getByRole('button', { name: 'Neu lesen' }).click()
    await expect.element(screen.getByText('Ganz anders.')).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Ausblenden' })).toBeVisible()
    stop()
  })

  it('is nobody’s who does not moderate', async () => {
    const { asked, screen } = await open(
      () => [],
      {},
      () => samira(),
    )
    await expect
      .element(screen.getByRole('heading', { name: 'Sie moderieren zurzeit keinen Raum' }))
      .toBeVisible()
    expect(asked.map(({ name }) => name)).not.toContain('moderation.queue')
  })
})
