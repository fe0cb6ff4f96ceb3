import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
const newcomers = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  newcomers.drop()
  await app[Symbol.asyncDispose]()
})

const question = (de: string) => ({ text: { de }, short: { de } })
const draft = (visibility: 'public' | 'members' | 'closed' = 'public', title = 'Förderung finden') => ({
  clientId: randomUUID(),
  title: { de: title, en: 'Finding funds' },
  description: { de: 'Wer fördert was?' },
  visibility,
  whoMayStartThread: 'all' as const,
  questions: [question('Was hilft Ihnen?'), question('Was fehlt Ihnen?')],
})
const staff = () => app.as('centreStaff')
const admin = () => app.as('platformAdmin')
const made = (visibility?: 'public' | 'members' | 'closed', by = staff()) =>
  by.call('rooms.create', draft(visibility))
const started = (roomId: string, by = app.as('member'), questionId?: string) =>
  by.call('threads.start', {
    roomId,
    clientId: randomUUID(),
    title: 'Ein Gespräch',
    text: 'Der erste Beitrag.',
    ...(questionId && { questionId }),
  })
const slugsOf = async (role?: string) =>
  (await app.as(role).call('rooms.list', {})).rooms.map(({ slug }) => slug)

const others = [
  undefined,
  'member',
  'otherMember',
  'moderator',
  'orgAdmin',
  'newcomer',
  'municipalContact',
  'otherRoomModerator',
]

describe('rooms are administered by staff and platform admins', () => {
  it('and by nobody else', async () => {
    const { id: roomId, rev } = await made()
    const acts = [
      ['rooms.listFrames', {}],
      ['rooms.create', draft()],
      ['rooms.change', { roomId, rev, visibility: 'closed' }],
      ['rooms.setQuestions', { roomId, rev, questions: [question('Anders gefragt?')] }],
      ['rooms.archive', { roomId }],
      ['rooms.unarchive', { roomId }],
      ['rooms.listInvited', { roomId }],
      ['rooms.invite', { roomId, email: app.world.roles['member']!.email }],
      ['rooms.uninvite', { roomId, userId: app.world.roles['member']!.userId }],
    ] as const
    for (const role of others) {
      for (const [name, input] of acts) {
        const { code } = await app.as(role).refusal(name, input)
        expect(code, `${role} ${name}`).toBe(role ? 'not-found' : 'session.required')
      }
    }
  })

  it('make one with an address from its title, unique and kept through every other title', async () => {
    const first = await staff().call('rooms.create', draft('public', 'Räume für Übungen'))
    const second = await admin().call('rooms.create', draft('public', 'Räume für Übungen'))
    expect([first.slug, second.slug]).toEqual(['raeume-fuer-uebungen', 'raeume-fuer-uebungen-2'])
    const renamed = await staff().call('rooms.change', {
      roomId: first.id,
      rev: first.rev,
      title: { de: 'Übungsräume' },
    })
    expect([renamed.slug, renamed.title, renamed.rev]).toEqual([first.slug, { de: 'Übungsräume' }, 2])
    expect((await app.as().call('rooms.get', { slug: first.slug })).title).toEqual({ de: 'Übungsräume' })
  })

  it('make nothing twice when the answer is lost', async () => {
    const wanted = draft('public', 'Nur einmal')
    const [one, other] = await Promise.all([
      staff().call('rooms.create', wanted),
      staff().call('rooms.create', wanted),
    ])
    expect(one.id).toBe(other.id)
    expect((await slugsOf()).filter((slug) => slug.startsWith('nur-einmal'))).toEqual(['nur-einmal'])
  })

  it('do not overwrite what somebody else changed meanwhile', async () => {
    const { id: roomId, rev } = await made()
    const change = (de: string) => staff().send('rooms.change', { roomId, rev, title: { de } })
    const answers = await Promise.all([change('Der eine Titel'), change('Der andere Titel')])
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409'])
    const later = await staff().refusal('rooms.setQuestions', {
      roomId,
      rev,
      questions: [question('Zu spät?')],
    })
    expect(later.code).toBe('conflict')
  })

  it.each([
    ['no question', { questions: [] }],
    ['eight questions', { questions: Array.from({ length: 8 }, () => question('Warum?')) }],
    ['no German title', { title: { en: 'Only English' } }],
    ['a language we do not have', { title: { de: 'Titel', xx: 'Titel' } }],
    ['no title to see', { title: { de: '   ' } }],
    ['an unknown visibility', { visibility: 'secret' }],
  ])('cannot make one with %s', async (_, change) => {
    expect((await staff().refusal('rooms.create', { ...draft(), ...change })).code).toBe('request.invalid')
  })
})

