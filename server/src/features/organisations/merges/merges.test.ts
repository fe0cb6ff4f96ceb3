import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { Organisations } from '../model.ts'
import { undoDays } from './merges.ts'

let app: TestApp
let site: string
const { person, founded, drop } = createNewcomers(() => app)

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'augenhoehe-site-'))
  const template = '<html><head><!--head--><!--/head--></head><body><!--body--><!--/body--></body></html>'
  await writeFile(join(site, 'index.html'), template)
  app = await startApp({ site })
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
  await rm(site, { recursive: true })
})

const dayMs = 24 * 60 * 60 * 1000
const staff = () => app.as('centreStaff')
const two = async (one = 'Doppelt', other = 'Doppelt in Gießen') => {
  const tag = randomUUID().slice(0, 8)
  return [await founded({ name: `${one} ${tag}` }), await founded({ name: `${other} ${tag}` })] as const
}
const stored = async (id: string) => {
  const {
    rev: _,
    absorbed: __,
    mergedAt: ___,
    mergedBy: ____,
    mergedInto: _____,
    ...rest
  } = (await Organisations.findById(id).lean())!
  // What was never written and what is empty are the same.
  const { functions = [], contacts = [], removals = [], handover = null, ...others } = rest
  return { ...others, functions, contacts, removals, handover }
}

