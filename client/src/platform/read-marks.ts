import type { AllOperations, Reply, Room, Thread } from '@augenhoehe/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { onEvent } from './live.ts'
import { onReconnect } from './news.ts'

type Threads = Reply<AllOperations['threads.list']>
type Rooms = Reply<AllOperations['rooms.list']>

/** What somebody reads on one device is read on the others at once, in every list; returns how to stop. */
export function followReadMarks(queries: QueryClient): () => void {
  const read = (threadId: string, seq: number) => {
    const done = new Set<string>()
    const marked = (thread: Thread): Thread => {
      if (thread.id !== threadId || (thread.readSeq ?? -1) >= seq) return thread
      const unreadCount = Math.max(0, thread.contributionCount - seq)
      if (thread.unreadCount > 0 && unreadCount === 0) done.add(thread.roomId)
      return { ...thread, readSeq: seq, unreadCount }
    }
    queries.setQueriesData<Thread>({ queryKey: ['threads.get'] }, (thread) => thread && marked(thread))
    queries.setQueriesData<Threads>(
      { queryKey: ['threads.list'] },
      (list) => list && { ...list, threads: list.threads.map(marked) },
    )
    const lowered = (room: Room): Room =>
      done.has(room.id) && room.unreadThreads ? { ...room, unreadThreads: room.unreadThreads - 1 } : room
    if (done.size === 0) return
    queries.setQueriesData<Rooms>(
      { queryKey: ['rooms.list'] },
      (list) => list && { ...list, rooms: list.rooms.map(lowered) },
    )
    queries.setQueriesData<Room>({ queryKey: ['rooms.get'] }, (room) => room && lowered(room))
  }
  const stops = [
    onEvent('thread.read', ({ threadId, seq }) => read(threadId, seq)),
    onReconnect(() => {
      for (const name of ['threads.list', 'rooms.list']) void queries.invalidateQueries({ queryKey: [name] })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
