import { useCallback, useState } from 'react'
import { recall, remember } from '../../../platform/remembered.ts'
import { useMe } from '../../../platform/session.tsx'
import type { Added, Kept } from './editing.ts'

interface Unsaved {
  items: Readonly<Record<string, Kept>>
  added: readonly Added[]
}

const nothing: Unsaved = { items: {}, added: [] }

function load(key: string): Unsaved {
  try {
    return { ...nothing, ...(JSON.parse(recall(key) || '{}') as Partial<Unsaved>) }
  } catch {
    return nothing
  }
}

/** What somebody has written in a record and the server does not have. It survives reloading and a flat battery. */
export function useUnsaved(recordId: string) {
  const { user } = useMe()
  const key = `record-editing.${user?.id}.${recordId}`
  const [unsaved, setUnsaved] = useState(() => load(key))

  const write = useCallback(
    (alter: (before: Unsaved) => Unsaved) => {
      // What a second window has written meanwhile stays.
      const stored = alter(load(key))
      const isEmpty = stored.added.length === 0 && Object.keys(stored.items).length === 0
      remember(key, isEmpty ? '' : JSON.stringify(stored))
      setUnsaved(alter)
    },
    [key],
  )

  const keep = useCallback(
    (itemId: string, kept: Kept | undefined) =>
      write(({ items, added }) => {
        const others = Object.entries(items).filter(([id]) => id !== itemId)
        return { items: Object.fromEntries(kept ? [...others, [itemId, kept]] : others), added }
      }),
    [write],
  )
  const keepAdded = useCallback(
    (one: Added) =>
      write(({ items, added }) => {
        const at = added.findIndex(({ clientId }) => clientId === one.clientId)
        return { items, added: at === -1 ? [...added, one] : added.with(at, one) }
      }),
    [write],
  )
  const dropAdded = useCallback(
    (clientId: string) =>
      write(({ items, added }) => ({ items, added: added.filter((one) => one.clientId !== clientId) })),
    [write],
  )
  return { ...unsaved, keep, keepAdded, dropAdded }
}
export type UnsavedWords = ReturnType<typeof useUnsaved>
