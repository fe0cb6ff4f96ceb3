import type { Input, AllOperations, QueueEntry } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app[Symbol.asyncDispose]())

const word = 'Glasperlenbasar'
const complaint = () => ({
  clientId: randomUUID(),
  rule: 'advertising' as const,
  sentence: 'Das ist Werbung für Waren.',
})
const grounds = { rule: 'advertising', reason: 'Hier werden Waren verkauft.' } as const
const roles = [undefined, ...everybody]
const house = () => app.world.organisations['brunnenstube']!
const inside = () =>
  new Set<string | undefined>(
    roles.filter((role) => role && app.world.roles[role]!.organisationIds.includes(house())),
  )

async function published() {
  return app.as('orgAdmin').call('needs.publish', {
    organisationId: house(),
    category: 'rooms',
    title: `Raum für ${word}`,
    text: 'Wir verkaufen.',
  })
}
const profile = async (who: Client = app.as('orgAdmin')) => {
  const { organisations } = await who.call('organisations.list', { limit: '100' })
  return organisations.find(({ id }) => id === house())
}
const reported = async (who = 'centreStaff'): Promise<QueueEntry> => {
  const { entries } = await app.as(who).call('moderation.queue', {})
  const found = entries.find(({ place }) => place.organisation !== null)
  if (!found) throw new Error('nothing was reported')
  return found
}
const decide = (found: QueueEntry, more: Partial<Input<AllOperations['moderation.decide']>> = {}) => ({
  caseId: found.id,
  rev: found.rev,
  decision: 'hide' as const,
  ...grounds,
  ...more,
})
const foundBy = async (role: string | undefined, q: string) =>
  (await app.as(role).call('search.find', { q })).hits.map(({ id }) => id)

