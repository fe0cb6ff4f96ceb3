import { Types } from 'mongoose'
import { isId } from '../../platform/db.ts'
import { wordsOf, type Fate, type PersonalRule, type PersonalRules } from '../../platform/personal.ts'
import { collectionOf, eitherForm } from './collecting.ts'

type Doc = Record<string, unknown> & { _id: Types.ObjectId }

/** Who is taken out, and what of their words. */
export interface Leaving {
  userId: string
  /** Not known any more once the account itself is gone. */
  email: string | undefined
  /** Whether what they wrote goes too. */
  withWords: boolean
  /** The id that stands in for theirs in a scope: always the same there, and in no other one. */
  standIn: (scope: string) => Promise<string>
  /** Words that are needed until a case is decided: they stay until then. */
  isNeeded: (model: string, id: string) => Promise<boolean>
}

/** What was changed, by model: the ids of its documents. */
export type Touched = Map<string, Set<string>>

export interface Erased {
  touched: Touched
  /** Words that are still needed, to be taken away later. */
  rest: { model: string; id: string }[]
}

/** A document is changed by others meanwhile so often at most, before the whole is tried again later. */
const mostTries = 30

/** Under what one other id stands in for somebody in a document. */
export async function scopeOf(
  name: string,
  rule: PersonalRule,
  doc: Record<string, unknown>,
): Promise<string> {
  const own = `${name}:${String(doc['_id'])}`
  if (rule.room === undefined) return own
  if (typeof rule.room === 'string') return (await roomScope(doc[rule.room], doc['threadId'])) ?? own
  const [model, path] = rule.room
  const id = String(doc[path])
  if (!isId(id)) return own
  const known = await collectionOf(model).findOne(
    { _id: new Types.ObjectId(id) },
    { projection: { roomId: 1, threadId: 1, pair: 1 } },
  )
  if (!known) return own
  const threadId: unknown = model === 'Thread' ? known._id : known['threadId']
  return (await roomScope(known['roomId'], threadId)) ?? own

  /** In the room in which two at a time talk among themselves, each conversation is a room of its own. */
  async function roomScope(roomId: unknown, threadId: unknown): Promise<string | undefined> {
    if (!isId(String(roomId))) return undefined
    const room = await collectionOf('Room').findOne({ _id: new Types.ObjectId(String(roomId)) })
    if (room?.['kind'] !== 'conversations') return `room:${String(roomId)}`
    const conversation = String(name === 'Thread' ? doc['_id'] : threadId)
    return isId(conversation) ? `thread:${conversation}` : undefined
  }
}

/** A value with another id in place of one, however deep it stands, in keys too. */
export function replaced(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value.includes(from) ? value.replaceAll(from, to) : value
  if (value instanceof Types.ObjectId) return value.equals(from) ? new Types.ObjectId(to) : value
  if (Array.isArray(value)) {
    const all = value.map((one) => replaced(one, from, to))
    return all.some((one, index) => one !== value[index]) ? all : value
  }
  if (!isPlain(value)) return value
  const entries = Object.entries(value).map(([key, one]) => [
    key.replaceAll(from, to),
    replaced(one, from, to),
  ])
  const same = entries.every(
    ([key, one]) => Object.hasOwn(value, key as string) && value[key as string] === one,
  )
  return same ? value : Object.fromEntries(entries)
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Whether somebody stands anywhere in a value. */
const nobody = '0'.repeat(24)
const holds = (value: unknown, userId: string) => replaced(value, userId, nobody) !== value

const drop = Symbol('drop')

/** A value after what its rule says was done at a path; `drop`: it goes from the list it stands in. */
export function withFate(
  value: unknown,
  path: readonly string[],
  fate: Fate,
  from: string,
  to: string,
): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => withFate(one, path, fate, from, to))
    const left = all.filter((one) => one !== drop)
    return left.length < all.length || left.some((one, index) => one !== value[index]) ? left : value
  }
  const [first, ...rest] = path
  if (first === undefined) {
    if (!holds(value, from)) return value
    return fate === 'pseudonym' ? replaced(value, from, to) : fate === 'nobody' ? null : drop
  }
  if (!isPlain(value) || !(first in value)) return value
  const inner = withFate(value[first], rest, fate, from, to)
  if (inner === drop) return drop
  return inner === value[first] ? value : { ...value, [first]: inner }
}

/** A value with what stands at a path emptied. */
function emptied(value: unknown, path: readonly string[], blank = ''): unknown {
  const [first, ...rest] = path
  if (first === undefined) return typeof value === 'string' ? blank : null
  if (!isPlain(value) || value[first] === undefined || value[first] === null) return value
  const inner = emptied(value[first], rest, blank)
  return inner === value[first] ? value : { ...value, [first]: inner }
}

/** The address of somebody taken away wherever it stands at a path. */
function withoutAddress(value: unknown, path: readonly string[], email: string): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => withoutAddress(one, path, email))
    return all.some((one, index) => one !== value[index]) ? all : value
  }
  const [first, ...rest] = path
  if (first === undefined) return typeof value === 'string' && value.toLowerCase() === email ? null : value
  if (!isPlain(value)) return value
  const inner = withoutAddress(value[first], rest, email)
  return inner === value[first] ? value : { ...value, [first]: inner }
}

const names = (path: string) => path.split('.')

/** Where a document of a model is found in which somebody stands. */
function filtersOf(rule: PersonalRule, { userId, email }: Pick<Leaving, 'userId' | 'email'>): object[] {
  const { $in: forms } = eitherForm(userId)
  const id = { $in: [...forms, `person:${userId}`] }
  return [
    ...Object.keys(rule.people ?? {}).map((path) => ({ [path]: id })),
    ...(email === undefined ? [] : wordsOf(rule.addresses).map((path) => ({ [path]: email }))),
    ...wordsOf(rule.looked).map((path) => ({ [path.replace('{id}', userId)]: { $exists: true } })),
  ]
}

