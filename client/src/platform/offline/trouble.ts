/** What this device refuses to keep at the moment: the reader is told for as long as it lasts. */
const troubles = new Set<string>()
const watchers = new Set<() => void>()

export function troubled(what: string, now: boolean) {
  if (troubles.has(what) === now) return
  if (now) troubles.add(what)
  else troubles.delete(what)
  for (const tell of watchers) tell()
}

export const isTroubled = () => troubles.size > 0

export function watchTrouble(tell: () => void): () => void {
  watchers.add(tell)
  return () => void watchers.delete(tell)
}