describe('guiding questions', () => {
  it('keep their ids through another order and other words; what is left out is not asked any more', async () => {
    const room = await made()
    const [helps, lacks] = room.questions
    const { thread } = await started(room.id, app.as('member'), helps!.id)
    const changed = await staff().call('rooms.setQuestions', {
      roomId: room.id,
      rev: room.rev,
      questions: [{ ...question('Was fehlt noch?'), id: lacks!.id }, question('Und sonst?')],
    })
    expect(changed.questions.map(({ id, order, retired }) => [id, order, retired])).toEqual([
      [lacks!.id, 1, false],
      [expect.stringMatching(/^q-/), 2, false],
      [helps!.id, 3, true],
    ])
    const shown = await app.as().call('rooms.get', { slug: room.slug })
    expect(shown.questions.find(({ retired }) => retired)?.text).toEqual({ de: 'Was hilft Ihnen?' })

    const { status } = await app.as('member').send('threads.start', {
      roomId: room.id,
      clientId: randomUUID(),
      title: 'Noch eines',
      text: 'Unter der alten Frage.',
      questionId: helps!.id,
    })
    expect(status).toBe(400)
    const reply = await app.as('otherMember').call('threads.contribute', {
      threadId: thread.id,
      clientId: randomUUID(),
      text: 'Hier geht es weiter.',
      questionId: helps!.id,
    })
    expect(reply.questionId).toBe(helps!.id)
  })

  it('are forgotten only when nothing stands under them, and come back by their id', async () => {
    const room = await made()
    const [helps, lacks] = room.questions
    await started(room.id, app.as('member'), helps!.id)
    const set = async (rev: number, questions: { id?: string }[]) =>
      staff().call('rooms.setQuestions', {
        roomId: room.id,
        rev,
        questions: questions.map((one) => ({ ...question('Was nun?'), ...one })),
      })
    const first = await set(room.rev, [{}])
    expect(first.questions.filter(({ retired }) => retired)).toHaveLength(2)
    const again = await set(first.rev, [{ id: first.questions[0]!.id }])
    expect(again.questions.map(({ id }) => id)).toEqual([first.questions[0]!.id, helps!.id])
    const back = await set(again.rev, [{ id: helps!.id }])
    expect(back.questions[0]).toMatchObject({ id: helps!.id, order: 1, retired: false })
    const { code } = await staff().refusal('rooms.setQuestions', {
      roomId: room.id,
      rev: back.rev,
      questions: [{ ...question('Verloren?'), id: lacks!.id }],
    })
    expect(code).toBe('request.invalid')
  })
})

describe('an archived room', () => {
  it('is read by whom it was, stands at the end, and takes no words', async () => {
    const room = await made()
    const { thread, contribution } = await started(room.id)
    await staff().call('rooms.archive', { roomId: room.id })
    expect((await staff().refusal('rooms.archive', { roomId: room.id })).code).toBe('conflict')
    const { rooms } = await app.as().call('rooms.list', {})
    const archived = rooms.findIndex(({ id }) => id === room.id)
    expect(rooms.slice(archived).every((one) => one.archived)).toBe(true)
    expect(rooms.slice(0, archived).some((one) => one.archived)).toBe(false)

    expect(await app.as('member').call('rooms.get', { slug: room.slug })).toMatchObject({
      archived: true,
      mayStartThread: false,
    })
    expect((await app.as('member').call('threads.get', { threadId: thread.id })).mayContribute).toBe(false)
    const words = { threadId: thread.id, clientId: randomUUID(), text: 'Noch etwas.' }
    expect((await app.as('member').refusal('threads.contribute', words)).code).toBe('room.archived')
    expect(await app.as('otherMember').emit('thread.contribute', words)).toMatchObject({
      ok: false,
      problem: { code: 'room.archived' },
    })
    const edit = { threadId: thread.id, contributionId: contribution.id, text: 'Anders.' }
    expect((await app.as('member').refusal('threads.edit', edit)).code).toBe('room.archived')
    await app.as('member').call('threads.withdraw', { threadId: thread.id, contributionId: contribution.id })

    await staff().call('rooms.unarchive', { roomId: room.id })
    await app.as('member').call('threads.contribute', words)
  })
})

