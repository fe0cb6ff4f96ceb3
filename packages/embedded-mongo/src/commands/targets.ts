import { assertInTime, type Hit, type PreparedQuery } from '../executor.ts'
import type { Collection } from '../storage/collection.ts'
import type { Steps } from '../storage/steps.ts'
import type { CommandContext } from './context.ts'
import { stillThere } from './read.ts'

/**
 * The documents a write statement is about. Finding them may take long, and others may write in between: each
 * document is read and matched again in the step in which it is changed.
 */

/** The first document of a query, as it is now. */
export function* firstTarget(
  context: CommandContext,
  collection: Collection,
  query: PreparedQuery,
): Steps<Hit | undefined> {
  for (;;) {
    const search = new Search(context, collection)
    let found: Hit | undefined
    for (const hit of query.run(collection)) {
      if (hit) {
        found = hit
        break
      }
      search.resumed(yield)
    }
    if (!found || !search.wasCut) return found
    const current = query.current(collection, found.record, found)
    if (current) return current
  }
}

/** Changes the first document of a query, if there is one. */
export function* changeFirst(
  context: CommandContext,
  collection: Collection,
  query: PreparedQuery,
  change: (hit: Hit) => void,
): Steps<void> {
  const hit = yield* firstTarget(context, collection, query)
  if (hit) change(hit)
}

/** Of what is found, so much is kept with its values; of the rest only where it is. */
const KEPT_BYTES = 4 * 1024 * 1024

/** Changes every document of a query. None is met twice, even if it moves in an index. */
export function* changeTargets(
  context: CommandContext,
  collection: Collection,
  query: PreparedQuery,
  change: (hit: Hit) => void,
): Steps<void> {
  const search = new Search(context, collection)
  const found = new Map<number, Hit | undefined>()
  let bytes = 0
  for (const hit of query.run(collection)) {
    if (hit) {
      bytes += hit.bytes.length
      found.set(hit.record, bytes > KEPT_BYTES ? undefined : hit)
    } else {
      search.resumed(yield)
    }
  }
  for (const [record, hit] of found) {
    const current = hit && !search.wasCut ? hit : query.current(collection, record, hit)
    if (current) change(current)
    search.resumed(yield)
  }
}

/** Keeps an eye on what a statement works on while it is cut. */
class Search {
  readonly #deadline: number
  readonly #assertThere: () => void
  wasCut = false

  constructor({ instance, deadline }: CommandContext, collection: Collection) {
    this.#deadline = deadline
    this.#assertThere = stillThere(instance, collection)
  }

  /** Called when the work goes on after a yield. */
  resumed(wasCut: boolean): void {
    if (!wasCut) return
    this.wasCut = true
    this.#assertThere()
    assertInTime(this.#deadline)
  }
}
