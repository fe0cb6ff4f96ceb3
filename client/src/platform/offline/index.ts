import type { Me } from '@augenhoehe/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { read } from '../api.ts'
import { standIns } from '../copies-door.ts'
import { emptyCopies, followCopies } from './copies.ts'
import { onConnect } from '../live.ts'
import { sendMarks } from './marks.ts'
import { forgetOutbox, outboxOf } from './outbox.ts'
import { beToldNoMore, renew } from './push.ts'
import { keep } from './store.ts'
import { hearTabs, tellTabs } from './tabs.ts'
import { followWorker } from './worker-page.ts'

export { begin } from './begin.ts'
export { followDraft } from './follow-draft.ts'
export { instead } from './instead.ts'
export { keepMark } from './marks.ts'
export { OfflineBars } from './OfflineBars.tsx'
export { outboxOf } from './outbox.ts'
export { beTold, beToldNoMore, canBeTold, isToldHere } from './push.ts'
export { troubled } from './trouble.ts'
export { taking } from './united.ts'

const meHash = JSON.stringify(read('accounts.me', {}).queryKey)

let started: QueryClient | undefined

/** Keeps answers, sends what waits, and looks after new versions, for as long as this page is open. */
export function start(queries: QueryClient) {
  if (started === queries) return
  started = queries
  let stopSending = () => {}
  const sendFor = (person: string) => {
    const outbox = outboxOf(person)
    const stops = [
      outbox.start(),
      outbox.onSent((_contribution, thread) => {
        if (thread) void queries.invalidateQueries({ queryKey: ['threads.list'] })
      }),
      onConnect(() => void sendMarks(person)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }
  let user: string | null | undefined
  const follow = () => {
    const me = queries.getQueryData<Me>(read('accounts.me', {}).queryKey)
    const now = me && (me.user?.id ?? null)
    if (now === undefined || now === user) return
    stopSending()
    stopSending = now === null ? () => {} : sendFor(now)
    if (now !== null) void renew(now)
    // What others have read here is nobody's business any more. A copy of who it was decides nothing.
    if (!standIns.has(meHash)) void emptyCopies({ notOf: now ?? 'visitor' })
    if (user !== undefined) tellTabs({ about: 'account' })
    user = now
  }
  queries.getQueryCache().subscribe((event) => {
    if (event.query.queryHash === meHash) follow()
  })
  follow()
  hearTabs((said) => {
    // Somebody signed in or out in another tab: this one is theirs too, or nobody's.
    if (said.about === 'account')
      void queries.invalidateQueries({ queryKey: read('accounts.me', {}).queryKey })
  })
  followCopies(queries)
  followWorker()
}

/** Whoever signs out leaves nothing behind: neither what they read nor what they wrote. */
export async function forgetPerson(user: string) {
  await beToldNoMore(user).catch(() => undefined)
  await emptyCopies({ of: user })
  await keep(['drafts', 'waiting'], async (change) => {
    await change.objectStore('drafts').delete(IDBKeyRange.bound(`${user}.`, `${user}/`))
    for await (const cursor of change.objectStore('waiting').index('user').iterate(user))
      await cursor.delete()
  })
  forgetOutbox(user)
  tellTabs({ about: 'waiting', user })
  try {
    for (const key of Object.keys(localStorage)) if (key.includes(user)) localStorage.removeItem(key)
  } catch {
    // Where nothing may be kept there is nothing to forget.
  }
}
