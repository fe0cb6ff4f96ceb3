import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb'
import type { Copy } from './bounds.ts'
import type { Lease } from './lease.ts'
import { leftovers } from './leftovers.ts'
import { troubled } from './trouble.ts'
import type { Place, Unsent } from './unsent.ts'

/** A contribution on its way. The key counts up: it is the order of writing, whatever a clock says. */
export interface StoredUnsent extends Omit<Unsent, 'order' | 'kept'> {
  user: string
  clientId: string
  place?: Place
}

interface Kept extends DBSchema {
  waiting: { key: number; value: StoredUnsent; indexes: { clientId: string; user: string } }
  drafts: { key: string; value: string }
  copies: { key: [user: string, key: string]; value: Copy; indexes: { user: string } }
  leases: { key: string; value: Lease }
}

export type KeptStore = IDBPDatabase<Kept>
export type Stores = StoreNames<Kept>
type Change<S extends Stores[]> = IDBPTransaction<Kept, S, 'readwrite'>

export const databaseName = 'augenhoehe'
const version = 1

/** Opens what this browser keeps; several may be open at once, in as many tabs. */
export async function openStore(name = databaseName): Promise<KeptStore> {
  const store = await openDB<Kept>(name, version, {
    upgrade(database) {
      const waiting = database.createObjectStore('waiting', { autoIncrement: true })
      waiting.createIndex('clientId', 'clientId', { unique: true })
      waiting.createIndex('user', 'user')
      database.createObjectStore('drafts')
      database.createObjectStore('copies', { keyPath: ['user', 'key'] }).createIndex('user', 'user')
      database.createObjectStore('leases')
    },
    // A newer version of the program in another tab must not wait for this one.
    blocking: (_now, _then, event) => (event.target as IDBDatabase).close(),
  })
  // What finds no room stays where it is; what is kept already is read all the same.
  await takeOver(store).catch(() => undefined)
  return store
}

const isFull = (error: unknown) => (error as Error).name === 'QuotaExceededError'

/** Does all of it or nothing; says why where it does not. */
async function changed<S extends Stores[]>(
  store: KeptStore,
  stores: [...S],
  act: (change: Change<S>) => Promise<unknown> | void,
) {
  const change = store.transaction(stores, 'readwrite') as unknown as Change<S>
  const acting = async () => {
    try {
      await act(change)
    } catch (error) {
      try {
        change.abort()
      } catch {
        // It is over already.
      }
      throw error
    }
  }
  const [ended, acted] = await Promise.allSettled([change.done, acting()])
  const errors = [ended, acted].flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  // Where there is no room, what follows from that fails in other words.
  if (errors.length > 0) throw errors.find(isFull) ?? errors[0]
}

/** What somebody wrote comes before what they read: that can be read again. */
async function withRoom<S extends Stores[]>(
  store: KeptStore,
  stores: [...S],
  act: (change: Change<S>) => Promise<unknown> | void,
) {
  try {
    await changed(store, stores, act)
  } catch (error) {
    if (!isFull(error)) throw error
    await changed(store, ['copies'], (change) => change.objectStore('copies').clear())
    await changed(store, stores, act)
  }
}

/** What an earlier version, or a page that was ended without another word, left in the browser's small storage. */
async function takeOver(store: KeptStore) {
  let left: ReturnType<typeof leftovers>
  try {
    left = leftovers(Object.entries(localStorage))
  } catch {
    return
  }
  if (left.keys.length === 0) return
  await withRoom(store, ['waiting', 'drafts'], async (change) => {
    const waiting = change.objectStore('waiting')
    for (const one of left.waiting)
      if ((await waiting.index('clientId').getKey(one.clientId)) === undefined) await waiting.add(one)
    for (const [key, words] of left.drafts) await change.objectStore('drafts').put(words, key)
  })
  for (const key of left.keys) localStorage.removeItem(key)
}

let opened: Promise<KeptStore> | undefined

/** The one of this page. */
export const store = () =>
  (opened ??= openStore().then(
    (there) => {
      troubled('outdated', false)
      return there
    },
    (error: unknown) => {
      // A newer version has been here: what it keeps is not for this one to read.
      if ((error as Error).name === 'VersionError') troubled('outdated', true)
      throw error
    },
  ))

/**
 * Changes what is kept, all of it or nothing. False where this device takes nothing: then the reader is told, and what
 * was to be kept is still in the page.
 */
export async function keep<S extends Stores[]>(
  stores: [...S],
  act: (change: Change<S>) => Promise<unknown> | void,
): Promise<boolean> {
  // A store that was closed, by a newer version or by the system, is opened once more.
  for (const again of [true, false]) {
    try {
      await withRoom(await store(), stores, act)
      troubled('store', false)
      return true
    } catch (error) {
      if (again && !isFull(error)) {
        opened = undefined
        continue
      }
      if ((error as Error).name !== 'VersionError') troubled('store', true)
      return false
    }
  }
  return false
}

/** What is kept, or what to go on with where nothing can be read. */
export async function look<T>(read: (store: KeptStore) => Promise<T>, otherwise: T): Promise<T> {
  for (const again of [true, false]) {
    try {
      return await read(await store())
    } catch {
      if (again) opened = undefined
    }
  }
  return otherwise
}
