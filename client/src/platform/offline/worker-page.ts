/* oxlint-disable unicorn/require-post-message-target-origin -- channels and workers take none */
import { i18n } from '../i18n.ts'
import { whatToDo } from './versions.ts'

const lookAgainMs = 3_600_000
const answerMs = 3_000

/** The version this page is made of; written into it when it was built. */
const pageBuild = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''

let newer = false
let reload = false
const watchers = new Set<() => void>()

export const isNewer = () => newer
export function watchVersion(tell: () => void): () => void {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}

const buildOf = (worker: ServiceWorker) =>
  new Promise<string | null>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    // Versions that do not know the question stay silent.
    const timer = setTimeout(() => resolve(null), answerMs)
    port1.addEventListener('message', ({ data }) => {
      clearTimeout(timer)
      resolve(String(data))
    })
    port1.start()
    worker.postMessage({ ask: 'build' }, [port2])
  })

async function consider(worker: ServiceWorker, waits: boolean) {
  const todo = whatToDo({ page: pageBuild, worker: await buildOf(worker), waits })
  if (todo === 'let-it') worker.postMessage({ ask: 'take-over' })
  if (todo !== 'tell' || newer) return
  newer = true
  for (const tell of watchers) tell()
}

/** Loads the newer version, because somebody asked for it: what is typed is kept before. */
export async function takeNewer() {
  reload = true
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting
  if (waiting) waiting.postMessage({ ask: 'take-over' })
  else window.location.reload()
}

/** What this page was made of, so that it is there without a network next time: language and letters too. */
function tellUsed({ active }: ServiceWorkerRegistration) {
  const used = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name, window.location.href))
    .filter(({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
  active?.postMessage({ keep: used, locale: i18n.language })
}

/** The app is called and described in the reader's language. */
const describe = () =>
  document
    .querySelector<HTMLLinkElement>('link[rel="manifest"]')
    ?.setAttribute('href', `/${i18n.language}.webmanifest`)

/** Installs the worker where the browser allows it, and looks after newer versions. */
export function followWorker() {
  describe()
  i18n.on('languageChanged', describe)
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  // On plain http, as in a local network, everything works without it.
  if (!workers || pageBuild === '') return
  workers.addEventListener('controllerchange', () => {
    if (reload) window.location.reload()
    else if (workers.controller) void consider(workers.controller, false)
  })
  const begin = async () => {
    try {
      const registration = await workers.register('/sw.js')
      const follow = (worker: ServiceWorker | null) => {
        if (!worker) return
        if (worker.state === 'installed') void consider(worker, true)
        else
          worker.addEventListener('statechange', () => {
            // The first one ever has nobody to wait for.
            if (worker.state === 'installed' && workers.controller) void consider(worker, true)
          })
      }
      registration.addEventListener('updatefound', () => follow(registration.installing))
      follow(registration.waiting ?? registration.installing)
      tellUsed(await workers.ready)
      i18n.on('languageChanged', () => void workers.ready.then(tellUsed))
      let looked = Date.now()
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') {
          void workers.ready.then(tellUsed)
        } else if (Math.abs(Date.now() - looked) > lookAgainMs) {
          looked = Date.now()
          registration.update().catch(() => undefined)
        }
      })
    } catch {
      // Refused, or the network is gone: the next visit tries again.
    }
  }
  // Nothing of it is needed for this page: first what somebody came for.
  setTimeout(() => void begin(), 3_000)
}
