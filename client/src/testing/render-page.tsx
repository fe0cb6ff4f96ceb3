import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { render } from 'vitest-browser-react'
import { changeLocale, i18n, loadLater, startI18n } from '../platform/i18n.ts'
import { store } from '../platform/offline/store.ts'
import { createQueries } from '../platform/queries.ts'
import { RouterLink } from '../platform/RouterLink.tsx'
import { UiProvider } from '../ui/index.ts'

function Elsewhere() {
  const { pathname, search } = useLocation()
  return <p>elsewhere: {pathname + search}</p>
}

interface Place {
  /** The address one is at. */
  at?: string
  /** The pattern of the page's own address; any other address shows where one has gone. */
  path?: string
  /** For tests that push news into it. */
  queries?: QueryClient
  /** As after a reload: what this device remembers is still there. */
  reloaded?: boolean
}

/** A page with everything around it but the connection, in German. */
export async function renderPage(
  page: ReactNode,
  { at = '/', path = at.split('?', 1)[0] ?? '/', queries = createQueries(), reloaded = false }: Place = {},
) {
  if (!reloaded) {
    localStorage.clear()
    const kept = await store()
    for (const name of ['waiting', 'drafts', 'copies'] as const) await kept.clear(name)
  }
  if (!i18n.isInitialized) await startI18n('de')
  await changeLocale('de', false)
  await loadLater()
  return render(
    <UiProvider lang="de" dir="ltr" colorScheme="light" link={RouterLink}>
      <QueryClientProvider client={queries}>
        <MemoryRouter initialEntries={[at]}>
          <Routes>
            <Route path={path} element={page} />
            <Route path="*" element={<Elsewhere />} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </UiProvider>,
  )
}
