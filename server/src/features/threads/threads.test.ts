import type { Contribution } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type Client, type Follower, type TestApp } from '../../testing/app.ts'

const draft = (threadId: string, text: string) => ({ threadId, clientId: randomUUID(), text })
const says = (text: string) => (shown: Contribution[]) => shown.some((one) => one.text === text)

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())

/** What a reader has after a gap must be what a fresh visit shows. */
const expectLikeReload = async (reader: Follower) =>
  expect(reader.contributions()).toEqual(await reader.reload())

async function newThread(by: Client, title = `Gespräch ${randomUUID()}`) {
  const { thread, contribution } = await by.call('threads.start', {
    roomId: app.world.rooms['professionalisierung']!,
    clientId: randomUUID(),
    title,
    text: 'Womit fangen wir an?',
    questionId: 'q-prof-2',
  })
  return { thread, contribution }
}

describe('a contribution', () => {
  it('written on one device is read on another at once, by the organisation first', async () => {
    const reader = await app.as('otherMember').follow(app.world.threads.open)
    const written = await app.as('member').ask('threads.contribute', {
      ...draft(app.world.threads.open, 'Donnerstag passt uns.'),
      type: 'offer',
      lang: 'de',
      actingOrganisationId: app.world.organisations['brunnenstube']!,
    })
    const shown = await reader.until(says('Donnerstag passt uns.'))
    expect(shown.at(-1)).toEqual(written)
    expect(written).toMatchObject({
      state: 'published',
      type: 'offer',
      authorName: 'Samira Haddad',
      organisation: { name: 'Brunnenstube Gießen', slug: 'brunnenstube-giessen' },
    })
    await expectLikeReload(reader)
  })

  it('is the same over HTTP and over the socket', async () => {
    const { thread } = await newThread(app.as('member'))
    const byHttp = await app.as('member').call('threads.contribute', draft(thread.id, 'über HTTP'))
    const bySocket = await app.as('member').ask('threads.contribute', draft(thread.id, 'über den Socket'))
    expect([byHttp.seq, bySocket.seq]).toEqual([2, 3])
    expect(Object.keys(byHttp).sort()).toEqual(Object.keys(bySocket).sort())
  })

  it('sent twice is stored once, and the second answer is the first', async () => {
    const member = app.as('member')
    const { thread } = await newThread(member)
    const message = draft(thread.id, 'nur einmal')
    const answers = await Promise.all([
      member.ask('threads.contribute', message),
      member.call('threads.contribute', message),
      member.ask('threads.contribute', message),
    ])
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    const { contributions } = await member.call('threads.contributions', { threadId: thread.id })
    expect(contributions.filter(({ text }) => text === 'nur einmal')).toHaveLength(1)
  })

  it('with the same id and other words is a conflict', async () => {
    const member = app.as('member')
    const message = draft(app.world.threads.open, 'so gemeint')
    await member.call('threads.contribute', message)
    expect(await member.refusal('threads.contribute', { ...message, text: 'anders gemeint' })).toMatchObject({
      code: 'conflict',
    })
  })

  it('of many at once takes places without a gap, and each its own clock reading', async () => {
    const { thread } = await newThread(app.as('member'))
    const reader = await app.as('newcomer').follow(thread.id)
    const people = ['member', 'otherMember', 'moderator', 'orgAdmin', 'load0', 'load1'].map((role) =>
      app.as(role),
    )
    const written = await Promise.all(
      people.flatMap((one, who) =>
        Array.from({ length: 20 }, (_, index) =>
          one.ask('threads.contribute', draft(thread.id, `${who}/${index}`)),
        ),
      ),
    )
    const seqs = written.map(({ seq }) => seq!).sort((a, b) => a - b)
    expect(seqs).toEqual(Array.from({ length: 120 }, (_, index) => index + 2))
    expect(new Set(written.map(({ rev }) => rev)).size).toBe(120)
    const shown = await reader.until((all) => all.length === 121)
    expect(shown.map(({ seq }) => seq)).toEqual(Array.from({ length: 121 }, (_, index) => index + 1))
    await expectLikeReload(reader)
  })

  it('keeps its place and loses its words when its author withdraws it', async () => {
    const { thread } = await newThread(app.as('member'))
    const reader = await app.as('otherMember').follow(thread.id)
    const { id } = await app.as('member').call('threads.contribute', draft(thread.id, 'doch nicht'))
    await app.as('member').call('threads.withdraw', { threadId: thread.id, contributionId: id })
    const shown = await reader.until((all) => all.some(({ state }) => state === 'withdrawn'))
    expect(shown.find((one) => one.id === id)).toMatchObject({ seq: 2, text: '', state: 'withdrawn' })
    await expectLikeReload(reader)
  })

  it('is edited by its author and nobody else', async () => {
    const { thread } = await newThread(app.as('member'))
    const reader = await app.as('otherMember').follow(thread.id)
    const { id } = await app.as('member').call('threads.contribute', draft(thread.id, 'am Mitwoch'))
    const change = { threadId: thread.id, contributionId: id, text: 'am Mittwoch' }
    expect(await app.as('otherMember').refusal('threads.edit', change)).toMatchObject({
      code: 'action.forbidden',
    })
    expect(await app.as('moderator').refusal('threads.edit', change)).toMatchObject({
      code: 'action.forbidden',
    })
    await app.as('member').call('threads.edit', change)
    const shown = await reader.until(says('am Mittwoch'))
    expect(shown.find((one) => one.id === id)?.editedAt).not.toBeNull()
    await expectLikeReload(reader)
  })

  it('answers only what stands in the same thread', async () => {
    const first = await newThread(app.as('member'))
    const second = await newThread(app.as('member'))
    const reply = { ...draft(second.thread.id, 'dazu'), replyTo: first.contribution.id }
    expect(await app.as('member').refusal('threads.contribute', reply)).toMatchObject({ code: 'not-found' })
  })

  it('refers only to a question of its room', async () => {
    const wrong = { ...draft(app.world.threads.open, 'dazu'), questionId: 'q-dial-1' }
    expect(await app.as('member').refusal('threads.contribute', wrong)).toMatchObject({
      code: 'request.invalid',
      fields: { questionId: ['not a question of this room'] },
    })
  })

  it('is written only for an organisation one may write for', async () => {
    const foreign = {
      ...draft(app.world.threads.open, 'für andere'),
      actingOrganisationId: app.world.organisations['fluesse']!,
    }
    expect(await app.as('member').refusal('threads.contribute', foreign)).toMatchObject({
      code: 'action.forbidden',
    })
  })

  it('has at most ten thousand characters, counted as people count', async () => {
    const member = app.as('member')
    const { thread } = await newThread(member)
    await member.call('threads.contribute', draft(thread.id, '🙂'.repeat(10_000)))
    const refused = await member.refusal('threads.contribute', draft(thread.id, '🙂'.repeat(10_001)))
    expect(refused).toMatchObject({ code: 'request.invalid' })
    expect(refused.fields).toHaveProperty('text')
  })
})

