import mongoose, { Types } from 'mongoose'
import { wordsOf, type PersonalRules } from '../platform/personal.ts'

/** A word that stands at one place of the store and nowhere else. */
export interface Planted {
  /** The place, as `Model.path`. */
  at: string
  word: string
}

/** Sets what stands at a path, making what is on the way. */
export function put(doc: Record<string, unknown>, path: string, value: unknown) {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) doc[first] = value
  else put((doc[first] ??= {}) as Record<string, unknown>, rest.join('.'), value)
}

/** What a field of a model takes that is no text; undefined where a word may stand. */
function kindOf(model: string, path: string, word: string): unknown {
  const instance = mongoose.model(model).schema.path(path)?.instance
  if (instance === 'Date') return new Date('2026-11-01T12:00:00Z')
  if (instance === 'Number') return 1
  if (instance === 'Boolean') return false
  if (instance === 'ObjectId') return new Types.ObjectId()
  if (instance === 'Array') return [word]
  return undefined
}

/**
 * Puts a word of its own into every field that is given to a person, straight into the store, with a document or an
 * entry of a list in each collection that the rules know: none is left out. `known` are fields whose values others
 * read as something else than a text.
 */
export async function plantFor(
  rules: PersonalRules,
  { userId, email }: { userId: string; email: string },
  {
    except,
    known,
    tag,
  }: { except: readonly string[]; known: Record<string, Record<string, unknown>>; tag: string },
): Promise<Planted[]> {
  const planted: Planted[] = []
  const id = (model: string, path: string) =>
    mongoose.model(model).schema.path(path)?.instance === 'ObjectId' ? new Types.ObjectId(userId) : userId

  for (const [name, rule] of Object.entries(rules)) {
    if (except.includes(name)) continue
    const fixed = known[name] ?? {}
    const fill = (doc: Record<string, unknown>, path: string, at: string) => {
      const word = `${tag}-${at.replaceAll('.', '-').toLowerCase()}-end`
      const kind = kindOf(name, path, word)
      if (kind === undefined || Array.isArray(kind)) planted.push({ at, word })
      put(doc, path, kind ?? word)
    }
    const docs: Record<string, unknown>[] = []
    const { of, ofAddress, exported, parts, people } = rule
    if (of !== undefined || ofAddress !== undefined) {
      const doc: Record<string, unknown> = {}
      for (const path of wordsOf(exported))
        if (path !== ofAddress && !(path in fixed)) fill(doc, path, `${name}.${path}`)
      if (of) put(doc, of, of === '_id' ? new Types.ObjectId(userId) : id(name, of))
      if (ofAddress) put(doc, ofAddress, email)
      docs.push(doc)
    }
    for (const [path, part] of Object.entries(parts ?? {})) {
      const doc: Record<string, unknown> = {}
      const entry: Record<string, unknown> = {}
      for (const inner of wordsOf(part.exported))
        if (!(`${path}.${inner}` in fixed)) fill(entry, inner, `${name}.${path}.${inner}`)
      for (const [key, value] of Object.entries(fixed))
        if (key.startsWith(`${path}.`)) put(entry, key.slice(path.length + 1), value)
      if (part.of) put(entry, part.of, id(name, `${path}.${part.of}`))
      put(doc, path, [part.of ? entry : userId])
      docs.push(doc)
    }
    // Once more at every other place where they may stand.
    for (const path of Object.keys(people ?? {})) {
      if (path === of || Object.keys(parts ?? {}).some((one) => path === one || path.startsWith(`${one}.`)))
        continue
      const doc: Record<string, unknown> = {}
      const [first = '', ...rest] = path.split('.')
      if (path === 'tallies') put(doc, path, { people: { [`person:${userId}`]: 5 }, groups: {} })
      else if (path === 'absorbed') put(doc, path, { members: [{ userId: new Types.ObjectId(userId) }] })
      else if (
        rest.length > 0 &&
        ![
          'answer',
          'appeal',
          'decision',
          'restriction',
          'oral',
          'startedBy',
          'request',
          'turn',
          'handover',
          'reminder',
          'upkeep',
          'by',
          'participants',
        ].includes(first)
      ) {
        const entry: Record<string, unknown> = {}
        put(entry, rest.join('.'), id(name, path))
        put(doc, first, [entry])
      } else put(doc, path, id(name, path))
      for (const [key, value] of Object.entries(rule.wordsOf ?? {}))
        if (key === path) for (const words of wordsOf(value)) fill(doc, words, `${name}.${words}`)
      docs.push(doc)
    }
    for (const path of wordsOf(rule.addresses)) {
      const doc: Record<string, unknown> = {}
      const [list = '', ...rest] = path.split('.')
      const entry: Record<string, unknown> = {}
      put(entry, rest.join('.'), email)
      put(doc, list, [entry])
      docs.push(doc)
    }
    // What everybody's lists show has to be whole.
    const whole: Record<string, unknown> | null = ['Organisation', 'Room'].includes(name)
      ? await mongoose.model(name).collection.findOne({ kind: { $ne: 'conversations' }, mergedInto: null })
      : {}
    for (const [number, doc] of docs.entries()) {
      const _id = (doc['_id'] as Types.ObjectId | undefined) ?? new Types.ObjectId()
      const own: Record<string, unknown> = {
        clientId: String(_id),
        ...whole,
        rev: 1_000_000 + number,
        ...doc,
        _id,
      }
      if (name === 'Contribution') own['text'] ??= ''
      if (whole && 'slug' in whole) own['slug'] = own['nameKey'] = String(_id)
      for (const [path, value] of Object.entries(fixed))
        if (!Object.keys(parts ?? {}).some((one) => path.startsWith(`${one}.`)) && !(path in doc))
          if (value !== undefined) put(own, path, value)
      // Where an index lets no two be the same.
      for (const [keys, options] of mongoose.model(name).schema.indexes())
        if (options.unique)
          for (const key of Object.keys(keys)) if (!key.includes('.') && !(key in own)) own[key] = String(_id)
      await mongoose.model(name).collection.replaceOne({ _id }, own, { upsert: true })
    }
  }
  return planted
}
