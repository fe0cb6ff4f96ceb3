import { Int32 } from 'bson'
import { isArray, isDoc, type Doc, type Present, type Value } from './model/bson.ts'
import { Collection, parseIndex } from './model/collection.ts'
import { isTrue } from './model/expression.ts'
import { compileFilter, reached, type Matched } from './model/filter.ts'
import { isNumber, toDouble } from './model/numbers.ts'
import { compileProjection } from './model/projection.ts'
import { compilePipeline } from './model/pipeline.ts'
import { BAD_VALUE, FAILED_TO_PARSE, Refusal, refuse } from './model/refusal.ts'
import { parseSort, sortDocs } from './model/sort.ts'
import { compileUpdate, type Update } from './model/update.ts'
import { startOfUpsert } from './model/upsert.ts'

/**
 * MongoDB as plainly as it can be written down: lists of documents, no indexes, no planner, no storage. It shares
 * nothing with the server, so that what both answer is not one mistake made once.
 */
export class Model {
  private collections = new Map<string, Collection>()

  /** Answers a command as a server would; throws a `Refusal` where the command fails as a whole. */
  run(command: Doc): Doc {
    const [[name, target]] = [...command] as [[string, Present]]
    const handler = this.commands[name]
    if (!handler) throw new Error(`the model does not know ${name}`)
    return handler(target as string, command)
  }

  private collection(name: string): Collection {
    const found = this.collections.get(name) ?? new Collection()
    this.collections.set(name, found)
    return found
  }

  private readonly commands: Readonly<Record<string, (target: string, command: Doc) => Doc>> = {
    dropDatabase: () => {
      this.collections.clear()
      return new Map()
    },
    drop: (name) => {
      this.collections.delete(name)
      return new Map()
    },
    createIndexes: (name, command) => {
      const specs = (command.get('indexes') as Doc[]).map(parseIndex)
      this.collection(name).createIndexes(specs)
      return new Map()
    },
    dropIndexes: (name, command) => {
      const collection = this.collections.get(name) ?? refuse(26)
      const index = command.get('index')
      if (index === '*') collection.indexes = collection.indexes.slice(0, 1)
      else if (index === '_id_') return refuse(72)
      else if (!collection.indexes.some((spec) => spec.name === index)) return refuse(27)
      else collection.indexes = collection.indexes.filter((spec) => spec.name !== index)
      return new Map()
    },
    insert: (name, command) =>
      this.statements(command, 'documents', (document, result) => {
        this.collection(name).insert(document)
        result.n += 1
      }),
    update: (name, command) =>
      this.statements(command, 'updates', (statement, result, index) =>
        this.update(name, statement, result, index),
      ),
    delete: (name, command) =>
      this.statements(command, 'deletes', (statement, result) => {
        const found = this.matching(name, statement.get('q') as Doc)
        const isOne = toDouble(statement.get('limit') as Int32) === 1
        for (const { document } of isOne ? found.slice(0, 1) : found) this.collection(name).remove(document)
        result.n += isOne ? Math.min(1, found.length) : found.length
      }),
    findAndModify: (name, command) => this.findAndModify(name, command),
    find: (name, command) => this.find(name, command),
    count: (name, command) => {
      const found = this.matching(name, command.get('query') as Doc)
      const [skip, limit] = ['skip', 'limit'].map((option) => numberIn(command, option))
      const end = limit ? (skip ?? 0) + limit : undefined
      return new Map([['n', new Int32(found.slice(skip ?? 0, end).length)]])
    },
    distinct: (name, command) => {
      const path = (command.get('key') as string).split('.')
      const docs = this.matching(name, command.get('query') as Doc)
      const values = docs.flatMap(({ document }) => distinctValues(document, path))
      return new Map([['values', values]])
    },
    aggregate: (name, command) => {
      const pipeline = compilePipeline(command.get('pipeline') as Present[], (other) => this.docsOf(other))
      return cursorOf(pipeline(this.docsOf(name)))
    },
  }

  private docsOf(name: string): readonly Doc[] {
    return this.collections.get(name)?.docs ?? []
  }

  private matching(name: string, filter: Doc): (Matched & { document: Doc })[] {
    const matches = compileFilter(filter)
    return this.docsOf(name).flatMap((document) => {
      const matched = matches(document)
      return matched ? [{ ...matched, document }] : []
    })
  }

  private statements(
    command: Doc,
    listName: string,
    run: (statement: Doc, result: Tally, index: number) => void,
  ): Doc {
    const result: Tally = { n: 0, nModified: 0, upserted: [] }
    const errors: Doc[] = []
    for (const [index, statement] of (command.get(listName) as Doc[]).entries()) {
      try {
        run(statement, result, index)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        errors.push(writeError(error, index))
        if (command.get('ordered') !== false) break
      }
    }
    return reply({
      n: new Int32(result.n),
      nModified: listName === 'updates' ? new Int32(result.nModified) : undefined,
      upserted: result.upserted.length > 0 ? result.upserted : undefined,
      writeErrors: errors.length > 0 ? errors : undefined,
    })
  }

