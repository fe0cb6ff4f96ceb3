import type { DeviceName } from '@augenhoehe/contracts'
import { call } from '../api.ts'
import { isProblem } from '../problem-error.ts'
import { recall, remember } from '../remembered.ts'

/** What this browser was told of when it was turned on for one person, so that it can be renewed. */
interface Mark {
  endpoint: string
  key: string
}

const markOf = (user: string) => `push.${user}`
const readyMs = 20_000

function mark(user: string): Mark | undefined {
  try {
    return (JSON.parse(recall(markOf(user)) ?? '') as Mark | null) ?? undefined
  } catch {
    return undefined
  }
}
const keepMark = (user: string, kept: Mark | null) => remember(markOf(user), kept ? JSON.stringify(kept) : '')

/** Whether this browser can be told anything while no page is open. */
export const canBeTold = () =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** What kind of browser this is, so that its person tells it from their others. */
export function nameOfThis(agent: string = navigator.userAgent): DeviceName {
  const first = <T extends string>(among: readonly (readonly [RegExp, T])[]): T | null =>
    among.find(([pattern]) => pattern.test(agent))?.[1] ?? null
  return {
    browser: first([
      [/\bEdg(A|iOS)?\//, 'Edge'],
      [/\bOPR\//, 'Opera'],
      [/SamsungBrowser/, 'Samsung Internet'],
      [/Firefox|FxiOS/, 'Firefox'],
      [/Chrom(e|ium)|CriOS/, 'Chrome'],
      [/Safari/, 'Safari'],
    ]),
    system: first([
      [/Android/, 'Android'],
      [/iPhone|iPad|iPod/, 'iOS'],
      [/Windows/, 'Windows'],
      [/Mac OS X|Macintosh/, 'macOS'],
      [/Linux|X11/, 'Linux'],
    ]),
  }
}

const bytesOf = (key: string) =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

async function registration(): Promise<ServiceWorkerRegistration> {
  const workers = navigator.serviceWorker
  if (!(await workers.getRegistration())) await workers.register('/sw.js')
  return Promise.race([
    workers.ready,
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no worker')), readyMs)),
  ])
}

const subscribed = async () =>
  (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null

async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await registration()
  const wanted = { userVisibleOnly: true, applicationServerKey: bytesOf(key) }
  try {
    return await pushManager.subscribe(wanted)
  } catch (error) {
    // It was made with the keys the operator had before.
    const old = await pushManager.getSubscription()
    if (!old) throw error
    await old.unsubscribe()
    return pushManager.subscribe(wanted)
  }
}

async function tell(user: string, key: string, subscription: PushSubscription, replaces?: string) {
  const { endpoint, keys } = subscription.toJSON() as {
    endpoint: string
    keys: { p256dh: string; auth: string }
  }
  const { devices } = await call('notifications.addDevice', {
    endpoint,
    keys: { p256dh: keys.p256dh, auth: keys.auth },
    name: nameOfThis(),
    ...(replaces !== undefined && { replaces }),
  })
  keepMark(user, { endpoint, key })
  return devices
}

/** Has this browser told from now on; its person has agreed before. */
export async function beTold(user: string, key: string) {
  const subscription = await subscribe(key)
  try {
    return await tell(user, key, subscription)
  } catch (error) {
    // Nobody knows of it: then it had better not be there.
    await subscription.unsubscribe().catch(() => undefined)
    throw error
  }
}

/** Ends it on this side; the other side forgets it by its session, or by the answer of the service. */
export async function beToldNoMore(user: string) {
  keepMark(user, null)
  if (!canBeTold()) return
  await subscribed().then(
    (subscription) => subscription?.unsubscribe(),
    () => undefined,
  )
}

/** Whether this browser is still what the server was told of. */
export async function isToldHere(user: string): Promise<boolean> {
  const kept = mark(user)
  if (!kept || !canBeTold() || Notification.permission !== 'granted') return false
  return (await subscribed())?.endpoint === kept.endpoint
}

/** Where its service gave this browser another address, or none, the server is told; what was ended stays so. */
export async function renew(user: string): Promise<void> {
  const kept = mark(user)
  if (!kept || !canBeTold() || Notification.permission !== 'granted') return
  try {
    const now = await subscribed()
    if (now?.endpoint === kept.endpoint) return
    await tell(user, kept.key, now ?? (await subscribe(kept.key)), kept.endpoint)
  } catch (error) {
    if (isProblem(error, 'not-found')) await beToldNoMore(user)
    // Otherwise the next visit tries again.
  }
}
