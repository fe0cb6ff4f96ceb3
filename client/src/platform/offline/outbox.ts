import type { Contribution, Thread } from '@augenhoehe/contracts'
import { call } from '../api.ts'
import { ask, isConnected, onConnect, onDisconnect } from '../live.ts'
import { isProblem, ProblemError, unreachable } from '../problem-error.ts'
import { recall, remember } from '../remembered.ts'
import { alone } from './alone.ts'
import { forgetNote, keepDraft, withMore } from './drafts.ts'
import { leftovers } from './leftovers.ts'
import { keep, look, type StoredUnsent } from './store.ts'
import { hearTabs, tellTabs } from './tabs.ts'
import {
  isBeginning,
  isPassing,
  nextUnsent,
  reread,
  settle,
  waitFor,
  withStatus,
  without,
  type Place,
  type Unsent,
  type Words,
} from './unsent.ts'

const patience = { first: 2_000, last: 30_000, answer: 20_000 } as const

/** The same `clientId` again answers with what is stored, of a message and of a thread. */
const send = (draft: Words): Promise<{ contribution: Contribution; thread?: Thread }> =>
  isBeginning(draft)
    ? call('threads.start', draft, AbortSignal.timeout(patience.answer))
    : ask('threads.contribute', draft).then((contribution) => ({ contribution }))

/** What one person has written and the server has not confirmed. It lies in the browser, so words survive a reload. */
export interface Outbox {
  read: () => readonly Unsent[]
  watch: (tell: () => void) => () => void
  /**
   * Resolves when it is kept, and the draft it was is gone with it; also where it is not kept and can be sent at once.
   * False where neither holds: then it is not here, and its words have to stay where they were written.
   */
  add: (draft: Words, place?: Place, draftKey?: string) => Promise<boolean>
  retry: (clientId: string) => void
  /**
   * Gives the words back, for example to change them; nothing where they have arrived meanwhile. With the name of a
   * draft they go there in the same change, after what stands there.
   */
  takeOut: (clientId: string, draftKey?: string) => Promise<Unsent | undefined>
  /** Forgets what is seen in a thread already, for example from another tab. */
  forget: (contributions: Iterable<Contribution>) => void
  /** Starts sending; returns how to stop. */
  start: () => () => void
  /** Is told what was confirmed before it is forgotten; with the thread that began with it. */
  onSent: (tell: (contribution: Contribution, thread?: Thread) => void) => () => void
}

