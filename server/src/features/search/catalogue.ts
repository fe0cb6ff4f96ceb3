import { setImmediate } from 'node:timers/promises'
import { createBreath } from '../../platform/breathing.ts'
import type { Log } from '../../platform/log.ts'
import type { PublishedListing } from '../matching/index.ts'
import type { OrganisationFacts } from '../organisations/index.ts'
import type { PublishedContribution, PublishedThread } from '../threads/index.ts'
import {
  ofContribution,
  ofListing,
  ofOrganisation,
  ofResult,
  ofThread,
  type Doc,
  type PublishedResult,
} from './documents.ts'
import { createWordIndex } from './word-index.ts'

/** Where what can be found comes from. */
export interface Sources {
  roomIds: () => Promise<string[]>
  threads: (ids?: readonly string[]) => Promise<PublishedThread[]>
  contributions: (threadId?: string) => AsyncIterable<PublishedContribution[]>
  organisation: (id: string) => Promise<OrganisationFacts | undefined>
  organisations: () => Promise<OrganisationFacts[]>
  /** Of one organisation, or of all. */
  listings: (organisationId?: string) => Promise<PublishedListing[]>
  /** Of these, or all that are published. */
  results: (ids?: readonly string[]) => Promise<PublishedResult[]>
}

const slice = 100
const againMs = 1000

/**
 * Keeps the index true. What everybody may no longer read leaves it in the same moment; what needs a reading first
 * is owed, and a search waits for it. The store is the truth: after a start everything is read from it, in slices,
 * while what changes meanwhile arrives as always. A newer reading of a contribution is never replaced by an older one.
 */
