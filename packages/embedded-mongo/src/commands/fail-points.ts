import { isDocument, fieldNames, type Document } from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { CloseConnection } from '../wire/server.ts'
import type { FailPoints } from './context.ts'

/**
 * `failCommand` with an error code or a closed connection, as MongoDB's own driver tests use it. Only there when the server was started
 * with `--setParameter enableTestCommands=1`.
 */
export function createFailPoints(enabled: boolean): FailPoints {
  let commands: readonly string[] = []
  let failure: () => Error = () => new CloseConnection()
  let left = 0
  return {
    enabled,
    configure: (command) => {
      if (command['configureFailPoint'] !== 'failCommand')
        throw fault('BadValue', 'only failCommand is there')
      left = timesOf(command['mode'])
      const data = isDocument(command['data']) ? command['data'] : {}
      if (left > 0) {
        commands = Array.isArray(data['failCommands']) ? data['failCommands'].map(String) : []
        failure = failureOf(data)
      }
      return { count: 0, ok: 1 }
    },
    check: (name) => {
      if (left <= 0 || !commands.includes(name)) return
      left -= 1
      throw failure()
    },
  }
}

function timesOf(mode: unknown): number {
  if (mode === 'off') return 0
  if (mode === 'alwaysOn') return Infinity
  const times = isDocument(mode) ? mode['times'] : undefined
  if (!isNumber(times))
    throw fault('BadValue', 'the mode of a fail point is "off", "alwaysOn" or { times: n }')
  return toDouble(times)
}

function failureOf(data: Document): () => Error {
  const { failCommands: _, closeConnection, errorCode, ...others } = data
  const [unknown] = fieldNames(others)
  if (unknown !== undefined) throw fault('BadValue', `failCommand has no ${unknown} here`)
  if (closeConnection === true) return () => new CloseConnection()
  if (!isNumber(errorCode)) throw fault('BadValue', 'failCommand needs an errorCode here')
  const codeName = toDouble(errorCode) === 8 ? 'UnknownError' : (`Location${toDouble(errorCode)}` as const)
  return () => fault(codeName, "Failing command via 'failCommand' failpoint")
}