describe('a reader who was away', () => {
  it('gets exactly what was missed, in order, once', async () => {
    const { thread } = await newThread(app.as('member'))
    const reader = await app.as('otherMember').follow(thread.id)
    reader.drop()
    const member = app.as('member')
    for (let index = 0; index < 20; index++)
      await member.ask('threads.contribute', draft(thread.id, `verpasst ${index}`))
    const missed = await app.as('load0').ask('threads.follow', { threadId: thread.id, afterRev: 1 })
    expect(missed.missed.map(({ text }) => text)).toEqual(
      Array.from({ length: 20 }, (_, index) => `verpasst ${index}`),
    )
    await reader.reconnect()
    expect(reader.contributions()).toHaveLength(21)
    await expectLikeReload(reader)
  })

  it('starts again when it was more than a page', async () => {
    const { thread } = await newThread(app.as('member'))
    const member = app.as('member')
    await Promise.all(
      Array.from({ length: 205 }, (_, index) =>
        member.call('threads.contribute', draft(thread.id, `${index}`)),
      ),
    )
    expect(await app.as('load1').ask('threads.follow', { threadId: thread.id, afterRev: 0 })).toEqual({
      missed: [],
      quoted: [],
      rev: 206,
      reload: true,
    })
  })

  it('starts again when its clock is ahead, as after a restored backup', async () => {
    const { thread } = await newThread(app.as('member'))
    const answer = await app.as('load2').ask('threads.follow', { threadId: thread.id, afterRev: 99 })
    expect(answer).toEqual({ missed: [], quoted: [], rev: 1, reload: true })
  })

  it('gets long contributions in pages that a phone can carry, none left out', async () => {
    const member = app.as('member')
    const { thread } = await newThread(member)
    const long = (index: number) => `${index} ${'ä'.repeat(9990)}`
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        member.call('threads.contribute', draft(thread.id, long(index))),
      ),
    )
    const newest = await member.call('threads.contributions', { threadId: thread.id, limit: 200 })
    expect(newest.more).toBe(true)
    expect(newest.contributions.at(-1)?.seq).toBe(61)
    const before = await member.call('threads.contributions', {
      threadId: thread.id,
      limit: 200,
      beforeSeq: newest.contributions[0]!.seq!,
    })
    expect(before.contributions.at(-1)?.seq).toBe(newest.contributions[0]!.seq! - 1)
    const seen: number[] = []
    for (let afterRev = 0, more = true; more;) {
      const changes = await member.call('threads.contributions', {
        threadId: thread.id,
        afterRev,
        limit: 200,
      })
      seen.push(...changes.contributions.map(({ rev }) => rev))
      ;({ rev: afterRev, more } = changes)
    }
    expect(seen).toEqual(Array.from({ length: 61 }, (_, index) => index + 1))
  })

  it('reads older pages by place', async () => {
    const member = app.as('member')
    const { thread } = await newThread(member)
    for (let index = 0; index < 9; index++)
      await member.call('threads.contribute', draft(thread.id, `${index}`))
    const newest = await member.call('threads.contributions', { threadId: thread.id, limit: 4 })
    expect(newest.contributions.map(({ seq }) => seq)).toEqual([7, 8, 9, 10])
    const before = await member.call('threads.contributions', { threadId: thread.id, limit: 4, beforeSeq: 7 })
    expect(before.contributions.map(({ seq }) => seq)).toEqual([3, 4, 5, 6])
    expect(before.more).toBe(true)
    const changed = await member.call('threads.contributions', {
      threadId: thread.id,
      afterRev: 8,
      limit: 50,
    })
    expect(changed).toMatchObject({ rev: 10, more: false })
    expect(changed.contributions.map(({ rev }) => rev)).toEqual([9, 10])
  })
})

