import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './platform/i18n.ts'
import { createRouter } from './routes.tsx'

// The first page's code and the language are fetched at the same time.
const router = createRouter()
await startI18n()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App router={router} />)