describe('closed rooms', () => {
  it('are made by staff, who are in them, and by admins, who never are', async () => {
    const byStaff = await made('closed')
    expect(byStaff).toMatchObject({ mayEnter: true, slug: expect.stringMatching(/^kreis-[0-9a-f]{8}$/) })
    await app.as('centreStaff').call('rooms.get', { slug: byStaff.slug })
    const byAdmin = await made('closed', admin())
    expect(byAdmin.mayEnter).toBe(false)
    expect((await admin().refusal('rooms.get', { slug: byAdmin.slug })).code).toBe('not-found')
    // Staff who are not inside learn nothing of it.
    const frames = (await staff().call('rooms.listFrames', {})).rooms.map(({ id }) => id)
    expect(frames).toContain(byStaff.id)
    expect(frames).not.toContain(byAdmin.id)
    const { email, userId } = app.world.roles['centreStaff']!
    const inside = { roomId: byAdmin.id }
    for (const [name, input] of [
      ['rooms.change', { ...inside, rev: 1, visibility: 'public' }],
      ['rooms.setQuestions', { ...inside, rev: 1, questions: [question('Wer da?')] }],
      ['rooms.archive', inside],
      ['rooms.listInvited', inside],
      ['rooms.invite', { ...inside, email }],
      ['rooms.uninvite', { ...inside, userId }],
      ['rooms.appointModerator', { ...inside, email }],
    ] as const)
      expect((await staff().refusal(name, input)).code, name).toBe('not-found')
  })

  it('let in whom they invite, but neither institutions nor admins, and say the same of every unknown address', async () => {
    const room = await made('closed')
    const invite = (email: string) => staff().send('rooms.invite', { roomId: room.id, email })
    const { body } = await invite(app.world.roles['otherMember']!.email)
    expect(body).toEqual({
      invited: [
        expect.objectContaining({ name: 'Jonas Weber' }),
        expect.objectContaining({ name: 'Oleh Kravets' }),
      ],
    })
    expect(await slugsOf('otherMember')).toContain(room.slug)
    for (const role of ['municipalContact', 'platformAdmin'])
      expect((await invite(app.world.roles[role]!.email)).body).toMatchObject({ code: 'action.forbidden' })
    expect((await invite('nobody@example.org')).body).toMatchObject({
      code: 'not-found',
      fields: { email: ['nobody has this address'] },
    })
    const open = await made()
    const { code } = await staff().refusal('rooms.invite', {
      roomId: open.id,
      email: app.world.roles['otherMember']!.email,
    })
    expect(code).toBe('conflict')
  })

  it('are not entered by an institution, whatever invitation stands in the store', async () => {
    const { municipalContact, moderator } = app.world.roles
    const roomId = await app.app.rooms.create({
      slug: 'mit-einladung',
      title: { de: 'Mit Einladung' },
      visibility: 'closed',
      invited: [municipalContact!.userId, moderator!.userId],
    })
    const { thread } = await started(roomId, app.as('moderator'))
    expect(await slugsOf('municipalContact')).not.toContain('mit-einladung')
    const contact = app.as('municipalContact')
    expect((await contact.refusal('rooms.get', { slug: 'mit-einladung' })).code).toBe('not-found')
    expect((await contact.refusal('threads.get', { threadId: thread.id })).code).toBe('not-found')
    const followed = await contact.emit('thread.follow', { threadId: thread.id, afterRev: 0 })
    expect(followed).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  it('send nothing more to whoever is no longer invited', async () => {
    const room = await made('closed')
    await staff().call('rooms.invite', { roomId: room.id, email: app.world.roles['otherMember']!.email })
    const { thread } = await started(room.id, staff())
    const { heard, gone } = await listening('otherMember', thread.id)
    await staff().call('rooms.uninvite', { roomId: room.id, userId: app.world.roles['otherMember']!.userId })
    await gone
    await shut('otherMember', thread.id, room.slug)
    await says(staff(), thread.id)
    expect(heard).toEqual([])
  })

  it('put everybody out who is outside when a room is closed, and keep the one who closed it', async () => {
    const room = await made('public')
    const { thread } = await started(room.id)
    const listeners = await Promise.all(
      [undefined, 'member', 'otherMember', 'municipalContact'].map(async (role) => ({
        role,
        ...(await listening(role, thread.id)),
      })),
    )
    await staff().call('rooms.change', { roomId: room.id, rev: room.rev, visibility: 'closed' })
    for (const { role, gone } of listeners) {
      await gone
      await shut(role, thread.id, room.slug)
    }
    await says(staff(), thread.id)
    expect(listeners.flatMap(({ heard }) => heard)).toEqual([])
    const found = await app.as('member').call('search.find', { q: 'Der erste Beitrag', roomId: room.id })
    expect(found.hits).toEqual([])
  })

  it('stay closed once somebody has spoken in them', async () => {
    const silent = await made('closed')
    const opened = await staff().call('rooms.change', {
      roomId: silent.id,
      rev: silent.rev,
      visibility: 'public',
    })
    expect(opened.visibility).toBe('public')
    const room = await made('closed')
    await started(room.id, staff())
    for (const visibility of ['public', 'members'])
      expect(
        (await staff().refusal('rooms.change', { roomId: room.id, rev: room.rev, visibility })).code,
      ).toBe('room.confidential')
  })

  /** Somebody who follows a thread with a socket of their own; what it hears, and when it is closed. */
  async function listening(role: string | undefined, threadId: string) {
    const client = app.as(role)
    const socket = await client.socket()
    const heard: unknown[] = []
    await client.ask('threads.follow', { threadId, afterRev: 0 })
    socket.on('thread.changed', (change) => heard.push(change))
    return { heard, gone: new Promise((resolve) => socket.once('disconnect', resolve)) }
  }

  /** Whoever comes back finds nothing, as if there had never been anything. */
  async function shut(role: string | undefined, threadId: string, slug: string) {
    const client = app.as(role)
    const nowhere = await client.refusal('threads.get', { threadId: 'f'.repeat(24) })
    const { requestId: _, ...same } = nowhere
    expect(await client.refusal('threads.get', { threadId })).toMatchObject(same)
    expect((await client.refusal('rooms.get', { slug })).code).toBe('not-found')
    expect(await client.emit('thread.follow', { threadId, afterRev: 0 })).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    })
  }

  const says = (by: ReturnType<typeof staff>, threadId: string) =>
    by.call('threads.contribute', { threadId, clientId: randomUUID(), text: 'Unter uns.' })
})

