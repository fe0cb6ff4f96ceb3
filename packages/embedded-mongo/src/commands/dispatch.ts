import { isDocument, fieldNames, type Document } from '../bson/values.ts'
import { isNumber, toDouble } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { assertDatabaseName } from '../storage/catalogue.ts'
import { showValue } from '../storage/show.ts'
import type { CommandRunner } from '../wire/server.ts'
import { adminCommands } from './admin.ts'
import { aggregateCommands } from './aggregate.ts'
import { CommandContext, type CommandDefinition, type Instance } from './context.ts'
import { indexCommands } from './indexes.ts'
import { readCommands } from './read.ts'
import { GREETINGS, serverCommands } from './server.ts'
import { readView } from './view-reads.ts'
import { writeCommands } from './write.ts'

/** Everything there is to ask for. */
export const COMMANDS: ReadonlyMap<string, CommandDefinition> = new Map<string, CommandDefinition>(
  Object.entries({
    ...serverCommands,
    ...readCommands,
    ...writeCommands,
    ...aggregateCommands,
    ...indexCommands,
    ...adminCommands,
  }),
)

const OWN_FIELDS = new Map([...COMMANDS].map(([name, { fields }]) => [name, new Set([name, ...fields])]))

/** Fields MongoDB takes with every command. */
export const GENERIC_FIELDS: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  '$readPreference',
  '$clusterTime',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'clientOperationKey',
])

/** Answers the commands of all clients. */
export function createRunner(instance: Instance): CommandRunner {
  return (command, connection, legacy) => {
    const name = fieldNames(command)[0] ?? ''
    const definition = COMMANDS.get(name)
    if (!definition) throw fault('CommandNotFound', `no such command: '${name}'`)
    const database = databaseOf(command)
    const context = new CommandContext(instance, connection, database, name, command, legacy)
    if (!definition.fields.includes('*')) {
      context.args.assertKnown(OWN_FIELDS.get(name) as ReadonlySet<string>, GENERIC_FIELDS)
    }
    if (legacy && !GREETINGS.has(name)) {
      throw fault(
        'Location352',
        `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
      )
    }
    assertAllowed(context, definition)
    instance.failPoints.check(name)
    if (command['lsid'] !== undefined) instance.sessions.touch(command['lsid'], context.now.getTime())
    return readView(context) ?? definition.run(context)
  }
}

function databaseOf(command: Document): string {
  const database = command['$db']
  if (database === undefined) throw fault('Location40571', 'OP_MSG requests require a $db argument')
  if (typeof database !== 'string') throw fault('InvalidNamespace', 'invalid database name')
  assertDatabaseName(database)
  return database
}

function assertAllowed({ args, name, database }: CommandContext, definition: CommandDefinition): void {
  if (definition.isAdminOnly && database !== 'admin') {
    throw fault('Unauthorized', `${name} may only be run against the admin database.`)
  }
  assertNoTransaction(args.document)
  assertApiVersion(args.document)
  assertReadConcern(args.optionalDocument('readConcern'))
  assertWriteConcern(args.optionalDocument('writeConcern'))
}

function assertNoTransaction(command: Document): void {
  if (command['lsid'] !== undefined && !isDocument(command['lsid'])) {
    throw fault(
      'TypeMismatch',
      "BSON field 'OperationSessionInfo.lsid' is the wrong type, expected type 'object'",
    )
  }
  if (command['txnNumber'] !== undefined || command['startTransaction'] !== undefined) {
    throw fault('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos')
  }
  if (command['autocommit'] !== undefined) {
    throw fault('InvalidOptions', "'autocommit' field requires a transaction number to also be specified")
  }
}

function assertApiVersion(command: Document): void {
  const version = command['apiVersion']
  if (version === undefined) {
    if (command['apiStrict'] === undefined && command['apiDeprecationErrors'] === undefined) return
    throw fault(
      'APIVersionError',
      'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion',
    )
  }
  if (version !== '1') throw fault('APIVersionError', 'API version must be "1"')
}

function assertReadConcern(readConcern: Document | undefined): void {
  const level = readConcern?.['level']
  if (level === undefined || level === 'local' || level === 'majority' || level === 'available') return
  if (level !== 'snapshot' && level !== 'linearizable') {
    throw fault(
      'BadValue',
      `Enumeration value ${showValue(level)} for field 'readConcern.level' is not a valid value.`,
    )
  }
  throw fault('NotAReplicaSet', `node needs to be a replica set member to use readConcern: ${level}`)
}

function assertWriteConcern(writeConcern: Document | undefined): void {
  const w = writeConcern?.['w']
  if (w === undefined || w === 'majority') return
  if (typeof w === 'string' || isDocument(w)) {
    throw fault(
      'BadValue',
      `cannot use non-majority 'w' mode ${showValue(w)} when a host is not a member of a replica set`,
    )
  }
  if (!isNumber(w) || !(toDouble(w) >= 0) || toDouble(w) > 50) {
    throw fault('FailedToParse', 'w has to be a non-negative number and not greater than 50')
  }
  if (toDouble(w) > 1) throw fault('BadValue', "cannot use 'w' > 1 when a host is not replicated")
}
