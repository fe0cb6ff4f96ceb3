/** It takes nothing: no room, or closed to us. Or it is kept in the way of a newer version than this page. */
type Trouble = 'store' | 'outdated'

/** Why this device keeps nothing at the moment: the reader is told for as long as it lasts. */
const troubles = new Set<Trouble>()
const watchers = new Set<() => void>()

export function troubled(what: Trouble, now: boolean) {
  if (troubles.has(what) === now) return
  if (now) troubles.add(what)
  else troubles.delete(what)
  for (const tell of watchers) tell()
}

export const isTroubled = () => troubles.has('store')
export const isOutdated = () => troubles.has('outdated')

export function watchTrouble(tell: () => void): () => void {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}
