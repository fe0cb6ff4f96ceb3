/* oxlint-disable unicorn/require-post-message-target-origin -- pages of this worker take none */
/** What the server sends to a device whose person asked for it. */
interface Pushed {
  title: string
  body: string
  /** Where it leads, from the root on. */
  url: string
  /** What is said again replaces what was said before. */
  tag?: string
  lang?: string
  dir?: 'ltr' | 'rtl' | 'auto'
}

const product = 'Augenhöhe'

/** What can be read of it; browsers want something shown whatever came. */
export function read(data: { json(): unknown } | null): Pushed {
  let said: Partial<Pushed> = {}
  try {
    said = Object(data?.json())
  } catch {
    // Not for this version.
  }
  const url = typeof said.url === 'string' && /^\/(?!\/)/.test(said.url) ? said.url : '/'
  return { ...said, title: said.title ?? product, body: said.body ?? '', url }
}

/** Shows what is pushed, and leads to where it happened. */
export function followPushes(worker: ServiceWorkerGlobalScope) {
  worker.addEventListener('push', (event) => {
    const { title, body, url, tag, lang, dir } = read(event.data)
    event.waitUntil(
      worker.registration.showNotification(title, {
        body,
        icon: '/icon-192.png',
        badge: '/badge-96.png',
        data: { url },
        ...(tag !== undefined && { tag }),
        ...(lang !== undefined && { lang }),
        ...(dir !== undefined && { dir }),
      }),
    )
  })

  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { url } = event.notification.data as { url: string }
    event.waitUntil(lead(worker, url))
  })

  // Where it fails, the page finds out when somebody comes.
  worker.addEventListener('pushsubscriptionchange', (event) =>
    event.waitUntil(renew(worker, event).catch(() => undefined)),
  )
}

/** To the tab that shows it already; a page where somebody may be writing something else is left as it is. */
export async function lead(
  { clients, location }: Pick<ServiceWorkerGlobalScope, 'clients' | 'location'>,
  url: string,
) {
  const target = new URL(url, location.origin)
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const same = pages.filter((page) => new URL(page.url).pathname === target.pathname)
  const there = same.find((page) => page.url === target.href) ?? same[0]
  if (!there) {
    await clients.openWindow(target.href)
    return
  }
  await there.focus()
  // The very contribution, without loading the page anew.
  if (there.url !== target.href) there.postMessage({ go: url })
}

/** The service has given this browser another address, or taken the old one away. The server knows whose it was. */
export async function renew(
  { registration }: Pick<ServiceWorkerGlobalScope, 'registration'>,
  { oldSubscription, newSubscription }: PushSubscriptionChangeEvent,
) {
  if (!oldSubscription) return
  const { endpoint, keys } = (
    newSubscription ?? (await registration.pushManager.subscribe(oldSubscription.options))
  ).toJSON()
  await fetch('/api/notifications/devices', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ endpoint, keys, replaces: oldSubscription.endpoint }),
  })
}
