import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
const { person, founded, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const giessen = '06531005'
const peersOf = async (client: Client) => (await client.call('matching.firstPeers', {})).peers

describe('the first peers', () => {
  it('fit what somebody said: one that helps, one in the same field, one near, each with its reason', async () => {
    const { client } = await person('Hanan')
    await client.call('accounts.answerWelcome', {
      municipality: giessen,
      fields: ['education'],
      needs: ['bookkeeping'],
    })
    const peers = await peersOf(client)
    expect(peers.map(({ reasons }) => reasons[0]?.kind)).toEqual(['complementarity', 'topic', 'distance'])
    expect(new Set(peers.map(({ organisation }) => organisation.id)).size).toBe(3)
    const [helps, same, near] = peers
    expect(helps!.reasons[0]).toMatchObject({ direction: 'they-offer', terms: ['bookkeeping'] })
    expect(helps!.offers).toContain('bookkeeping')
    expect(same!.organisation.fields).toContain('education')
    expect(near!.reasons[0]!.km).toBeLessThan(45)
    expect(await peersOf(client)).toEqual(peers)
  })

  it('are there without any answer, and without an invented reason', async () => {
    const { client } = await person('Ohne Worte')
    const peers = await peersOf(client)
    expect(peers).toHaveLength(3)
    for (const { reasons, offers } of peers) {
      expect(reasons).toEqual([])
      expect(offers.length).toBeGreaterThan(0)
    }
  })

  it('follow from the association of a member, and never name it', async () => {
    const client = app.as('orgAdmin')
    const { memberships } = await client.call('accounts.me', {})
    const own = memberships.map(({ organisationId }) => organisationId)
    const peers = await peersOf(client)
    expect(peers).toHaveLength(3)
    for (const { organisation, reasons } of peers) {
      expect(own).not.toContain(organisation.id)
      expect(reasons.length).toBeGreaterThan(0)
    }
  })

  it('take a need from the member where the association says none', async () => {
    const { admin } = await founded({ fields: ['sport'] })
    await admin.client.call('accounts.answerWelcome', { needs: ['bookkeeping'] })
    const [helps] = await peersOf(admin.client)
    expect(helps!.reasons[0]).toMatchObject({ kind: 'complementarity', terms: ['bookkeeping'] })
  })

  it.each(everybody)('can be asked for by %s', async (role) => {
    expect((await peersOf(app.as(role))).length).toBeGreaterThan(0)
  })

  it('are not for visitors', async () => {
    expect((await app.as().refusal('matching.firstPeers', {})).code).toBe('session.required')
  })
})
