import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { StrictMode, Suspense, useEffect, type ComponentType, type ReactNode } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Leaving, Proving, SettingUpFirst } from './features/accounts/index.tsx'
import { endFirst } from './platform/first-answer.ts'
import { dir, useLocale } from './platform/i18n.ts'
import { NotFoundPage } from './platform/NotFoundPage.tsx'
import { PageBoundary } from './platform/PageBoundary.tsx'
import { PageWaiting } from './platform/PageWaiting.tsx'
import { isColourScheme, useRemembered } from './platform/remembered.ts'
import { RouterLink } from './platform/RouterLink.tsx'
import { ScrollMemory } from './platform/ScrollMemory.tsx'
import { SessionProvider } from './platform/session.tsx'
import { routes } from './routes.tsx'
import { UiProvider } from './ui/index.ts'

interface AppProps {
  queries: QueryClient
  /** Where the address comes from: the browser, unless the page is drawn elsewhere. */
  Router?: ComponentType<{ children: ReactNode }>
}

export function App({ queries, Router = BrowserRouter }: AppProps) {
  const locale = useLocale()
  const [colours] = useRemembered('colours')
  useEffect(endFirst, [])
  return (
    <StrictMode>
      <UiProvider
        lang={locale}
        dir={dir(locale)}
        colorScheme={isColourScheme(colours) ? colours : 'auto'}
        link={RouterLink}
      >
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <Router>
              <ScrollMemory />
              <PageBoundary>
                <Suspense fallback={<PageWaiting />}>
                  <Leaving>
                    <SettingUpFirst>
                      <Routes>
                        {routes.map(({ path, Page }) => (
                          <Route key={path} path={path} element={<Page />} />
                        ))}
                        <Route path="*" element={<NotFoundPage />} />
                      </Routes>
                    </SettingUpFirst>
                  </Leaving>
                </Suspense>
              </PageBoundary>
              <Proving />
            </Router>
          </SessionProvider>
        </QueryClientProvider>
      </UiProvider>
    </StrictMode>
  )
}
