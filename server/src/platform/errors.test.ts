import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { toProblem } from './errors.ts'
import type { Log } from './log.ts'

const { MongoServerError } = mongoose.mongo

function logOf() {
  const lines: string[] = []
  const note = (level: string) => (_: unknown, text: string) => lines.push(`${level}: ${text}`)
  return { lines, log: { error: note('error'), warn: note('warn') } as unknown as Log }
}

describe('a store whose disk is full', () => {
  const reply = {
    code: 14_031,
    codeName: 'OutOfDiskSpace',
    errmsg: 'available disk space of 1 bytes is less',
  }

  it('is not available for the moment, and says so for the operator only', () => {
    const error = new MongoServerError(reply)
    const { lines, log } = logOf()
    const problem = toProblem(error, log, 'r1')
    expect(problem).toMatchObject({ code: 'unavailable', status: 503, requestId: 'r1' })
    expect(JSON.stringify(problem)).not.toContain('disk')
    expect(lines).toEqual(['warn: store not available'])
  })
})