describe('a merge', () => {
  it('brings people together; the old address, its entries and its contributions lead on', async () => {
    const [from, into] = await two()
    const common = await person('In beiden')
    await app.app.organisations.admit(from.organisationId, common.id, 'admin')
    await app.app.organisations.admit(into.organisationId, common.id, 'member')
    const written = await from.admin.client.call('threads.contribute', {
      threadId: app.world.threads.open,
      clientId: randomUUID(),
      text: 'Wir laden alle ein.',
      actingOrganisationId: from.organisationId,
    })
    const listing = await from.admin.client.call('offers.publish', {
      organisationId: from.organisationId,
      category: 'rooms',
      title: 'Ein Saal für fünfzig',
    })

    const which = { fromId: from.organisationId, intoId: into.organisationId }
    expect(await staff().call('organisations.previewMerge', which)).toMatchObject({ added: 1, raised: 1 })
    await staff().call('organisations.merge', which)

    const visitor = app.as()
    const led = await visitor.call('organisations.get', { slug: from.organisation.slug })
    expect(led).toMatchObject({ id: into.organisationId, slug: into.organisation.slug })
    const { organisations } = await visitor.call('organisations.list', { search: from.organisation.name })
    expect(organisations.map(({ id }) => id)).not.toContain(from.organisationId)

    const { memberships } = await from.admin.client.call('accounts.me', {})
    expect(memberships).toMatchObject([{ organisationId: into.organisationId, role: 'admin' }])
    const { members } = await common.client.call('organisations.listMembers', {
      organisationId: into.organisationId,
    })
    expect(members.map(({ role }) => role)).toEqual(['admin', 'admin', 'admin'])

    const reader = await from.admin.client.follow(app.world.threads.open)
    await reader.until((some) => some.some(({ id }) => id === written.id))
    const shown = reader.contributions().find(({ id }) => id === written.id)
    reader.drop()
    expect(shown?.organisation).toMatchObject({ name: into.organisation.name })

    const offers = await visitor.call('offers.list', { organisationId: into.organisationId })
    expect(offers.listings).toMatchObject([
      { id: listing.id, organisation: { slug: into.organisation.slug, name: into.organisation.name } },
    ])
    // Who ran the other entry may change what it published.
    await into.admin.client.call('offers.setState', { id: listing.id, state: 'fulfilled' })
  })

  it('takes what is still sent under the old id for the new one', async () => {
    const [from, into] = await two()
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    const listing = await from.admin.client.call('needs.publish', {
      organisationId: from.organisationId,
      category: 'rooms',
      title: 'Noch ein Saal gesucht',
    })
    expect(listing.organisation).toMatchObject({ slug: into.organisation.slug })
  })

  it('brings open invitations along: the link in the mail still works, for the one that went on', async () => {
    const [from, into] = await two()
    const guest = await person('Eingeladen')
    app.mails.length = 0
    await from.admin.client.call('organisations.invite', {
      organisationId: from.organisationId,
      email: guest.email,
    })
    await expect.poll(() => app.mails.length).toBe(1)
    const token = /einladung\/([\w-]+)/.exec(app.mails[0]!.text)![1]!
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    const joined = await guest.client.call('organisations.acceptInvitation', { token })
    expect(joined.slug).toBe(into.organisation.slug)
    // What was used since is over, for both, after the merge is undone.
    await staff().call('organisations.undoMerge', { fromId: from.organisationId })
    const { memberships } = await guest.client.call('accounts.me', {})
    expect(memberships.map(({ slug }) => slug)).toEqual([into.organisation.slug])
    const again = await guest.client.refusal('organisations.showInvitation', { token })
    expect(again.code).toBe('token.invalid')
  })

  it('undone leaves both as they were', async () => {
    const [from, into] = await two()
    const common = await person('In beiden')
    await app.app.organisations.admit(from.organisationId, common.id, 'admin')
    await app.app.organisations.admit(into.organisationId, common.id, 'member')
    const before = [await stored(from.organisationId), await stored(into.organisationId)]
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    const { merges } = await staff().call('organisations.merges', {})
    expect(merges[0]).toMatchObject({ from: { id: from.organisationId }, into: { id: into.organisationId } })
    await staff().call('organisations.undoMerge', { fromId: from.organisationId })
    expect([await stored(from.organisationId), await stored(into.organisationId)]).toEqual(before)
    const seen = await app.as().call('organisations.get', { slug: from.organisation.slug })
    expect(seen.id).toBe(from.organisationId)
    const { memberships } = await from.admin.client.call('accounts.me', {})
    expect(memberships.map(({ organisationId }) => organisationId)).toEqual([from.organisationId])
    expect((await staff().call('organisations.merges', {})).merges).not.toContainEqual(
      expect.objectContaining({ from: expect.objectContaining({ id: from.organisationId }) }),
    )
  })

  it('brings along what people hold, once, and undone gives all of it back', async () => {
    const [from, into] = await two()
    const [c, d] = await two('Fürsprache', 'Fürsprache nebenan')
    const [f, i] = [from.organisationId, into.organisationId]
    const common = await person('In beiden')
    for (const id of [f, i]) await app.app.organisations.admit(id, common.id, 'member')
    const chair = { userId: common.id, kind: 'chair' as const, from: '2024-01-01' }
    for (const { organisationId, admin } of [from, into])
      await admin.client.call('organisations.addFunction', { organisationId, ...chair })
    await from.admin.client.call('organisations.addFunction', {
      organisationId: f,
      userId: from.admin.id,
      kind: 'treasurer',
      from: '2024-01-01',
    })
    const consent = {
      kind: 'phone' as const,
      value: '0641 123456',
      purpose: 'general' as const,
      audience: 'everyone' as const,
      days: 90,
    }
    await common.client.call('organisations.consentContact', { organisationId: f, ...consent })
    await common.client.call('organisations.changeOwnMembership', { organisationId: i, shown: 'everyone' })
    await from.admin.client.call('organisations.changeHandover', { organisationId: f, note: 'Schlüssel' })
    await staff().call('organisations.verifyKnown', { organisationId: f, how: 'visited', whom: 'Frau Aksu' })
    await staff().call('organisations.verifyKnown', {
      organisationId: c.organisationId,
      how: 'visited',
      whom: 'Frau Aksu',
    })
    await c.admin.client.call('organisations.vouch', {
      organisationId: i,
      actingOrganisationId: c.organisationId,
    })
    await from.admin.client.call('organisations.vouch', {
      organisationId: d.organisationId,
      actingOrganisationId: f,
    })
    const claimant = await person('Möchte dazu')
    await claimant.client.call('organisations.claim', { organisationId: f, note: 'Ich bin Kassenwartin.' })
    const before = [await stored(f), await stored(i)]

    const preview = await staff().call('organisations.previewMerge', { fromId: f, intoId: i })
    expect(preview).toMatchObject({ added: 1, functions: 1, contacts: 1, verification: true })
    await staff().call('organisations.merge', { fromId: f, intoId: i })

    const { functions } = await into.admin.client.call('organisations.listMembers', { organisationId: i })
    expect(functions.map(({ kind }) => kind).toSorted()).toEqual(['chair', 'treasurer'])
    // To the fewer, because this person never said everybody might know of the entry that went.
    expect((await app.as().call('organisations.listPeople', { organisationId: i })).people).toEqual([])
    const { people } = await into.admin.client.call('organisations.listPeople', { organisationId: i })
    expect(people.flatMap(({ contacts }) => contacts.map(({ value }) => value))).toEqual(['0641 123456'])
    const { handover } = await from.admin.client.call('organisations.getHandover', { organisationId: i })
    expect(handover?.note).toBe('Schlüssel')
    const profile = await app.as().call('organisations.get', { slug: into.organisation.slug })
    expect(profile).toMatchObject({ verified: true, verifiedBy: 'known-contact' })
    const { claims } = await into.admin.client.call('organisations.listClaims', { organisationId: i })
    expect(claims.map(({ name }) => name)).toEqual(['Möchte dazu'])
    // Whoever went on gave that word now, and may take it back.
    const verification = await from.admin.client.call('organisations.verification', { organisationId: i })
    expect(verification.vouchesFor.map(({ organisation }) => organisation.id)).toEqual([d.organisationId])
    expect(verification.vouchesLeft).toBe(4)

    await staff().call('organisations.undoMerge', { fromId: f })
    expect([await stored(f), await stored(i)]).toEqual(before)
    const again = await from.admin.client.call('organisations.listClaims', { organisationId: f })
    expect(again.claims).toHaveLength(1)
  })

  it('forgets with the person: who left or withdrew a consent stands in no copy, and after 30 days nobody', async () => {
    const [from, into] = await two()
    const [f, i] = [from.organisationId, into.organisationId]
    const leaver = await person('Geht bald')
    await app.app.organisations.admit(f, leaver.id, 'member')
    const contact = await from.admin.client.call('organisations.consentContact', {
      organisationId: f,
      kind: 'phone',
      value: '0641 987654',
      purpose: 'general',
      audience: 'members',
      days: 90,
    })
    await staff().call('organisations.merge', { fromId: f, intoId: i })
    await leaver.client.call('organisations.removeMember', { organisationId: i, userId: leaver.id })
    await from.admin.client.call('organisations.withdrawContact', {
      organisationId: i,
      contactId: contact.id,
    })
    await app.app.organisations.tidyMerges()
    expect(await stored(f)).toMatchObject({ contacts: [], members: [{ role: 'admin' }] })
    const settled = (await Organisations.findById(f).lean())!.rev
    await app.app.organisations.tidyMerges()
    expect((await Organisations.findById(f).lean())!.rev).toBe(settled)

    const old = new Date(app.clock.now().getTime() - undoDays * dayMs)
    await Organisations.updateOne({ _id: f }, { $set: { mergedAt: old } })
    await app.app.organisations.tidyMerges()
    expect((await stored(f)).members).toEqual([])
    const { absorbed } = (await Organisations.findById(i).lean())!
    expect(JSON.stringify(absorbed)).not.toContain(from.admin.id)
    // What was published under it still leads on.
    const led = await app.as().call('organisations.get', { slug: from.organisation.slug })
    expect(led.id).toBe(i)
    await app.app.organisations.repairMerges()
    expect((await stored(i)).members).toHaveLength(2)
  })

  it('is not made, or undone, by whoever belongs to one of the two', async () => {
    const [from, into] = await two()
    const which = { fromId: from.organisationId, intoId: into.organisationId }
    const { user } = await staff().call('accounts.me', {})
    await app.app.organisations.admit(which.fromId, user!.id, 'member')
    expect((await staff().refusal('organisations.merge', which)).code).toBe('action.forbidden')
    await app.as('platformAdmin').call('organisations.merge', which)
    const undo = await staff().refusal('organisations.undoMerge', { fromId: which.fromId })
    expect(undo.code).toBe('action.forbidden')
    await staff().call('organisations.removeMember', { organisationId: which.intoId, userId: user!.id })
    await staff().call('organisations.undoMerge', { fromId: which.fromId })
  })

  it('leaves no question, no decision and no list behind for the entry that went', async () => {
    const [from, into] = await two()
    const which = { organisationId: from.organisationId }
    const asked = new Date(app.clock.now().getTime() - 40 * dayMs)
    await Organisations.updateOne({ _id: from.organisationId }, { $set: { askedAt: asked } })
    const ids = async () =>
      (await staff().call('organisations.listStale', { limit: 100 })).entries.map(
        (one) => one.organisation.id,
      )
    expect(await ids()).toContain(from.organisationId)
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    expect(await ids()).not.toContain(from.organisationId)
    const known = { ...which, how: 'visited' as const, whom: 'Frau Aksu' }
    expect((await staff().refusal('organisations.verifyKnown', known)).code).toBe('not-found')
    const answer = { ...which, answer: 'current' as const, note: 'Am Telefon' }
    expect((await staff().refusal('organisations.answerForOrganisation', answer)).code).toBe('not-found')
    expect((await from.admin.client.refusal('organisations.listPeople', which)).code).toBe('not-found')
  })

  it('moves the old address for good, also the page for the notice board, until it is undone', async () => {
    const [from, into] = await two()
    const [c] = await two('Drittes')
    const page = async (path: string) => {
      const response = await fetch(`${app.url}${path}`, {
        redirect: 'manual',
        headers: { Accept: 'text/html' },
      })
      const text = await response.text()
      const described = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1]
      return {
        status: response.status,
        location: response.headers.get('location'),
        // Otherwise a browser would remember the way to the other entry after it was undone.
        cache: response.headers.get('cache-control'),
        described: described && (JSON.parse(described) as { url: string; name: string }),
      }
    }
    const address = (slug: string) => `/organisationen/${slug}`
    const [old, now, last] = [from, into, c].map(({ organisation }) => address(organisation.slug)) as [
      string,
      string,
      string,
    ]
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    expect(await page(old)).toMatchObject({ status: 301, location: now, cache: 'no-cache' })
    expect(await page(`${old}/aushang`)).toMatchObject({ status: 301, location: `${now}/aushang` })
    expect(await page(now)).toMatchObject({
      status: 200,
      described: { url: `http://localhost${now}`, name: into.organisation.name },
    })
    const sitemap = await (await fetch(`${app.url}/sitemap.xml`)).text()
    expect([sitemap.includes(`${old}<`), sitemap.includes(`${now}<`)]).toEqual([false, true])

    // Over several entries in one step; a new name leaves the address as it is.
    await into.admin.client.call('organisations.change', {
      organisationId: into.organisationId,
      name: `${into.organisation.name} umbenannt`,
    })
    expect(await page(old)).toMatchObject({ location: now })
    expect(await page(now)).toMatchObject({ status: 200 })
    await staff().call('organisations.merge', { fromId: into.organisationId, intoId: c.organisationId })
    expect(await page(old)).toMatchObject({ status: 301, location: last })

    await staff().call('organisations.undoMerge', { fromId: into.organisationId })
    await staff().call('organisations.undoMerge', { fromId: from.organisationId })
    expect(await page(old)).toMatchObject({ status: 200, described: { url: `http://localhost${old}` } })
    expect(await page(`${old}/aushang`)).toMatchObject({ status: 200 })
  })

  it('is undone for 30 days, and no longer', async () => {
    const [from, into] = await two()
    await staff().call('organisations.merge', { fromId: from.organisationId, intoId: into.organisationId })
    const old = new Date(app.clock.now().getTime() - undoDays * dayMs)
    await Organisations.updateOne({ _id: from.organisationId }, { $set: { mergedAt: old } })
    const late = await staff().refusal('organisations.undoMerge', { fromId: from.organisationId })
    expect(late.code).toBe('conflict')
  })

  it('leads through several entries, and is undone from the last one back', async () => {
    const [a, b] = await two()
    const [c] = await two()
    await staff().call('organisations.merge', { fromId: a.organisationId, intoId: b.organisationId })
    await staff().call('organisations.merge', { fromId: b.organisationId, intoId: c.organisationId })
    const led = await app.as().call('organisations.get', { slug: a.organisation.slug })
    expect(led.id).toBe(c.organisationId)
    const early = await staff().refusal('organisations.undoMerge', { fromId: a.organisationId })
    expect(early.code).toBe('conflict')
    await staff().call('organisations.undoMerge', { fromId: b.organisationId })
    await staff().call('organisations.undoMerge', { fromId: a.organisationId })
    expect((await app.as().call('organisations.get', { slug: a.organisation.slug })).id).toBe(
      a.organisationId,
    )
  })

  it('is not made in a circle, with itself, twice, or with what moderators hid', async () => {
    const [a, b] = await two()
    const both = { fromId: a.organisationId, intoId: b.organisationId }
    const crossed = await Promise.all([
      staff().send('organisations.merge', both),
      staff().send('organisations.merge', { fromId: both.intoId, intoId: both.fromId }),
    ])
    expect(crossed.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect((await staff().refusal('organisations.merge', both)).code).toBe('conflict')
    const [c, d] = await two()
    const same = { fromId: c.organisationId, intoId: c.organisationId }
    expect((await staff().refusal('organisations.merge', same)).code).toBe('conflict')
    await app.app.organisations.hideProfile(d.organisationId, 'a'.repeat(24))
    const hidden = { fromId: c.organisationId, intoId: d.organisationId }
    expect((await staff().refusal('organisations.merge', hidden)).code).toBe('conflict')
    const unknown = { fromId: c.organisationId, intoId: 'f'.repeat(24) }
    expect((await staff().refusal('organisations.merge', unknown)).code).toBe('not-found')
  })

  it('is made by the staff only, and stands in the log', async () => {
    const [from, into] = await two()
    const which = { fromId: from.organisationId, intoId: into.organisationId }
    for (const role of everybody.filter((one) => !['centreStaff', 'platformAdmin'].includes(one))) {
      expect((await app.as(role).refusal('organisations.merge', which)).code).toBe('not-found')
      expect((await app.as(role).refusal('organisations.undoMerge', { fromId: which.fromId })).code).toBe(
        'not-found',
      )
      expect((await app.as(role).refusal('organisations.merges', {})).code).toBe('not-found')
    }
    expect((await app.as().refusal('organisations.merge', which)).code).toBe('session.required')
    await app.as('platformAdmin').call('organisations.merge', which)
    await app.as('platformAdmin').call('organisations.undoMerge', { fromId: which.fromId })
    const { entries } = await app.as('platformAdmin').call('audit.list', {})
    expect(entries.slice(0, 2).map(({ act, target }) => [act, target])).toEqual([
      ['organisations.undoMerge', { organisationId: which.fromId, into: which.intoId }],
      ['organisations.merge', { organisationId: which.fromId, into: which.intoId }],
    ])
  })

  it('is finished after an interruption, forwards and backwards', async () => {
    const [from, into] = await two()
    const into_ = (await Organisations.findById(into.organisationId).lean())!._id
    const before = await stored(into.organisationId)
    // As after the commit, when the process ended.
    await Organisations.updateOne(
      { _id: from.organisationId },
      { $set: { mergedInto: into_, mergedAt: app.clock.now() }, $inc: { rev: 1 } },
    )
    await app.app.organisations.repairMerges()
    await app.app.organisations.repairMerges()
    expect((await stored(into.organisationId)).members).toHaveLength(2)
    await Organisations.updateOne(
      { _id: from.organisationId },
      { $set: { mergedInto: null, mergedAt: null }, $inc: { rev: 1 } },
    )
    await app.app.organisations.repairMerges()
    expect(await stored(into.organisationId)).toEqual(before)
  })
})
