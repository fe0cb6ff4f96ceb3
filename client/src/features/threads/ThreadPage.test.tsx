import type { Contribution, ContributionDraft, Me, Thread } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, unreachable } from '../../platform/problem-error.ts'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, type Answers } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { contribution, page, replyOf, room, thread } from './samples.ts'
import { highestSeq } from './state.ts'
import { ThreadPage } from './ThreadPage.tsx'
import type { AboveProps } from './ThreadView.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const me = samira()
const myId = me.user?.id ?? ''

interface Scene {
  contributions?: Contribution[]
  who?: Me
  as?: Partial<Thread>
  answers?: Answers
}

const where = { at: `/raeume/${room.slug}/${thread.id}`, path: '/raeume/:room/:thread' }

function fakeThread({ contributions = page(12), who = me, as = {}, answers = {} }: Scene) {
  const rev = Math.max(0, ...contributions.map((one) => one.rev))
  const newest = highestSeq(contributions)
  fakeLive.answers['threads.follow'] = ({ afterRev }) => ({
    missed: [],
    quoted: [],
    rev: Math.max(afterRev, rev),
  })
  const asked = fakeServer({
    'accounts.me': () => who,
    'rooms.get': () => room,
    'threads.get': () => ({ ...thread, contributionCount: newest, readSeq: newest, ...as }),
    'threads.contributions': () => replyOf(contributions, rev),
    ...answers,
  })
  return { asked }
}

async function open(scene: Scene = {}) {
  const { asked } = fakeThread(scene)
  const screen = await renderPage(<ThreadPage />, where)
  await expect.element(screen.getByRole('log')).toBeVisible()
  await vi.waitFor(() => expect(fakeLive.inputsOf('threads.follow').length).toBeGreaterThan(0))
  return { screen, asked }
}

const push = (...contributions: Contribution[]) => {
  const revs = contributions.map(({ rev }) => rev)
  fakeLive.push('thread.changed', {
    threadId: thread.id,
    afterRev: Math.min(...revs) - 1,
    rev: Math.max(...revs),
    contributions,
    quoted: [],
  })
}
const stored = (draft: ContributionDraft, seq: number) =>
  contribution(seq, {
    clientId: draft.clientId,
    authorId: myId,
    text: draft.text,
    actingOrganisationId: draft.actingOrganisationId ?? null,
    organisation: draft.actingOrganisationId
      ? { name: brunnenstube.name, slug: brunnenstube.slug, verified: true }
      : null,
  })
const settled = () => new Promise((resolve) => setTimeout(resolve, 120))

describe('a thread that goes on while one reads', () => {
  it('stays where one reads and says how many came', async () => {
    const { screen } = await open({ contributions: page(40) })
    await settled()
    window.scrollTo(0, 600)
    await settled()
    const inSight = () =>
      [...document.querySelectorAll('article')].find((one) => one.getBoundingClientRect().top > 200)
    await vi.waitFor(() => expect(inSight()).toBeDefined())
    const reading = inSight()
    const before = reading?.getBoundingClientRect().top
    push(contribution(41), contribution(42))
    await expect.element(screen.getByRole('button', { name: 'Neue anzeigen (2)' })).toBeVisible()
    push({ ...contribution(2), rev: 43, text: 'Viel kürzer.' })
    await expect.element(screen.getByText('Viel kürzer.')).toBeInTheDocument()
    expect(reading?.getBoundingClientRect().top).toBeCloseTo(before ?? Number.NaN, 0)

    await screen.getByRole('button', { name: 'Neue anzeigen (2)' }).click()
    await expect.element(screen.getByText(/Beitrag Nummer 41/)).toBeInViewport()
    await vi.waitFor(() => expect(screen.getByRole('button', { name: /Neue anzeigen/ }).query()).toBeNull())
  })

  it('begins once it is known what stands above, so that nothing is pushed away from under a finger', async () => {
    let settle = () => {}
    const Above = ({ onSettled }: AboveProps) => {
      settle = onSettled
      return null
    }
    const contributions = page(3)
    const { asked } = fakeThread({ contributions })
    const screen = await renderPage(<ThreadPage above={Above} />, where)
    await vi.waitFor(() => expect(asked.some(({ name }) => name === 'threads.contributions')).toBe(true))
    await expect.element(screen.getByRole('heading', { level: 1 }).first()).toBeVisible()
    expect(screen.getByRole('article').query()).toBeNull()
    settle()
    await expect.element(screen.getByRole('log').getByRole('article').first()).toBeVisible()
  })

  it('goes on by itself for who reads at its end', async () => {
    const { screen } = await open({ contributions: page(40) })
    window.scrollTo(0, document.documentElement.scrollHeight)
    await settled()
    push(contribution(41))
    await expect.element(screen.getByText(/Beitrag Nummer 41/)).toBeInViewport()
    expect(screen.getByRole('button', { name: /anzeigen/ }).query()).toBeNull()
  })

  it('asks for what is missing after a gap and after a lost connection', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.follow'] = () => ({
      missed: [contribution(13), contribution(14)],
      quoted: [],
      rev: 14,
    })
    push(contribution(14))
    await expect.element(screen.getByText(/Beitrag Nummer 13/)).toBeInTheDocument()
    expect(fakeLive.inputsOf('threads.follow').at(-1)?.afterRev).toBe(12)
    fakeLive.drop()
    fakeLive.comeBack()
    await vi.waitFor(() => expect(fakeLive.inputsOf('threads.follow').at(-1)?.afterRev).toBe(14))
  })

  it('loads what was said earlier without moving what one reads', async () => {
    const newest = Array.from({ length: 20 }, (_, index) => contribution(index + 21))
    const { screen } = await open({
      answers: {
        'threads.contributions': ({ beforeSeq }) =>
          beforeSeq === undefined ? replyOf(newest, 40, { moreBefore: true }) : replyOf(page(20), 40),
      },
    })
    await settled()
    window.scrollTo(0, 0)
    await settled()
    const first = screen.getByText(/Beitrag Nummer 21/).element()
    const before = first.getBoundingClientRect().top
    await expect.element(screen.getByText(/Beitrag Nummer 20\./)).toBeInTheDocument()
    expect(Math.abs(first.getBoundingClientRect().top - before)).toBeLessThan(2)
  })
})

