import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import { Adapter, MessageType, type BroadcastOptions, type ClusterAdapter } from 'socket.io-adapter'
import type { Log } from './log.ts'
import { metrics } from './metrics.ts'

/** A message to sockets, as Socket.IO carries it: the name of the event first. */
export type Packet = { data?: unknown }

/**
 * What several processes tell each other at once. Nothing rests on it: what it loses is found in the store
 * (`neighbours.ts`, `missed.ts`), so that everything here may fail at any moment without anybody being told.
 */
export interface Bus {
  /** Whether it answered a moment ago. */
  isWell(): boolean
  /** For Socket.IO; `onBroadcast` hears of every message to sockets, of this process and of others. */
  adapter(onBroadcast: (packet: Packet) => void): (namespace: Namespace) => Adapter
  /** Tells all other processes. */
  say(topic: string, about: unknown): void
  /** Hears of what others say. */
  hear(topic: string, act: (about: unknown) => void): void
  /** Runs a script of its own on keys of all processes; fails where it does not answer soon. */
  run(script: string, keys: string[], given: (string | number)[]): Promise<unknown>
  end(): Promise<void>
}

type Namespace = ConstructorParameters<typeof Adapter>[0]

const prefix = 'augenhoehe'
/** A start waits no longer for it. */
const startWithinMs = 2000
const askEveryMs = 1000
const answerWithinMs = 1000
const longestPauseMs = 1000
/** So many messages wait for a process that reads slowly; who misses more looks into the store. */
const mostKept = 10_000

type Client = ReturnType<typeof createClient>

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('Redis does not answer')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What goes out is let go where it does not get through. */
const orNothing = (work: Promise<unknown>) => void work.catch(() => undefined)

export async function createBus(url: string, log: Log): Promise<Bus> {
  const client: Client = createClient({
    url,
    socket: {
      connectTimeout: 2000,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, longestPauseMs),
    },
    // What one does not get rid of is not kept for later: by then it would be old.
    commandsQueueMaxLength: mostKept,
  })
  // Told below, once, and not with every attempt.
  client.on('error', () => undefined)
  const ear = client.duplicate()
  ear.on('error', () => undefined)

  let well = false
  let ended = false
  function become(now: boolean, error?: unknown) {
    metrics.check.set({ check: 'redis' }, Number(now))
    if (now === well || ended) return
    well = now
    if (well) log.info('Redis answers: other processes are told at once')
    else log.error({ err: error }, 'Redis does not answer: what other processes do is seen a little later')
  }
  let asking = false
  async function ask() {
    if (asking) return
    asking = true
    try {
      if (!client.isReady) throw new Error('no connection to Redis')
      // A write, because a Redis that is full still reads.
      await within(client.set(`${prefix}:asked`, Date.now(), { PX: 60_000 }), answerWithinMs)
      become(true)
    } catch (error) {
      become(false, error)
    } finally {
      asking = false
    }
  }

  const topics = new Map<string, (about: unknown) => void>()
  const own = crypto.randomUUID()
  const channel = `${prefix}:said`
  const connecting = Promise.all([
    client.connect(),
    ear.connect().then(() =>
      ear.subscribe(channel, (text) => {
        const { by, topic, about } = JSON.parse(text) as { by: string; topic: string; about: unknown }
        if (by !== own) topics.get(topic)?.(about)
      }),
    ),
  ])
  // It goes on trying for as long as the process lives.
  connecting.catch(() => undefined)
  await within(connecting, startWithinMs).catch(() => undefined)
  await ask()
  if (!well) log.error('Redis does not answer: what other processes do is seen a little later')
  const timer = setInterval(() => void ask(), askEveryMs).unref()

  return {
    isWell: () => well,

    adapter(onBroadcast) {
      const create = createAdapter(client, {
        streamName: `${prefix}:sockets`,
        channelPrefix: prefix,
        maxLen: mostKept,
        onlyPlaintext: true,
      })
      // Socket.IO calls it with `new`.
      return function adapterOf(namespace: Namespace) {
        const adapter = create(namespace) as unknown as ClusterAdapter & {
          uid: string
          doPublish(message: unknown): Promise<unknown>
          onMessage(message: { type: MessageType; data?: unknown; uid: string }, offset?: string): void
        }
        // The library tells its own sockets only after Redis has answered: ours hear it in any case, and at once.
        adapter.broadcast = (packet: Packet, options: BroadcastOptions) => {
          onBroadcast(packet)
          Adapter.prototype.broadcast.call(adapter, packet, options)
          if (options.flags?.local || !well) return Promise.resolve()
          const { rooms, except, flags } = options
          const opts = { rooms: [...rooms], except: [...(except ?? [])], flags }
          orNothing(
            adapter.doPublish({
              uid: adapter.uid,
              nsp: namespace.name as string,
              type: MessageType.BROADCAST,
              data: { packet, opts },
            }),
          )
          return Promise.resolve()
        }
        const take = adapter.onMessage.bind(adapter)
        adapter.onMessage = (message, offset) => {
          take(message, offset)
          if (message.type === MessageType.BROADCAST && message.uid !== adapter.uid)
            onBroadcast((message.data as { packet: Packet }).packet)
        }
        return adapter
      }
    },

    say(topic, about) {
      if (well) orNothing(client.publish(channel, JSON.stringify({ by: own, topic, about })))
    },
    hear(topic, act) {
      topics.set(topic, act)
    },

    run(script, keys, given) {
      if (!well) return Promise.reject(new Error('Redis does not answer'))
      const command = client.eval(script, {
        keys: keys.map((key) => `${prefix}:${key}`),
        arguments: given.map(String),
      })
      return within(command, answerWithinMs / 2)
    },

    async end() {
      ended = true
      clearInterval(timer)
      for (const one of [client, ear]) one.destroy()
      await connecting.catch(() => undefined)
    },
  }
}
