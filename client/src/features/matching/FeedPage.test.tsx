import type { Listing, Mark, Suggestion } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer, refusal, type Answers } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { summarySample } from '../../testing/organisations.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { FeedPage } from './FeedPage.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)

beforeEach(() => fakeLive.reset())
afterEach(() => vi.restoreAllMocks())

const organisation = (letter: string, name: string) =>
  summarySample({
    id: letter.repeat(24),
    slug: name.toLowerCase(),
    name,
    municipality: '06532023',
    selfDescription: `${name} stellt sich vor.`,
  })
const suggestion = (letter: string, name: string, km = 13): Suggestion => ({
  organisation: organisation(letter, name),
  score: 0.5,
  slot: 'fit',
  km,
  newcomer: false,
  axis: { category: 'bookkeeping', direction: 'they-offer', listing: null },
  reasons: [
    { kind: 'complementarity', direction: 'they-offer', terms: ['bookkeeping'], instead: [], km: null },
  ],
  theirReasons: [
    { kind: 'complementarity', direction: 'they-seek', terms: ['rooms'], instead: [], km: null },
  ],
  benefit: 0.3,
  factors: [{ kind: 'complementarity', weight: 0.4, value: 0.75, contribution: 0.3 }],
  theirBenefit: 0.3,
  theirFactors: [{ kind: 'complementarity', weight: 0.4, value: 0.75, contribution: 0.3 }],
})
const feder = suggestion('c', 'Feder & Faden')
const stern = suggestion('d', 'Sternwarte', 80)
const listed = (suggestions: Suggestion[]) => ({
  suggestions,
  nextCursor: null,
  weightsVersion: '2026-1',
  fusion: { exponent: -1, floor: 0.02 },
  cycle: null,
})
const nothing = () => ({ listings: [], nextCursor: null })

const open = async (answers: Answers = {}, me = samira(), search = '') => {
  const asked = fakeServer({
    'accounts.me': () => me,
    'matching.suggestions': () => listed([feder, stern]),
    'matching.requests': () => ({ requests: [] }),
    'needs.list': nothing,
    'offers.list': nothing,
    ...answers,
  })
  const path = '/suchen-und-bieten'
  const screen = await renderPage(<FeedPage />, { at: path + search, path })
  return { screen, asked }
}

