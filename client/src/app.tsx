import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useState } from 'react'
import { RouterProvider, type RouterProviderProps } from 'react-router'
import { dir, useLocale } from './platform/i18n.ts'
import { createQueries } from './platform/queries.ts'
import { isColourScheme, useRemembered } from './platform/remembered.ts'
import { RouterLink } from './platform/RouterLink.tsx'
import { SessionProvider } from './platform/session.tsx'
import { UiProvider } from './ui/index.ts'

export function App({ router }: Pick<RouterProviderProps, 'router'>) {
  const [queries] = useState(createQueries)
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
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </UiProvider>
    </StrictMode>
  )
}
