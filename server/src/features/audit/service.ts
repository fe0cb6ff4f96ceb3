import type { AuditEntry } from '@augenhoehe/contracts'
import { trusted } from 'mongoose'
import type { Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import { entryOf, faultOf, linkAfter, type Act, type Link } from './chain.ts'
import { Links } from './model.ts'

interface Needs {
  now: () => Date
}

const mostTries = 60

const newest = () => Links.findOne().sort({ _id: -1 }).lean<Link>()

/**
 * The log of what is done in an office: append-only, each entry bound to the one before by its hash.
 * Numbers are assigned by the write, as in the log of a thread: several processes need no other agreement.
 */
export function createAudit({ now }: Needs) {
  let queue: Promise<unknown> = Promise.resolve()

  async function append(act: Act): Promise<number> {
    for (let tries = 0; tries < mostTries; tries++) {
      const link = linkAfter(await newest(), act, now())
      try {
        await Links.create(link)
        return link._id
      } catch (error) {
        if (duplicateOf(error) === undefined) throw error
      }
    }
    throw new Error('No number was free in the audit log')
  }

  /** Durable when it resolves, in the order of the calls; resolves to the number of the entry. */
  function record(act: Act): Promise<number> {
    const next = queue.then(() => append(act))
    queue = next.catch(() => undefined)
    return next
  }

  /**
   * Does something in an office: the entry is durable before the work begins, so that nothing is done without one.
   * If the work is refused after all, a second entry says so; if its fate is unknown, the first one stands.
   * Whether somebody may act at all is asked before, so that strangers do not write this log.
   */
  const acting = async <T>(act: Act, work: () => Promise<T>): Promise<T> => {
    const entry = await record(act)
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'unavailable') {
        const { actorId, office } = act
        await record({ actorId, office, act: 'not-done', target: { entry }, after: { code: error.code } })
      }
      throw error
    }
  }

  return {
    acting,

    /** Newest first, before a number; for those who run the platform. */
    async list(actor: Actor, before: number | undefined, limit: number) {
      if (actor.role !== 'admin') throw refuse('not-found')
      const links = await Links.find(before === undefined ? {} : { _id: trusted({ $lt: before }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<Link[]>()
      const entries = links.map((link): AuditEntry => {
        const { before: was = null, after = null, ...entry } = entryOf(link)
        return { ...entry, before: was, after, hash: link.hash }
      })
      return { entries, more: (links.at(-1)?._id ?? 1) > 1 }
    },
  }
}
export type Audit = ReturnType<typeof createAudit>
/** What other capabilities need of it. */
export type Acting = Audit['acting']

/**
 * Goes through the whole log in order; throws with the first entry that is missing, changed or out of place.
 * Cut-off newest entries show only against a head that was noted elsewhere: give it as `noted`.
 */
export async function verifyAudit(noted?: { n: number; hash: string }) {
  let last: Pick<Link, '_id' | 'hash'> | null = null
  for await (const link of Links.find().sort({ _id: 1 }).lean<Link>().cursor()) {
    const fault = faultOf(last, link)
    if (fault) throw new Error(fault)
    if (noted?.n === link._id && noted.hash !== link.hash)
      throw new Error(`entry ${noted.n} is not the one whose hash was noted`)
    last = { _id: link._id, hash: link.hash }
  }
  if (noted && (last?._id ?? 0) < noted.n)
    throw new Error(`entry ${(last?._id ?? 0) + 1} is missing; ${noted.n} was noted`)
  return { count: last?._id ?? 0, hash: last?.hash ?? '' }
}
