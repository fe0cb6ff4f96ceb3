import type { Log } from './log.ts'
import type { Packet } from './redis.ts'

/** Something with a clock that sockets follow, for example a thread. */
export interface Clock {
  /** The event that moves it, and where in it stands what it is of. */
  event: string
  idIn: (payload: never) => string
  /** The set of sockets that follow it begins so; the id comes after. */
  prefix: string
  /** How the clocks of these stand in the store now. */
  read: (ids: string[]) => Promise<Map<string, number>>
  /** Tells the sockets of this process how it stands, so that whoever is behind asks. */
  say: (id: string, rev: number) => void
}

interface Needs {
  clocks: readonly Clock[]
  /** The sets of sockets that have anybody of this process in them. */
  rooms: () => Iterable<string>
  log: Log
  everyMs?: number
}

/**
 * Messages between processes may be lost at any moment. So each process compares the clocks of what its sockets follow
 * with the store, again and again: whoever is behind twice in a row is told, and asks for what is missing.
 */
export function createMissed({ clocks, rooms, log, everyMs = 2000 }: Needs) {
  const told = new Map<string, number>()
  let behind = new Set<string>()
  let looking = false

  function heard({ data }: Packet) {
    if (!Array.isArray(data)) return
    const clock = clocks.find(({ event }) => event === data[0])
    if (!clock) return
    const payload = data[1] as never
    const room = clock.prefix + clock.idIn(payload)
    const { rev } = payload as { rev: number }
    if (rev > (told.get(room) ?? -1)) told.set(room, rev)
  }

  async function look() {
    if (looking) return
    looking = true
    try {
      const still = new Set<string>()
      const followed = new Set<string>()
      for (const { prefix, read, say } of clocks) {
        const ids = [...rooms()].flatMap((room) => {
          const id = room.startsWith(prefix) ? room.slice(prefix.length) : ''
          return /^[0-9a-f]{24}$/.test(id) ? id : []
        })
        for (const id of ids) followed.add(prefix + id)
        for (const [id, rev] of ids.length === 0 ? [] : await read(ids)) {
          const room = prefix + id
          const known = told.get(room)
          // Of what nobody followed here before it is not known whether its followers heard everything since.
          if (known === undefined || (known < rev && behind.has(room))) {
            say(id, rev)
            told.set(room, rev)
          } else if (known < rev) still.add(room)
        }
      }
      behind = still
      for (const room of told.keys()) if (!followed.has(room)) told.delete(room)
    } catch (error) {
      log.warn({ err: error }, 'not known whether sockets have heard everything')
    } finally {
      looking = false
    }
  }

  let timer: NodeJS.Timeout | undefined
  return {
    /** Hears of every message to sockets. */
    heard,
    begin() {
      timer = setInterval(() => void look(), everyMs).unref()
    },
    end() {
      clearInterval(timer)
    },
  }
}
