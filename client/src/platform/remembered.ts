import { useSyncExternalStore } from 'react'

const prefix = 'augenhoehe.'
const watchers = new Set<() => void>()

/** Private windows may refuse storage; then the choice holds for this page only. */
const unstored = new Map<string, string>()

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key) ?? unstored.get(key) ?? null
  } catch {
    return unstored.get(key) ?? null
  }
}

export function remember(key: string, value: string) {
  try {
    localStorage.setItem(prefix + key, value)
    unstored.delete(key)
  } catch {
    unstored.set(key, value)
  }
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    watchers.delete(tell)
    window.removeEventListener('storage', tell)
  }
}

/** A small choice that this browser keeps, for example for whom one writes. */
export function useRemembered(key: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    watch,
    () => recall(key),
    () => recall(key),
  )
  return [value, (next) => remember(key, next)]
}

export const isColourScheme = (value: string | null): value is 'auto' | 'light' | 'dark' =>
  value === 'auto' || value === 'light' || value === 'dark'
