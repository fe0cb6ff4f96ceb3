import mongoose, { Schema } from 'mongoose'
import { afterAll, describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

/** What the log writes of an error, on one line. */
function logged(err: unknown): string {
  const lines: string[] = []
  createLog('info', { write: (line) => void lines.push(line) }).error({ err }, 'it happened')
  return lines.join('')
}

const { MongoServerError } = mongoose.mongo
const marker = 'fatma@verein.example'
const duplicate = new MongoServerError({
  message: `E11000 duplicate key error collection: a.user index: email_1 dup key: { email: "${marker}", text: "Zwei\nZeilen {Klammer}" }`,
  errmsg: marker,
  code: 11_000,
  keyValue: { email: marker },
})
const person = new Schema({ email: Number, kind: { type: String, enum: ['a'] } })

afterAll(() => mongoose.deleteModel(/^LogPerson$/))

async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    return error
  }
}

describe('the log of an error', () => {
  it.each<[string, () => Promise<unknown> | Error, RegExp]>([
    ['a duplicate', () => duplicate, /MongoServerError.*11000.*E11000 duplicate key error/],
    ['an outer one', () => new Error('not sent', { cause: duplicate }), /not sent.*E11000/],
    [
      'a value of the wrong kind',
      () =>
        thrownBy(() =>
          new (mongoose.model('LogPerson', person))({ email: marker, kind: 'Zeilen' }).validate(),
        ),
      /ValidationError.*Cast to Number failed/,
    ],
    [
      'a mail that was refused',
      () =>
        Object.assign(new Error(`550 no such user: <${marker}>`), { code: 'EENVELOPE', rejected: [marker] }),
      /EENVELOPE.*550 no such user/,
    ],
    [
      'an address of the network',
      () => new Error('connect ECONNREFUSED 203.0.113.77:25 and 2001:db8:7:8::77'),
      /ECONNREFUSED/,
    ],
    ['what is no error', () => Promise.resolve({ text: marker }), /it happened/],
  ])('says of %s what and where, and nothing of anybody', async (_, make, says) => {
    const line = logged(await make())
    expect(line).toMatch(says)
    for (const value of [marker, 'fatma', 'Zeilen', 'Klammer', '203.0.113.77', '2001:db8'])
      expect(line).not.toContain(value)
    expect(line.trim().split('\n')).toHaveLength(1)
  })

  it('says where it comes from', () => {
    expect(logged(new Error('here'))).toContain('log.test.ts')
  })
})
