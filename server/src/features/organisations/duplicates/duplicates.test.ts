import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'

let app: TestApp
const { founded, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const staff = () => app.as('centreStaff')
const two = async () => {
  const name = `Regenbogen ${randomUUID().replaceAll('-', '')}`
  return [await founded({ name }), await founded({ name: `${name} e. V.` })] as const
}
const listed = async () => (await staff().call('organisations.listSuspicions', { limit: 50 })).suspicions
const between = async (one: string, other: string) =>
  (await listed()).find(
    ({ from, into }) => [from.id, into.id].toSorted().join() === [one, other].toSorted().join(),
  )

describe('suspected duplicates', () => {
  it('stand with reasons and with what one decides by; the fuller one would go on', async () => {
    const [one, other] = await two()
    await staff().call('organisations.verifyKnown', {
      organisationId: other.organisationId,
      how: 'visited',
      whom: 'Frau Aksu',
    })
    expect(await between(one.organisationId, other.organisationId)).toMatchObject({
      into: { id: other.organisationId, verified: true, members: 1, currency: 'current' },
      from: { id: one.organisationId, verified: false },
      reasons: expect.arrayContaining(['same-name']),
      mayDecide: true,
    })
  })

  it('are not suggested any more once they were kept apart, until a name changes or somebody undoes it', async () => {
    const [one, other] = await two()
    const [oneId, otherId] = [one.organisationId, other.organisationId]
    const apart = await staff().call('organisations.keepApart', { oneId: otherId, otherId: oneId })
    expect(await between(oneId, otherId)).toBeUndefined()
    const { pairs } = await app.as('platformAdmin').call('organisations.listKeptApart', {})
    expect(pairs[0]).toMatchObject({ id: apart.id, by: apart.by, at: apart.at })

    await staff().call('organisations.undoKeepApart', { apartId: apart.id })
    expect(await between(oneId, otherId)).toBeDefined()
    expect((await staff().refusal('organisations.undoKeepApart', { apartId: apart.id })).code).toBe(
      'not-found',
    )

    await staff().call('organisations.keepApart', { oneId, otherId })
    await one.admin.client.call('organisations.change', {
      organisationId: oneId,
      name: `${other.organisation.name} Nord`,
    })
    expect(await between(oneId, otherId)).toBeDefined()
    const after = await staff().call('organisations.listKeptApart', {})
    expect(after.pairs.map(({ id }) => id)).not.toContain(apart.id)
  })

  it('go when they become one, and come back with the undoing', async () => {
    const [one, other] = await two()
    const which = { fromId: one.organisationId, intoId: other.organisationId }
    await staff().call('organisations.merge', which)
    expect(await between(which.fromId, which.intoId)).toBeUndefined()
    const gone = { oneId: which.fromId, otherId: which.intoId }
    expect((await staff().refusal('organisations.keepApart', gone)).code).toBe('not-found')
    await staff().call('organisations.undoMerge', { fromId: which.fromId })
    expect(await between(which.fromId, which.intoId)).toBeDefined()
  })

  it('come page by page, each once', async () => {
    for (let n = 0; n < 3; n++) await two()
    const all = (await listed()).map(({ from, into }) => `${from.id} ${into.id}`)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await staff().call('organisations.listSuspicions', { limit: 2, ...(cursor && { cursor }) })
      paged.push(...page.suspicions.map(({ from, into }) => `${from.id} ${into.id}`))
      expect(page.total).toBe(all.length)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(all)
  })

  it('tell nothing of what an association keeps to itself', async () => {
    const contactEmail = `${randomUUID()}@example.org`
    const hidden = { contactEmail, visibility: { contactEmail: 'members' as const } }
    const [one, other] = [
      await founded({ name: `Ganz anders ${randomUUID()}`, ...hidden, website: null }),
      await founded({ name: `Chor ${randomUUID()}`, ...hidden, website: null }),
    ]
    expect(await between(one.organisationId, other.organisationId)).toBeUndefined()
  })

  it('are for the staff, and are not decided about by whoever belongs to one of them', async () => {
    const [one, other] = await two()
    const which = { oneId: one.organisationId, otherId: other.organisationId }
    for (const role of everybody.filter((each) => !['centreStaff', 'platformAdmin'].includes(each))) {
      expect((await app.as(role).refusal('organisations.listSuspicions', {})).code).toBe('not-found')
      expect((await app.as(role).refusal('organisations.keepApart', which)).code).toBe('not-found')
      expect((await app.as(role).refusal('organisations.listKeptApart', {})).code).toBe('not-found')
    }
    const { user } = await staff().call('accounts.me', {})
    await app.app.organisations.admit(one.organisationId, user!.id, 'member')
    expect(await between(which.oneId, which.otherId)).toMatchObject({ mayDecide: false })
    expect((await staff().refusal('organisations.keepApart', which)).code).toBe('action.forbidden')
    await staff().call('organisations.removeMember', { organisationId: which.oneId, userId: user!.id })
    const same = { oneId: which.oneId, otherId: which.oneId }
    expect((await staff().refusal('organisations.keepApart', same)).code).toBe('conflict')
  })
})
