import { useSyncExternalStore } from 'react'

type Settle = (proved: boolean) => void

/** Acts that wait until somebody has proved who they are; one proof is enough for all of them. */
let waiting: readonly Settle[] = []
const watchers = new Set<() => void>()

function become(next: readonly Settle[]) {
  waiting = next
  for (const tell of watchers) tell()
}

/** Asks for a proof on the page one is at; false where somebody would rather not, or nothing could ask. */
export const askForProof = (): Promise<boolean> =>
  watchers.size === 0 ? Promise.resolve(false) : new Promise((settle) => become([...waiting, settle]))

/** Whether somebody is asked, and how to say what came of it. */
export function useProving() {
  const asked = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => waiting.length > 0,
    () => false,
  )
  const settle = (proved: boolean) => {
    const all = waiting
    become([])
    for (const tell of all) tell(proved)
  }
  return { asked, settle }
}