describe('a visitor', () => {
  it('follows a public thread and writes nothing', async () => {
    const visitor = app.as()
    const reader = await visitor.follow(app.world.threads.open)
    const words = `öffentlich ${randomUUID()}`
    await app.as('member').call('threads.contribute', draft(app.world.threads.open, words))
    await reader.until(says(words))
    expect(await visitor.emit('thread.contribute', draft(app.world.threads.open, 'ich auch'))).toMatchObject({
      ok: false,
      problem: { code: 'session.required', status: 401 },
    })
  })

  it('learns nothing of a closed room', async () => {
    const { closedRoom } = app.world.threads
    for (const role of [undefined, 'member', 'municipalContact', 'platformAdmin', 'centreStaff']) {
      const client = app.as(role)
      expect(await client.refusal('threads.get', { threadId: closedRoom })).toMatchObject({
        code: 'not-found',
      })
      expect(await client.emit('thread.follow', { threadId: closedRoom, afterRev: 0 })).toMatchObject({
        problem: { code: 'not-found' },
      })
      const { rooms } = await client.call('rooms.list', {})
      expect(rooms.map(({ slug }) => slug)).toEqual(['professionalisierung', 'dialog'])
    }
    expect((await app.as('otherRoomModerator').call('threads.get', { threadId: closedRoom })).title).toBe(
      'Absprachen der Moderation',
    )
  })
})

