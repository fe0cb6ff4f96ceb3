import type { Input, AllOperations, LiveChanged, SessionSnapshot, SessionState } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import type { Client, TestApp } from './app.ts'

type Plan = Omit<Input<AllOperations['live.plan']>, 'threadId' | 'clientId'>

/** An evening with two items; what a test is about is said by it. */
export const somePlan = (change: Partial<Plan> = {}): Plan => ({
  title: 'Live-Abend Förderung',
  startsAt: new Date(Date.now() + 3_600_000).toISOString(),
  place: 'Gießen, Café der Kulturen',
  meetingUrl: null,
  topic: null,
  rule: 'first-time',
  turnSeconds: 120,
  agenda: [
    { title: 'Welche Förderung haben Sie zuletzt gefunden?', minutes: 25 },
    { title: 'Was hat Sie aufgehalten?', minutes: 20 },
  ],
  guestsMayAsk: true,
  questionsNeedApproval: false,
  ...change,
})

const onTheWay: SessionState[] = ['planned', 'ready', 'running', 'wrapping-up']

/** Leads a session that is planned on to a later state. */
export async function lead(client: Client, sessionId: string, to: SessionState) {
  const steps = onTheWay.slice(0, onTheWay.indexOf(to) + 1)
  for (const [index, from] of steps.slice(0, -1).entries())
    await client.call('live.move', { sessionId, from, to: steps[index + 1] as 'ready' })
}

/** Plans a session as the moderator of the first room and leads it on. */
export async function session(
  app: Pick<TestApp, 'as' | 'world'>,
  to: SessionState = 'running',
  {
    threadId = app.world.threads.open,
    by = 'moderator',
    ...change
  }: Partial<Plan> & { threadId?: string; by?: string } = {},
): Promise<string> {
  const client = app.as(by)
  const { id } = await client.call('live.plan', { threadId, clientId: randomUUID(), ...somePlan(change) })
  await lead(client, id, to)
  return id
}

/** Ends what runs, so that another may run in the same thread. */
export async function close(app: Pick<TestApp, 'as'>, sessionId: string, by = 'moderator') {
  const client = app.as(by)
  const { stage } = await client.call('live.get', { sessionId })
  const reason = 'Es war nur ein Test.'
  if (stage.state === 'running')
    await client.call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })
  if (stage.state === 'running' || stage.state === 'wrapping-up')
    await client.call('live.move', { sessionId, from: 'wrapping-up', to: 'no-result', reason })
  if (stage.state === 'planned' || stage.state === 'ready')
    await client.call('live.move', { sessionId, from: stage.state, to: 'cancelled', reason })
}

/** A reader of one session who merges as the browser does; after a gap they ask anew. */
export class Seat {
  readonly client: Client
  readonly sessionId: string
  #snapshot!: SessionSnapshot
  #waiting: (() => void)[] = []
  /** Everything that came, as it came. */
  readonly pushes: LiveChanged[] = []

  private constructor(client: Client, sessionId: string) {
    this.client = client
    this.sessionId = sessionId
  }

  static async take(client: Client, sessionId: string): Promise<Seat> {
    const seat = new Seat(client, sessionId)
    await seat.follow()
    return seat
  }

  get now() {
    return this.#snapshot
  }

  async follow() {
    const socket = await this.client.socket()
    socket.off('live.changed').off('live.mine')
    const early: LiveChanged[] = []
    let isThere = false
    socket.on('live.changed', (changed: LiveChanged) => {
      if (changed.sessionId !== this.sessionId) return
      this.pushes.push(changed)
      if (isThere) this.#merge(changed)
      else early.push(changed)
    })
    socket.on('live.mine', ({ sessionId, mine }: { sessionId: string; mine: SessionSnapshot['mine'] }) => {
      if (sessionId !== this.sessionId || !isThere) return
      this.#snapshot = { ...this.#snapshot, mine }
      this.#wake()
    })
    this.#snapshot = await this.client.ask('live.follow', { sessionId: this.sessionId })
    isThere = true
    for (const changed of early) this.#merge(changed)
    this.#wake()
  }

  #wake() {
    this.#waiting.splice(0).forEach((wake) => wake())
  }

  #merge(changed: LiveChanged) {
    if (changed.rev <= this.#snapshot.rev) return
    if (changed.afterRev > this.#snapshot.rev) {
      void this.follow()
      return
    }
    const { stage, queue, questions = [], statements = [], rev } = changed
    const hands = new Map([...this.#snapshot.queue, ...(queue?.changed ?? [])].map((hand) => [hand.n, hand]))
    this.#snapshot = {
      ...this.#snapshot,
      rev,
      ...(stage && { stage }),
      ...(queue && { queue: queue.order.map((n) => hands.get(n)!) }),
      questions: merged(this.#snapshot.questions, questions),
      statements: merged(this.#snapshot.statements, statements),
    }
    this.#wake()
  }

  /** Resolves once it holds; a test that never gets there runs into its time limit. */
  async until(holds: (now: SessionSnapshot) => boolean): Promise<SessionSnapshot> {
    while (!holds(this.#snapshot)) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return this.#snapshot
  }

  /** Resolves once everything up to a reading of the clock has come. */
  reached = (rev: number) => this.until((now) => now.rev >= rev)
}

function merged<T extends { id: string; n: number }>(known: readonly T[], news: readonly T[]): T[] {
  const all = new Map([...known, ...news].map((one) => [one.id, one]))
  return [...all.values()].toSorted((a, b) => a.n - b.n)
}
