import type { AllOperations, Input, SearchHit } from '@augenhoehe/contracts'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
const newcomers = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
  await app.app.search.built()
})
afterAll(async () => {
  newcomers.drop()
  await app[Symbol.asyncDispose]()
})

type Query = Omit<Input<AllOperations['search.find']>, 'q'>
const everybody = [
  undefined,
  'member',
  'otherMember',
  'moderator',
  'otherRoomModerator',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'centreStaff',
  'platformAdmin',
]
const invited = new Set<string | undefined>(['moderator', 'otherRoomModerator'])

/** Everybody signs in once. */
const clients = new Map<string | undefined, Client>()
function as(role?: string): Client {
  const known = clients.get(role) ?? app.as(role)
  clients.set(role, known)
  return known
}
const find = (role: string | undefined, q: string, query: Query = {}) =>
  as(role).call('search.find', { q, ...query })
const write = (role: string, threadId: string, text: string, change: object = {}) =>
  as(role).call('threads.contribute', { threadId, clientId: randomUUID(), text, ...change })
const ids = (hits: readonly SearchHit[]) => hits.map(({ id }) => id)
const plain = (parts: SearchHit['title']) => parts.map(({ text }) => text).join('')
const open = () => app.world.threads.open

/** A word nobody has used, and that is no typing error of another one. */
let words = 0
const newWord = () =>
  createHash('sha256')
    .update(String(++words))
    .digest('hex')
    .slice(0, 12)
    .replace(/./g, (digit) => 'ghijklmpqrstvwxz'[Number.parseInt(digit, 16)]!)

