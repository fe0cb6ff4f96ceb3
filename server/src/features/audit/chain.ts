import { createHash } from 'node:crypto'

/** Values an entry may hold: ids, rules, numbers. Never anybody's words. */
export type Facts = Record<string, string | number | boolean | null | readonly string[]>

/** What somebody did in an office they hold. */
export interface Act {
  actorId: string
  /** In which office: that of a room, of an association, of the competence centre, of the platform. */
  office: 'moderator' | 'organisation-admin' | 'institution' | 'staff' | 'admin'
  /** The operation, for example `threads.hide`; `not-done` takes back the entry named in `target.entry`. */
  act: string
  /** On what: ids by name. */
  target: Facts
  before?: Facts
  after?: Facts
}

/** One link: the act as text, bound to the link before it. */
export interface Link {
  /** Its number, from 1, without gaps. */
  _id: number
  /** The act and its time as JSON, so that what is hashed is what is read. */
  entry: string
  /** The hash of the link before; that of the first link is empty. */
  previous: string
  hash: string
}

export type Entry = Act & { n: number; at: string }

const hashOf = (previous: string, entry: string) =>
  createHash('sha256').update(`${previous}\n${entry}`).digest('hex')

/** The link after `last`. */
export function linkAfter(last: Pick<Link, '_id' | 'hash'> | null, act: Act, at: Date): Link {
  const n = (last?._id ?? 0) + 1
  const previous = last?.hash ?? ''
  const entry = JSON.stringify({ n, at: at.toISOString(), ...act } satisfies Entry)
  return { _id: n, entry, previous, hash: hashOf(previous, entry) }
}

export const entryOf = (link: Link) => JSON.parse(link.entry) as Entry

/** What is wrong with a link that should follow `last`, or nothing. */
export function faultOf(last: Pick<Link, '_id' | 'hash'> | null, link: Link): string | undefined {
  const expected = (last?._id ?? 0) + 1
  if (link._id !== expected)
    return `entry ${expected} is missing; after ${expected - 1} comes ${String(link._id)}`
  if (link.previous !== (last?.hash ?? '')) return `entry ${expected} does not continue the one before it`
  if (hashOf(link.previous, link.entry) !== link.hash)
    return `entry ${expected} is not what was written: its hash differs`
  return numberIn(link.entry) === expected ? undefined : `entry ${expected} names another number`
}

function numberIn(entry: string): unknown {
  try {
    return (JSON.parse(entry) as Partial<Entry>).n
  } catch {
    return undefined
  }
}
