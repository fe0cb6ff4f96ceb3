import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './platform/i18n.ts'
import { preload } from './routes.tsx'

preload(window.location.pathname)
await startI18n()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
