import { newClientId } from '../ids.ts'
import { isFree, leaseMs } from './lease.ts'
import { keep, type KeptStore, look } from './store.ts'

const me = newClientId()
const askAgainMs = 1_000

/** Runs `work` while no other tab of this browser does the same. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request(`augenhoehe.${name}`, work)
  while (!(await lease(name, me))) await new Promise((resolve) => setTimeout(resolve, askAgainMs))
  const renewing = setInterval(() => void lease(name, me), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await keep(['leases'], async (change) => {
      const leases = change.objectStore('leases')
      if ((await leases.get(name))?.holder === me) await leases.delete(name)
    })
  }
}

/** Takes or renews it; where nothing can be kept nobody shares anything either. */
export async function lease(name: string, holder: string, among?: KeptStore): Promise<boolean> {
  return look(async (store) => {
    const change = (among ?? store).transaction('leases', 'readwrite')
    const now = Date.now()
    const free = isFree(await change.store.get(name), now, holder)
    if (free) await change.store.put({ holder, until: now + leaseMs }, name)
    await change.done
    return free
  }, true)
}
