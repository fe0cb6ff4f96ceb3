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
}

async function lead(worker: ServiceWorkerGlobalScope, url: string) {
  const pages = await worker.clients.matchAll({ type: 'window' })
  const target = new URL(url, worker.location.origin).href
  const there = pages.find((page) => page.url === target)
  if (there) await there.focus()
  // A page somebody may be writing in is left as it is.
  else await worker.clients.openWindow(target)
}
