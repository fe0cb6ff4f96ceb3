import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { startApp } from '../testing/app.ts'
import { connect } from './db.ts'
import { Leases } from './lease.ts'
import { createLog } from './log.ts'
import { migrate, Migrations, type Migration } from './migrations.ts'

const needs = { now: () => new Date(), log: createLog('silent') }

describe('migrations', () => {
  let uri: string
  beforeEach(async () => {
    uri = `${inject('mongoUri')}migrations_${randomUUID().slice(0, 8)}?directConnection=true`
    await connect(uri)
  })
  afterEach(async () => {
    await mongoose.connection.dropDatabase()
    await mongoose.disconnect()
  })

  it('run once and in order, however many processes begin at the same time', async () => {
    const ran: string[] = []
    const step = (id: string): Migration => ({
      id,
      run: async (keep) => {
        await keep()
        ran.push(id)
      },
    })
    const steps = [step('0001-first'), step('0002-second')]
    await Promise.all(Array.from({ length: 5 }, () => migrate(steps, needs)))
    expect(ran).toEqual(['0001-first', '0002-second'])
    await migrate([...steps, step('0003-third')], needs)
    expect(ran).toEqual(['0001-first', '0002-second', '0003-third'])
    // An older version on the same store knows less, and that is no fault.
    await migrate(steps.slice(0, 1), needs)
    expect(await Leases.countDocuments()).toBe(0)
  })

  it('run again where one failed, and not those before it', async () => {
    const ran: string[] = []
    let works = false
    const steps: Migration[] = [
      { id: '0001-first', run: async () => void ran.push('first') },
      {
        id: '0002-second',
        run: async () => {
          ran.push('second')
          if (!works) throw new Error('half way')
        },
      },
    ]
    await expect(migrate(steps, needs)).rejects.toThrow('half way')
    works = true
    await migrate(steps, needs)
    expect(ran).toEqual(['first', 'second', 'second'])
    expect((await Migrations.find().sort({ _id: 1 }).lean()).map(({ _id }) => _id)).toEqual([
      '0001-first',
      '0002-second',
    ])
  })

  it('are refused out of order', async () => {
    await expect(migrate([{ id: '0002-second', run: async () => {} }], needs)).rejects.toThrow(/0002-second/)
  })

  it('reach the same end when they are killed in the middle, again and again', async () => {
    const things = mongoose.connection.collection<{ _id: number }>('things')
    await things.insertMany(Array.from({ length: 300 }, (_, index) => ({ _id: index, old: index + 1 })))
    const program = join(import.meta.dirname, '../testing/migrating.ts')
    const begin = () =>
      spawn(process.execPath, ['--import', 'tsx', program, uri], { stdio: ['ignore', 'pipe', 'inherit'] })
    for (let kills = 0; kills < 2; kills++) {
      const child = begin()
      let steps = 0
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        steps += chunk.length
        if (steps > 20) child.kill('SIGKILL')
      }
      expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL')
    }
    const left = await things.countDocuments({ old: { $exists: true } })
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(300)
    expect(await Migrations.countDocuments()).toBe(0)
    const [code] = (await once(begin(), 'exit')) as [number]
    expect(code).toBe(0)
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual(
      Array.from({ length: 300 }, (_, index) => ({ _id: index, doubled: (index + 1) * 2 })),
    )
    expect(await Migrations.countDocuments()).toBe(1)
  }, 60_000)
})

describe('data of an earlier version', () => {
  it('is brought into its form at the start', async () => {
    await using app = await startApp()
    const { userId } = app.world.roles['newcomer']!
    const users = mongoose.connection.collection('user')
    const which = { _id: new mongoose.Types.ObjectId(userId) }
    await users.updateOne(which, { $set: { role: 'institution', institution: 'Altes Amt' } })
    await Migrations.deleteMany()
    await app.restart()
    expect(await app.as('newcomer').call('accounts.me', {})).toMatchObject({
      user: { role: 'institution', institution: { name: 'Altes Amt' } },
    })
  })

  it('is read where nothing stands yet of what came later', async () => {
    await using app = await startApp()
    const threadId = app.world.threads.open
    const read = () => app.as('member').call('threads.contributions', { threadId, limit: 100 })
    const before = await read()
    expect(before.contributions.length).toBeGreaterThan(3)
    // Fields that were added to the log and to its threads after the first version.
    const { db } = mongoose.connection
    const later = { translations: '', institution: '', oral: '' }
    await db!.collection('contributions').updateMany({}, { $unset: later })
    await db!
      .collection('threads')
      .updateMany({}, { $unset: { ended: '', finished: '', between: '', pair: '' } })
    await db!
      .collection('organisations')
      .updateMany({}, { $unset: { contacts: '', functions: '', removals: '' } })
    await app.restart()
    const { contributions } = await read()
    expect(contributions.map(({ id, seq, text }) => [id, seq, text])).toEqual(
      before.contributions.map(({ id, seq, text }) => [id, seq, text]),
    )
    const written = await app
      .as('member')
      .call('threads.contribute', { threadId, clientId: randomUUID(), text: 'Es geht weiter.' })
    expect(written.seq).toBe(contributions.at(-1)!.seq! + 1)
    const roomId = app.world.rooms['professionalisierung']!
    expect((await app.as().call('threads.list', { roomId })).threads.length).toBeGreaterThan(0)
  })
})