export function openOutbox(user: string): Outbox {
  const watchers = new Set<() => void>()
  const told = new Set<Parameters<Outbox['onSent']>[0]>()
  let unsent: readonly Unsent[] = []
  let running = 0
  let pumping = false
  let again = false
  /** What this page alone has of what is on its way is noted in the small storage, with its name for ever. */
  const journal = `outbox.${user}`
  const own = new Set<string>()
  /** Drafts that stay where they are because the message could not be kept. */
  const unkept = new Map<string, string>()
  let failures = 0
  /** The connection is known to be this person's. */
  let mine = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (next: readonly Unsent[]) => {
    if (next === unsent) return
    unsent = next
    for (const tell of watchers) tell()
  }

  /** Nothing goes before it is settled whether this device keeps it. */
  const upNext = () =>
    nextUnsent(
      unsent.filter(({ order, kept }) => order !== null || !kept),
      Date.now(),
    )

  async function refresh() {
    const kept = await look(async (store) => {
      const change = store.transaction('waiting')
      const found: Unsent[] = []
      for await (const { primaryKey, value } of change.store.index('user').iterate(user)) {
        const { user: _user, clientId: _clientId, ...one } = value
        found.push({ ...one, order: primaryKey, kept: true })
      }
      return found
    }, unsent)
    if (kept !== unsent) show(reread(unsent, kept))
  }

  const noted = () => leftovers([[`augenhoehe.${journal}`, recall(journal) ?? '']]).waiting

  /** What a page before this one could only note. Where there is room again, it has been moved there by now. */
  async function begin() {
    await refresh()
    const there = new Set(unsent.map(({ draft }) => draft.clientId))
    const found = noted().filter(({ clientId }) => !there.has(clientId))
    for (const { clientId } of found) own.add(clientId)
    if (found.length > 0)
      show([
        ...unsent,
        ...found.map(({ user: _user, clientId: _clientId, ...one }) => ({
          ...one,
          order: null,
          kept: false,
        })),
      ])
  }

  /** Other tabs note theirs in the same place. */
  function note() {
    const mine = unsent.filter(({ kept }) => !kept)
    for (const { draft } of mine) own.add(draft.clientId)
    if (own.size === 0) return
    const all = [
      ...noted().filter(({ clientId }) => !own.has(clientId)),
      ...mine.map(({ order: _order, kept: _kept, ...one }) => one),
    ]
    remember(journal, all.length > 0 ? JSON.stringify(all) : '')
  }

  /** Takes its new standing along to where it is kept, if it is. */
  async function stand(clientId: string, status: Unsent['status'] | null) {
    const order = unsent.find(({ draft }) => draft.clientId === clientId)?.order ?? null
    show(status ? withStatus(unsent, clientId, status) : without(unsent, clientId))
    note()
    if (order === null || status?.kind === 'sending') return
    await keep(['waiting'], async (change) => {
      const waiting = change.objectStore('waiting')
      const kept = await waiting.get(order)
      if (!kept) return
      await (status ? waiting.put({ ...kept, status }, order) : waiting.delete(order))
    })
    tellTabs({ about: 'waiting', user })
  }

  const later = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void pump(), waitMs)
  }

  async function pump() {
    if (running === 0) return
    if (pumping) {
      again = true
      return
    }
    pumping = true
    clearTimeout(timer)
    try {
      do {
        again = false
        const next = upNext()
        if (next && isConnected()) await alone(`outbox.${user}`, sendAll)
        // Said at once, and sent as soon as the connection is back.
        else if (next) show(withStatus(unsent, next.draft.clientId, { kind: 'waiting' }))
      } while (again)
      const wait = waitFor(unsent, Date.now())
      if (wait !== undefined) later(wait)
    } finally {
      pumping = false
    }
  }

  async function sendAll() {
    // Another tab may have sent some of it while this one waited for its turn.
    await refresh()
    for (let next = upNext(); next; next = upNext()) if (running === 0 || !(await sendOne(next))) return
  }

  /** Somebody else may have signed in in another tab: nobody's words go under another name. */
  async function isMine() {
    mine ||= (await call('accounts.me', {})).user?.id === user
    return mine
  }

  /** Answers whether to go on with the next one. */
  async function sendOne({ draft }: Unsent): Promise<boolean> {
    const { clientId } = draft
    if (!isConnected()) return false
    try {
      if (!(await isMine())) return false
      await stand(clientId, { kind: 'sending' })
      const { contribution, thread } = await send(draft)
      for (const tell of told) tell(contribution, thread)
      await stand(clientId, null)
      const draftKey = unkept.get(clientId)
      if (draftKey !== undefined) void keepDraft(draftKey, null)
      failures = 0
      return true
    } catch (error) {
      const { problem } = error instanceof ProblemError ? error : unreachable()
      if (!isPassing(problem)) {
        await stand(clientId, { kind: 'failed', problem })
        return true
      }
      if (isProblem(error, 'thread.too-fast')) {
        const forMs = problem.retryAfterMs ?? patience.last
        await stand(clientId, { kind: 'waiting', until: new Date(Date.now() + forMs).toISOString(), forMs })
        return true
      }
      await stand(clientId, { kind: 'waiting' })
      mine = false
      const backOff = Math.min(patience.last, patience.first * 2 ** failures++)
      later(isProblem(error, 'rate.limited') ? (problem.retryAfterMs ?? backOff) : backOff)
      return false
    }
  }

  return {
    read: () => unsent,
    watch(tell) {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    async add(draft, place, draftKey) {
      const fresh: StoredUnsent = {
        user,
        clientId: draft.clientId,
        draft,
        since: new Date().toISOString(),
        status: { kind: 'waiting' },
        ...(place && { place }),
      }
      const { user: _user, clientId: _clientId, ...shown } = fresh
      show([...unsent, { ...shown, status: { kind: 'sending' }, order: null, kept: true }])
      let order: number | null = null
      const kept = await keep(['waiting', 'drafts'], async (change) => {
        const waiting = change.objectStore('waiting')
        order = (await waiting.index('clientId').getKey(draft.clientId)) ?? (await waiting.add(fresh))
        // From here on these words are a message: both at once, so that they are never neither, and never both.
        if (draftKey !== undefined) await change.objectStore('drafts').delete(draftKey)
      })
      show(
        unsent.map((one) =>
          one.draft.clientId === draft.clientId ? { ...one, order: kept ? order : null, kept } : one,
        ),
      )
      if (!kept && !isConnected()) {
        show(without(unsent, draft.clientId))
        return false
      }
      note()
      if (draftKey !== undefined) {
        if (kept) {
          forgetNote(draftKey)
          tellTabs({ about: 'draft', key: draftKey })
        } else unkept.set(draft.clientId, draftKey)
      }
      void pump()
      // Whoever wrote it is here, and is told how it went.
      if (kept) tellTabs({ about: 'waiting', user })
      return true
    },
    retry(clientId) {
      void stand(clientId, { kind: 'waiting' }).then(pump)
    },
    takeOut: (clientId, draftKey) =>
      // In its turn: what is on its way at this moment cannot be taken back any more.
      alone(`outbox.${user}`, async () => {
        await refresh()
        const one = unsent.find(({ draft }) => draft.clientId === clientId)
        if (!one) return undefined
        if (draftKey !== undefined) {
          const moved = await keep(['waiting', 'drafts'], async (change) => {
            const drafts = change.objectStore('drafts')
            await drafts.put(withMore(await drafts.get(draftKey), one.draft), draftKey)
            if (one.order !== null) await change.objectStore('waiting').delete(one.order)
          })
          if (!moved) return undefined
          tellTabs({ about: 'draft', key: draftKey })
        }
        await stand(clientId, null)
        return one
      }),
    forget(contributions) {
      const left = new Set(settle(unsent, contributions, user))
      for (const one of unsent) if (!left.has(one)) void stand(one.draft.clientId, null)
    },
    start() {
      running++
      const stops = [
        onConnect(() => void refresh().then(pump)),
        onDisconnect(() => {
          mine = false
        }),
        hearTabs((said) => {
          if (said.about === 'account') mine = false
          if (said.about === 'waiting' && said.user === user) void refresh().then(pump)
        }),
      ]
      void begin().then(pump)
      return () => {
        running--
        for (const stop of stops) stop()
        if (running === 0) clearTimeout(timer)
      }
    },
    onSent(tell) {
      told.add(tell)
      return () => void told.delete(tell)
    },
  }
}

const open = new Map<string, Outbox>()

/** Whoever signs out takes along what only the page had. */
export const forgetOutbox = (user: string) => void open.delete(user)

/** One per person, so that two pages do not send the same twice. */
export function outboxOf(user: string): Outbox {
  const known = open.get(user)
  if (known) return known
  const fresh = openOutbox(user)
  open.set(user, fresh)
  return fresh
}