describe('one box', () => {
  it('finds contributions, threads, rooms, associations, needs and offers', async () => {
    const kinds = async (q: string) => new Set((await find(undefined, q)).hits.map(({ kind }) => kind))
    expect(await kinds('Buchhaltung')).toContain('thread')
    expect(await kinds('Professionalisierung')).toContain('room')
    expect(await kinds('brunnenstube')).toContain('organisation')
    for (const kind of ['needs', 'offers'] as const) {
      const [listing] = (await as().call(`${kind}.list`, {})).listings
      expect(ids((await find(undefined, listing!.title)).hits)).toContain(listing!.id)
    }
  })

  it('shows where something stands and whose it is', async () => {
    const word = newWord()
    const written = await write('member', open(), `Wir haben ${word} ausprobiert.`, {
      type: 'experience',
      lang: 'de',
      actingOrganisationId: app.world.organisations['brunnenstube']!,
    })
    const { hits, total, complete } = await find(undefined, word.toUpperCase(), { locale: 'en' })
    expect([total, complete]).toEqual([1, true])
    expect(hits[0]).toMatchObject({
      kind: 'contribution',
      id: written.id,
      title: [],
      excerpt: [
        { text: 'Wir haben ', marked: false },
        { text: word, marked: true },
        { text: ' ausprobiert.', marked: false },
      ],
      lang: 'de',
      type: 'experience',
      room: { slug: 'professionalisierung' },
      thread: { id: open() },
      organisation: { name: 'Brunnenstube Gießen', slug: 'brunnenstube-giessen' },
      author: { name: 'Samira Haddad', institution: null },
    })
  })

  it('names whoever said it aloud, not whoever noted it down', async () => {
    const word = newWord()
    const { userId } = app.world.roles['newcomer']!
    await write('moderator', open(), `${word} eins`, { oral: { userId } })
    await write('moderator', open(), `${word} zwei`, {
      oral: { name: 'Frau Kaya', organisationId: app.world.organisations['wabe']! },
    })
    const { hits } = await find('member', word)
    const who = hits.map(({ author, organisation }) => [author?.name, organisation?.name])
    expect(who).toHaveLength(2)
    expect(who).toContainEqual(['Frau Kaya', 'Wabe Offenbach'])
    expect(who).toContainEqual(['Leyla Aydın', undefined])
  })

  it('speaks of rooms in the language of the reader', async () => {
    const { rooms } = await as().call('rooms.list', {})
    const room = rooms[0]!
    const hit = (await find(undefined, room.title['de']!, { locale: 'ar', kind: 'room' })).hits[0]!
    expect(plain(hit.title)).toBe(room.title['ar'])
  })

  it.each([
    ['Müllerstraße', 'Muellerstrasse'],
    ['Çağrı', 'cagri'],
    ['İstanbulfahrt', 'ıstanbulfahrt'],
    ['محمّدية', 'محمديه'],
    ['Київський', 'київський'],
    ['Projektförderungsantrag', 'förderungsantrag'],
    ['Nachbarschaftsgarten', 'Nachbarschaftsgraten'],
  ])('finds %s by %s', async (written, wanted) => {
    const { id } = await write('member', open(), `Es geht um ${written}.`)
    expect(ids((await find(undefined, wanted)).hits)).toContain(id)
  })

  it('finds every published contribution by each of its words', async () => {
    const { contributions } = await as().call('threads.contributions', { threadId: open(), limit: 200 })
    const texts = contributions.filter(({ text, type }) => text && type !== 'system').slice(0, 6)
    expect(texts.length).toBeGreaterThan(3)
    for (const { id, text } of texts) {
      for (const word of new Set(text.match(/\p{L}{2,}/gu))) {
        const found: string[] = []
        let cursor: string | undefined
        do {
          const page = await find(undefined, word, {
            kind: 'contribution',
            limit: 50,
            ...(cursor && { cursor }),
          })
          found.push(...ids(page.hits))
          cursor = page.nextCursor ?? undefined
        } while (cursor && !found.includes(id))
        expect(found, word).toContain(id)
      }
    }
  })

  it('filters, counts by kind, and says how much there is without filters', async () => {
    const word = newWord()
    const inDialogue = await as('member').call('threads.start', {
      roomId: app.world.rooms['dialog']!,
      clientId: randomUUID(),
      title: `Gespräch über ${word}`,
      text: `Was meint ihr zu ${word}?`,
      questionId: 'q-dial-1',
      lang: 'de',
      type: 'question',
      actingOrganisationId: app.world.organisations['brunnenstube']!,
    })
    const other = await write('otherMember', open(), `An ${word} kann ich helfen.`, {
      lang: 'en',
      type: 'offer',
    })
    const all = await find(undefined, word)
    expect(all).toMatchObject({ total: 3, unfiltered: 3 })
    expect(all.counts).toMatchObject({ contribution: 2, thread: 1, room: 0 })
    // A title counts for more than a text.
    expect(all.hits[0]).toMatchObject({ kind: 'thread', id: inDialogue.thread.id })

    const hits = async (query: Query) => ids((await find(undefined, word, query)).hits).sort()
    const started = [inDialogue.thread.id, inDialogue.contribution.id].sort()
    expect(await hits({ roomId: app.world.rooms['dialog']! })).toEqual(started)
    expect(await hits({ questionId: 'q-dial-1' })).toEqual(started)
    expect(await hits({ municipality: '06531005', kind: 'contribution' })).toEqual([
      inDialogue.contribution.id,
    ])
    expect(await hits({ type: 'offer' })).toEqual([other.id])
    expect(await hits({ lang: 'en' })).toEqual([other.id])
    expect(await find(undefined, word, { kind: 'contribution', lang: 'de' })).toMatchObject({
      total: 1,
      counts: { contribution: 1, thread: 0 },
      unfiltered: 3,
    })
    expect(await find(undefined, word, { type: 'idea' })).toMatchObject({ hits: [], total: 0, unfiltered: 3 })
  })

  it('pages through the same while new things arrive', async () => {
    const word = newWord()
    const written: string[] = []
    for (let index = 0; index < 7; index++)
      written.unshift((await write('member', open(), `${word} ${index}`)).id)
    const first = await find(undefined, word, { limit: 3 })
    await write('member', open(), `${word}, ganz neu`)
    const second = await find(undefined, word, { limit: 3, cursor: first.nextCursor! })
    const third = await find(undefined, word, { limit: 3, cursor: second.nextCursor! })
    expect([first, second, third].flatMap(({ hits }) => ids(hits))).toEqual(written)
    expect(third.nextCursor).toBeNull()
  })

  it('answers a long or empty question without ado', async () => {
    expect(await find(undefined, '?!')).toMatchObject({ hits: [], total: 0, unfiltered: 0 })
    const many = 'wort '.repeat(40).trim()
    expect((await find(undefined, many)).complete).toBe(true)
    expect(await as().refusal('search.find', { q: 'x'.repeat(201) })).toMatchObject({
      code: 'request.invalid',
    })
    expect(await as().refusal('search.find', { q: '' })).toMatchObject({ code: 'request.invalid' })
  })
})

