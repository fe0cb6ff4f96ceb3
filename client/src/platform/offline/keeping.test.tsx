import type { Contribution, ContributionDraft } from '@augenhoehe/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeLive } from '../../testing/fake-live.ts'
import { fakeServer } from '../../testing/fake-server.ts'
import { samira } from '../../testing/people.ts'
import { ProblemError, unreachable } from '../problem-error.ts'
import { lease } from './alone.ts'
import { copyOf, followCopies } from './copies.ts'
import { draftAt, keepDraft } from './drafts.ts'
import { forgetPerson } from './index.ts'
import { keepMark, sendMarks } from './marks.ts'
import { openOutbox } from './outbox.ts'
import { databaseName, openStore, store } from './store.ts'
import { createQueries } from '../queries.ts'
import { read } from '../api.ts'

vi.mock('../live.ts', async () => (await import('../../testing/fake-live.ts')).live)

const me = samira()
const user = me.user!.id
let count = 0
const draft = (text: string): ContributionDraft => ({
  clientId: `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
  threadId: 'f'.repeat(24),
  text,
})
const stops: (() => void)[] = []

beforeEach(async () => {
  fakeLive.reset()
  fakeServer({ 'accounts.me': () => me })
  const kept = await store()
  for (const name of ['waiting', 'drafts', 'copies', 'leases'] as const) await kept.clear(name)
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.restoreAllMocks()
})

/** As another tab has it: nothing in common but what this browser keeps. */
function tab() {
  const outbox = openOutbox(user)
  stops.push(outbox.start())
  return outbox
}
const sent = () => fakeLive.inputsOf('threads.contribute').map(({ text }) => text)
const words = (outbox: ReturnType<typeof openOutbox>) => outbox.read().map(({ draft: { text } }) => text)

describe('an outbox', () => {
  it('is the same in two tabs, and what is in it goes once and in the order of writing', async () => {
    fakeLive.connected = false
    const [one, two] = [tab(), tab()]
    await one.add(draft('eins'))
    await two.add(draft('zwei'))
    await one.add(draft('drei'))
    fakeLive.answers['threads.contribute'] = async (input) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return { ...input, id: input.clientId } as unknown as Contribution
    }
    fakeLive.comeBack()
    await vi.waitFor(() => expect([...words(one), ...words(two)]).toEqual([]))
    expect(sent()).toEqual(['eins', 'zwei', 'drei'])
    expect(await (await store()).count('waiting')).toBe(0)
  })

  it('is still there after a reload, refused ones with their reason', async () => {
    fakeLive.connected = false
    const before = tab()
    await before.add(draft('eins'), { title: 'Kasse', address: '/raeume/a/b' })
    const after = tab()
    await vi.waitFor(() => expect(words(after)).toEqual(['eins']))
    expect(after.read()[0]?.place?.title).toBe('Kasse')
    expect(after.read()[0]?.kept).toBe(true)
  })

  it('keeps trying what may have arrived, under the same name', async () => {
    let tries = 0
    fakeLive.answers['threads.contribute'] = (input) => {
      if (++tries === 1) throw unreachable()
      return { ...input, id: input.clientId } as unknown as Contribution
    }
    const outbox = tab()
    await outbox.add(draft('eins'))
    await vi.waitFor(() => expect(words(outbox)).toEqual([]), { timeout: 8_000 })
    const names = fakeLive.inputsOf('threads.contribute').map(({ clientId }) => clientId)
    expect(names).toHaveLength(2)
    expect(new Set(names).size).toBe(1)
  })

  it('sends nothing under the name of whoever signed in meanwhile', async () => {
    fakeServer({ 'accounts.me': () => ({ ...me, user: { ...me.user!, id: 'c'.repeat(24) } }) })
    const outbox = tab()
    await outbox.add(draft('eins'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sent()).toEqual([])
    expect(words(outbox)).toEqual(['eins'])
  })

  it('gives words back, and draft and message are never both there', async () => {
    fakeLive.connected = false
    const outbox = tab()
    await keepDraft(`${user}.thread`, '{"text":"eins"}')
    const one = draft('eins')
    await outbox.add(one, undefined, `${user}.thread`)
    expect(await draftAt(`${user}.thread`)).toBeUndefined()
    expect((await outbox.takeOut(one.clientId))?.draft.text).toBe('eins')
    expect(words(outbox)).toEqual([])
    expect(await outbox.takeOut(one.clientId)).toBeUndefined()
  })

  it('gives words back to a draft, after what was begun there meanwhile', async () => {
    fakeLive.connected = false
    const outbox = tab()
    const one = draft('eins')
    await outbox.add(one)
    await keepDraft(`${user}.thread`, '{"text":"zwei"}')
    await outbox.takeOut(one.clientId, `${user}.thread`)
    expect(words(outbox)).toEqual([])
    expect(await (await store()).count('waiting')).toBe(0)
    expect(JSON.parse((await draftAt(`${user}.thread`))!)).toMatchObject({ text: 'zwei\n\neins' })
  })

  it('sends in the order of writing, and once, while the clock jumps by days', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const now = Date.now()
      const day = 24 * 3_600_000
      fakeLive.connected = false
      const outbox = tab()
      for (const [text, at] of [
        ['eins', now + day],
        ['zwei', now],
        ['drei', now - day],
      ] as const) {
        vi.setSystemTime(at)
        await outbox.add(draft(text))
      }
      const after = tab()
      let tries = 0
      fakeLive.answers['threads.contribute'] = (input) => {
        // It arrived, and the answer is lost; then the clock is put right.
        if (++tries === 1) {
          vi.setSystemTime(now + 2 * day)
          throw unreachable()
        }
        return { ...input, id: input.clientId } as unknown as Contribution
      }
      fakeLive.comeBack()
      await vi.waitFor(() => expect([...words(outbox), ...words(after)]).toEqual([]), { timeout: 8_000 })
      expect(sent()).toEqual(['eins', 'eins', 'zwei', 'drei'])
      expect(new Set(fakeLive.inputsOf('threads.contribute').map(({ clientId }) => clientId)).size).toBe(3)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('only one of two tabs holds a lease', async () => {
  const [one, two] = [await openStore(), await openStore()]
  const granted = await Promise.all([lease('x', 'one', one), lease('x', 'two', two)])
  expect(granted.filter(Boolean)).toHaveLength(1)
  one.close()
  two.close()
})

it('what lay in the small storage is moved once, and not twice by two tabs', async () => {
  const one = draft('von früher')
  localStorage.setItem(
    `augenhoehe.outbox.${user}`,
    JSON.stringify([{ draft: one, since: '2026-01-01T00:00:00.000Z', status: { kind: 'sending' } }]),
  )
  localStorage.setItem(`augenhoehe.draft.${user}.thread`, '{"text":"begonnen"}')
  const tabs = await Promise.all([openStore(), openStore()])
  expect(await tabs[0].count('waiting')).toBe(1)
  expect(await draftAt(`${user}.thread`)).toBe('{"text":"begonnen"}')
  expect(localStorage.getItem(`augenhoehe.outbox.${user}`)).toBeNull()
  for (const each of tabs) each.close()
})

it('what one has read is there for the same person and nobody else, and gone after signing out', async () => {
  const queries = createQueries()
  stops.push(followCopies(queries))
  await queries.fetchQuery(read('accounts.me', {}))
  const rooms = read('rooms.list', {}).queryKey
  queries.setQueryData(rooms, { rooms: [] })
  await keepDraft(`${user}.thread`, 'x')
  await vi.waitFor(async () => expect(await copyOf(queries, rooms)).toBeDefined(), { timeout: 5_000 })

  const others = createQueries()
  others.setQueryData(read('accounts.me', {}).queryKey, { ...me, user: { ...me.user!, id: 'c'.repeat(24) } })
  expect(await copyOf(others, rooms)).toBeUndefined()

  await forgetPerson(user)
  expect(await copyOf(queries, rooms)).toBeUndefined()
  expect(await draftAt(`${user}.thread`)).toBeUndefined()
  expect((await indexedDB.databases()).some(({ name }) => name === databaseName)).toBe(true)
})

it('how far one read without a network is told later, and what is refused is not told for ever', async () => {
  keepMark(user, 'a'.repeat(24), 5)
  keepMark(user, 'a'.repeat(24), 3)
  keepMark(user, 'b'.repeat(24), 1)
  fakeLive.answers['threads.markRead'] = () => {
    throw unreachable()
  }
  await sendMarks(user)
  const gone = new ProblemError({ type: 'about:blank', title: 'gone', status: 404, code: 'not-found' })
  fakeLive.answers['threads.markRead'] = ({ threadId }) => {
    if (threadId.startsWith('b')) throw gone
    return { readSeq: 5, unreadCount: 0 }
  }
  fakeLive.asked = []
  await sendMarks(user)
  await sendMarks(user)
  expect(fakeLive.inputsOf('threads.markRead')).toEqual([
    { threadId: 'a'.repeat(24), seq: 5 },
    { threadId: 'b'.repeat(24), seq: 1 },
  ])
})
