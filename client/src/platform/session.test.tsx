import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeServer } from '../testing/fake-server.ts'
import { brunnenstube, samira } from '../testing/people.ts'
import { renderPage } from '../testing/render-page.tsx'
import { useActing, useMe } from './session.tsx'

afterEach(() => vi.restoreAllMocks())

const wabe = { ...brunnenstube, organisationId: 'c'.repeat(24), name: 'Wabe Offenbach', slug: 'wabe' }

function Voice() {
  const { user, isPending } = useMe()
  const { acting, choices, setActing } = useActing()
  if (isPending) return null
  return (
    <>
      <p>{`${user?.name ?? 'nobody'} for ${acting?.name ?? 'themselves'}`}</p>
      {choices.map(({ organisationId, name }) => (
        <button key={organisationId} type="button" onClick={() => setActing(organisationId)}>
          {name}
        </button>
      ))}
      <button type="button" onClick={() => setActing(null)}>
        personally
      </button>
    </>
  )
}

describe('for whom one writes', () => {
  it('is nobody for a visitor', async () => {
    fakeServer({})
    const screen = await renderPage(<Voice />)
    await expect.element(screen.getByText('nobody for themselves')).toBeVisible()
  })

  it('is the association one may write for, until one chooses otherwise', async () => {
    fakeServer({ 'accounts.me': () => samira([brunnenstube, wabe]) })
    const screen = await renderPage(<Voice />)
    await expect.element(screen.getByText('Samira Haddad for Brunnenstube Gießen')).toBeVisible()
    await screen.getByRole('button', { name: 'Wabe Offenbach' }).click()
    await expect.element(screen.getByText('Samira Haddad for Wabe Offenbach')).toBeVisible()
    await screen.getByRole('button', { name: 'personally' }).click()
    await expect.element(screen.getByText('Samira Haddad for themselves')).toBeVisible()
  })

  it('leaves out associations that do not let members write', async () => {
    fakeServer({ 'accounts.me': () => samira([{ ...brunnenstube, role: 'member', mayWriteFor: false }]) })
    const screen = await renderPage(<Voice />)
    await expect.element(screen.getByText('Samira Haddad for themselves')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Brunnenstube' }).query()).toBeNull()
  })
})