describe('a word of a translation', () => {
  const translate = (contributionId: string, text: string, threadId = open(), role = 'orgAdmin') =>
    as(role).call('threads.translate', { threadId, contributionId, clientId: randomUUID(), lang: 'en', text })

  it('finds the contribution for everybody who may read it, and says where it stands', async () => {
    const [said, put, both] = [newWord(), newWord(), newWord()]
    const { id } = await write('member', open(), `Das ${said} ist ${both} schwer.`, { lang: 'de' })
    await translate(id, `The ${put} is ${both} difficult.`)
    for (const role of everybody) {
      const { hits } = await find(role, put)
      expect(ids(hits), role).toEqual([id])
      expect(hits[0], role).toMatchObject({ lang: 'en', translated: true })
      expect(hits[0]!.excerpt).toContainEqual({ text: put, marked: true })
    }
    expect((await find(undefined, both)).hits[0]).toMatchObject({ lang: 'de', translated: false })
    // Each word may stand in another wording; the original is shown where none has more of them.
    expect((await find(undefined, `${said} ${put}`)).hits[0]).toMatchObject({ id, translated: false })
    expect((await find(undefined, `${both} ${put}`)).hits[0]).toMatchObject({ id, translated: true })
    expect((await find(undefined, put, { lang: 'en' })).total).toBe(0)
    expect((await find(undefined, put, { lang: 'de' })).total).toBe(1)
  })

  it.each(['changed', 'withdrawn', 'removed'])('is no longer found once it was %s', async (how) => {
    const [said, put, later] = [newWord(), newWord(), newWord()]
    const { id: contributionId } = await write('member', open(), `Das ${said}.`, { lang: 'de' })
    const { translations } = await translate(contributionId, `The ${put}.`)
    const which = { threadId: open(), contributionId, translationId: translations[0]!.id }
    expect((await find(undefined, put)).total).toBe(1)
    if (how === 'changed') await as('orgAdmin').call('threads.changeTranslation', { ...which, text: later })
    else if (how === 'withdrawn') await as('orgAdmin').call('threads.withdrawTranslation', which)
    else
      await as('moderator').call('threads.removeTranslation', {
        ...which,
        rule: 'insult',
        reason: 'So steht es nicht im Original.',
      })
    for (const role of everybody) expect((await find(role, put)).total, role).toBe(0)
    expect((await find(undefined, said)).total).toBe(1)
    expect((await find(undefined, later)).total).toBe(how === 'changed' ? 1 : 0)
  })

  it.each(['hide', 'withdraw'] as const)('goes with its contribution: %s', async (step) => {
    const put = newWord()
    const { id: contributionId } = await write('member', open(), `Das ${newWord()}.`, { lang: 'de' })
    await translate(contributionId, `The ${put}.`)
    expect((await find(undefined, put)).total).toBe(1)
    const which = { threadId: open(), contributionId }
    if (step === 'withdraw') await as('member').call('threads.withdraw', which)
    else
      await as('moderator').call('threads.hide', {
        ...which,
        rule: 'off-topic',
        reason: 'Gehört nicht hierher.',
      })
    for (const role of everybody) expect((await find(role, put)).total, role).toBe(0)
  })

  it('in a closed room is found by the invited alone', async () => {
    const put = newWord()
    const closed = app.world.threads.closedRoom
    const { id } = await write('moderator', closed, `Das ${newWord()}.`, { lang: 'de' })
    await translate(id, `The ${put}.`, closed, 'otherRoomModerator')
    for (const role of everybody) expect((await find(role, put)).total, role).toBe(invited.has(role) ? 1 : 0)
  })

  it('is read from the store as well', async () => {
    const put = newWord()
    const { id } = await write('member', open(), `Das ${newWord()}.`, { lang: 'de' })
    await translate(id, `The ${put}.`)
    app.app.search.forget([id])
    expect((await find(undefined, put)).total).toBe(0)
    app.app.search.contributionsChanged(open(), [])
    expect(ids((await find(undefined, put)).hits)).toEqual([id])
  })
})

