import type { Handover, Member, MemberFunction, OwnContact } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../../testing/fake-server.ts'
import { organisationSample } from '../../../testing/organisations.ts'
import { brunnenstube, samira } from '../../../testing/people.ts'
import { renderPage } from '../../../testing/render-page.tsx'
import { InvitationPage } from '../InvitationPage.tsx'
import { Members } from '../Members.tsx'
import { HandoverPage } from './HandoverPage.tsx'
import { ObjectionPage } from './ObjectionPage.tsx'

vi.mock('../../../platform/live.ts', async () => (await import('../../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const { organisationId, slug } = brunnenstube
const since = '2026-01-01T00:00:00.000Z'
const own: Member = { userId: 'b'.repeat(24), name: 'Samira Haddad', role: 'admin', since, shown: 'members' }
const daniel: Member = {
  userId: 'd'.repeat(24),
  name: 'Daniel Osei',
  role: 'member',
  since,
  shown: 'members',
}
const organisation = organisationSample({ id: organisationId, slug, visibility: {}, ownRole: 'admin' })

function world() {
  let people = [own, daniel]
  let contacts: OwnContact[] = []
  return fakeServer({
    'accounts.me': () => samira([{ ...brunnenstube, needsSecondAdmin: true }]),
    'organisations.listMembers': () => ({ members: people, functions: [], invitations: [] }),
    'organisations.getOwnMembership': () => ({ shown: 'members', contacts }),
    'organisations.changeOwnMembership': ({ shown }) => ({ shown }),
    'organisations.consentContact': ({ kind, value, purpose, audience }) => {
      const contact = {
        id: 'c'.repeat(24),
        kind,
        value,
        purpose,
        audience,
        consentedAt: since,
        expiresAt: since,
      }
      contacts = [contact]
      return contact
    },
    'organisations.removeMember': () => {
      people = [own]
      return { done: true }
    },
    'organisations.takeBackRemoval': () => {
      people = [own, daniel]
      return daniel
    },
    'organisations.postponeSecondAdmin': () => ({ done: true }),
    'organisations.inviteByLink': ({ role = 'member' }) => ({
      invitation: {
        id: 'e'.repeat(24),
        email: null,
        byLink: true,
        role,
        invitedBy: 'Samira Haddad',
        expiresAt: '2026-12-01T00:00:00.000Z',
      },
      link: 'https://augenhoehe.example/einladung/einmal-und-nie-wieder',
    }),
  })
}
type Asked = ReturnType<typeof world>
const named = (asked: Asked, wanted: string) =>
  asked.filter(({ name }) => name === wanted).map(({ input }) => input)

describe('the people of an association', () => {
  it('are removed at once, with a way back', async () => {
    const asked = world()
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByRole('button', { name: 'Was tun mit Daniel Osei?' }).click()
    await screen.getByRole('menuitem', { name: 'Aus dem Verein nehmen' }).click()
    await expect.element(screen.getByText('Daniel Osei gehört nicht mehr zum Verein.')).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() => expect(named(asked, 'organisations.takeBackRemoval')).toHaveLength(1))
    await expect.element(screen.getByText('Daniel Osei', { exact: true })).toBeVisible()
  })

  it('get a link with a picture, one single time', async () => {
    const asked = world()
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByRole('button', { name: 'Mit einem Link einladen' }).click()
    await screen.getByRole('button', { name: 'Link erstellen' }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog.getByText(/einmal-und-nie-wieder/)).toBeVisible()
    await expect.element(dialog.getByRole('img', { name: 'QR-Code mit dem Einladungslink' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Fertig' }).click()
    expect(screen.getByText(/einmal-und-nie-wieder/).query()).toBeNull()
    expect(named(asked, 'organisations.inviteByLink')).toEqual([{ organisationId, role: 'member', days: 7 }])
  })

  it('decide themselves who may know of them, and give a number only by consent', async () => {
    const asked = world()
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByRole('radio', { name: /^Alle/ }).click({ force: true })
    await vi.waitFor(() =>
      expect(named(asked, 'organisations.changeOwnMembership')).toEqual([
        { organisationId, shown: 'everyone' },
      ]),
    )
    await screen.getByRole('button', { name: /Eigene Telefonnummer/ }).click()
    await screen.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('samira@privat.example')
    await screen.getByRole('button', { name: 'Zustimmen und zeigen' }).click()
    await vi.waitFor(() =>
      expect(named(asked, 'organisations.consentContact')).toEqual([
        {
          organisationId,
          kind: 'email',
          value: 'samira@privat.example',
          purpose: 'general',
          audience: 'members',
          days: 365,
        },
      ]),
    )
    await expect.element(screen.getByText('samira@privat.example')).toBeVisible()
  })

  it('who run it alone are reminded, and may put that off', async () => {
    const asked = world()
    const screen = await renderPage(<Members organisation={organisation} />)
    await expect.element(screen.getByRole('complementary', { name: /allein/ })).toBeVisible()
    await screen.getByRole('button', { name: 'In 30 Tagen wieder fragen' }).click()
    await vi.waitFor(() => expect(named(asked, 'organisations.postponeSecondAdmin')).toHaveLength(1))
  })
})

describe('a function', () => {
  const chair: MemberFunction = {
    id: 'f'.repeat(24),
    userId: daniel.userId,
    name: daniel.name,
    kind: 'chair',
    words: '',
    from: '2024-05-01',
    to: null,
    state: 'current',
  }
  const treasurer: MemberFunction = {
    ...chair,
    id: 'a1'.repeat(12),
    userId: null,
    name: 'Nour Khalil',
    kind: 'treasurer',
    from: '2019-01-01',
    to: '2022-12-31',
    state: 'past',
  }
  const withFunctions = (reply: (input: { to?: string | null | undefined }) => unknown, self = own) => {
    const functions = [chair, treasurer]
    return fakeServer({
      'accounts.me': () => ({ ...samira(), user: { ...samira().user!, id: self.userId } }),
      'organisations.listMembers': () => ({ members: [own, daniel], functions, invitations: [] }),
      'organisations.getOwnMembership': () => ({ shown: 'members', contacts: [] }),
      'organisations.changeFunction': (input) => reply(input) as MemberFunction,
      'organisations.addFunction': () => {
        functions.push(chair)
        return chair
      },
      'organisations.removeFunction': () => {
        functions.shift()
        return { done: true }
      },
    })
  }

  it('gets other days, and says at the field what is wrong with them', async () => {
    const asked = withFunctions(({ to }) =>
      to === '2026-01-31' ? { ...chair, to } : refusal('request.invalid', 400, { from: ['days.overlap'] }),
    )
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByRole('button', { name: 'Vorsitz von Daniel Osei ändern' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Vorsitz · Daniel Osei' })
    const last = dialog.getByLabelText('Letzter Tag (freiwillig)')
    await last.fill('2023-01-01')
    await dialog.getByRole('button', { name: 'Änderung speichern' }).click()
    await expect.element(last).toHaveAccessibleDescription(/Der letzte Tag liegt vor dem ersten/)
    expect(named(asked, 'organisations.changeFunction')).toEqual([])
    await last.fill('2026-02-28')
    await dialog.getByRole('button', { name: 'Änderung speichern' }).click()
    await expect
      .element(dialog.getByLabelText('Erster Tag'))
      .toHaveAccessibleDescription(/Diese Aufgabe hat die Person in der Zeit schon/)
    await last.fill('2026-01-31')
    await dialog.getByRole('button', { name: 'Änderung speichern' }).click()
    await vi.waitFor(() => expect(dialog.query()).toBeNull())
    expect(named(asked, 'organisations.changeFunction').at(-1)).toEqual({
      organisationId,
      functionId: chair.id,
      from: '2024-05-01',
      to: '2026-01-31',
      words: '',
    })
  })

  it('of earlier is folded up and can be put right', async () => {
    withFunctions(() => treasurer)
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByText('Frühere Aufgaben (1)').click()
    await expect.element(screen.getByText(/nicht mehr im Verein/)).toBeVisible()
    await expect
      .element(screen.getByRole('button', { name: 'Kassenführung von Nour Khalil ändern' }))
      .toBeVisible()
  })

  it('entered by mistake is removed, with a way back', async () => {
    const asked = withFunctions(() => chair)
    const screen = await renderPage(<Members organisation={organisation} />)
    await screen.getByRole('button', { name: 'Vorsitz von Daniel Osei ändern' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Streichen' }).click()
    await expect.element(screen.getByText('Vorsitz von Daniel Osei ist gestrichen.')).toBeVisible()
    await screen.getByRole('button', { name: 'Rückgängig' }).click()
    await vi.waitFor(() =>
      expect(named(asked, 'organisations.addFunction')).toMatchObject([
        { userId: daniel.userId, kind: 'chair', from: '2024-05-01', to: null },
      ]),
    )
  })

  it('is corrected by whoever has it, in its days alone', async () => {
    const asked = withFunctions(() => chair, daniel)
    const screen = await renderPage(<Members organisation={{ ...organisation, ownRole: 'member' }} />)
    await screen.getByRole('button', { name: 'Vorsitz von Daniel Osei ändern' }).click()
    const dialog = screen.getByRole('dialog')
    expect(dialog.getByRole('button', { name: 'Streichen' }).query()).toBeNull()
    await dialog.getByLabelText('Erster Tag').fill('2024-06-01')
    await dialog.getByRole('button', { name: 'Änderung speichern' }).click()
    await vi.waitFor(() =>
      expect(named(asked, 'organisations.changeFunction')).toEqual([
        { organisationId, functionId: chair.id, from: '2024-06-01', to: null },
      ]),
    )
    expect(screen.getByRole('button', { name: /Nour Khalil ändern/ }).query()).toBeNull()
  })
})

describe('a link of an invitation', () => {
  it('that was used says so, and what to do', async () => {
    fakeServer({ 'organisations.showInvitation': () => refusal('token.invalid', 410) })
    const screen = await renderPage(<InvitationPage />, {
      at: '/einladung/einmal-und-nie-wieder-so-ein-link',
      path: '/einladung/:token',
    })
    await expect.element(screen.getByText(/Ein Link gilt nur einmal und nur für eine Person/)).toBeVisible()
  })
})

describe('a handover', () => {
  const handover: Handover = {
    from: { userId: own.userId, name: own.name },
    successor: { userId: daniel.userId, name: daniel.name, role: 'member' },
    note: 'Der Schlüssel liegt bei Frau Kaya.',
    startedAt: since,
    completedAt: null,
    points: [
      { point: 'functions', open: 1, byHand: false, done: false },
      { point: 'requests', open: 0, byHand: false, done: true },
      { point: 'papers', open: null, byHand: true, done: false },
    ],
  }

  it('is ticked, and completed after a question that says what is open', async () => {
    let now = handover
    const asked = fakeServer({
      'accounts.me': () => samira(now.completedAt ? [{ ...brunnenstube, role: 'member' }] : [brunnenstube]),
      'organisations.listMembers': () => ({ members: [own, daniel], functions: [], invitations: [] }),
      'organisations.getHandover': () =>
        now.completedAt ? refusal('action.forbidden', 403) : { handover: now },
      'organisations.changeHandover': () => {
        now = { ...now, points: now.points.map((one) => ({ ...one, done: one.done || one.byHand })) }
        return { handover: now }
      },
      'organisations.completeHandover': () => {
        now = { ...now, completedAt: since }
        return { handover: now }
      },
    })
    const screen = await renderPage(<HandoverPage />, { at: '/mein-verein/uebergabe' })
    await expect.element(screen.getByRole('heading', { name: '1 von 3 Punkten erledigt' })).toBeVisible()
    await screen.getByRole('checkbox', { name: 'Schlüssel und Unterlagen' }).click({ force: true })
    await expect.element(screen.getByRole('heading', { name: '2 von 3 Punkten erledigt' })).toBeVisible()
    await screen.getByRole('button', { name: 'An Daniel Osei übergeben' }).click()
    const dialog = screen.getByRole('dialog')
    await expect.element(dialog).toHaveTextContent('1 Punkt ist noch offen.')
    await dialog.getByRole('button', { name: 'Jetzt übergeben' }).click()
    await expect.element(screen.getByText(/hat den Verein am/)).toBeVisible()
    // The giver does not run it any more, and reads on.
    await vi.waitFor(() => expect(named(asked, 'accounts.me').length).toBeGreaterThan(1))
    await expect.element(screen.getByText(/hat den Verein am/)).toBeVisible()
    expect(named(asked, 'organisations.completeHandover')).toEqual([
      { organisationId, successorId: daniel.userId, moveFunctions: true, stayAdmin: false },
    ])
  })
})

describe('an objection', () => {
  it('takes one button and no account', async () => {
    let state: 'proposed' | 'objected' = 'proposed'
    fakeServer({
      'organisations.showObjection': () => ({ organisation: 'Brunnenstube', state, effectiveAt: null }),
      'organisations.objectToRestoration': () => {
        state = 'objected'
        return { done: true }
      },
    })
    const screen = await renderPage(<ObjectionPage />, {
      at: '/einspruch/ein-langer-link-aus-der-post',
      path: '/einspruch/:token',
    })
    await screen.getByRole('button', { name: 'Einspruch erheben' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Es ist angehalten' })).toBeVisible()
  })
})