describe('a report about a listing', () => {
  it('goes to staff and to nobody else, also from a visitor, and says so', async () => {
    const { id } = await published()
    const receipt = await app.as().call('moderation.reportListing', { listingId: id, ...complaint() })
    expect(receipt).toMatchObject({ handledBy: 'staff', state: 'open' })
    const clientId = randomUUID()
    const member = app.as('otherMember')
    const twice = { listingId: id, ...complaint(), clientId }
    const [first, again] = [
      await member.call('moderation.reportListing', twice),
      await member.call('moderation.reportListing', twice),
    ]
    expect(again.token).toBe(first.token)
    expect(
      await member.refusal('moderation.reportProfile', { organisationId: house(), ...complaint(), clientId }),
    ).toMatchObject({ code: 'conflict' })
    for (const role of everybody) {
      const answer = await app.as(role).send('moderation.queue', {})
      const told = JSON.stringify(answer.body)
      expect(told.includes(word), role).toBe(role === 'centreStaff' || role === 'platformAdmin')
    }
    const found = await reported()
    expect(found).toMatchObject({ roomId: null, handledBy: 'staff', mayDecide: true, contribution: null })
    expect(found.words).toContain(word)
    expect(found.reports).toHaveLength(2)
    for (const role of everybody.filter((one) => one !== 'centreStaff' && one !== 'platformAdmin'))
      expect((await app.as(role).refusal('moderation.decide', decide(found))).code, role).toBe('not-found')
    for (const decision of ['remove', 'lock'] as const)
      expect(
        (await app.as('centreStaff').refusal('moderation.decide', decide(found, { decision }))).code,
      ).toBe('request.invalid')
  })

  it('is about nothing where there is nothing to see', async () => {
    const { id } = await published()
    await app.as('orgAdmin').call('needs.setState', { id, state: 'paused' })
    for (const listingId of [id, 'ab'.repeat(12)])
      expect(
        (await app.as('otherMember').refusal('moderation.reportListing', { listingId, ...complaint() })).code,
      ).toBe('not-found')
  })

  it('hides it from everybody outside, tells those who run the association, and comes back by an appeal', async () => {
    const { id } = await published()
    const token = (
      await app.as('otherMember').call('moderation.reportListing', { listingId: id, ...complaint() })
    ).token
    app.mails.length = 0
    await app.as('centreStaff').call('moderation.decide', decide(await reported()))
    for (const role of roles) {
      const answer = await app.as(role).send('needs.get', { id })
      expect([role, answer.status]).toEqual([role, inside().has(role) ? 200 : 404])
      // Members learn by which decision, for a way to the reasons.
      if (inside().has(role))
        expect((answer.body as { hiddenBy: unknown }).hiddenBy).toMatch(/^[0-9a-f]{24}$/)
      const { listings } = await app.as(role).call('needs.list', {})
      expect(listings.map((one) => one.id)).not.toContain(id)
      expect(await foundBy(role, word)).not.toContain(id)
    }
    expect(
      (
        await app.as('federAdmin').refusal('matching.request', {
          organisationId: app.world.organisations['feder']!,
          otherOrganisationId: house(),
          listingId: id,
          message: 'Wir haben einen Raum für Sie.',
        })
      ).code,
    ).toBe('not-found')
    expect(await app.as().call('moderation.showReport', { token })).toMatchObject({ outcome: 'restricted' })

    const admin = app.as('orgAdmin')
    const [statement] = (await admin.call('moderation.statements', {})).statements
    expect(statement).toMatchObject({
      kind: 'hide-listing',
      office: 'staff',
      followedReport: true,
      rule: 'advertising',
      facts: grounds.reason,
    })
    expect(statement!.words).toContain(word)
    expect((await admin.call('needs.get', { id })).hiddenBy).toBe(statement!.id)
    expect(app.mails.map(({ to }) => to)).toContain(app.world.roles['orgAdmin']!.email)
    const statementId = statement!.id
    for (const role of everybody.filter((one) => one !== 'orgAdmin'))
      expect((await app.as(role).refusal('moderation.statement', { statementId })).code, role).toBe(
        'not-found',
      )

    await admin.call('moderation.appeal', { statementId, clientId: randomUUID(), text: 'Es ist ein Basar.' })
    const overturned = { statementId, outcome: 'overturned', reason: 'Ein Basar ist keine Werbung.' } as const
    expect((await app.as('centreStaff').refusal('moderation.decideAppeal', overturned)).code).toBe(
      'action.forbidden',
    )
    await app.as('platformAdmin').call('moderation.decideAppeal', overturned)
    expect(await app.as().call('needs.get', { id })).toMatchObject({ id, hiddenBy: null })
    expect((await admin.call('needs.get', { id })).hiddenBy).toBeNull()
    expect(await foundBy(undefined, word)).toContain(id)
    expect(await admin.call('moderation.statement', { statementId })).toMatchObject({ state: 'overturned' })
  })
})