describe('a word of a closed room', () => {
  it('is found by the invited and by nobody else, in no place', async () => {
    const word = newWord()
    const closed = app.world.threads.closedRoom
    const closedRoom = app.world.rooms['moderationsrunde']!
    const { id } = await write('moderator', closed, `Vertraulich: ${word}`, { lang: 'de', type: 'idea' })
    const title = newWord()
    const { thread } = await as('moderator').call('threads.start', {
      roomId: closedRoom,
      clientId: randomUUID(),
      title: `Zu ${title}`,
      text: 'Nur unter uns.',
    })
    const nowhere = 'f'.repeat(24)
    for (const role of everybody) {
      const found = await find(role, word)
      // One letter is wrong: nothing is suggested or found for strangers either.
      const mistyped = await find(role, `${word.slice(0, 3)}x${word.slice(4)}`)
      const byTitle = await find(role, title)
      const byRoom = await find(role, 'vertraulich', { roomId: closedRoom })
      if (invited.has(role)) {
        expect(ids(found.hits), role).toEqual([id])
        expect(ids(mistyped.hits), role).toEqual([id])
        expect(ids(byTitle.hits), role).toEqual([thread.id])
        expect(ids(byRoom.hits), role).toContain(id)
        expect(ids((await find(role, 'Moderationsrunde', { kind: 'room' })).hits)).toEqual([closedRoom])
        continue
      }
      const nothing = await find(role, newWord())
      for (const answer of [found, mistyped, byTitle]) expect(answer, role).toEqual(nothing)
      expect(byRoom, role).toEqual(await find(role, 'vertraulich', { roomId: nowhere }))
      for (const query of [{ kind: 'contribution' }, { lang: 'de' }, { type: 'idea' }] as const)
        expect((await find(role, word, query)).total, role).toBe(0)
      expect((await find(role, 'Moderationsrunde', { kind: 'room' })).total, role).toBe(0)
    }
    // A place in somebody else's list opens nothing.
    const { nextCursor } = await find('moderator', 'e', { limit: 1 })
    const cursor = nextCursor ?? (await find('moderator', 'wir', { limit: 1 })).nextCursor!
    expect((await find(undefined, word, { cursor })).hits).toEqual([])
  })

  it('changes nothing for others: neither what they find nor its order', async () => {
    const word = newWord()
    await write('member', open(), `${word} steht hier.`)
    await write('otherMember', open(), `${word}s stehen dort.`)
    const before = await find('newcomer', word)
    for (let index = 0; index < 12; index++)
      await write('moderator', app.world.threads.closedRoom, `${word} ${index}`)
    expect(await find('newcomer', word)).toEqual(before)
    expect((await find('moderator', word)).total).toBe(before.total + 12)
  })

  it('is no longer found by whoever has lost the right to read it', async () => {
    const word = newWord()
    const closedRoom = app.world.rooms['moderationsrunde']!
    await write('moderator', app.world.threads.closedRoom, `Vertraulich: ${word}`)
    const { userId } = app.world.roles['orgAdmin']!
    expect((await find('orgAdmin', word)).total).toBe(0)
    await app.app.rooms.appointModerator(closedRoom, userId)
    expect((await find('orgAdmin', word)).total).toBe(1)
    await as('platformAdmin').call('rooms.dismissModerator', { roomId: closedRoom, userId })
    expect((await find('orgAdmin', word)).total).toBe(0)
  })
})

