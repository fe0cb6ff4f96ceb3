import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Platform } from './platform.ts'

/** Everything this page was made of is there for the next time. */
export async function installed(page: Page) {
  const isAllThere = () =>
    page.evaluate(async () => {
      if (navigator.serviceWorker.controller?.state !== 'activated') return false
      const used = performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/assets/'))
      const kept = await Promise.all(used.map((name) => caches.match(name, { ignoreVary: true })))
      return kept.every((one) => one !== undefined)
    })
  await expect.poll(isAllThere, { interval: 500, timeout: 60_000 }).toBe(true)
}

/** What is kept on this device. */
export const kept = (page: Page, store: 'waiting' | 'copies' | 'drafts') =>
  page.evaluate(
    async (name) =>
      (await indexedDB.databases()).length === 0
        ? 0
        : new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open('augenhoehe')
            opening.addEventListener('error', () => reject(opening.error))
            opening.addEventListener('success', () => {
              const count = opening.result.transaction(name).objectStore(name).count()
              count.addEventListener('success', () => {
                opening.result.close()
                resolve(count.result)
              })
            })
          }),
    store,
  )

/** Stands before the platform and gives everything the name of another version, as long as one wants it. */
export async function renamed(platform: Platform) {
  let version: string | null = null
  let pageDelayMs = 0
  const server = createServer(async (request, response) => {
    const answer = await fetch(platform.url + request.url, {
      method: request.method ?? 'GET',
      headers: { cookie: request.headers.cookie ?? '', accept: request.headers.accept ?? '*/*' },
      ...(request.method === 'POST' && {
        body: await new Response(request as never).text(),
        headers: {
          cookie: request.headers.cookie ?? '',
          'content-type': request.headers['content-type'] ?? '',
        },
      }),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    if (request.headers['sec-fetch-mode'] === 'navigate')
      await new Promise((done) => setTimeout(done, pageDelayMs))
    const type = answer.headers.get('content-type') ?? ''
    const named = /html|javascript/.test(type) && version !== null
    for (const [name, value] of answer.headers)
      if (!/^(content-(encoding|length)|transfer-encoding|connection|etag)$/.test(name))
        response.setHeader(name, value)
    response.statusCode = answer.status
    response.end(named ? body.toString().replaceAll(await builtName(platform), version!) : body)
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    call: (next: string | null) => {
      version = next
    },
    /** How long pages take from now on. */
    delay: (ms: number) => {
      pageDelayMs = ms
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export const builtName = async ({ url }: Platform) =>
  /<meta name="build" content="(\w+)"/.exec(await (await fetch(`${url}/index.html`)).text())![1]!