describe('a moderated thread', () => {
  it('holds what a member writes until a moderator publishes it', async () => {
    const { moderated } = app.world.threads
    const bystander = await app.as('otherMember').follow(moderated)
    const author = await app.as('orgAdmin').follow(moderated)
    const moderator = await app.as('moderator').follow(moderated)
    const words = `wartet ${randomUUID()}`
    const held = await app.as('orgAdmin').ask('threads.contribute', draft(moderated, words))
    expect(held).toMatchObject({ state: 'held', seq: null })
    await moderator.until(says(words))
    await author.until(says(words))
    await expectLikeReload(moderator)
    await expectLikeReload(author)

    const published = await app
      .as('moderator')
      .call('threads.publish', { threadId: moderated, contributionId: held.id })
    expect(published.state).toBe('published')
    await bystander.until(says(words))
    // The empty steps before kept the clock of those who see nothing of it.
    expect(bystander.rev).toBe(published.rev)
    for (const reader of [bystander, author, moderator]) {
      await reader.until((all) => all.some(({ id, state }) => id === held.id && state === 'published'))
      await expectLikeReload(reader)
    }
  })

  it('refuses with a rule and a reason that only author and moderators read', async () => {
    const { moderated } = app.world.threads
    const author = await app.as('member').follow(moderated)
    const held = await app.as('member').call('threads.contribute', draft(moderated, 'Kaufen Sie bei uns.'))
    const decision = {
      threadId: moderated,
      contributionId: held.id,
      rule: 'advertising' as const,
      reason: 'Das ist Werbung.',
    }
    expect(await app.as('otherMember').refusal('threads.reject', decision)).toMatchObject({
      code: 'not-found',
    })
    await app.as('moderator').call('threads.reject', decision)
    const shown = await author.until((all) =>
      all.some(({ id, state }) => id === held.id && state === 'rejected'),
    )
    expect(shown.find(({ id }) => id === held.id)).toMatchObject({
      text: 'Kaufen Sie bei uns.',
      restriction: { rule: 'advertising', reason: 'Das ist Werbung.' },
    })
    expect(
      await app.as('moderator').refusal('threads.publish', { threadId: moderated, contributionId: held.id }),
    ).toMatchObject({ code: 'conflict' })
    await expectLikeReload(author)
  })

  it('publishes only what the moderator has read', async () => {
    const { moderated } = app.world.threads
    const held = await app.as('member').call('threads.contribute', draft(moderated, 'Harmlos.'))
    const which = { threadId: moderated, contributionId: held.id }
    const changed = await app.as('member').call('threads.edit', { ...which, text: 'Gar nicht harmlos.' })
    expect(changed.state).toBe('held')
    expect(await app.as('moderator').refusal('threads.publish', { ...which, rev: held.rev })).toMatchObject({
      code: 'conflict',
    })
    const published = await app.as('moderator').call('threads.publish', { ...which, rev: changed.rev })
    expect(published.text).toBe('Gar nicht harmlos.')
  })

  it('does not take an organisation for known that nobody has verified', async () => {
    const founder = app.as('newcomer')
    const { id } = await founder.call('organisations.create', {
      name: 'Gerade erfunden',
      municipality: '06531005',
      fields: ['culture'],
      languages: ['de'],
      website: 'https://erfunden.example',
    })
    const written = await founder.call('threads.contribute', {
      ...draft(app.world.threads.open, 'Kaufen Sie jetzt.'),
      actingOrganisationId: id,
    })
    expect(written.state).toBe('held')
  })

  it('takes the first words of somebody nobody knows yet the same way, in any thread', async () => {
    const newcomer = app.as('newcomer')
    const first = await newcomer.call(
      'threads.contribute',
      draft(app.world.threads.open, 'Guten Tag, ich bin neu.'),
    )
    expect(first.state).toBe('held')
    await app
      .as('moderator')
      .call('threads.publish', { threadId: app.world.threads.open, contributionId: first.id })
    const second = await newcomer.call(
      'threads.contribute',
      draft(app.world.threads.open, 'Danke für den Empfang.'),
    )
    expect(second.state).toBe('published')
  })
})