describe('what was acknowledged', () => {
  it('is found, with the words it has now', async () => {
    const [first, second] = [newWord(), newWord()]
    const { id } = await write('member', open(), first)
    await as('member').call('threads.edit', { threadId: open(), contributionId: id, text: second })
    expect((await find(undefined, first)).total).toBe(0)
    expect(ids((await find(undefined, second)).hits)).toEqual([id])
  })

  it('is not found once it is withdrawn or hidden, and again when it is shown', async () => {
    const [withdrawn, hidden] = [newWord(), newWord()]
    const one = await write('member', open(), withdrawn)
    await as('member').call('threads.withdraw', { threadId: open(), contributionId: one.id })
    const two = { threadId: open(), contributionId: (await write('member', open(), hidden)).id }
    await app
      .as('moderator')
      .call('threads.hide', { ...two, rule: 'off-topic', reason: 'Gehört nicht hierher.' })
    // Neither by its author nor by those who decide: a search is no place for it.
    for (const role of everybody) {
      expect((await find(role, withdrawn)).total, role).toBe(0)
      expect((await find(role, hidden)).total, role).toBe(0)
    }
    await as('moderator').call('threads.publish', two)
    expect(ids((await find(undefined, hidden)).hits)).toEqual([two.contributionId])
  })

  it('is found by nobody while it waits for a moderator, or after it was rejected', async () => {
    const [text, title] = [newWord(), newWord()]
    const newcomer = as('newcomer')
    const { thread, contribution } = await newcomer.call('threads.start', {
      roomId: app.world.rooms['professionalisierung']!,
      clientId: randomUUID(),
      title: `Über ${title}`,
      text,
    })
    expect(contribution.state).toBe('held')
    const which = { threadId: thread.id, contributionId: contribution.id }
    for (const role of everybody) {
      expect((await find(role, text)).total, role).toBe(0)
      expect((await find(role, title)).total, role).toBe(0)
    }
    await as('moderator').call('threads.reject', { ...which, rule: 'off-topic', reason: 'Bitte anders.' })
    expect((await find('moderator', text)).total).toBe(0)
    const again = await write('newcomer', thread.id, text)
    await as('moderator').call('threads.publish', { threadId: thread.id, contributionId: again.id })
    expect(ids((await find(undefined, text)).hits)).toEqual([again.id])
    expect(ids((await find(undefined, title)).hits)).toEqual([thread.id])
  })

  it('of associations and their entries is found as it is', async () => {
    const [name, renamed, need] = [newWord(), newWord(), newWord()]
    const { admin, organisationId } = await newcomers.founded({ name: `Verein ${name}` })
    expect(ids((await find(undefined, name)).hits)).toEqual([organisationId])
    await admin.client.call('organisations.change', { organisationId, name: `Verein ${renamed}` })
    expect((await find(undefined, name)).total).toBe(0)
    expect(ids((await find(undefined, renamed)).hits)).toEqual([organisationId])

    const listing = await admin.client.call('needs.publish', {
      organisationId,
      category: 'rooms',
      title: `Wir suchen ${need}`,
    })
    expect((await find(undefined, need)).hits[0]).toMatchObject({
      kind: 'need',
      id: listing.id,
      municipality: '06531005',
      organisation: { name: `Verein ${renamed}` },
    })
    await admin.client.call('needs.setState', { id: listing.id, state: 'paused' })
    expect((await find(undefined, need)).total).toBe(0)
    await admin.client.call('needs.setState', { id: listing.id, state: 'active' })
    expect((await find(undefined, need)).total).toBe(1)
    app.clock.setTo(new Date(Date.now() + 181 * 86_400_000))
    try {
      expect((await find(undefined, need)).total, 'expired').toBe(0)
    } finally {
      app.clock.setTo(null)
    }
    app.app.search.forget([organisationId])
    expect((await find(undefined, renamed)).total).toBe(0)
  })
})