/** A document without somebody, and whether any words of theirs stay in it for now. */
async function without(name: string, rule: PersonalRule, doc: Doc, leaving: Leaving) {
  const { userId, email, withWords } = leaving
  const at = (path: string) =>
    names(path).reduce<unknown>((one, key) => (isPlain(one) ? one[key] : undefined), doc)
  const spoken = [
    ...(rule.of && holds(at(rule.of), userId) ? wordsOf(rule.words) : []),
    ...Object.entries(rule.wordsOf ?? {}).flatMap(([path, words]) =>
      holds(at(path), userId) ? wordsOf(words) : [],
    ),
  ].filter((path) => at(path))
  const needed = withWords && spoken.length > 0 && (await leaving.isNeeded(name, String(doc._id)))
  const isPseudonym = Object.entries(rule.people ?? {}).some(([, fate]) => fate === 'pseudonym')
  const to = isPseudonym && holds(doc, userId) ? await leaving.standIn(await scopeOf(name, rule, doc)) : ''
  let next: unknown = doc
  if (withWords && !needed) for (const path of spoken) next = emptied(next, names(path), rule.blank)
  // The deepest first: an entry that goes takes along what stands in it.
  for (const [path, fate] of Object.entries(rule.people ?? {})) {
    const after = withFate(next, names(path), fate, userId, to)
    // What is no list loses the first thing on the way.
    next = after === drop ? { ...(next as Doc), [names(path)[0]!]: null } : after
  }
  if (email !== undefined)
    for (const path of wordsOf(rule.addresses)) next = withoutAddress(next, names(path), email)
  return { next: next as Doc, needed }
}

/** Only what differs, and only onto what was read: whoever changed it meanwhile is not overwritten. */
async function write(name: string, rule: PersonalRule, before: Doc, next: Doc): Promise<boolean> {
  const keys = Object.keys(next).filter((key) => next[key] !== before[key])
  if (keys.length === 0) return true
  const clock = rule.clock
  const guard = clock
    ? { [clock]: before[clock] }
    : Object.fromEntries(keys.map((key) => [key, { $eq: before[key] }]))
  const { matchedCount } = await collectionOf(name).updateOne(
    { _id: before._id, ...guard },
    {
      $set: Object.fromEntries(keys.map((key) => [key, next[key]])),
      ...(clock && { $inc: { [clock]: 1 } }),
    },
  )
  return matchedCount === 1
}

const together = 200

/**
 * Takes somebody out of everything the rules know of, except what has a way of its own. May be interrupted at any
 * point and repeated: it looks for what is left of them, and what was done is not found again.
 */
export async function eraseFrom(
  rules: PersonalRules,
  leaving: Leaving,
  { except, keep }: { except: readonly string[]; keep: () => Promise<void> },
): Promise<Erased> {
  const touched: Touched = new Map()
  const rest: Erased['rest'] = []
  const note = (name: string, id: unknown) => {
    const ids = touched.get(name) ?? new Set()
    touched.set(name, ids.add(String(id)))
  }

  async function change(name: string, rule: PersonalRule, id: Types.ObjectId) {
    for (let tries = 0; tries < mostTries; tries++) {
      const doc = await collectionOf(name).findOne({ _id: id })
      if (!doc) return
      const { next, needed } = await without(name, rule, doc, leaving)
      if (!(await write(name, rule, doc, next))) continue
      if (needed) rest.push({ model: name, id: String(id) })
      if (next !== doc) note(name, id)
      return
    }
    throw new Error(`${name} was changed by others all the time`)
  }

  for (const [name, rule] of Object.entries(rules)) {
    if (except.includes(name)) continue
    const collection = collectionOf(name)
    const goes = [
      ...(rule.goes && rule.of ? [{ [rule.of]: eitherForm(leaving.userId) }] : []),
      ...(rule.goes && rule.ofAddress && leaving.email !== undefined
        ? [{ [rule.ofAddress]: leaving.email }]
        : []),
      ...Object.entries(rule.people ?? {}).flatMap(([path, fate]) =>
        fate === 'document' ? [{ [path]: eitherForm(leaving.userId) }] : [],
      ),
    ]
    if (goes.length > 0) {
      for (const { _id } of await collection.find({ $or: goes }, { projection: { _id: 1 } }).toArray())
        note(name, _id)
      await collection.deleteMany({ $or: goes })
    }
    const filters = filtersOf(rule, leaving)
    let after: unknown
    while (filters.length > 0) {
      const found = await collection
        .find(
          { $and: [{ $or: filters }, ...(after === undefined ? [] : [{ _id: { $gt: after as never } }])] },
          { projection: { _id: 1 } },
        )
        .sort({ _id: 1 })
        .limit(together)
        .toArray()
      for (const { _id } of found) await change(name, rule, _id)
      await keep()
      if (found.length < together) break
      after = found.at(-1)!._id
    }
  }
  return { touched, rest }
}

/** Takes words away that were needed until now. */
export async function forgetWords(rules: PersonalRules, model: string, id: string): Promise<void> {
  const rule = rules[model]!
  const paths = [...wordsOf(rule.words), ...Object.values(rule.wordsOf ?? {}).flatMap(wordsOf)]
  const _id = new Types.ObjectId(id)
  for (let tries = 0; tries < mostTries; tries++) {
    const doc = await collectionOf(model).findOne({ _id })
    if (!doc) return
    const next = paths.reduce<unknown>((one, path) => emptied(one, names(path), rule.blank), doc) as Doc
    if (await write(model, rule, doc, next)) return
  }
  throw new Error(`${model} was changed by others all the time`)
}
