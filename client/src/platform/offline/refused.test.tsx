import type { Contribution, ContributionDraft } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import type { Draft } from '../composing/draft.ts'
import { unreachable } from '../problem-error.ts'
import { draftAt, keepDraft } from './drafts.ts'
import { followDraft } from './follow-draft.ts'
import { openOutbox } from './outbox.ts'
import { databaseName, openStore, store } from './store.ts'
import { isOutdated, isTroubled } from './trouble.ts'

vi.mock('../live.ts', async () => (await import('../../testing/fake-live.ts')).live)

const user = samira().user!.id
const key = `${user}.thread`
let count = 0
const draft = (text: string): ContributionDraft => ({
  clientId: `10000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
  threadId: 'f'.repeat(24),
  text,
})
const stops: (() => void)[] = []

beforeEach(async () => {
  fakeLive.reset()
  fakeServer({ 'accounts.me': () => samira() })
  localStorage.clear()
  const kept = await store()
  for (const name of ['waiting', 'drafts', 'copies', 'leases'] as const) await kept.clear(name)
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.restoreAllMocks()
})

function page() {
  const outbox = openOutbox(user)
  stops.push(outbox.start())
  return outbox
}
const answer = (input: ContributionDraft) => ({ ...input, id: input.clientId }) as unknown as Contribution
const names = () => fakeLive.inputsOf('threads.contribute').map(({ clientId }) => clientId)
const words = (outbox: ReturnType<typeof openOutbox>) => outbox.read().map(({ draft: { text } }) => text)

/** As long as this holds there is no room for anything new. */
const fill = (once = false) => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const spies = [
    vi.spyOn(IDBObjectStore.prototype, 'add'),
    ...(once ? [] : [vi.spyOn(IDBObjectStore.prototype, 'put')]),
  ]
  for (const spy of spies) {
    if (once) spy.mockImplementationOnce(refuse)
    else spy.mockImplementation(refuse)
  }
  return () => spies.forEach((spy) => spy.mockRestore())
}

describe('a full device', () => {
  it('lets what was read go before what was written', async () => {
    fakeLive.connected = false
    const copy = { user, key: 'x', name: 'threads.get', at: 0, used: 1, about: [], value: 'read' }
    await (await store()).put('copies', copy)
    await keepDraft(`${user}.other`, '{"text":"begonnen"}')
    const outbox = page()
    fill(true)
    expect(await outbox.add(draft('eins'))).toBe(true)
    expect(outbox.read()).toMatchObject([{ kept: true }])
    expect(await (await store()).count('copies')).toBe(0)
    expect(await draftAt(`${user}.other`)).toBe('{"text":"begonnen"}')
    expect(isTroubled()).toBe(false)
  })

  it('leaves words where they are written when they can neither be kept nor sent', async () => {
    fakeLive.connected = false
    await keepDraft(key, '{"text":"eins"}')
    const outbox = page()
    const empty = fill()
    expect(await outbox.add(draft('eins'), undefined, key)).toBe(false)
    expect(outbox.read()).toEqual([])
    expect(isTroubled()).toBe(true)
    expect(await draftAt(key)).toBe('{"text":"eins"}')
    fakeLive.comeBack()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(names()).toEqual([])
    empty()
    expect(await outbox.add(draft('eins'), undefined, key)).toBe(true)
    expect(isTroubled()).toBe(false)
    expect(await draftAt(key)).toBeUndefined()
  })

  it('sends at once what cannot be kept; the answer may be lost and the page closed', async () => {
    await keepDraft(key, '{"text":"eins"}')
    fakeLive.answers['threads.contribute'] = () => {
      fakeLive.connected = false
      throw unreachable()
    }
    const outbox = page()
    const empty = fill()
    const one = draft('eins')
    expect(await outbox.add(one, { title: 'Kasse', address: '/raeume/a/b' }, key)).toBe(true)
    await vi.waitFor(() =>
      expect(outbox.read()).toMatchObject([{ kept: false, status: { kind: 'waiting' } }]),
    )
    stops.splice(0).forEach((stop) => stop())

    // Still full after a reload; then there is room, and it goes under the same name.
    const after = page()
    await vi.waitFor(() => expect(words(after)).toEqual(['eins']))
    expect(after.read()[0]?.place?.title).toBe('Kasse')
    empty()
    fakeLive.answers['threads.contribute'] = answer
    fakeLive.comeBack()
    await vi.waitFor(() => expect(words(after)).toEqual([]))
    expect(names()).toEqual([one.clientId, one.clientId])
    const another = await openStore()
    expect(await another.count('waiting')).toBe(0)
    another.close()
  })

  it('does not keep what is there already from being read', async () => {
    await keepDraft(`${user}.other`, '{"text":"begonnen"}')
    localStorage.setItem(`augenhoehe.draft.${key}`, '{"text":"im Tunnel"}')
    const empty = fill()
    const next = await openStore()
    expect(await next.get('drafts', `${user}.other`)).toBe('{"text":"begonnen"}')
    next.close()
    expect(await draftAt(key)).toBe('{"text":"im Tunnel"}')
    empty()
  })
})

it('words survive a reload where the browser opens nothing for us', async () => {
  const closed = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('not here', 'InvalidStateError')
  })
  ;(await store()).close()
  const typed: Draft = { text: 'Im Fenster', type: null, lang: null, replyTo: null, title: '' }
  let shown = typed
  const saved: boolean[] = []
  const here = { read: () => shown, show: (next: Draft) => void (shown = next), onSaved: () => undefined }
  const writing = followDraft(key, { ...here, onSaved: (is) => saved.push(is) })
  writing.typed(false)
  await vi.waitFor(() => expect(isTroubled()).toBe(true))
  expect(saved).not.toContain(true)
  writing.stop()

  shown = { ...typed, text: '' }
  const again = followDraft(key, here)
  await vi.waitFor(() => expect(shown.text).toBe('Im Fenster'))
  again.stop()

  // With a network it goes from the page, without one it stays.
  fakeLive.answers['threads.contribute'] = answer
  const outbox = page()
  expect(await outbox.add(draft('eins'), undefined, key)).toBe(true)
  await vi.waitFor(() => expect(words(outbox)).toEqual([]))
  fakeLive.drop()
  expect(await outbox.add(draft('zwei'), undefined, key)).toBe(false)
  expect(names()).toHaveLength(1)
  closed.mockRestore()
  expect(await keepDraft(key, null)).toBe(true)
})

it('what a newer version has kept is left alone, and nothing typed here is lost', async () => {
  await (
    await store()
  ).add('waiting', {
    user,
    clientId: 'c',
    draft: draft('wartet'),
    since: '2026-01-01T00:00:00.000Z',
    status: { kind: 'waiting' },
  })
  const raw = (act: () => IDBOpenDBRequest) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = act()
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
  // The tab of the newer version opens while this one is there.
  const newer = await raw(() => indexedDB.open(databaseName, 9))
  expect(await keepDraft(key, '{"text":"eins"}')).toBe(false)
  expect(isOutdated()).toBe(true)
  expect(isTroubled()).toBe(false)
  expect(await draftAt(key)).toBe('{"text":"eins"}')
  fakeLive.connected = false
  const outbox = page()
  expect(await outbox.add(draft('eins'), undefined, key)).toBe(false)
  const waiting = newer.transaction('waiting').objectStore('waiting').count()
  await vi.waitFor(() => expect(waiting.result).toBe(1))

  newer.close()
  await raw(() => indexedDB.deleteDatabase(databaseName))
  expect(await draftAt(key)).toBe('{"text":"eins"}')
  expect(isOutdated()).toBe(false)
  expect(await (await store()).get('drafts', key)).toBe('{"text":"eins"}')
})
