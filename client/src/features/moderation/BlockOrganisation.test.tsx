import type { Organisation } from '@augenhoehe/contracts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useMe } from '../../platform/session.tsx'
import { fakeServer } from '../../testing/fake-server.ts'
import { brunnenstube, samira } from '../../testing/people.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { BlockOrganisation } from './BlockOrganisation.tsx'

vi.mock('../../platform/live.ts', async () => (await import('../../testing/fake-live.ts')).live)
afterEach(() => vi.restoreAllMocks())

const wabe = { id: 'c'.repeat(24), name: 'Wabe e. V.' } as Organisation

function Profile() {
  const { user } = useMe()
  return (
    <>
      <p>{user?.name}</p>
      <BlockOrganisation organisation={wabe} />
    </>
  )
}

async function open(me = samira()) {
  let organisations: { organisationId: string; name: string }[] = []
  const asked = fakeServer({
    'accounts.me': () => me,
    'moderation.organisationBlocks': () => ({ organisations }),
    'moderation.blockOrganisation': () => ({
      organisations: (organisations = [{ organisationId: wabe.id, name: wabe.name }]),
    }),
    'moderation.unblockOrganisation': () => ({ organisations: (organisations = []) }),
  })
  return { asked, screen: await renderPage(<Profile />) }
}
const changes = (asked: { name: string; input: unknown }[]) =>
  asked.filter(({ name }) => name.endsWith('lockOrganisation'))

describe('the contact to another association', () => {
  it('is blocked after a question that says what it means, and allowed again with one press', async () => {
    const { screen, asked } = await open()
    await screen.getByRole('button', { name: 'Kontakt sperren' }).click()
    const dialog = screen.getByRole('dialog', { name: 'Kontakt zu Wabe e. V. sperren?' })
    await expect.element(dialog).toHaveTextContent('Wabe e. V. erfährt davon nichts.')
    await dialog.getByRole('button', { name: 'Abbrechen' }).last().click()
    expect(changes(asked)).toEqual([])
    await screen.getByRole('button', { name: 'Kontakt sperren' }).click()
    await dialog.getByRole('button', { name: 'Kontakt sperren' }).click()
    await expect.element(screen.getByText('Sie haben den Kontakt zu diesem Verein gesperrt.')).toBeVisible()
    await screen.getByRole('button', { name: 'Sperre aufheben' }).click()
    await expect.element(screen.getByRole('button', { name: 'Kontakt sperren' })).toBeVisible()
    expect(changes(asked).map(({ name }) => name)).toEqual([
      'moderation.blockOrganisation',
      'moderation.unblockOrganisation',
    ])
  })

  it('is for admins of an association alone', async () => {
    const { screen, asked } = await open(samira([{ ...brunnenstube, role: 'member' }]))
    await expect.element(screen.getByText('Samira Haddad')).toBeVisible()
    expect(screen.getByRole('button').query()).toBeNull()
    expect(asked.map(({ name }) => name)).not.toContain('moderation.organisationBlocks')
  })
})