describe('moderators by language', () => {
  const email = () => app.world.roles['otherMember']!.email

  it('are appointed for some languages or for all, and set anew', async () => {
    const { id: roomId } = await made()
    const appoint = (languages?: string[]) =>
      staff().call('rooms.appointModerator', { roomId, email: email(), ...(languages && { languages }) })
    expect((await appoint(['ar', 'uk', 'ar'])).moderators).toMatchObject([{ languages: ['ar', 'uk'] }])
    expect((await appoint()).moderators).toMatchObject([{ name: 'Oleh Kravets', languages: null }])
  })

  it('find in their queue what is written in one of their languages', async () => {
    const { id: roomId } = await made()
    await staff().call('rooms.appointModerator', { roomId, email: email(), languages: ['ar', 'uk'] })
    const { thread } = await started(roomId)
    const write = async (lang: string) => {
      const { client } = await newcomers.person('Neu hier')
      const { id } = await client.call('threads.contribute', {
        threadId: thread.id,
        clientId: randomUUID(),
        text: `In ${lang}`,
        lang,
      })
      return id
    }
    const [arabic, ukrainian] = [await write('ar'), await write('uk'), await write('fa')]
    const { entries } = await app.as('otherMember').call('moderation.queue', { roomId })
    expect(entries.map(({ id }) => id).toSorted()).toEqual([arabic, ukrainian].toSorted())
  })
})
