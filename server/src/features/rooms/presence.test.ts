import type { RoomPresence } from '@augenhoehe/contracts'
import mongoose from 'mongoose'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type Client, type TestApp } from '../../testing/app.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app[Symbol.asyncDispose]())

const room = (slug = 'professionalisierung') => app.world.rooms[slug]!
const organisation = (key: string) => app.world.organisations[key]!
const userId = (role: string) => app.world.roles[role]!.userId
const show = (who: Client, presence = true) => who.call('accounts.change', { presence })

/** Somebody in a room, with everything they have been told of who is there. */
async function inside(who: Client, actingOrganisationId?: string, roomId = room()) {
  const heard: RoomPresence[] = []
  let wake = () => {}
  const socket = await who.socket()
  socket.on('room.presence', (presence: RoomPresence) => {
    heard.push(presence)
    wake()
  })
  const input = { roomId, ...(actingOrganisationId && { actingOrganisationId }) }
  heard.push(await who.ask('rooms.enter', input))
  const names = () => heard.at(-1)!.organisations.map(({ name }) => name)
  return {
    heard,
    names,
    others: () => heard.at(-1)!.others,
    async until(holds: () => boolean) {
      while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

const brunnenstube = 'Brunnenstube Gießen'
const fluesse = 'Drei Flüsse Hanau e. V.'

describe('presence in a room', () => {
  it('shows associations of those who want it, and nobody else, from one moment to the next', async () => {
    const member = app.as('member')
    const reader = await inside(app.as('otherMember'), organisation('fluesse'))
    expect(reader.heard[0]).toMatchObject({ organisations: [], others: 0 })

    await inside(member, organisation('brunnenstube'))
    expect(reader.names()).toEqual([])
    expect((await member.call('accounts.me', {})).user?.presence).toBe(false)

    await show(member)
    await reader.until(() => reader.names().includes(brunnenstube))
    await show(member, false)
    await reader.until(() => reader.names().length === 0)
    expect(JSON.stringify(reader.heard)).not.toMatch(/Samira|Oleh/)
  })

  it.each(['leaves', 'is cut off', 'signs out everywhere'])('ends at once for who %s', async (how) => {
    const member = app.as('member')
    await show(member)
    const reader = await inside(app.as('otherMember'))
    await inside(member, organisation('brunnenstube'))
    await reader.until(() => reader.names().includes(brunnenstube))
    if (how === 'leaves') await member.ask('rooms.leave', {})
    else if (how === 'is cut off') member.drop()
    else await member.call('accounts.signOutEverywhere', {})
    await reader.until(() => reader.names().length === 0)
  })

  it('counts people without an association, but never a single one', async () => {
    const reader = await inside(app.as('otherMember'))
    for (const role of ['member', 'newcomer']) {
      const who = app.as(role)
      await show(who)
      await inside(who)
    }
    await reader.until(() => reader.others() === 2)
    expect(reader.heard.some(({ others }) => others === 1)).toBe(false)
    expect(reader.names()).toEqual([])
  })

  it('is not sent to whom somebody does not want to hear of, and back when they do', async () => {
    const member = app.as('member')
    await show(member)
    const reader = await inside(app.as('otherMember'))
    const third = await inside(app.as('orgAdmin'))
    await inside(member, organisation('brunnenstube'))
    await reader.until(() => reader.names().includes(brunnenstube))
    await app.as('otherMember').call('moderation.block', { userId: userId('member') })
    await reader.until(() => reader.names().length === 0)
    expect(third.names()).toEqual([brunnenstube])
    expect(await app.as('otherMember').ask('rooms.enter', { roomId: room() })).toMatchObject({
      organisations: [],
    })
    await app.as('otherMember').call('moderation.unblock', { userId: userId('member') })
    await reader.until(() => reader.names().includes(brunnenstube))
  })

  it('does not show who is suspended there, nor for an association one has left', async () => {
    const member = app.as('member')
    const other = app.as('otherMember')
    await Promise.all([show(member), show(other)])
    const reader = await inside(app.as('moderator'))
    await inside(member, organisation('brunnenstube'))
    await inside(other, organisation('fluesse'))
    await reader.until(() => reader.names().length === 2)
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const grounds = { rule: 'insult', reason: 'Mehrfach beleidigt.' } as const
    await app
      .as('moderator')
      .call('moderation.suspend', { roomId: room(), userId: userId('otherMember'), until, ...grounds })
    await reader.until(() => !reader.names().includes(fluesse))
    const again = await inside(app.as('otherMember'), organisation('fluesse'))
    expect(again.names()).toEqual([brunnenstube])

    await app.as('orgAdmin').call('organisations.removeMember', {
      organisationId: organisation('brunnenstube'),
      userId: userId('member'),
    })
    await reader.until(() => reader.names().length === 0)
  })

  it('names an office where somebody is here for one', async () => {
    const contact = app.as('municipalContact')
    await show(contact)
    const reader = await inside(app.as('member'))
    await inside(contact)
    await reader.until(() => reader.names().length === 1)
    expect(reader.heard.at(-1)?.organisations).toEqual([
      { id: null, name: 'Integrationsbüro (Beispielstadt)' },
    ])
  })

  it('is for an association one may write for', async () => {
    const { problem } = await app
      .as('member')
      .emit('room.enter', { roomId: room(), actingOrganisationId: organisation('fluesse') })
    expect(problem?.code).toBe('action.forbidden')
  })

  it('of a closed room is for those inside: to others it is a room that does not exist', async () => {
    const threadId = app.world.threads.closedRoom
    const { roomId: closed } = await app.as('moderator').call('threads.get', { threadId })
    const insider = app.as('moderator')
    await show(insider)
    await inside(insider, undefined, closed)
    for (const role of ['member', 'newcomer', 'municipalContact', 'centreStaff', 'platformAdmin']) {
      const there = await app.as(role).emit('room.enter', { roomId: closed })
      const nowhere = await app.as(role).emit('room.enter', { roomId: 'f'.repeat(24) })
      expect(there.problem?.code, role).toBe('not-found')
      expect({ ...there.problem, requestId: '' }).toEqual({ ...nowhere.problem, requestId: '' })
    }
    const { problem } = await app.as().emit('room.enter', { roomId: room() })
    expect(problem?.code).toBe('session.required')
  })

  it('is told at most once in a second, and the last word is right', async () => {
    const member = app.as('member')
    await show(member)
    const reader = await inside(app.as('otherMember'))
    const before = reader.heard.length
    const started = performance.now()
    for (let round = 0; round < 20; round++) {
      await member.ask('rooms.enter', { roomId: room(), actingOrganisationId: organisation('brunnenstube') })
      await member.ask('rooms.leave', {})
    }
    await member.ask('rooms.enter', { roomId: room(), actingOrganisationId: organisation('wabe') })
    await reader.until(
      () => reader.names().join() === 'Wabe e. V.' || reader.names().join().startsWith('Wabe'),
    )
    const seconds = (performance.now() - started) / 1000
    expect(reader.heard.length - before).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
  })

  it('of one page is in one room, whatever it asks at the same time', async () => {
    const member = app.as('member')
    await show(member)
    const rooms = Object.values(app.world.rooms)
    const [first, second] = [room(), rooms.find((id) => id !== room())!]
    const reader = await inside(app.as('otherMember'), undefined, first)
    const acting = { actingOrganisationId: organisation('brunnenstube') }
    await Promise.all([
      member.ask('rooms.enter', { roomId: first, ...acting }),
      member.ask('rooms.enter', { roomId: second, ...acting }),
      member.ask('rooms.enter', { roomId: first, ...acting }),
    ])
    await reader.until(() => reader.names().includes(brunnenstube))
    await member.ask('rooms.leave', {})
    await reader.until(() => reader.names().length === 0)
  })

  it('leaves nothing in the store', async () => {
    const state = async () => {
      const collections = await mongoose.connection.db!.listCollections().toArray()
      const names = collections.map(({ name }) => name).sort()
      return Promise.all(
        names.map(async (name) => [name, await mongoose.connection.db!.collection(name).countDocuments()]),
      )
    }
    const member = app.as('member')
    await show(member)
    await member.socket()
    const reader = app.as('otherMember')
    await reader.socket()
    await app.app.threads.settle()
    const before = await state()
    const seen = await inside(reader)
    await inside(member, organisation('brunnenstube'))
    await seen.until(() => seen.names().includes(brunnenstube))
    await member.ask('threads.typing', { threadId: app.world.threads.open })
    expect(await state()).toEqual(before)
  })
})

describe('a hint that somebody writes', () => {
  const threadId = () => app.world.threads.open

  /** Somebody who follows the thread, with every hint they get. */
  async function following(who: Client) {
    const hints: unknown[] = []
    const socket = await who.socket()
    socket.on('thread.typing', (hint: unknown) => hints.push(hint))
    await who.follow(threadId())
    return hints
  }
  const types = (who: Client, key?: string) =>
    who.ask('threads.typing', {
      threadId: threadId(),
      ...(key && { actingOrganisationId: organisation(key) }),
    })
  /** What was on its way before has arrived when this has. */
  const written = async (...readers: Client[]) => {
    const all = readers.map((one) => one.next('thread.changed'))
    await app.as('moderator').call('threads.contribute', {
      threadId: threadId(),
      clientId: randomUUID(),
      text: 'Eine Nachricht danach.',
    })
    await Promise.all(all)
  }

  it('reaches the others who follow signed in, by association, and nobody without wish', async () => {
    const [member, other, visitor] = [app.as('member'), app.as('otherMember'), app.as()]
    const [own, others, visitors] = await Promise.all([member, other, visitor].map(following))
    await types(member, 'brunnenstube')
    await written(member, other, visitor)
    expect([own, others, visitors]).toEqual([[], [], []])

    await show(member)
    await types(member, 'brunnenstube')
    await written(member, other, visitor)
    expect(others).toEqual([{ threadId: threadId(), organisation: brunnenstube }])
    expect([own, visitors]).toEqual([[], []])
  })

  it('comes once in three seconds from one page', async () => {
    const [member, other] = [app.as('member'), app.as('otherMember')]
    await show(member)
    app.clock.setTo(new Date('2026-11-22T12:00:00Z'))
    const hints = await following(other)
    for (let n = 0; n < 5; n++) await types(member)
    await written(other)
    expect(hints).toEqual([{ threadId: threadId(), organisation: null }])
    app.clock.setTo(new Date('2026-11-22T12:00:03Z'))
    await types(member)
    await written(other)
    expect(hints).toHaveLength(2)
  })

  it('does not come from who is blocked, suspended or has to wait for a moderator', async () => {
    const [member, other, newcomer] = [app.as('member'), app.as('otherMember'), app.as('newcomer')]
    await Promise.all([member, newcomer].map((who) => show(who)))
    const hints = await following(other)
    await other.call('moderation.block', { userId: userId('member') })
    await types(member)
    await types(newcomer)
    await written(other)
    expect(hints).toEqual([])
    await other.call('moderation.unblock', { userId: userId('member') })
    await app.as('moderator').call('moderation.suspend', {
      roomId: room(),
      userId: userId('member'),
      until: new Date(Date.now() + 86_400_000).toISOString(),
      rule: 'insult',
      reason: 'Mehrfach beleidigt.',
    })
    await types(app.as('member'))
    await written(other)
    expect(hints).toEqual([])
  })

  it('in a closed room is refused like in one that does not exist', async () => {
    const { problem } = await app
      .as('member')
      .emit('thread.typing', { threadId: app.world.threads.closedRoom })
    expect(problem?.code).toBe('not-found')
  })
})
