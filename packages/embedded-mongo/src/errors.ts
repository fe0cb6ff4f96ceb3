/**
 * The error codes of MongoDB 7.0 that this server answers with.
 * Source: `src/mongo/base/error_codes.yml` in MongoDB's public sources.
 */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  HostUnreachable: 6,
  HostNotFound: 7,
  UnknownError: 8,
  FailedToParse: 9,
  UserNotFound: 11,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  LockBusy: 46,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotMutateObject: 38,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ShardKeyNotFound: 61,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  NodeNotFound: 74,
  NoReplicationEnabled: 76,
  NoSuchKey: 4,
  GraphContainsCycle: 5,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  OperationFailed: 96,
  NotExactValueField: 111,
  AmbiguousIndexKeyPattern: 181,
  ConversionFailure: 241,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  ExceededMemoryLimit: 146,
  ExceededTimeLimit: 262,
  NotAReplicaSet: 123,
  ViewDepthLimitExceeded: 165,
  CommandNotSupportedOnView: 166,
  OptionNotSupportedOnView: 167,
  InvalidPipelineOperator: 168,
  CommandOnShardedViewNotSupportedOnMongod: 169,
  NotImplemented: 238,
  NoSuchTransaction: 251,
  InvalidIndexSpecificationOption: 197,
  ClientMetadataCannotBeMutated: 186,
  InvalidUUID: 207,
  QueryFeatureNotAllowed: 224,
  TooManyLocks: 208,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  NoQueryExecutionPlans: 291,
  APIVersionError: 322,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  IndexBuildAborted: 276,
  OutOfDiskSpace: 14031,
  QueryPlanKilled: 175,
  CursorInUse: 12051,
  MergeStageNoMatchingDocument: 13113,
} as const

/** A MongoDB error name, or `LocationNNNN` for the codes MongoDB never named. */
export type CodeName = keyof typeof CODES | `Location${number}`

/** What a fault may carry beside its message; all of it reaches the client. */
export interface FaultExtras {
  readonly keyPattern?: Record<string, unknown>
  readonly keyValue?: Record<string, unknown>
  readonly details?: Record<string, unknown>
}

/** An answer to the client that says no, in MongoDB's own words and numbers. */
export class MongoFault extends Error {
  readonly code: number
  readonly codeName: CodeName
  readonly keyPattern?: Record<string, unknown>
  readonly keyValue?: Record<string, unknown>
  readonly details?: Record<string, unknown>

  constructor(codeName: CodeName, message: string, extras: FaultExtras = {}) {
    super(message)
    this.name = 'MongoFault'
    this.codeName = codeName
    this.code = codeOf(codeName)
    if (extras.keyPattern) this.keyPattern = extras.keyPattern
    if (extras.keyValue) this.keyValue = extras.keyValue
    if (extras.details) this.details = extras.details
  }
}

/** A fault to throw: `throw fault('BadValue', 'unknown operator: $x')`. */
export function fault(codeName: CodeName, message: string, extras?: FaultExtras): MongoFault {
  return new MongoFault(codeName, message, extras)
}

/** The number of a code name; `Location40415` is 40415. */
export function codeOf(codeName: CodeName): number {
  const named = (CODES as Record<string, number | undefined>)[codeName]
  return named ?? Number(codeName.slice('Location'.length))
}

/** What MongoDB 7.0 puts before an error that turns up while a command is being executed; updates and deletes have nothing. */
const EXECUTION = {
  find: 'Executor error during find command',
  getMore: 'Executor error during getMore',
  distinct: 'Executor error during distinct command',
  aggregate: 'PlanExecutor error during aggregation',
  findAndModify: 'Plan executor error during findAndModify',
} as const

export type ExecutedCommand = keyof typeof EXECUTION

/** An error as it is reported when it turned up in executing a command, not in reading what it asks for. */
export function fromExecution(command: ExecutedCommand, error: unknown): unknown {
  if (!(error instanceof MongoFault)) return error
  return new MongoFault(error.codeName, `${EXECUTION[command]} :: caused by :: ${error.message}`, error)
}

/** Executes synchronous work of a command. */
export function executing<T>(command: ExecutedCommand, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw fromExecution(command, error)
  }
}
