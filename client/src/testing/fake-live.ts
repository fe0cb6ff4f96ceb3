import type {
  AllEvents,
  AllOperations,
  EventName,
  Input,
  Reply,
  SocketOperation,
} from '@augenhoehe/contracts'
import type { z } from 'zod'

type Answers = {
  [K in SocketOperation]?: (
    input: Input<AllOperations[K]>,
  ) => Reply<AllOperations[K]> | Promise<Reply<AllOperations[K]>>
}
type Tell = (payload: unknown) => void

/** Stands in for `platform/live.ts`: `vi.mock` it and say here what the server answers and pushes. */
class FakeLive {
  answers: Answers = {}
  asked: { name: SocketOperation; input: unknown }[] = []
  connected = true
  private readonly listeners = new Map<string, Set<Tell>>()

  reset() {
    this.answers = {}
    this.asked = []
    this.connected = true
  }

  push<K extends EventName>(name: K, payload: z.output<AllEvents[K]>) {
    for (const tell of this.listeners.get(name) ?? []) tell(payload)
  }

  drop = () => {
    this.connected = false
    this.tell('disconnect')
  }
  comeBack = () => {
    this.connected = true
    this.tell('connect')
  }

  inputsOf<K extends SocketOperation>(wanted: K) {
    return this.asked
      .filter(({ name }) => name === wanted)
      .map(({ input }) => input as Input<AllOperations[K]>)
  }

  listen(name: string, tell: Tell): () => void {
    const some = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, some.add(tell))
    return () => void some.delete(tell)
  }

  private tell(name: string) {
    for (const listener of this.listeners.get(name) ?? []) listener(undefined)
  }
}

export const fakeLive = new FakeLive()

export const live = {
  ask: async (name: SocketOperation, input: unknown) => {
    fakeLive.asked.push({ name, input })
    const answer = fakeLive.answers[name] as ((input: unknown) => unknown) | undefined
    return answer ? answer(input) : { done: true }
  },
  onEvent: (name: EventName, listener: Tell) => fakeLive.listen(name, listener),
  onConnect: (listener: Tell) => {
    listener(undefined)
    return fakeLive.listen('connect', listener)
  },
  onDisconnect: (listener: Tell) => fakeLive.listen('disconnect', listener),
  isConnected: () => fakeLive.connected,
  useConnection: () => 'online',
  startLive: () => () => undefined,
  reconnectLive: () => undefined,
}