describe('writing in a thread', () => {
  const write = async (screen: Awaited<ReturnType<typeof open>>['screen'], text: string) => {
    await screen.getByRole('textbox', { name: 'Ihr Beitrag' }).fill(text)
    await screen.getByRole('button', { name: 'Senden' }).click()
  }

  it('keeps the words of a refused message with the reason, and sends the same again', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.contribute'] = () => {
      throw new ProblemError({ type: '', title: '', status: 409, code: 'thread.locked' })
    }
    await write(screen, 'Danke für den Hinweis!')
    await expect.element(screen.getByText('Danke für den Hinweis!')).toBeVisible()
    await expect.element(screen.getByRole('alert')).toHaveTextContent('Dieses Gespräch ist geschlossen')

    fakeLive.answers['threads.contribute'] = (draft) => stored(draft, 13)
    await screen.getByRole('button', { name: 'Noch einmal' }).click()
    await vi.waitFor(() => expect(screen.getByRole('alert').query()).toBeNull())
    await expect.element(screen.getByText('Danke für den Hinweis!')).toBeVisible()
    await vi.waitFor(() => expect(fakeLive.inputsOf('threads.contribute')).toHaveLength(2))
    const [first, second] = fakeLive.inputsOf('threads.contribute')
    expect(second).toEqual(first)
  })

  it('sends again by itself, in order and under the same id, when nobody knows whether it arrived', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.contribute'] = () => {
      throw unreachable()
    }
    await write(screen, 'Zuerst das')
    await write(screen, 'Dann das')
    await expect.element(screen.getByText('Wird gesendet, sobald Netz da ist')).toBeVisible()
    const [first] = fakeLive.inputsOf('threads.contribute')

    let seq = 12
    fakeLive.answers['threads.contribute'] = (draft) => stored(draft, ++seq)
    fakeLive.asked = []
    fakeLive.comeBack()
    await vi.waitFor(() => expect(fakeLive.inputsOf('threads.contribute')).toHaveLength(2))
    const [again, next] = fakeLive.inputsOf('threads.contribute')
    expect(again?.clientId).toBe(first?.clientId)
    expect([again?.text, next?.text]).toEqual(['Zuerst das', 'Dann das'])
    await vi.waitFor(() => expect(screen.getByText('Zuerst das').elements()).toHaveLength(1))
  })

  it('says at once that it waits when there is no network, and sends it when there is', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.contribute'] = (draft) => stored(draft, 13)
    fakeLive.drop()
    await write(screen, 'Aus dem Tunnel')
    await expect.element(screen.getByText('Wird gesendet, sobald Netz da ist')).toBeInTheDocument()
    expect(fakeLive.inputsOf('threads.contribute')).toEqual([])
    fakeLive.comeBack()
    await vi.waitFor(() =>
      expect(fakeLive.inputsOf('threads.contribute').map(({ text }) => text)).toEqual(['Aus dem Tunnel']),
    )
  })

  it('says for whom one writes before it is sent, and lets one write personally', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.contribute'] = (draft) => stored(draft, 13)
    await screen.getByRole('textbox', { name: 'Ihr Beitrag' }).fill('Eine Frage von mir')
    await expect
      .element(screen.getByRole('form', { name: 'Beitrag schreiben' }))
      .toHaveTextContent(/Sie schreiben für Brunnenstube Gießen/)
    await screen.getByRole('button', { name: 'Ändern', exact: true }).click()
    await screen.getByRole('radio', { name: /Samira Haddad/ }).click()
    await screen.getByRole('button', { name: 'Fertig' }).click()
    await expect
      .element(screen.getByRole('form', { name: 'Beitrag schreiben' }))
      .toHaveTextContent(/Sie schreiben als Samira Haddad/)
    await screen.getByRole('button', { name: 'Senden' }).click()
    await vi.waitFor(() => expect(fakeLive.inputsOf('threads.contribute')).toHaveLength(1))
    expect(fakeLive.inputsOf('threads.contribute')[0]).not.toHaveProperty('actingOrganisationId')
  })

  it('answers in context', async () => {
    const { screen } = await open()
    fakeLive.answers['threads.contribute'] = (draft) => ({
      ...stored(draft, 13),
      replyTo: contribution(12).id,
    })
    await screen.getByRole('button', { name: 'Antworten' }).last().click()
    await screen.getByRole('textbox', { name: 'Ihre Antwort' }).fill('Gern, am Donnerstag.')
    await screen.getByRole('button', { name: 'Senden' }).click()
    await vi.waitFor(() =>
      expect(fakeLive.inputsOf('threads.contribute')[0]?.replyTo).toBe(contribution(12).id),
    )
  })

  it('is for people with an account; visitors read along', async () => {
    const { screen } = await open({ who: { user: null, memberships: [], moderates: [] } })
    await expect.element(screen.getByRole('link', { name: 'Anmelden, um mitzuschreiben' })).toBeVisible()
    expect(screen.getByRole('textbox').query()).toBeNull()
  })
})

