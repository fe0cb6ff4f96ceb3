import { useSyncExternalStore } from 'react'

declare global {
  interface Window {
    /** What some browsers offer once, early, and only to whoever listens then: `main.tsx` does. */
    installOffer?: { prompt: () => Promise<unknown> } | undefined
  }
}

const news = ['beforeinstallprompt', 'appinstalled'] as const

function watch(tell: () => void) {
  for (const name of news) window.addEventListener(name, tell)
  return () => {
    for (const name of news) window.removeEventListener(name, tell)
  }
}

/** How this device puts the platform among its apps: asks itself, or has to be told in words; null where it cannot, or has. */
export function useInstall(): (() => void) | 'by-hand' | null {
  const offer = useSyncExternalStore(
    watch,
    () => window.installOffer,
    () => undefined,
  )
  if (offer)
    return () => {
      window.installOffer = undefined
      void offer.prompt()
    }
  const { standalone, userAgent, maxTouchPoints } = navigator as Navigator & { standalone?: boolean }
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return isApple && standalone !== true ? 'by-hand' : null
}