describe('a report about a profile', () => {
  it('hides it from everybody outside, and members see it with the statement', async () => {
    const { slug, name } = (await profile())!
    await app.as().call('moderation.reportProfile', { organisationId: house(), ...complaint() })
    await app.as('platformAdmin').call('moderation.decide', decide(await reported('platformAdmin')))
    for (const role of roles) {
      const answer = await app.as(role).send('organisations.get', { slug })
      expect([role, answer.status]).toEqual([role, inside().has(role) ? 200 : 404])
      expect(await profile(app.as(role))).toBeUndefined()
      expect(await foundBy(role, name)).not.toContain(house())
    }
    const feder = app.world.organisations['feder']!
    const { suggestions } = await app.as('federAdmin').call('matching.suggestions', { organisationId: feder })
    expect(suggestions.map(({ organisation }) => organisation.id)).not.toContain(house())
    expect(
      (await app.as().refusal('moderation.reportProfile', { organisationId: house(), ...complaint() })).code,
    ).toBe('not-found')
    const [statement] = (await app.as('orgAdmin').call('moderation.statements', {})).statements
    expect(statement).toMatchObject({ kind: 'hide-profile', place: { organisation: { slug } } })
    const statementId = statement!.id
    expect((await app.as('orgAdmin').call('organisations.get', { slug })).hiddenBy).toBe(statementId)
    await app
      .as('orgAdmin')
      .call('moderation.appeal', { statementId, clientId: randomUUID(), text: 'Das sind wir nicht.' })
    await app
      .as('centreStaff')
      .call('moderation.decideAppeal', { statementId, outcome: 'overturned', reason: 'Ein Irrtum.' })
    expect((await profile(app.as()))?.slug).toBe(slug)
    expect(await foundBy(undefined, name)).toContain(house())
  })

  it('is not decided by staff who belong to it, or with whoever reported it', async () => {
    const staff = app.as('centreStaff')
    const { userId } = app.world.roles['centreStaff']!
    await app.app.organisations.admit(house(), userId, 'member')
    await app.as().call('moderation.reportProfile', { organisationId: house(), ...complaint() })
    const found = await reported()
    expect(found).toMatchObject({ mayDecide: false, conflict: 'own-organisation' })
    expect((await staff.refusal('moderation.decide', decide(found))).code).toBe('action.forbidden')
    await app.as('platformAdmin').call('moderation.decide', {
      caseId: found.id,
      rev: found.rev,
      decision: 'dismiss',
      reason: 'Kein Verstoß.',
    })
    expect((await profile(app.as()))?.id).toBe(house())

    const feder = app.world.organisations['feder']!
    await app.app.organisations.admit(feder, userId, 'member')
    await app.as('federAdmin').call('moderation.reportProfile', { organisationId: house(), ...complaint() })
    expect((await reported()).conflict).toBe('own-organisation')
  })
})

describe('the desk of staff', () => {
  const staff = ['centreStaff', 'platformAdmin'] as const

  /** Everybody with a connection; what `act` does is told to these and to nobody else. */
  async function told(act: () => Promise<unknown>, who: readonly string[]) {
    const clients = new Map(everybody.map((role) => [role, app.as(role)]))
    const heard: string[] = []
    await Promise.all(
      [...clients].map(async ([role, client]) => {
        const socket = await client.socket()
        socket.on('moderation.changed', ({ what }: { what: string }) => what === 'queue' && heard.push(role))
      }),
    )
    await act()
    // Everything that was sent before the answer to a question has arrived with it.
    await Promise.all([...clients.values()].map((client) => client.emit('room.leave', {})))
    for (const client of clients.values()) client.drop()
    expect(new Set(heard)).toEqual(new Set(who))
  }

  it('is told at once what reaches it from outside rooms, is taken, decided and objected to', async () => {
    const { id } = await published()
    await told(() => app.as().call('moderation.reportListing', { listingId: id, ...complaint() }), staff)
    await told(
      () => app.as('member').call('moderation.reportProfile', { organisationId: house(), ...complaint() }),
      staff,
    )
    const { entries } = await app.as('centreStaff').call('moderation.queue', {})
    const found = entries.find(({ place }) => place.listing !== null)!
    await told(() => app.as('centreStaff').call('moderation.take', { caseId: found.id }), staff)
    await told(
      () => app.as('centreStaff').call('moderation.decide', decide({ ...found, rev: found.rev + 1 })),
      staff,
    )
    const [statement] = (await app.as('orgAdmin').call('moderation.statements', {})).statements
    const statementId = statement!.id
    await told(
      () =>
        app
          .as('orgAdmin')
          .call('moderation.appeal', { statementId, clientId: randomUUID(), text: 'Es ist ein Basar.' }),
      staff,
    )
  })

  it('is told of contributions that fall to it, and only the moderators of the others', async () => {
    const write = (role: string) =>
      app.as(role).call('threads.contribute', {
        threadId: app.world.threads.open,
        clientId: randomUUID(),
        text: `Ein Beitrag von ${role}`,
      })
    const report = async (role: string) => {
      const { threadId, id } = await write(role)
      return () =>
        app.as('member').call('moderation.report', { threadId, contributionId: id, ...complaint() })
    }
    await told(await report('moderator'), staff)
    await told(await report('otherMember'), ['moderator'])
  })
})