describe('moderating a thread', () => {
  it('hides only with a rule and a sentence', async () => {
    const hidden = {
      ...contribution(12),
      rev: 13,
      state: 'hidden' as const,
      restriction: { rule: 'insult' as const, reason: 'Bitte ohne Schimpfwort.', statementId: null },
    }
    const { screen, asked } = await open({
      as: { mayModerate: true },
      answers: { 'threads.hide': () => hidden },
    })
    await screen.getByRole('button', { name: 'Mehr', exact: true }).last().click()
    await screen.getByRole('menuitem', { name: 'Ausblenden' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Beitrag ausblenden' })
    await dialog.getByRole('button', { name: 'Ausblenden' }).click()
    await expect.element(dialog.getByRole('link', { name: 'Bitte wählen Sie eine Regel.' })).toBeVisible()
    expect(asked.some(({ name }) => name === 'threads.hide')).toBe(false)

    await dialog.getByRole('radio', { name: 'Keine Beleidigungen' }).click()
    await dialog.getByRole('textbox', { name: 'Begründung in einem Satz' }).fill('Bitte ohne Schimpfwort.')
    await dialog.getByRole('button', { name: 'Ausblenden' }).click()
    await expect.element(screen.getByText('Ausgeblendet. Regel: Keine Beleidigungen')).toBeVisible()
    expect(asked.find(({ name }) => name === 'threads.hide')?.input).toMatchObject({
      rule: 'insult',
      reason: 'Bitte ohne Schimpfwort.',
      contributionId: contribution(12).id,
    })
  })

  it('publishes what waits in one tap', async () => {
    const held = contribution(13, {
      seq: null,
      state: 'held',
      authorId: 'c'.repeat(24),
      text: 'Ich bin neu hier.',
    })
    const { screen } = await open({
      contributions: [...page(3), held],
      as: { mayModerate: true },
      answers: { 'threads.publish': () => ({ ...held, seq: 4, rev: 14, state: 'published' }) },
    })
    await expect.element(screen.getByText('Wartet auf Ihre Freigabe.')).toBeVisible()
    await screen.getByRole('button', { name: 'Veröffentlichen' }).click()
    await vi.waitFor(() => expect(screen.getByText('Wartet auf Ihre Freigabe.').query()).toBeNull())
    await expect.element(screen.getByText('Ich bin neu hier.')).toBeVisible()
  })
})
