import { describe, expect, it } from 'vitest'
import { createLog } from '../../platform/log.ts'
import type { PublishedContribution, PublishedThread } from '../threads/index.ts'
import { createCatalogue, type Sources } from './catalogue.ts'

const createdAt = new Date('2026-01-01T00:00:00Z')
const common = {
  questionId: null,
  authorId: 'a',
  speaker: null,
  organisationId: null,
  institution: null,
  createdAt,
}
const thread = (id: string): PublishedThread => ({ ...common, id, roomId: 'room', title: `Gespräch ${id}` })
const said = (id: string, text: string | null, rev = 1, threadId = 't'): PublishedContribution => ({
  ...common,
  id,
  threadId,
  rev,
  text,
  type: null,
  lang: null,
  translations: [],
})

/** A store of which the test says when it answers, and with what. */
function createStore(contributions: PublishedContribution[], threads = [thread('t')]) {
  const store = { contributions, threads, down: false, onRead: async () => {} }
  const answer = <T>(value: () => T): Promise<T> =>
    store.down ? Promise.reject(new Error('unreachable')) : Promise.resolve(value())
  const sources: Sources = {
    roomIds: () => answer(() => ['room']),
    threads: (ids) => answer(() => store.threads.filter(({ id }) => !ids || ids.includes(id))),
    async *contributions(threadId) {
      const read = await answer(() =>
        store.contributions.filter((one) => threadId === undefined || one.threadId === threadId),
      )
      await store.onRead()
      yield read
    },
    organisation: () => answer(() => undefined),
    organisations: () => answer(() => []),
    listings: () => answer(() => []),
    results: () => answer(() => []),
  }
  return { store, catalogue: createCatalogue(sources, createLog('silent')) }
}

const find = ({ index }: ReturnType<typeof createStore>['catalogue'], text: string) =>
  index
    .find({ text, forgiving: false, mayRead: () => true, now: 0, limit: 10 })
    .hits.map(({ id }) => id)
    .sort()

describe('the index', () => {
  it('is made from the store after a start', async () => {
    const { catalogue } = createStore([said('1', 'eins'), said('2', 'zwei')])
    expect(catalogue.isComplete()).toBe(false)
    catalogue.doors.start()
    await catalogue.doors.built()
    expect(catalogue.isComplete()).toBe(true)
    expect([find(catalogue, 'eins'), find(catalogue, 'zwei'), find(catalogue, 'Gespräch')]).toEqual([
      ['1'],
      ['2'],
      ['t'],
    ])
  })

  it('never takes an older reading for a newer one: what changes while it is built stays changed', async () => {
    const { store, catalogue } = createStore([said('1', 'alt'), said('2', 'verborgen'), said('3', 'bleibt')])
    store.onRead = async () => {
      // The store has answered, and before the answer is taken over the log goes on.
      catalogue.doors.contributionsChanged('t', [said('1', 'neu', 2), said('2', null, 2), said('4', 'dazu')])
    }
    catalogue.doors.start()
    await catalogue.doors.built()
    expect([find(catalogue, 'alt'), find(catalogue, 'neu')]).toEqual([[], ['1']])
    expect(find(catalogue, 'verborgen')).toEqual([])
    expect([find(catalogue, 'bleibt'), find(catalogue, 'dazu')]).toEqual([['3'], ['4']])
  })

  it('forgets at once, though an older step still waits for its thread', async () => {
    const { store, catalogue } = createStore([], [])
    catalogue.doors.start()
    await catalogue.doors.built()
    store.threads = [thread('later')]
    catalogue.doors.contributionsChanged('later', [said('1', 'geheim', 1, 'later')])
    catalogue.doors.contributionsChanged('later', [said('1', null, 2, 'later')])
    await catalogue.settled()
    expect(find(catalogue, 'geheim')).toEqual([])
    expect(find(catalogue, 'Gespräch')).toEqual(['later'])
  })

  it('says that it is behind while the store is gone, answers what it has, and catches up', async () => {
    const { store, catalogue } = createStore([said('1', 'eins')])
    catalogue.doors.start()
    await catalogue.doors.built()
    store.down = true
    catalogue.doors.contributionsChanged('new', [said('2', 'zwei', 1, 'new')])
    await catalogue.settled()
    expect([catalogue.isComplete(), find(catalogue, 'eins'), find(catalogue, 'zwei')]).toEqual([
      false,
      ['1'],
      [],
    ])
    store.down = false
    store.threads = [thread('t'), thread('new')]
    await catalogue.settled()
    expect([catalogue.isComplete(), find(catalogue, 'zwei')]).toEqual([true, ['2']])
  })

  it('reads a thread again of which more changed than was told', async () => {
    const { store, catalogue } = createStore([said('1', 'eins'), said('2', 'zwei')])
    catalogue.doors.start()
    await catalogue.doors.built()
    store.contributions = [said('2', 'anders', 5), said('3', 'drei', 6)]
    catalogue.doors.contributionsChanged('t', [])
    await catalogue.settled()
    expect(['eins', 'zwei', 'anders', 'drei'].map((word) => find(catalogue, word))).toEqual([
      [],
      [],
      ['2'],
      ['3'],
    ])
  })
})
