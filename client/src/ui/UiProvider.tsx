import 'virtual:tokens.css'
import './base.css'
import './mantine.css'
import './fonts.css'
import './first.css'
import './print.css'
import { useLayoutEffect, type ComponentType, type ReactNode } from 'react'
import { DirectionContext } from './DirectionContext.ts'
import { LinkContext, type LinkComponentProps } from './LinkContext.tsx'
import { ToastProvider } from './ToastProvider.tsx'

export interface UiProviderProps {
  dir: 'ltr' | 'rtl'
  lang: string
  colorScheme: 'light' | 'dark' | 'auto'
  /** The router's link; plain anchors without it. */
  link?: ComponentType<LinkComponentProps> | undefined
  children: ReactNode
}

/** What the style sheets ask for: the choice, or whatever the device says at the moment. */
function useColourScheme(scheme: UiProviderProps['colorScheme']) {
  useLayoutEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const show = () => {
      const shown = scheme === 'auto' ? (dark.matches ? 'dark' : 'light') : scheme
      document.documentElement.setAttribute('data-mantine-color-scheme', shown)
    }
    show()
    dark.addEventListener('change', show)
    return () => dark.removeEventListener('change', show)
  }, [scheme])
}

export function UiProvider({ dir, lang, colorScheme, link, children }: UiProviderProps) {
  useLayoutEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dir = dir
  }, [lang, dir])
  useLayoutEffect(() => document.documentElement.setAttribute('data-respect-reduced-motion', 'true'), [])
  useColourScheme(colorScheme)

  return (
    <DirectionContext value={dir}>
      <LinkContext value={link ?? 'a'}>
        <ToastProvider>{children}</ToastProvider>
      </LinkContext>
    </DirectionContext>
  )
}
