import type { Invitation, Member, Organisation } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { organisationSample } from '../../testing/organisations.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Members } from './Members.tsx'

afterEach(() => vi.restoreAllMocks())

const organisation = organisationSample({
  id: brunnenstube.organisationId,
  slug: brunnenstube.slug,
  name: brunnenstube.name,
  verified: true,
  visibility: {},
  ownRole: 'admin',
})
const since = '2026-01-01T00:00:00.000Z'
const people: Member[] = [
  { userId: 'b'.repeat(24), name: 'Samira Haddad', role: 'admin', since, shown: 'members' },
  { userId: 'd'.repeat(24), name: 'Daniel Osei', role: 'member', since, shown: 'members' },
]
const invitation: Invitation = {
  id: 'e'.repeat(24),
  email: 'neu@augenhoehe.example',
  byLink: false,
  role: 'member',
  invitedBy: 'Samira Haddad',
  expiresAt: '2026-12-01T00:00:00.000Z',
}

function world(ownRole: Organisation['ownRole'] = 'admin') {
  let invitations = [invitation]
  const asked = fakeServer({
    'accounts.me': () => samira(),
    'organisations.listMembers': () => ({ members: people, functions: [], invitations }),
    'organisations.changeMember': ({ role }) => ({ ...people[1]!, role }),
    'organisations.withdrawInvitation': () => {
      invitations = []
      return { done: true }
    },
    'organisations.invite': ({ email, role }) => {
      const fresh = { ...invitation, email, role: role ?? 'member' }
      invitations = [fresh]
      return fresh
    },
    'organisations.removeMember': () => refusal('organisation.last-admin', 409),
  })
  return { asked, page: <Members organisation={{ ...organisation, ownRole }} /> }
}

describe('the people of an association', () => {
  it('shows members who do not run it no more than who is there', async () => {
    const screen = await renderPage(world('member').page)
    await expect.element(screen.getByText('Daniel Osei')).toBeVisible()
    expect(screen.getByRole('switch').query()).toBeNull()
    expect(screen.getByRole('button', { name: 'Jemanden einladen' }).query()).toBeNull()
  })

  it('invites a colleague and withdraws an invitation, with a way back', async () => {
    const { asked, page } = world()
    const screen = await renderPage(page)
    await screen.getByRole('button', { name: /Einladung an neu@augenhoehe.example zurückziehen/ }).click()
    await expect.element(screen.getByText(/gilt nicht mehr/)).toBeVisible()
    await screen.getByRole('button', { name: 'Doch einladen' }).click()
    await expect.element(screen.getByText('neu@augenhoehe.example', { exact: true })).toBeVisible()
    await screen.getByRole('button', { name: 'Jemanden einladen' }).click()
    await screen.getByLabelText('E-Mail-Adresse der Person').fill('zweite@augenhoehe.example')
    await screen.getByRole('radio', { name: /Verwaltet den Verein/ }).click()
    await screen.getByRole('button', { name: 'Einladung senden' }).click()
    await expect
      .element(screen.getByText(/Einladung an zweite@augenhoehe.example ist unterwegs/))
      .toBeVisible()
    expect(asked.filter(({ name }) => name === 'organisations.invite').at(-1)?.input).toMatchObject({
      email: 'zweite@augenhoehe.example',
      role: 'admin',
    })
  })

  it('says why the last one who runs it cannot leave', async () => {
    const screen = await renderPage(world().page)
    await screen.getByRole('button', { name: 'Verein verlassen' }).click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Verein verlassen' }).click()
    await expect.element(screen.getByText(/Geben Sie diese Aufgabe zuerst weiter/)).toBeVisible()
  })
})