describe('the feed', () => {
  it('says in words why somebody is suggested, and shows the calculation on request', async () => {
    const { screen } = await open()
    const card = screen.getByRole('article', { name: 'Feder & Faden' })
    await expect
      .element(card.getByText(/Sie suchen .*Buchhaltung.* dieser Verein bietet das an/))
      .toBeVisible()
    await expect.element(card.getByText('13 km entfernt')).toBeVisible()
    expect(card.getByRole('link', { name: 'Warum sehe ich das?' }).element().getAttribute('href')).toBe(
      `#warum-${feder.organisation.id}`,
    )
  })

  it('says so honestly where somebody is shown because everybody is shown to some', async () => {
    const { screen } = await open({
      'matching.suggestions': () => listed([feder, { ...stern, slot: 'guarantee' }]),
    })
    await expect
      .element(
        screen
          .getByRole('article', { name: 'Sternwarte' })
          .getByText('Wird selten gezeigt – passt zu Ihnen, weil:'),
      )
      .toBeVisible()
    expect(
      screen
        .getByRole('article', { name: 'Feder & Faden' })
        .getByText(/Wird selten gezeigt/)
        .query(),
    ).toBeNull()
  })

  it('explains the calculation of both sides, and what would change it', async () => {
    const theirs = {
      ...feder,
      theirFactors: [
        { kind: 'complementarity' as const, weight: 0.4, value: 0, contribution: 0 },
        { kind: 'language' as const, weight: 0, value: 0.5, contribution: 0 },
      ],
      theirBenefit: 0,
      score: 0.04,
    }
    const { screen } = await open(
      {
        'matching.suggestions': () => listed([theirs]),
        'needs.list': ({ organisationId }) => ({
          listings:
            organisationId === feder.organisation.id
              ? [{ kind: 'need', category: 'rooms', state: 'active' } as Listing]
              : [],
          nextCursor: null,
        }),
      },
      samira(),
      `#warum-${feder.organisation.id}`,
    )
    const dialog = screen.getByRole('dialog', { name: 'Warum Feder & Faden?' })
    await expect.element(dialog.getByText('Was Brunnenstube Gießen davon hat')).toBeVisible()
    await expect.element(dialog.getByText('30 von 40')).toBeVisible()
    await expect
      .element(dialog.getByText(/Zusammen 0\. Ohne gemeinsame Arbeitssprache zählen davon 50 %/))
      .toBeVisible()
    await expect
      .element(dialog.getByText(/Wenn Sie ein Angebot zu Räume eintragen: Dieser Verein sucht das/))
      .toBeVisible()
    await expect.element(dialog.getByText('Dann bis zu 24 statt 4.')).toBeVisible()
    await expect.element(dialog.getByText(/Fassung der Rechnung: .2026-1/)).toBeVisible()
  })

  it('shows what both have of it before one asks, with polite words to begin with', async () => {
    const { screen, asked } = await open({ 'matching.request': () => refusal('conflict', 409) })
    await screen.getByRole('button', { name: 'Feder & Faden anfragen' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Feder & Faden anfragen' })
    await expect.element(dialog.getByText('Was hat der andere Verein davon?')).toBeVisible()
    await expect.element(dialog.getByText(/Dieser Verein sucht .* Sie bieten das an/)).toBeVisible()
    const message = dialog.getByRole('textbox', { name: 'Ihre Nachricht' })
    await expect.element(message).toHaveValue(expect.stringContaining('Brunnenstube Gießen'))
    await message.fill('Guten Tag, können wir reden?')
    await dialog.getByRole('button', { name: 'Anfrage senden' }).click()
    await expect.element(dialog.getByText(/Sie haben diesen Verein schon angefragt/)).toBeVisible()
    await expect.element(message).toHaveValue('Guten Tag, können wir reden?')
    expect(asked.find(({ name }) => name === 'matching.request')?.input).toMatchObject({
      organisationId: brunnenstube.organisationId,
      otherOrganisationId: feder.organisation.id,
      message: 'Guten Tag, können wir reden?',
    })
  })

  it('leaves asking to those responsible for the association', async () => {
    const { screen } = await open({}, samira([{ ...brunnenstube, role: 'member' }]))
    await expect
      .element(screen.getByText('Anfragen senden die Verantwortlichen Ihres Vereins.').first())
      .toBeVisible()
    expect(screen.getByRole('button', { name: /anfragen/ }).query()).toBeNull()
  })

  it('takes away what does not fit, for a reason, and brings it back', async () => {
    const { screen, asked } = await open({
      'matching.dismiss': () => ({ done: true, learned: 'distance' }),
      'matching.undoDismissal': () => ({ done: true }),
    })
    const card = screen.getByRole('article', { name: 'Feder & Faden' })
    await card.getByRole('button', { name: 'Passt nicht, weil …' }).click()
    await screen.getByRole('menuitem', { name: 'Zu weit weg' }).click()
    await expect.element(card.getByText(/Feder & Faden zeigen wir Ihnen vorerst nicht mehr/)).toBeVisible()
    await expect
      .element(card.getByRole('link', { name: 'Nähere Vereine zählen für Sie jetzt etwas mehr.' }))
      .toHaveAttribute('href', `/suchen-und-bieten/wichtig?verein=${brunnenstube.organisationId}`)
    expect(asked.find(({ name }) => name === 'matching.dismiss')?.input).toMatchObject({ reason: 'too-far' })
    await expect.element(card.getByRole('button', { name: 'Rückgängig' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(card.getByRole('heading', { name: 'Feder & Faden' })).toBeVisible()
    await expect.element(card.getByRole('link', { name: 'Feder & Faden' })).toHaveFocus()
    expect(asked.some(({ name }) => name === 'matching.undoDismissal')).toBe(true)
  })

  it('announces new suggestions without moving the page', async () => {
    let suggestions = [feder]
    const { screen } = await open({ 'matching.suggestions': () => listed(suggestions) })
    const card = screen.getByRole('article', { name: 'Feder & Faden' })
    await expect.element(card).toBeVisible()
    const before = card.element().getBoundingClientRect().top
    suggestions = [suggestion('e', 'Wabe'), suggestion('f', 'Olivenhain'), feder]
    fakeLive.push('matching.changed', { organisationId: brunnenstube.organisationId })
    const pill = screen.getByRole('button', { name: '2 neue Vorschläge anzeigen' })
    await expect.element(pill).toBeVisible()
    expect(card.element().getBoundingClientRect().top).toBe(before)
    expect(screen.getByRole('article', { name: 'Wabe' }).query()).toBeNull()
    await pill.click()
    await expect.element(screen.getByRole('article', { name: 'Wabe' })).toBeVisible()
  })

  it('announces also what somebody in the list has entered since', async () => {
    let suggestions = [feder, stern]
    const { screen, asked } = await open({ 'matching.suggestions': () => listed(suggestions) })
    await expect.element(screen.getByRole('article', { name: 'Sternwarte' })).toBeVisible()
    const listing = { id: '7'.repeat(24), title: 'Raum am Mittwoch', text: '', remote: false } as Listing
    suggestions = [{ ...stern, axis: { category: 'rooms', direction: 'they-seek', listing } }, feder]
    fakeLive.push('matching.changed', { organisationId: brunnenstube.organisationId })
    await screen.getByRole('button', { name: 'Einen neuen Vorschlag anzeigen' }).click()
    await expect
      .element(screen.getByRole('article', { name: 'Sternwarte' }).getByText(/Raum am Mittwoch/))
      .toBeVisible()
    // What somebody has ended is no news.
    suggestions = [feder, stern]
    fakeLive.push('matching.changed', { organisationId: brunnenstube.organisationId })
    await vi.waitFor(() =>
      expect(asked.filter(({ name }) => name === 'matching.suggestions')).toHaveLength(3),
    )
    expect(screen.getByRole('button', { name: /neue[rn]? Vorschl/ }).query()).toBeNull()
  })

  it('shows everything sought and offered to visitors', async () => {
    const { screen } = await open({}, { user: null, memberships: [], moderates: [] })
    await expect.element(screen.getByText(/Zum Anfragen brauchen Sie ein Konto/)).toBeVisible()
    await expect.element(screen.getByRole('heading', { name: 'Dazu gibt es gerade nichts' })).toBeVisible()
  })
})

describe('an entry that was agreed to in a thread', () => {
  it('leads back to the contribution it came of', async () => {
    const source = {
      roomSlug: 'dialog',
      threadId: '1'.repeat(24),
      contributionId: '2'.repeat(24),
    }
    const entry: Listing = {
      id: '3'.repeat(24),
      kind: 'need',
      organisationId: feder.organisation.id,
      organisation: feder.organisation,
      category: 'bookkeeping',
      formerCategory: null,
      title: 'Hilfe mit der Kasse',
      text: '',
      municipality: '06611000',
      remote: false,
      from: null,
      until: null,
      quantity: null,
      conditions: '',
      availability: null,
      state: 'active',
      createdAt: '2026-11-01T00:00:00.000Z',
      expiresAt: '2127-05-01T00:00:00.000Z',
      mayEdit: false,
      undoUntil: null,
      hiddenBy: null,
      source,
    }
    const listings = [entry, { ...entry, id: '4'.repeat(24), title: 'Ein Raum', source: undefined }]
    const { screen } = await open(
      { 'needs.list': () => ({ listings, nextCursor: null }) },
      samira(),
      '?ansicht=alle',
    )
    await expect
      .element(
        screen
          .getByRole('article', { name: 'Hilfe mit der Kasse' })
          .getByRole('link', { name: 'Zum Beitrag' }),
      )
      .toHaveAttribute('href', `/raeume/dialog/${source.threadId}?beitrag=${source.contributionId}`)
    const other = screen.getByRole('article', { name: 'Ein Raum' })
    expect(other.getByRole('link', { name: 'Zum Beitrag' }).query()).toBeNull()
  })

  const search = `?neu=offer&gespraech=${'1'.repeat(24)}&beitrag=${'2'.repeat(24)}`
  const words = 'Samstags sind unsere Räume frei.'
  const feather = {
    ...brunnenstube,
    organisationId: feder.organisation.id,
    name: 'Feder & Faden',
    slug: 'feder',
  }
  /** What the thread says of it, and what the reader has been asked about it. */
  const scene = (said: object, marks: Partial<Mark>[]): Answers => ({
    'threads.contributions': () =>
      ({
        contributions: [{ id: '2'.repeat(24), authorId: '9'.repeat(24), text: words, ...said }],
        more: false,
      }) as never,
    'results.marks': () => ({
      marks: marks.map((more) => ({
        id: '5'.repeat(24),
        threadId: '1'.repeat(24),
        contributionId: '2'.repeat(24),
        kind: 'offer',
        state: 'agreed',
        link: null,
        note: null,
        at: '2026-11-01T00:00:00.000Z',
        mayAnswer: false,
        ...more,
      })),
      mayMark: false,
    }),
  })

  it.each([
    ['they wrote', { authorId: samira().user!.id, actingOrganisationId: feather.organisationId }],
    // Somebody else has written it down, for an association of their own.
    [
      'was noted down as said by them',
      {
        actingOrganisationId: brunnenstube.organisationId,
        oral: {
          speaker: 'Samira Haddad',
          organisation: { name: feather.name, slug: feather.slug, verified: true },
        },
      },
    ],
  ])('begins with what %s, for the association they did so for', async (_, said) => {
    const { screen, asked } = await open(
      {
        ...scene(said, [{}]),
        'offers.publish': () => refusal('conflict', 409),
      },
      samira([brunnenstube, feather]),
      search,
    )
    const form = screen.getByRole('dialog')
    await expect.element(form.getByRole('radio', { name: /bieten/i })).toBeChecked()
    await expect.element(form.getByText(words)).toBeVisible()
    await form.getByRole('combobox', { name: 'Worum geht es?' }).click()
    await screen.getByRole('option', { name: /Räume/ }).first().click()
    await form.getByRole('textbox', { name: 'In wenigen Worten' }).fill('Räume am Samstag')
    await form.getByRole('button', { name: /veröffentlichen/i }).click()
    await vi.waitFor(() =>
      expect(asked.find(({ name }) => name === 'offers.publish')?.input).toMatchObject({
        organisationId: feather.organisationId,
        source: { threadId: '1'.repeat(24), contributionId: '2'.repeat(24) },
      }),
    )
  })

  it.each([
    ['nobody has asked them about', []],
    ['they have not agreed to', [{ state: 'asked' as const }]],
    ['they have agreed to as something else', [{ kind: 'need' as const }]],
  ])('begins empty with what %s', async (_, marks) => {
    const { screen } = await open(scene({}, marks), samira(), search)
    await expect.element(screen.getByRole('dialog').getByRole('radio', { name: /bieten/i })).toBeChecked()
    expect(screen.getByText(words).query()).toBeNull()
  })
})
