import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Leaving, Proving, SettingUpFirst } from './features/accounts/index.tsx'
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

export function App({ queries }: { queries: QueryClient }) {
  const locale = useLocale()
  const [colours] = useRemembered('colours')
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
            <BrowserRouter>
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
            </BrowserRouter>
          </SessionProvider>
        </QueryClientProvider>
      </UiProvider>
    </StrictMode>
  )
}
