import { evaluateLet, type ExpressionContext } from '../aggregate/expression.ts'
import type { Outgoing } from '../bson/raw.ts'
import type { Document } from '../bson/values.ts'
import { fault } from '../errors.ts'
import { take, type Hit, type Hits } from '../executor.ts'
import type { Catalogue } from '../storage/catalogue.ts'
import { assertNamespace } from '../storage/catalogue.ts'
import type { Collection } from '../storage/collection.ts'
import type { KeyValueStore } from '../storage/kv.ts'
import { runInSteps, type Steps } from '../storage/steps.ts'
import type { WriteOptions } from '../storage/write-queue.ts'
import type { ClientConnection } from '../wire/server.ts'
import { Arguments } from './arguments.ts'
import type { Cursors } from './cursors.ts'
import type { Sessions } from './sessions.ts'

/** What all commands work on. */
export interface Instance {
  readonly store: KeyValueStore
  readonly catalogue: Catalogue
  readonly cursors: Cursors
  readonly startedAt: Date
  readonly parameters: Document
  readonly failPoints: FailPoints
  readonly sessions: Sessions
  /** Ends the process in good order, once the reply is out. */
  readonly shutDown: () => void
}

export interface FailPoints {
  readonly enabled: boolean
  configure(command: Document): Document
  /** Throws the configured error when this command is one that should fail. */
  check(name: string): void
}

export type Reply = Document | Outgoing

export interface CommandDefinition {
  /** Fields of its own, beside those every command takes. */
  readonly fields: readonly string[]
  readonly isAdminOnly?: boolean
  run(context: CommandContext): Reply | Promise<Reply>
}

/** One command on its way. */
export class CommandContext {
  readonly instance: Instance
  readonly connection: ClientConnection
  readonly database: string
  readonly name: string
  readonly legacy: boolean
  readonly args: Arguments
  readonly now = new Date()
  /** On the clock of `performance.now()`. */
  readonly deadline: number

  constructor(
    instance: Instance,
    connection: ClientConnection,
    database: string,
    name: string,
    command: Document,
    legacy: boolean,
  ) {
    this.instance = instance
    this.connection = connection
    this.database = database
    this.name = name
    this.legacy = legacy
    this.args = new Arguments(name, command)
    const maxTime = this.args.count('maxTimeMS')
    this.deadline = maxTime > 0 ? performance.now() + maxTime : Infinity
  }

  /** The deadline, which is now as soon as the client is gone: nobody waits for work that has not been written. */
  get patience(): () => number {
    return () => (this.connection.isClosed ? -Infinity : this.deadline)
  }

  /** The collection a command names as its own value. */
  namespace(): string {
    const value = this.args.get(this.name)
    if (typeof value !== 'string') {
      throw fault('InvalidNamespace', `collection name has invalid type`)
    }
    const namespace = `${this.database}.${value}`
    assertNamespace(namespace)
    return namespace
  }

  collection(): Collection | undefined {
    return this.instance.catalogue.find(this.namespace())
  }

  /** What expressions in this command may refer to. */
  expressions(): ExpressionContext {
    const variables = this.args.optionalDocument('let')
    return variables ? { let: evaluateLet(variables, { now: this.now }), now: this.now } : { now: this.now }
  }

  /** Visits every hit, letting other clients' commands run in between. */
  async patiently(hits: Hits, visit: (hit: Hit) => void, resumed?: () => void): Promise<void> {
    const visited = (hit: Hit): boolean => {
      visit(hit)
      return false
    }
    await take(hits, this.patience, visited, resumed)
  }

  /** The same for a command inside this one. */
  forCommand(name: string, command: Document): CommandContext {
    return new CommandContext(this.instance, this.connection, this.database, name, command, this.legacy)
  }

  /** Runs work that may take long in durable steps, between which other clients are served. */
  async inSteps<T>(work: Steps<T>, options?: WriteOptions): Promise<T> {
    return (await runInSteps(work, (step) => this.instance.store.write(step, options))) as T
  }

  /** Runs synchronous work as one durable step. */
  write<T>(work: () => T): Promise<T> {
    return this.instance.store.write(work)
  }

  /** The same for work that gives space back, and so goes on when the disk is nearly full. */
  reclaim<T>(work: () => T): Promise<T> {
    return this.instance.store.write(work, { freesSpace: true })
  }
}
