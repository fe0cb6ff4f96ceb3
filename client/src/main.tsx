import { startTransition } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { fillFirst, hasFirstWords, isDrawn, isOwnPage } from './platform/first-answer.ts'
import { startI18n } from './platform/i18n.ts'
import { createQueries } from './platform/queries.ts'
import { remember } from './platform/remembered.ts'
import { knowFirst } from './platform/session.tsx'
import { preload } from './routes.tsx'

// After an update of the server the old program asks for parts that are gone: the new one has them. What did not come
// over a weak network is not gone, and nobody is interrupted while they write.
window.addEventListener('vite:preloadError', ({ payload }) => {
  const [piece] = /\/assets\/[\w.-]+/.exec(payload.message) ?? []
  if (piece && !(document.activeElement instanceof HTMLTextAreaElement))
    reloadWithout(piece).catch(() => undefined)
})

async function reloadWithout(piece: string) {
  const { status } = await fetch(piece, { method: 'HEAD', cache: 'no-store' })
  const before = Number(sessionStorage.getItem('reloadedAt'))
  if (status !== 404 || Date.now() - before < 10_000) return // it is missing there too; the page says so
  sessionStorage.setItem('reloadedAt', String(Date.now()))
  window.location.reload()
}

// No bar of the browser's own above what somebody reads: the offer stands on the page of their account.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  window.installOffer = event as unknown as Window['installOffer']
})

const written = hasFirstWords()
// What is fetched first depends on it.
if (isOwnPage()) remember('signed-in', 'yes')
const page = preload(window.location.pathname)
const queries = createQueries()
const filled = written && fillFirst(queries)
// What the server wrote stays until all is there that takes its place.
await Promise.all([
  startI18n(),
  // What stands there is read meanwhile; it does not give way to a page that waits.
  knowFirst(queries, written ? 10_000 : undefined),
  written && page,
  filled,
])

const root = document.getElementById('root')
// In small steps: on a slow telephone the first drawing takes long, and what one taps meanwhile is not to wait for its end.
if (root)
  startTransition(() => {
    const app = <App queries={queries} />
    // What differs from what was drawn, the clock for example, is drawn anew, and nobody need be told.
    if (isDrawn()) hydrateRoot(root, app, { onRecoverableError: () => undefined })
    else createRoot(root).render(app)
  })
