import './base.css'
import './mantine.css'
import './fonts.css'
import './first.css'
import './print.css'
import {
  DirectionContext,
  MantineProvider,
  type MantineColorScheme,
  type MantineColorSchemeManager,
} from '@mantine/core'
import { useLayoutEffect, useMemo, type ComponentType, type ReactNode } from 'react'
import { LinkContext, type LinkComponentProps } from './LinkContext.tsx'
import { cssVariablesResolver, theme } from './theme.ts'
import { ToastProvider } from './ToastProvider.tsx'

export interface UiProviderProps {
  dir: 'ltr' | 'rtl'
  lang: string
  colorScheme: MantineColorScheme
  /** The router's link; plain anchors without it. */
  link?: ComponentType<LinkComponentProps> | undefined
  children: ReactNode
}

/** The account keeps the choice, so the kit must not keep a second one in the browser. */
const forgetful: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  clear: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
}

export function UiProvider({ dir, lang, colorScheme, link, children }: UiProviderProps) {
  useLayoutEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dir = dir
  }, [lang, dir])

  const direction = useMemo(
    () => ({ dir, setDirection: () => undefined, toggleDirection: () => undefined }),
    [dir],
  )

  return (
    <DirectionContext value={direction}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={forgetful}
        defaultColorScheme="auto"
        withGlobalClasses={false}
        {...(colorScheme === 'auto' ? {} : { forceColorScheme: colorScheme })}
      >
        <LinkContext value={link ?? 'a'}>
          <ToastProvider>{children}</ToastProvider>
        </LinkContext>
      </MantineProvider>
    </DirectionContext>
  )
}
