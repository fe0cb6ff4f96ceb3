import type { Document } from 'mongodb'

/** The commands up to the one that still makes the difference, or nothing when these make none. */
export type Attempt = (commands: readonly Document[]) => Promise<readonly Document[] | undefined>

/** Drops commands, then parts of commands, as long as a difference remains. */
export async function shrink(commands: readonly Document[], attempt: Attempt): Promise<readonly Document[]> {
  const fewer = await dropCommands(commands, attempt)
  return dropParts(fewer, attempt)
}

/** First halves, then quarters, then single commands; the last command is the one that differs and stays. */
async function dropCommands(commands: readonly Document[], attempt: Attempt): Promise<readonly Document[]> {
  let current = commands
  for (let size = Math.ceil(current.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = current.length - 1 - size; start > -size; start -= size) {
      const from = Math.max(0, start)
      const left = [...current.slice(0, from), ...current.slice(start + size)]
      current = (await attempt(left)) ?? current
    }
  }
  return current
}

async function dropParts(commands: readonly Document[], attempt: Attempt): Promise<readonly Document[]> {
  let current = commands
  for (let changed = true; changed;) {
    changed = false
    for (let index = current.length - 1; index >= 0; index -= 1) {
      for (const smaller of smallerThan(current[index] as Document)) {
        const found = await attempt(current.toSpliced(index, 1, smaller))
        if (!found || found.length !== current.length) continue
        current = found
        changed = true
        break
      }
    }
  }
  return current
}

/** The fields whose parts may go without leaving the answer open: never a sort, a limit or an `_id`. */
const PARTS = new Set([
  'documents',
  'updates',
  'deletes',
  'indexes',
  'filter',
  'query',
  'projection',
  'fields',
])

function smallerThan(command: Document): Document[] {
  return Object.entries(command).flatMap(([name, value]) =>
    PARTS.has(name) ? lessOf(value, 0).map((less) => ({ ...command, [name]: less })) : [],
  )
}

function lessOf(value: unknown, depth: number): unknown[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return []
    const without = value.length > 1 ? value.map((_, index) => value.toSpliced(index, 1)) : []
    return [
      ...without,
      ...value.flatMap((item, index) =>
        lessOf(item, depth + 1).map((less) => value.toSpliced(index, 1, less)),
      ),
    ]
  }
  if (!isPlain(value)) return []
  const names = Object.keys(value).filter((name) => !WHOLE.has(name))
  const droppable = names.filter((name) => !KEPT.has(name))
  const without = droppable.map((name) =>
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
  )
  const inner = names.flatMap((name) =>
    lessOf(value[name], depth + 1).map((less) => ({ ...value, [name]: less })),
  )
  return [...without, ...inner]
}

/** What a statement needs, though perhaps with less in it. */
const KEPT = new Set(['q', 'u'])
/** What lays down which document or order is meant stays as it is. */
const WHOLE = new Set(['_id', 'multi', 'hint', 'limit', 'name', 'key', 'sort'])

function isPlain(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
