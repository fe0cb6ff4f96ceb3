import { isPage, isPiece, nameOf, surplusOf, type Shell } from './rules.ts'
import { followPushes } from './push.ts'

declare const self: ServiceWorkerGlobalScope
/** What this version is made of; written in when it is built. */
declare const builtShell: Shell
const shell = builtShell

const patienceMs = 4_000
const page = '/index.html'
const settings = 'augenhoehe-settings'
const localeAddress = '/locale'

const own = () => caches.open(nameOf(shell.build))

/** Whatever is named after its content is the same in every version: what is here is not fetched again. */
async function bring(cache: Cache, address: string) {
  const known = address === page ? undefined : await caches.match(address, { ignoreVary: true })
  const response = known ?? (await fetch(address, { cache: address === page ? 'no-cache' : 'default' }))
  if (!response.ok) throw new Error(`${address} is not there`)
  await cache.put(address, response)
}

async function install() {
  const cache = await own()
  const locale = await (await caches.match(localeAddress))?.text()
  const language = locale === undefined ? undefined : shell.languages[locale]
  // One after the other: somebody may be reading meanwhile, on a weak network.
  for (const address of [page, ...shell.files, ...(language ?? shell.languages['de'] ?? [])])
    await bring(cache, address)
}

async function activate() {
  for (const name of surplusOf(await caches.keys(), nameOf(shell.build))) await caches.delete(name)
  await self.clients.claim()
}

/** What pages have used is there next time, also where they came without this worker. */
async function keepUsed(addresses: readonly string[], locale: string) {
  await (await caches.open(settings)).put(localeAddress, new Response(locale))
  const cache = await own()
  for (const address of [...addresses.filter(isPiece), ...(shell.languages[locale] ?? [])])
    if (!(await cache.match(address, { ignoreVary: true })))
      await bring(cache, address).catch(() => undefined)
}

/** The server's page; this version's where the server is not reached, or does not answer for long. */
async function openPage(request: Request): Promise<Response> {
  const kept = async () => caches.match(page, { ignoreVary: true, cacheName: nameOf(shell.build) })
  const asked = fetch(request).then(async (response) =>
    response.status < 500 ? response : ((await kept()) ?? response),
  )
  const slowly = new Promise<Response>((resolve) => {
    setTimeout(async () => {
      const here = await kept()
      if (here) resolve(here)
    }, patienceMs)
  })
  try {
    return await Promise.race([asked, slowly])
  } catch {
    return (await kept()) ?? Response.error()
  }
}

async function openPiece(request: Request): Promise<Response> {
  const cache = await own()
  const here = await cache.match(request, { ignoreVary: true })
  if (here) return here
  const elsewhere = await caches.match(request, { ignoreVary: true })
  const response = elsewhere ?? (await fetch(request))
  // What cannot be kept is shown all the same.
  if (response.ok) await cache.put(request, response.clone()).catch(() => undefined)
  return response
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  // Answers of the server are never kept here: they are somebody's, and the page keeps them for that person.
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(openPage(request))
  else if (isPiece(pathname)) event.respondWith(openPiece(request))
})
self.addEventListener('message', (event) => {
  const said = event.data as { ask?: string; keep?: string[]; locale?: string }
  if (said.ask === 'build') event.ports[0]?.postMessage(shell.build)
  if (said.ask === 'take-over') event.waitUntil(self.skipWaiting())
  if (said.keep && said.locale !== undefined) event.waitUntil(keepUsed(said.keep, said.locale))
})
followPushes(self)
