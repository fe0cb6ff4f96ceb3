import type { Me } from '@augenhoehe/contracts'
import { hashKey, type QueryClient } from '@tanstack/react-query'
import { read } from '../api.ts'
import { shapes, standIns } from '../copies-door.ts'
import { isConnected, onConnect, onDisconnect } from '../live.ts'
import { surplus, type Copy } from './bounds.ts'
import { most } from './most.ts'
import { keep, look } from './store.ts'

const pauseMs = 800
const visitor = 'visitor'
/** About this browser: who it was is asked before anything else is known. */
const ofBrowser: ReadonlySet<string> = new Set(['accounts.me', 'platform.get'])
const meKey = read('accounts.me', {}).queryKey

const nameOf = (key: readonly unknown[]) => String(key[0])
/** Of a thread what is known of it as a whole, not each page of it. */
const isKept = (key: readonly unknown[]) =>
  (most[nameOf(key)] ?? 0) > 0 && (nameOf(key) !== 'threads.contributions' || typeof key[1] === 'string')

const userOf = (queries: QueryClient) => {
  const me = queries.getQueryData<Me>(meKey)
  return me && (me.user?.id ?? visitor)
}

/** Thread and room an answer is about: when they are gone for this reader, so is the answer. */
function about(key: readonly unknown[], value: unknown): string[] {
  const { threadId, roomId } = (key[1] ?? {}) as { threadId?: string; roomId?: string }
  const { id, roomId: room } = (value ?? {}) as { id?: string; roomId?: string }
  const name = nameOf(key)
  const own = name === 'rooms.get' ? id : name === 'threads.contributions' ? key[1] : threadId
  return [own, roomId, room].filter((one) => typeof one === 'string')
}

/** What was true of this question when the network was there. */
export async function copyOf(queries: QueryClient, key: readonly unknown[]): Promise<Copy | undefined> {
  const name = nameOf(key)
  if (!isKept(key)) return undefined
  // Who asks decides whose copies are looked at; without a network that is itself a copy.
  const user = ofBrowser.has(name)
    ? ''
    : (userOf(queries) ?? ((await queries.ensureQueryData(read('accounts.me', {}))).user?.id || visitor))
  return look((store) => store.get('copies', [user, hashKey(key)]), undefined)
}

async function write(user: string, key: readonly unknown[], value: unknown, at: number) {
  const name = nameOf(key)
  const shape = shapes.get(name) as ((value: unknown) => unknown) | undefined
  await look(async (store) => {
    const change = store.transaction('copies', 'readwrite')
    const all = await change.store.index('user').getAll(user)
    const used = Math.max(0, ...all.map((one) => one.used)) + 1
    const copy: Copy = {
      user,
      key: hashKey(key),
      name,
      at,
      used,
      about: about(key, value),
      value: shape ? shape(value) : value,
    }
    const others = all.filter((one) => one.key !== copy.key)
    for (const gone of surplus([...others, copy], at)) await change.store.delete([user, gone])
    await change.store.put(copy)
    await change.done
    return true
    // Where there is no room for it, reading without a network has to do with less; nothing of anybody's is lost.
  }, false)
}

/** Of one account, or of every other one. */
export async function emptyCopies(which: { of: string } | { notOf: string }) {
  await keep(['copies'], async (change) => {
    for await (const cursor of change.objectStore('copies').iterate()) {
      const { user } = cursor.value
      if (user !== '' && ('of' in which ? user === which.of : user !== which.notOf)) await cursor.delete()
    }
  })
}

/** What is about something that is not there for this reader any more. */
export async function dropCopies(isGone: (copy: Copy) => boolean) {
  await keep(['copies'], async (change) => {
    for await (const cursor of change.objectStore('copies').iterate())
      if (isGone(cursor.value)) await cursor.delete()
  })
}

/** Keeps what is asked and pushed while a page is open; returns how to stop. */
export function followCopies(queries: QueryClient): () => void {
  const due = new Map<string, { user: string; key: readonly unknown[]; value: unknown; at: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const all = [...due.values()]
    due.clear()
    for (const { user, key, value, at } of all) void write(user, key, value, at)
  }
  const soon = (key: readonly unknown[], value: unknown, at: number) => {
    const user = ofBrowser.has(nameOf(key)) ? '' : userOf(queries)
    if (user === undefined || value === undefined || !isKept(key) || standIns.has(hashKey(key))) return
    due.set(hashKey(key), { user, key, value, at })
    timer ??= setTimeout(flush, pauseMs)
  }
  const all = () => queries.getQueryCache().getAll()
  /** What is on the screen was true until this moment, also where nothing changed for an hour. */
  const confirm = () => {
    for (const query of all()) if (query.isActive()) soon(query.queryKey, query.state.data, Date.now())
    flush()
  }
  let before: readonly string[] | undefined
  const heard = (key: readonly unknown[], value: unknown) => {
    if (nameOf(key) !== 'rooms.list' || standIns.has(hashKey(key))) return
    const rooms = (value as { rooms: readonly { id: string }[] }).rooms.map(({ id }) => id)
    const lost = before?.filter((id) => !rooms.includes(id)) ?? []
    before = rooms
    // Whoever leaves a closed room takes nothing of it along.
    if (lost.length > 0) void dropCopies((copy) => copy.about.some((id) => lost.includes(id)))
  }
  for (const { queryKey, state } of all()) soon(queryKey, state.data, state.dataUpdatedAt)
  const stops = [
    queries.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success') return
      const { queryKey, state } = event.query
      heard(queryKey, state.data)
      soon(queryKey, state.data, state.dataUpdatedAt)
    }),
    onDisconnect(confirm),
    onConnect(() => {
      for (const query of all()) if (standIns.has(query.queryHash)) query.invalidate()
      void queries.refetchQueries({ predicate: ({ queryHash }) => standIns.has(queryHash), type: 'active' })
    }),
  ]
  const hide = () => {
    if (document.visibilityState === 'hidden' && isConnected()) confirm()
  }
  document.addEventListener('visibilitychange', hide)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', hide)
    for (const stop of stops) stop()
  }
}
