import mongoose, { Types } from 'mongoose'
import { wordsOf, type PersonalRule, type PersonalRules } from '../../platform/personal.ts'

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
export type Entry = Record<string, Value>

/** What one collection, or one kind of entry in it, holds of a person. */
export interface Section {
  /** The name of the model, and of the list in it. */
  name: string
  entries: Entry[]
}

/** Everything that is held of a person, by the rules beside the models. */
export interface Collected {
  sections: Section[]
  /** What is about the person or others and is not given, and why. */
  withheld: Record<string, string>
  /** What rooms, threads and associations that are named by id are called. */
  names: Record<string, string>
}

type Doc = Record<string, unknown>

/** An id as it may be stored. */
export const eitherForm = (id: string) => ({ $in: [id, new Types.ObjectId(id)] })

export const collectionOf = (model: string) => mongoose.model(model).collection

/** What stands at a path, also through lists. */
export function standingAt(value: unknown, path: string): unknown {
  if (path === '') return value
  if (Array.isArray(value)) return value.map((one) => standingAt(one, path))
  if (value === null || typeof value !== 'object') return undefined
  const [first = '', ...rest] = path.split('.')
  return standingAt((value as Doc)[first], rest.join('.'))
}

function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Types.ObjectId) return String(value)
  if (Array.isArray(value)) return value.map(toValue)
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toValue(one)]))
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null
}

/** Only what the paths name, and of that what is there. */
const pick = (from: unknown, paths: readonly string[]): Entry =>
  Object.fromEntries(
    paths.flatMap((path) => {
      const found = standingAt(from, path)
      return found === undefined || found === null ? [] : [[path, toValue(found)]]
    }),
  )

async function sectionsOf(
  name: string,
  rule: PersonalRule,
  { userId, email }: { userId: string; email: string },
): Promise<Section[]> {
  const find = (filter: Doc) => collectionOf(name).find(filter).toArray() as Promise<Doc[]>
  const context = wordsOf(rule.context)
  const sections: Section[] = []
  const filter = rule.of
    ? { [rule.of]: eitherForm(userId) }
    : rule.ofAddress
      ? { [rule.ofAddress]: email }
      : undefined
  if (filter) {
    const paths = [...context, ...wordsOf(rule.exported)]
    sections.push({ name, entries: (await find(filter)).map((doc) => pick(doc, paths)) })
  }
  for (const [path, { of, exported }] of Object.entries(rule.parts ?? {})) {
    const docs = await find({ [of ? `${path}.${of}` : path]: eitherForm(userId) })
    const entries = docs.flatMap((doc) =>
      [standingAt(doc, path)]
        .flat()
        .filter((one) => String(standingAt(one, of)) === userId)
        .map((one) => ({ ...pick(doc, context), ...pick(one, wordsOf(exported)) })),
    )
    sections.push({ name: `${name}.${path}`, entries })
  }
  return sections.filter(({ entries }) => entries.length > 0)
}

/** By what something that is named by its id is known to people. */
const called = { Room: 'title', Thread: 'title', Organisation: 'name' } as const

async function namesOf(sections: readonly Section[]): Promise<Record<string, string>> {
  const ids = new Set<string>()
  const look = (value: Value) => {
    if (typeof value === 'string') {
      if (/^[0-9a-f]{24}$/.test(value)) ids.add(value)
    } else if (value !== null && typeof value === 'object') Object.values(value).forEach(look)
  }
  for (const { entries } of sections) entries.forEach(look)
  const wanted = [...ids].map((id) => new Types.ObjectId(id))
  const names: Record<string, string> = {}
  for (const [model, path] of Object.entries(called)) {
    const found = await collectionOf(model)
      .find({ _id: { $in: wanted } }, { projection: { [path]: 1 } })
      .toArray()
    for (const doc of found) {
      const title: unknown = doc[path]
      const words = typeof title === 'string' ? title : (standingAt(title, 'de') as string | undefined)
      if (words) names[String(doc._id)] = words
    }
  }
  return names
}

/** Reads everything the rules give to a person. */
export async function collect(
  rules: PersonalRules,
  person: { userId: string; email: string },
): Promise<Collected> {
  const sections: Section[] = []
  const withheld: Record<string, string> = {}
  for (const [name, rule] of Object.entries(rules)) {
    sections.push(...(await sectionsOf(name, rule, person)))
    for (const [path, why] of Object.entries(rule.withheld ?? {})) withheld[`${name}.${path}`] = why
  }
  return { sections, withheld, names: await namesOf(sections) }
}
