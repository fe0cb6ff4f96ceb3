import type { CurrencyAnswer } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Upkeep } from '../../../platform/Upkeep.tsx'
import { fakeLive } from '../../../testing/fake-live.ts'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { OwnProfile } from '../OwnProfile.tsx'
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
      mayTakeBack: false,
      unconfirmed: false,
    }),
    'organisations.takeBackAnswer': () => ({
      organisation: 'Brunnenstube',
      slug: 'brunnenstube',
      answer: null,
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
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(screen.getByText('Ihre Antwort ist zurückgenommen.', { exact: false })).toBeVisible()
    await screen.getByRole('button', { name: 'Nein, alles stimmt noch' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Danke, das ist bestätigt' })).toBeVisible()
    expect(answers(calls)).toMatchObject([{ answer: 'dormant' }, { answer: 'current' }])
    expect(calls.filter(({ name }) => name === 'organisations.takeBackAnswer')).toHaveLength(1)
  })

  it('leads on to the form, whatever was answered', async () => {
    world('dormant')
    const screen = await renderPage(<QuestionPage />, place('stimmt'))
    await expect.element(screen.getByText('Beantwortet ist die Frage schon: Der Verein ruht.')).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Etwas hat sich geändert' }))
      .toHaveAttribute('href', '/mein-verein?verein=brunnenstube&profil=bearbeiten')
  })

  it('that ends while somebody reads says so instead of failing', async () => {
    let over = false
    fakeServer({
      'accounts.me': () => ({ user: null, memberships: [], moderates: [] }),
      'organisations.showQuestion': () =>
        over
          ? refusal('token.invalid', 410)
          : {
              organisation: 'Brunnenstube',
              slug: 'brunnenstube',
              answer: null,
              mayTakeBack: false,
              unconfirmed: false,
            },
      'organisations.answerQuestion': () => {
        over = true
        return refusal('token.invalid', 410)
      },
    })
    const screen = await renderPage(<QuestionPage />, place('stimmt'))
    await screen.getByRole('button', { name: 'Ja, alles stimmt noch' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible()
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

  it('is answered by one tap, which can be taken back', async () => {
    let upkeep: typeof brunnenstube.upkeep = { state: 'asked', until }
    const calls = fakeServer({
      'accounts.me': () => samira([{ ...brunnenstube, upkeep }]),
      'organisations.setCurrency': () => {
        upkeep = null
        return organisationSample({ id: brunnenstube.organisationId })
      },
      'organisations.takeBackCurrency': () => {
        upkeep = { state: 'asked', until }
        return organisationSample({ id: brunnenstube.organisationId })
      },
    })
    const screen = await renderPage(<Upkeep />)
    await expect.element(screen.getByText(/Bitte antworten Sie bis zum 22\./)).toBeVisible()
    await expect
      .element(screen.getByRole('link', { name: 'Angaben ändern' }))
      .toHaveAttribute('href', '/mein-verein?verein=brunnenstube-giessen&profil=bearbeiten')
    const button = screen.getByRole('button', { name: 'Stimmt noch' })
    await button.click()
    await vi.waitFor(() => expect(button.query()).toBeNull())
    expect(calls.find(({ name }) => name === 'organisations.setCurrency')?.input).toMatchObject({
      answer: 'current',
    })
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await expect.element(button).toBeVisible()
  })

  it('leads into the form, and saving there answers it', async () => {
    let upkeep: typeof brunnenstube.upkeep = { state: 'asked', until }
    const organisation = organisationSample({
      id: brunnenstube.organisationId,
      slug: brunnenstube.slug,
      name: brunnenstube.name,
      contactEmail: 'buero@example.org',
      visibility: {},
      ownRole: 'admin',
    })
    const calls = fakeServer({
      'accounts.me': () => samira([{ ...brunnenstube, upkeep }]),
      'organisations.change': () => {
        upkeep = null
        return organisation
      },
    })
    const screen = await renderPage(<OwnProfile organisation={organisation} />, {
      at: `/mein-verein?verein=${brunnenstube.slug}&profil=bearbeiten`,
    })
    await expect.element(screen.getByText(/Mit dem Speichern sagen Sie zugleich/)).toBeVisible()
    await screen.getByRole('button', { name: 'Profil speichern' }).click()
    await expect.element(screen.getByText(/sind damit bestätigt\./)).toBeVisible()
    await expect.element(screen.getByRole('button', { name: 'Profil ändern' })).toBeVisible()
    expect(calls.filter(({ name }) => name === 'organisations.change')).toHaveLength(1)
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