describe('a moderator', () => {
  it('hides with a rule and a reason, and shows again', async () => {
    const { thread } = await newThread(app.as('otherMember'))
    const reader = await app.as('member').follow(thread.id)
    const author = await app.as('otherMember').follow(thread.id)
    const { id } = await app
      .as('otherMember')
      .call('threads.contribute', draft(thread.id, 'Herr X wohnt in der Y-Straße.'))
    const which = { threadId: thread.id, contributionId: id }
    await app
      .as('moderator')
      .call('threads.hide', { ...which, rule: 'personal-data', reason: 'Bitte keine Adressen.' })
    const hidden = (await reader.until((all) => all.some(({ state }) => state === 'hidden'))).find(
      (one) => one.id === id,
    )
    expect(hidden).toMatchObject({ text: '', seq: 2, restriction: { rule: 'personal-data', reason: null } })
    const own = (await author.until((all) => all.some(({ state }) => state === 'hidden'))).find(
      (one) => one.id === id,
    )
    expect(own).toMatchObject({
      text: 'Herr X wohnt in der Y-Straße.',
      restriction: { reason: 'Bitte keine Adressen.' },
    })
    await app.as('moderator').call('threads.publish', which)
    await reader.until(says('Herr X wohnt in der Y-Straße.'))
    await expectLikeReload(reader)
    await expectLikeReload(author)
  })

  it('decides in the own rooms only, and never about the own association', async () => {
    const { thread } = await newThread(app.as('otherMember'))
    const words = { rule: 'off-topic' as const, reason: 'Gehört nicht hierher.' }
    const { id } = await app.as('otherMember').call('threads.contribute', draft(thread.id, 'anderes Thema'))
    const which = { threadId: thread.id, contributionId: id, ...words }
    expect(await app.as('otherRoomModerator').refusal('threads.hide', which)).toMatchObject({
      code: 'action.forbidden',
    })
    const ownAssociation = app.world.organisations['sternwarte']!
    const own = await app
      .as('sternwarteAdmin')
      .call('threads.contribute', { ...draft(thread.id, 'von uns'), actingOrganisationId: ownAssociation })
    expect(
      await app.as('moderator').refusal('threads.hide', { ...which, contributionId: own.id }),
    ).toMatchObject({ code: 'action.forbidden' })
  })

  it('locks a thread: an entry in the same log, that holds at once and also for what is on its way', async () => {
    const { thread } = await newThread(app.as('member'))
    const reader = await app.as('otherMember').follow(thread.id)
    const message = draft(thread.id, 'noch vor der Sperre')
    await app.as('member').call('threads.contribute', message)
    const [, after] = await Promise.all([
      app.as('moderator').call('threads.lock', {
        threadId: thread.id,
        rule: 'off-topic',
        reason: 'Es ist alles gesagt.',
      }),
      app.as('moderator').call('accounts.me', {}),
    ])
    expect(after.user?.name).toBe('Amira Yıldız')
    expect(await app.as('member').refusal('threads.contribute', draft(thread.id, 'zu spät'))).toMatchObject({
      code: 'thread.locked',
    })
    // What was stored before the lock is still answered: its author may have lost the first answer.
    expect((await app.as('member').call('threads.contribute', message)).text).toBe('noch vor der Sperre')
    const shown = await reader.until((all) => all.some(({ event }) => event?.kind === 'locked'))
    expect(shown.at(-1)).toMatchObject({
      type: 'system',
      seq: 3,
      event: { kind: 'locked', reason: 'Es ist alles gesagt.' },
    })
    expect((await app.as('member').call('threads.get', { threadId: thread.id })).locked).toBe(true)
    expect(
      await app.as('moderator').refusal('threads.lock', {
        threadId: thread.id,
        rule: 'off-topic',
        reason: 'nochmals',
      }),
    ).toMatchObject({ code: 'conflict' })
    await app.as('moderator').call('threads.unlock', { threadId: thread.id })
    await app.as('member').call('threads.contribute', draft(thread.id, 'wieder offen'))
    await reader.until(says('wieder offen'))
    await expectLikeReload(reader)
  })
})