export function createCatalogue(sources: Sources, log: Log) {
  const index = createWordIndex<Doc>()
  const threads = new Map<string, PublishedThread>()
  const rooms = new Set<string>()
  const listingsOf = new Map<string, Set<string>>()
  /** How far each contribution has been told, as long as an older reading may still be on its way. */
  const told = new Map<string, number>()
  const owed: (() => Promise<void>)[] = []
  let working: Promise<void> | undefined
  let complete = false
  const life = { ended: false }

  /** Does what is owed; what fails is tried again with the next change or search. */
  async function work() {
    try {
      while (owed.length > 0 && !life.ended) {
        const task = owed.shift()!
        try {
          await task()
        } catch (error) {
          owed.push(task)
          throw error
        }
      }
      if (complete) told.clear()
    } catch (error) {
      if (!life.ended) log.warn({ err: error }, 'search is behind the store')
    } finally {
      working = undefined
    }
  }

  async function settled() {
    if (owed.length > 0) working ??= work()
    await working
  }

  function owe(task: () => Promise<void>): Promise<void> {
    owed.push(task)
    return settled()
  }

  function takeThread(thread: PublishedThread) {
    threads.set(thread.id, thread)
    rooms.add(thread.roomId)
    index.put(ofThread(thread))
  }

  /** False when its thread is not known yet. */
  function take(one: PublishedContribution): boolean {
    if ((told.get(one.id) ?? 0) > one.rev) return true
    if (one.text === null) {
      index.remove(one.id)
      return true
    }
    const thread = threads.get(one.threadId)
    if (!thread) return false
    if (!index.get(thread.id)) index.put(ofThread(thread))
    index.put(ofContribution(one, one.text, thread))
    return true
  }

  async function takeWithThreads(some: readonly PublishedContribution[]) {
    const missing = new Set(some.map(({ threadId }) => threadId).filter((id) => !threads.has(id)))
    if (missing.size > 0) for (const thread of await sources.threads([...missing])) takeThread(thread)
    for (const one of some) take(one)
  }

  async function rereadThread(threadId: string) {
    const found = new Set<string>()
    for await (const some of sources.contributions(threadId)) {
      for (const { id } of some) found.add(id)
      await takeWithThreads(some)
    }
    for (const { kind, id, threadId: owner } of index.all()) {
      if (kind === 'contribution' && owner === threadId && !found.has(id)) index.remove(id)
    }
  }

  function takeListings(organisationId: string, listings: readonly PublishedListing[]) {
    for (const id of listingsOf.get(organisationId) ?? []) index.remove(id)
    listingsOf.set(organisationId, new Set(listings.map(({ id }) => id)))
    for (const listing of listings) index.put(ofListing(listing))
  }

  async function readOrganisations() {
    const listings = new Map<string, PublishedListing[]>()
    for (const one of await sources.listings()) {
      const same = listings.get(one.organisationId)
      if (same) same.push(one)
      else listings.set(one.organisationId, [one])
    }
    const breath = createBreath()
    for (const facts of await sources.organisations()) {
      if (life.ended) return
      index.put(ofOrganisation(facts))
      takeListings(facts.id, listings.get(facts.id) ?? [])
      await breath()
    }
  }

  function takeResults(results: readonly PublishedResult[]) {
    for (const one of results) {
      if (one.roomId !== null) rooms.add(one.roomId)
      index.put(ofResult(one))
    }
  }

  async function build() {
    for (const id of await sources.roomIds()) rooms.add(id)
    // In turn with their changes, so that none is overwritten by what was read before it.
    await owe(readOrganisations)
    await owe(async () => takeResults(await sources.results()))
    for (const thread of await sources.threads()) takeThread(thread)
    for await (const some of sources.contributions()) {
      for (let start = 0; start < some.length && !life.ended; start += slice) {
        await takeWithThreads(some.slice(start, start + slice))
        // Whoever is waiting for an answer comes first.
        await setImmediate()
      }
      if (life.ended) return
    }
  }

  async function buildPatiently() {
    const startedAt = performance.now()
    while (!life.ended && !complete) {
      try {
        await build()
        complete = !life.ended
      } catch (error) {
        if (life.ended) return
        log.warn({ err: error }, 'search index not built, trying again')
        await new Promise((resolve) => setTimeout(resolve, againMs).unref())
      }
    }
    await settled()
    if (owed.length === 0) told.clear()
    log.info({ documents: index.size, ms: Math.round(performance.now() - startedAt) }, 'search index built')
  }

  let built: Promise<void> = Promise.resolve()

  /** Begins to read everything; answers at once. */
  function start() {
    built = buildPatiently()
  }

  /** Contributions changed; without any, more of the thread did than was told. */
  function contributionsChanged(threadId: string, some: readonly PublishedContribution[]) {
    if (some.length === 0) void owe(() => rereadThread(threadId))
    const waiting = some.filter((one) => {
      if (!complete || owed.length > 0 || working) told.set(one.id, one.rev)
      return !take(one)
    })
    if (waiting.length === 0) return
    for (const one of waiting) told.set(one.id, one.rev)
    void owe(() => takeWithThreads(waiting))
  }

  const threadsChanged = (ids: readonly string[]) =>
    owe(async () => {
      for (const thread of await sources.threads(ids)) if (threads.has(thread.id)) takeThread(thread)
    })

  const organisationChanged = (id: string) =>
    owe(async () => {
      const facts = await sources.organisation(id)
      if (facts) index.put(ofOrganisation(facts))
      else index.remove(id)
    })

  const listingsChanged = (organisationId: string) =>
    owe(async () => takeListings(organisationId, await sources.listings(organisationId)))

  const resultChanged = (id: string) => owe(async () => takeResults(await sources.results([id])))

  /** These are no longer found, whatever they are. */
  function forget(ids: Iterable<string>) {
    for (const id of ids) index.remove(id)
  }

  async function end() {
    life.ended = true
    await built
    await working
  }

  return {
    index,
    rooms: rooms as ReadonlySet<string>,
    thread: (id: string) => threads.get(id),
    settled,
    /** Whether everything that is in the store is in the index. */
    isComplete: () => complete && owed.length === 0,
    /** What others may ask and tell. */
    doors: {
      start,
      /** Resolves when everything has been read. */
      built: () => built,
      contributionsChanged,
      threadsChanged,
      organisationChanged,
      listingsChanged,
      resultChanged,
      roomChanged: (id: string) => void rooms.add(id),
      put: (doc: Doc) => index.put(doc),
      forget,
      end,
    },
  }
}
export type Catalogue = ReturnType<typeof createCatalogue>
