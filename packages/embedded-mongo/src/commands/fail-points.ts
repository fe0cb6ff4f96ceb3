import { isDocument, type Document } from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault, type CodeName } from '../errors.ts'
import type { FailPoints } from './context.ts'

/**
 * `failCommand` with an error code, as MongoDB's own driver tests use it. Only there when the server was started
 * with `--setParameter enableTestCommands=1`.
 */
export function createFailPoints(enabled: boolean): FailPoints {
  let commands: readonly string[] = []
  let codeName: CodeName = 'UnknownError'
  let left = 0
  return {
    enabled,
    configure: (command) => {
      if (command['configureFailPoint'] !== 'failCommand')
        throw fault('BadValue', 'only failCommand is there')
      left = timesOf(command['mode'])
      const data = isDocument(command['data']) ? command['data'] : {}
      if (left > 0) {
        refuseOthers(data)
        commands = Array.isArray(data['failCommands']) ? data['failCommands'].map(String) : []
        codeName = nameOfCode(data['errorCode'])
      }
      return { count: 0, ok: 1 }
    },
    check: (name) => {
      if (left <= 0 || !commands.includes(name)) return
      left -= 1
      throw fault(codeName, "Failing command via 'failCommand' failpoint")
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

function refuseOthers(data: Document): void {
  for (const name of Object.keys(data)) {
    if (name !== 'failCommands' && name !== 'errorCode')
      throw fault('BadValue', `failCommand has no ${name} here`)
  }
}

function nameOfCode(code: unknown): CodeName {
  if (!isNumber(code)) throw fault('BadValue', 'failCommand needs an errorCode here')
  return toDouble(code) === 8 ? 'UnknownError' : `Location${toDouble(code)}`
}
