import type { CurrencyAnswer } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Upkeep } from '../../../platform/Upkeep.tsx'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { QuestionPage } from './QuestionPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const place = (answer: string) => ({
  at: `/angaben/${'a'.repeat(72)}?antwort=${answer}`,
  path: '/angaben/:token',
})
const answers = (calls: readonly { name: string; input: unknown }[]) =>
  calls.filter(({ name }) => name === 'organisations.answerQuestion').map(({ input }) => input)

const world = (answer: CurrencyAnswer | null = null) =>
  fakeServer({
    'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
    'organisations.showQuestion': () => ({
      organisation: 'Brunnenstube',
      slug: 'brunnenstube',
      answer,
      unconfirmed: false,
    }),
    'organisations.answerQuestion': ({ answer: given }) => ({
      organisation: 'Brunnenstube',
      slug: 'brunnenstube',
      answer: given,
    }),
  })

describe('the link of the yearly mail', () => {
  it('answers nothing by being opened, and confirms on one tap', async () => {
    const calls = world()
    const screen = await renderPage(<QuestionPage />, place('stimmt'))
    await expect
      .element(screen.getByRole('heading', { name: 'Stimmen die Angaben zu „Brunnenstube“ noch?' }))
      .toBeVisible()
    expect(answers(calls)).toEqual([])
    await screen.getByRole('button', { name: 'Ja, alles stimmt noch' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Danke, das ist bestätigt' })).toBeVisible()
    expect(answers(calls)).toMatchObject([{ answer: 'current' }])
  })

  it('lets rest, and takes that back', async () => {
    const calls = world()
    const screen = await renderPage(<QuestionPage />, place('ruht'))
    await screen.getByRole('button', { name: 'Ja, der Verein ruht' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Der Verein ruht jetzt' })).toBeVisible()
    await screen.getByRole('button', { name: 'Nein, alles stimmt noch' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Danke, das ist bestätigt' })).toBeVisible()
    expect(answers(calls)).toMatchObject([{ answer: 'dormant' }, { answer: 'current' }])
  })

  it('says that somebody else has answered', async () => {
    world('current')
    const screen = await renderPage(<QuestionPage />, place('stimmt'))
    await expect.element(screen.getByRole('heading', { name: 'Danke, das ist bestätigt' })).toBeVisible()
  })

  it('says what to do when it is over', async () => {
    fakeServer({
      'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
      'organisations.showQuestion': () => refusal('token.invalid', 410),
    })
    const screen = await renderPage(<QuestionPage />, place('stimmt'))
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
  })
})

describe('the question on the own pages', () => {
  const until = '2026-12-22T12:00:00.000Z'

  it('is answered by one tap, and then gone', async () => {
    let upkeep: typeof brunnenstube.upkeep = { state: 'asked', until }
    const calls = fakeServer({
      'accounts.me': () => samira([{ ...brunnenstube, upkeep }]),
      'organisations.setCurrency': () => {
        upkeep = null
        return organisationSample({ id: brunnenstube.organisationId })
      },
    })
    const screen = await renderPage(<Upkeep />)
    await expect.element(screen.getByText(/Bitte antworten Sie bis zum 22\./)).toBeVisible()
    const button = screen.getByRole('button', { name: 'Stimmt noch' })
    await button.click()
    await vi.waitFor(() => expect(button.query()).toBeNull())
    expect(calls.find(({ name }) => name === 'organisations.setCurrency')?.input).toMatchObject({
      answer: 'current',
    })
  })

  it('leaves answering to those who run the association', async () => {
    fakeServer({
      'accounts.me': () =>
        samira([{ ...brunnenstube, role: 'member', upkeep: { state: 'unconfirmed', until: null } }]),
    })
    const screen = await renderPage(<Upkeep />)
    await expect.element(screen.getByText('Antworten kann, wer den Verein verwaltet.')).toBeVisible()
    expect(screen.getByRole('button').query()).toBeNull()
  })
})
