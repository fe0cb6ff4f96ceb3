import {
  fieldOf,
  isDocument,
  setField,
  fieldEntries,
  fieldNames,
  isNullish,
  type Document,
} from '../bson/values.ts'
import { isNumber, isZero } from '../bson/numbers.ts'
import { fault, type CodeName } from '../errors.ts'
import { operatorNamed } from './operators.ts'
import { all, bearable, beginEvaluation } from './weight.ts'

/**
 * Aggregation expressions, compiled once and evaluated per document. A value of undefined means “missing”.
 * Sources: manual “Aggregation Expressions”, `src/mongo/db/pipeline/expression.cpp` (7.0).
 */
export interface ExpressionContext {
  /** Variables of the command (`let`), already evaluated. */
  readonly let?: Document
  /** The value of `$$NOW`. */
  readonly now?: Date
}

/** What is known while compiling: the names of the variables in reach. */
export interface Names {
  readonly variables: ReadonlySet<string>
}

/** What is known while evaluating. */
export interface Scope {
  readonly root: Document
  readonly variables: Binding | undefined
}

interface Binding {
  readonly name: string
  readonly value: unknown
  readonly next: Binding | undefined
}

export type Evaluator = (scope: Scope) => unknown

/** How one operator turns its argument into an evaluator. */
export type Operator = (argument: unknown, names: Names, name: string) => Evaluator

const SYSTEM_VARIABLES = ['ROOT', 'CURRENT', 'NOW', 'REMOVE']
/** Stands among the names for “CURRENT has been given another value”; no variable can be called that. */
const REBOUND = 'CURRENT.rebound'
const NO_LET: Document = {}

/** Compiles an expression for evaluation against whole documents. */
export function compileExpression(
  expression: unknown,
  context: ExpressionContext = {},
): (document: Document) => unknown {
  const evaluator = compile(expression, namesOf(context))
  const variables = bindingsOf(context)
  return (root) => {
    beginEvaluation()
    return evaluator({ root, variables })
  }
}

/** The value of an expression for one document; undefined when it is missing. */
export function evaluate(expression: unknown, document: Document, context: ExpressionContext = {}): unknown {
  return compileExpression(expression, context)(document)
}

/** An expression as a condition, as `$expr` uses it. */
export function evaluateTruth(
  expression: unknown,
  context: ExpressionContext,
): (document: Document) => boolean {
  const evaluator = compileExpression(expression, context)
  return (document) => isTrue(evaluator(document))
}

/** MongoDB's notion of truth: everything but false, zero, null and missing. */
export function isTrue(value: unknown): boolean {
  if (isNumber(value)) return !isZero(value)
  return !isNullish(value) && value !== false
}

/** The values of `let` variables: of a command, without a document, or of a stage, for one. */
export function evaluateLet(
  variables: Document,
  context: ExpressionContext = {},
  document: Document = {},
): Document {
  const values: Document = {}
  for (const [name, expression] of fieldEntries(variables)) {
    assertVariableName(name)
    setField(values, name, evaluate(expression, document, context) ?? null)
  }
  return values
}

/** Compiles an expression with the given variables in reach. */
export function compile(expression: unknown, names: Names): Evaluator {
  if (typeof expression === 'string') return compileString(expression, names)
  if (Array.isArray(expression)) {
    const items = expression.map((item: unknown) => compile(item, names))
    return (scope) =>
      bearable(
        all(items, 'array', (item) => item(scope) ?? null),
        'array',
      )
  }
  if (!isDocument(expression)) return () => expression
  const [first] = Object.keys(expression)
  return first?.startsWith('$') ? compileOperator(expression, first, names) : compileObject(expression, names)
}

/** Adds a variable for the evaluation of an inner expression. */
export function bind(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, variables: { name, value, next: scope.variables } }
}

/** Makes variables known to an inner expression. */
export function withNames(names: Names, added: readonly string[]): Names {
  const variables = new Set([...names.variables, ...added])
  // From here on plain field paths no longer start at the document.
  if (new Set(added).has('CURRENT')) variables.add(REBOUND)
  return { variables }
}

export function namesOf(context: ExpressionContext): Names {
  return { variables: new Set([...SYSTEM_VARIABLES, ...fieldNames(context.let ?? NO_LET)]) }
}

export function bindingsOf(context: ExpressionContext): Binding | undefined {
  let bindings: Binding | undefined
  for (const [name, value] of fieldEntries({ ...context.let, NOW: context.now ?? new Date() })) {
    bindings = { name, value, next: bindings }
  }
  return bindings
}

/** Refuses names a user may not give to a variable. */
export function assertVariableName(name: string): void {
  if (name === 'CURRENT') return
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) {
    throw fault(
      'FailedToParse',
      `'${name}' starts with an invalid character for a user variable name or contains one`,
    )
  }
}

/** The value at a dotted path: through arrays it collects what their documents hold. */
export function resolvePath(value: unknown, parts: readonly string[], from = 0): unknown {
  let current = value
  for (let i = from; i < parts.length; i += 1) {
    if (Array.isArray(current)) {
      return current
        .filter((item) => isDocument(item))
        .map((item) => resolvePath(item, parts, i))
        .filter((item) => item !== undefined)
    }
    if (!isDocument(current)) return undefined
    current = fieldOf(current, parts[i] as string)
  }
  return current
}