  private update(name: string, statement: Doc, result: Tally, index: number): void {
    const filter = statement.get('q') as Doc
    const update = compileUpdate(
      statement.get('u') as Present,
      (statement.get('arrayFilters') ?? []) as Present[],
    )
    const isMulti = isTrue(statement.get('multi'))
    const found = this.matching(name, filter)
    if (isMulti && isReplacement(statement.get('u') as Present)) refuse(FAILED_TO_PARSE)
    for (const one of isMulti ? found : found.slice(0, 1)) {
      const { document, isModified } = update(one.document, { matchedIndex: one.index, isInsert: false })
      if (isModified) this.collection(name).replace(one.document, document)
      result.n += 1
      result.nModified += isModified ? 1 : 0
    }
    if (found.length > 0 || !isTrue(statement.get('upsert'))) return
    const document = this.upsert(name, filter, statement.get('u') as Present, update)
    result.n += 1
    result.upserted.push(
      new Map([
        ['index', new Int32(index)],
        ['_id', document.get('_id') as Present],
      ]),
    )
  }

  private upsert(name: string, filter: Doc, source: Present, update: Update): Doc {
    const collection = this.collection(name)
    const start = startOfUpsert(filter, isReplacement(source))
    const { document } = update(start, { matchedIndex: undefined, isInsert: true })
    const ordered: Doc = new Map([['_id', document.get('_id') as Present], ...document])
    collection.insert(ordered)
    return ordered
  }

  private findAndModify(name: string, command: Doc): Doc {
    const filter = (command.get('query') ?? new Map()) as Doc
    const projection = compileProjection((command.get('fields') ?? new Map()) as Doc, true)
    const isRemoval = isTrue(command.get('remove'))
    const source = command.get('update') as Present
    const update = isRemoval
      ? undefined
      : compileUpdate(source, (command.get('arrayFilters') ?? []) as Present[])
    const found = this.matching(name, filter)
    const sorted = command.has('sort')
      ? sortDocs(
          found.map((one) => one.document),
          parseSort(command.get('sort')),
        )
      : found.map((one) => one.document)
    const [document] = sorted
    const index = found.find((one) => one.document === document)?.index
    const isNew = isTrue(command.get('new'))
    const told = (value: Doc | undefined) => (value ? projection(value, index) : null)
    if (!document) {
      if (!update || !isTrue(command.get('upsert'))) {
        const counts = reply({ n: new Int32(0), updatedExisting: update ? false : undefined })
        return reply({ lastErrorObject: counts, value: null })
      }
      const inserted = this.upsert(name, filter, source, update)
      const counts = reply({
        n: new Int32(1),
        updatedExisting: false,
        upserted: inserted.get('_id'),
      })
      return reply({ lastErrorObject: counts, value: isNew ? told(inserted) : null })
    }
    if (!update) {
      const value = told(document)
      this.collection(name).remove(document)
      return reply({ lastErrorObject: reply({ n: new Int32(1) }), value })
    }
    const changed = update(document, { matchedIndex: index, isInsert: false })
    const value = told(isNew ? changed.document : document)
    if (changed.isModified) this.collection(name).replace(document, changed.document)
    return reply({ lastErrorObject: reply({ n: new Int32(1), updatedExisting: true }), value })
  }

  private find(name: string, command: Doc): Doc {
    const projection = compileProjection((command.get('projection') ?? new Map()) as Doc, true)
    const sorting = command.has('sort') ? parseSort(command.get('sort')) : undefined
    const found = this.matching(name, command.get('filter') as Doc)
    const indexOf = new Map(found.map(({ document, index }) => [document, index]))
    const hint = command.get('hint')
    if (typeof hint === 'string' && this.collections.has(name)) {
      const index = this.collection(name).indexes.find((spec) => spec.name === hint)
      if (!index || index.isHidden) return refuse(BAD_VALUE)
    }
    const docs = found.map(({ document }) => document)
    const sorted = sorting ? sortDocs(docs, sorting) : docs
    const [skip, limit] = ['skip', 'limit'].map((option) => numberIn(command, option))
    const end = limit ? (skip ?? 0) + limit : undefined
    return cursorOf(
      sorted.slice(skip ?? 0, end).map((document) => projection(document, indexOf.get(document))),
    )
  }
}

interface Tally {
  n: number
  nModified: number
  upserted: Doc[]
}

const reply = (fields: Readonly<Record<string, Value>>): Doc =>
  new Map(Object.entries(fields).filter((entry): entry is [string, Present] => entry[1] !== undefined))

const cursorOf = (docs: Doc[]): Doc => new Map([['docs', docs]])

function numberIn(command: Doc, name: string): number | undefined {
  const value = command.get(name)
  return isNumber(value) ? toDouble(value) : undefined
}

function writeError({ code, key }: Refusal, index: number): Doc {
  return reply({
    index: new Int32(index),
    code: new Int32(code),
    keyPattern: key?.pattern,
    keyValue: key?.value,
  })
}

function isReplacement(update: Present): boolean {
  return isDoc(update) && ![...update.keys()][0]?.startsWith('$')
}

/** Every value a path leads to; the elements of an array at its end, one level deep. */
function distinctValues(document: Doc, path: readonly string[]): Present[] {
  return reached(document, path, false).flatMap(({ value }) =>
    isArray(value) ? value : value === undefined ? [] : [value],
  )
}