describe('starting a thread', () => {
  it('happens once however often it is sent', async () => {
    const member = app.as('member')
    const wanted = {
      roomId: app.world.rooms['dialog']!,
      clientId: randomUUID(),
      title: 'Ein Gespräch',
      text: 'Der erste Beitrag.',
    }
    const [first, second] = await Promise.all([
      member.call('threads.start', wanted),
      member.call('threads.start', wanted),
    ])
    expect(second.thread.id).toBe(first.thread.id)
    expect(second.contribution.id).toBe(first.contribution.id)
    const { threads } = await app.as().call('threads.list', { roomId: wanted.roomId })
    expect(threads.filter(({ title }) => title === 'Ein Gespräch')).toHaveLength(1)
  })

  it('shows in the room with its count and who wrote last', async () => {
    const organisationId = app.world.organisations['brunnenstube']!
    const { thread } = await newThread(app.as('member'), 'Wer hilft beim Umzug?')
    await app
      .as('orgAdmin')
      .call('threads.contribute', { ...draft(thread.id, 'Wir.'), actingOrganisationId: organisationId })
    const reader = await app.as().follow(thread.id)
    await reader.until(says('Wir.'))
    const { threads } = await app
      .as()
      .call('threads.list', { roomId: app.world.rooms['professionalisierung']! })
    expect(threads.find(({ id }) => id === thread.id)).toMatchObject({
      title: 'Wer hilft beim Umzug?',
      questionId: 'q-prof-2',
      mayContribute: false,
    })
  })
})

describe('following', () => {
  it('ends for whoever leaves while they are still coming, and begins for whoever comes back at once', async () => {
    const member = app.as('member')
    const { thread } = await newThread(member, 'Wer kommt und gleich wieder geht')
    const [gone, back] = [app.as('load6'), app.as('load7')]
    const heard: string[] = []
    for (const [name, client] of [
      ['gone', gone],
      ['back', back],
    ] as const)
      (await client.socket()).on('thread.changed', () => heard.push(name))
    const follow = { threadId: thread.id, afterRev: 0 }
    const unfollow = { threadId: thread.id }
    await Promise.all([
      ...[gone, back].flatMap((client) => [
        client.emit('thread.follow', follow),
        client.emit('thread.unfollow', unfollow),
      ]),
      back.emit('thread.follow', follow),
    ])
    const told = back.next('thread.changed')
    await member.call('threads.contribute', draft(thread.id, 'Ist noch jemand da?'))
    await told
    // What was sent to both at once has arrived before this answer.
    await gone.emit('thread.unfollow', unfollow)
    expect(heard).toEqual(['back'])
  })
})

describe('rights', () => {
  it('end at once: who signs out everywhere hears nothing more', async () => {
    const client = app.as('load5')
    const socket = await client.socket()
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    await client.call('accounts.signOutEverywhere', {})
    await closed
    expect((await client.raw('GET', '/api/me')).body).toMatchObject({ user: null })
  })

  it('do not follow a stolen connection: polling needs the session it was opened with', async () => {
    const member = app.as('member')
    await member.call('accounts.me', {})
    const opened = await member.raw('GET', '/socket.io/?EIO=4&transport=polling')
    const { sid } = JSON.parse((opened.body as string).slice(1)) as { sid: string }
    const stolen = await app
      .as()
      .raw('POST', `/socket.io/?EIO=4&transport=polling&sid=${sid}`, '40', { 'Content-Type': 'text/plain' })
    expect(stolen.status).toBe(403)
    const own = await member.raw('POST', `/socket.io/?EIO=4&transport=polling&sid=${sid}`, '40', {
      'Content-Type': 'text/plain',
    })
    expect(own.status).toBe(200)
  })
})
