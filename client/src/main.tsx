import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { hasFirstAnswer } from './platform/first-answer.ts'
import { startI18n } from './platform/i18n.ts'
import { createQueries } from './platform/queries.ts'
import { fetchReference } from './platform/reference.ts'
import { knowFirst } from './platform/session.tsx'
import { preload } from './routes.tsx'

// After an update of the server the old program asks for parts that are gone: the new one has them.
window.addEventListener('vite:preloadError', (event) => {
  const before = Number(sessionStorage.getItem('reloadedAt'))
  if (Date.now() - before < 10_000) return // it is missing there too; the page says so
  sessionStorage.setItem('reloadedAt', String(Date.now()))
  event.preventDefault()
  window.location.reload()
})

const page = preload(window.location.pathname)
const queries = createQueries()
// What the server wrote stays until all is there that takes its place.
await Promise.all([
  startI18n(),
  knowFirst(queries),
  hasFirstAnswer() && Promise.all([page, fetchReference(queries)]),
])

const root = document.getElementById('root')
if (root) createRoot(root).render(<App queries={queries} />)