/** Refuses what is not a path of plain field names. */
export function assertFieldPath(path: string): string[] {
  if (path === '') throw fault('Location40352', 'FieldPath cannot be constructed with empty string')
  if (path.endsWith('.')) throw fault('Location40353', "FieldPath must not end with a '.'.")
  if (path.includes('\0')) throw fault('Location16411', 'FieldPath field names may not contain null bytes.')
  const parts = path.split('.')
  for (const part of parts) {
    if (part === '') throw fault('Location15998', 'FieldPath field names may not be empty strings.')
    if (part.startsWith('$') && !['$id', '$ref', '$db'].includes(part)) {
      throw fault(
        'Location16410',
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      )
    }
  }
  return parts
}

function compileString(text: string, names: Names): Evaluator {
  if (text.startsWith('$$')) return compileVariable(text.slice(2), names)
  if (!text.startsWith('$')) return () => text
  if (text.length === 1) {
    throw fault('Location16872', "'$' by itself is not a valid FieldPath")
  }
  const parts = assertFieldPath(text.slice(1))
  return names.variables.has(REBOUND)
    ? (scope) => resolvePath(lookup(scope, 'CURRENT'), parts)
    : (scope) => resolvePath(scope.root, parts)
}

function compileVariable(text: string, names: Names): Evaluator {
  const [name = '', ...parts] = text === '' ? [] : text.split('.')
  if (name === '') throw fault('Location16869', 'empty variable names are not allowed')
  if (!names.variables.has(name)) throw fault('Location17276', `Use of undefined variable: ${name}`)
  if (parts.length > 0) assertFieldPath(parts.join('.'))
  if (name === 'REMOVE') return () => undefined
  return (scope) => resolvePath(lookup(scope, name), parts)
}

function lookup(scope: Scope, name: string): unknown {
  for (let binding = scope.variables; binding; binding = binding.next) {
    if (binding.name === name) return binding.value
  }
  return name === 'ROOT' || name === 'CURRENT' ? scope.root : undefined
}

function compileOperator(expression: Document, name: string, names: Names): Evaluator {
  if (Object.keys(expression).length !== 1) {
    throw fault(
      'Location15983',
      `an object representing an expression must have exactly one field: ${fieldNames(expression).join(', ')}`,
    )
  }
  const operator = operatorNamed(name)
  if (!operator) throw fault('InvalidPipelineOperator', `Unrecognized expression '${name}'`)
  const evaluator = operator(expression[name], names, name)
  return (scope) => bearable(evaluator(scope), name)
}

function compileObject(expression: Document, names: Names): Evaluator {
  const fields = fieldEntries(expression).map(([name, value]) => {
    if (name.startsWith('$')) {
      throw fault(
        'Location16410',
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      )
    }
    if (name.includes('.')) {
      throw fault(
        'Location16412',
        "FieldPath field names may not contain '.'. Consider using $getField or $setField.",
      )
    }
    return [name, compile(value, names)] as const
  })
  return (scope) => {
    const result: Document = {}
    const values = all(fields, 'object', ([, evaluator]) => evaluator(scope))
    for (const [i, [name]] of fields.entries()) {
      if (values[i] !== undefined) setField(result, name, values[i])
    }
    return bearable(result, 'object')
  }
}

/** So many arguments may each be as large as they like; more are counted together. */
const FEW = 4

/** An operator with a fixed range of arguments, all evaluated before it runs. */
export function strict(
  minimum: number,
  maximum: number,
  run: (values: readonly unknown[], name: string) => unknown,
): Operator {
  return (argument, names, name) => {
    const given: unknown[] = Array.isArray(argument) ? argument : [argument]
    assertArity(name, given.length, minimum, maximum)
    const evaluators = given.map((item) => compile(item, names))
    if (given.length > FEW)
      return (scope) =>
        run(
          all(evaluators, name, (evaluator) => evaluator(scope)),
          name,
        )
    return (scope) =>
      run(
        evaluators.map((evaluator) => evaluator(scope)),
        name,
      )
  }
}

function assertArity(name: string, given: number, minimum: number, maximum: number): void {
  if (given >= minimum && given <= maximum) return
  if (minimum === maximum) {
    throw fault(
      'Location16020',
      `Expression ${name} takes exactly ${minimum} arguments. ${given} were passed in.`,
    )
  }
  throw fault(
    'Location28667',
    `Expression ${name} takes at least ${minimum} arguments, and at most ${maximum}, but ${given} were passed in.`,
  )
}

/** An operator whose argument is an object with named parts, all evaluated before it runs. */
export function named(
  required: readonly string[],
  optional: readonly string[],
  run: (values: Document, name: string) => unknown,
  code: CodeName = 'FailedToParse',
): Operator {
  return (argument, names, name) => {
    const parts = namedParts(argument, required, optional, name, code)
    const evaluators = Object.entries(parts).map(([key, value]) => [key, compile(value, names)] as const)
    return (scope) => {
      const values: Document = {}
      for (const [key, evaluator] of evaluators) values[key] = evaluator(scope)
      return run(values, name)
    }
  }
}

/** The parts of an object argument, with unknown and missing ones refused. */
export function namedParts(
  argument: unknown,
  required: readonly string[],
  optional: readonly string[],
  name: string,
  code: CodeName = 'FailedToParse',
): Document {
  if (!isDocument(argument)) throw fault(code, `${name} only supports an object as its argument`)
  for (const key of fieldNames(argument)) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw fault(code, `Unrecognized argument to ${name}: ${key}`)
    }
  }
  for (const key of required) {
    if (!Object.hasOwn(argument, key)) throw fault(code, `Missing '${key}' parameter to ${name}`)
  }
  return argument
}
