import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Contribution } from '@augenhoehe/contracts'
import {
  isPassing,
  nextUnsent,
  withStatus,
  without,
  type Unsent,
} from '../../../client/src/platform/offline/unsent.ts'
import { of, type StoredContribution } from './history/history.ts'
import type { Installation } from './installation.ts'
import { Visit, type Answer, type Thread } from './person.ts'
import type { Recorder } from './recorder.ts'

const toStored = (
  { id, seq, clientId, authorId, text }: Contribution,
  recorder: Recorder,
): StoredContribution => ({ id, seq: seq ?? 0, clientId, author: authorId, text: recorder.same(text) })

/** Words that make a message long. */
const filler = ' und so weiter'

/** One open page that reads threads and notes what it hears and shows. */
class Page {
  readonly name: string
  readonly visit: Visit
  readonly #recorder: Recorder
  readonly #threads = new Map<string, Thread>()
  /** What it has shown, so that each is noted once; by thread. */
  readonly #shown = new Map<string, Set<string>>()
  readonly #joinedAt = new Map<string, number>()
  readonly #mine: (text: string) => boolean

  constructor(name: string, visit: Visit, recorder: Recorder, mine: (text: string) => boolean) {
    this.name = name
    this.visit = visit
    this.#recorder = recorder
    this.#mine = mine
    visit.socket.on(
      'thread.changed',
      ({ threadId, contributions }: { threadId: string; contributions: Contribution[] }) => {
        for (const one of contributions)
          if (mine(one.text))
            recorder.note({
              kind: 'recv',
              page: name,
              thread: threadId,
              contribution: toStored(one, recorder),
            })
      },
    )
  }

  async join(threadId: string) {
    const seen = this.#shown.get(threadId) ?? new Set<string>()
    this.#shown.set(threadId, seen)
    const thread = this.visit.thread(threadId, (shown) => {
      const placed = shown.filter(({ seq }) => seq !== null)
      for (const [index, one] of placed.entries()) {
        if (seen.has(one.id)) continue
        seen.add(one.id)
        if (!this.#mine(one.text)) continue
        this.#recorder.note({
          kind: 'show',
          page: this.name,
          thread: threadId,
          contribution: toStored(one, this.#recorder),
          before: placed[index - 1]?.seq ?? null,
          after: placed[index + 1]?.seq ?? null,
        })
      }
    })
    this.#threads.set(threadId, thread)
    this.#joinedAt.set(threadId, performance.now())
    this.#recorder.note({ kind: 'join', page: this.name, thread: threadId })
    await thread.start()
  }

  async leave(threadId: string) {
    this.#threads.get(threadId)?.end()
    this.#threads.delete(threadId)
    this.visit.forget(threadId)
    // Whoever loses the connection meanwhile follows nothing afterwards.
    while (
      this.visit.socket.connected &&
      !(await this.visit.emit('thread.unfollow', { threadId }, 3000))?.ok
    );
    this.#recorder.note({ kind: 'leave', page: this.name, thread: threadId })
  }

  get threads(): ReadonlyMap<string, Thread> {
    return this.#threads
  }
  /** Since when it has been reading a thread. */
  since(threadId: string): number {
    return this.#joinedAt.get(threadId) ?? Infinity
  }
  hasShown(threadId: string, id: string): boolean {
    return this.#shown.get(threadId)?.has(id) ?? false
  }
}

interface Draft {
  author: string
  thread: string
  clientId: string
}

/** How somebody writes. */
interface Manner {
  /** Between two contributions. */
  pauseMs: number
  /** So many are on their way at once, as from several tabs: each tab sends one after the other. */
  tabs: number
  /** At least so many characters each. */
  length: number
  /** Another page of the same person, at another server, which sends the same at the same time. */
  twin: Visit | undefined
}

/** Somebody who writes as the browser does: kept in order, one at a time, again until it is known what became of it. */
class Writer {
  readonly page: Page
  readonly userId: string
  readonly #threads: readonly string[]
  readonly #recorder: Recorder
  readonly #manner: Manner
  #number = 0
  #stopping = false
  /** Refusals that sending again does not mend. */
  readonly refused: string[] = []
  readonly #acknowledged: { draft: Draft; text: string }[] = []
  #done: Promise<unknown> = Promise.resolve()

  constructor(page: Page, userId: string, threads: readonly string[], recorder: Recorder, manner: Manner) {
    this.page = page
    this.userId = userId
    this.#threads = threads
    this.#recorder = recorder
    this.#manner = manner
  }

  start() {
    this.#done = Promise.all(Array.from({ length: this.#manner.tabs }, (_, tab) => this.#write(tab)))
  }
  async stop() {
    this.#stopping = true
    await this.#done
  }

  #draft(turn: number): { draft: Draft; text: string } {
    const thread = this.#threads[turn % this.#threads.length]!
    const name = `${this.page.name} ${++this.#number}`
    const more = filler.repeat(Math.ceil(Math.max(0, this.#manner.length - name.length) / filler.length))
    return { draft: { author: this.userId, thread, clientId: randomUUID() }, text: name + more }
  }

  /** One tab: its outbox holds one message after the other; what becomes of them the rules of the browser say. */
  async #write(tab: number) {
    let unsent: readonly Unsent[] = []
    for (let turn = tab; !this.#stopping; turn++) {
      const { draft, text } = this.#draft(turn)
      unsent = [
        ...unsent,
        {
          order: turn,
          kept: true,
          draft: { threadId: draft.thread, clientId: draft.clientId, text },
          since: new Date().toISOString(),
          status: { kind: 'sending' },
        },
      ]
      unsent = await this.#pump(unsent)
      if (this.#manner.pauseMs > 0) await pause(this.#manner.pauseMs)
    }
  }

  /** Until nothing waits, or somebody else has to decide. */
  async #pump(waiting: readonly Unsent[]): Promise<readonly Unsent[]> {
    let unsent = waiting
    for (;;) {
      const one = nextUnsent(unsent, Date.now())
      if (!one) return unsent
      const { threadId, clientId, text } = one.draft as { threadId: string; clientId: string; text: string }
      const answers = await this.#send({ author: this.userId, thread: threadId, clientId }, text)
      const refusal = answers.find((answer) => answer?.ok === false)
      if (answers.some((answer) => answer?.ok)) unsent = without(unsent, clientId)
      else if (refusal?.ok === false && !isPassing(refusal.problem))
        unsent = withStatus(unsent, clientId, { kind: 'failed', problem: refusal.problem })
      else await pause(refusal?.ok === false ? Math.min(refusal.problem.retryAfterMs ?? 100, 1000) : 50)
    }
  }

  /** Sends it once, from everywhere they write, and notes what they are told. */
  async #send(draft: Draft, text: string): Promise<(Answer<Contribution> | undefined)[]> {
    const { twin } = this.#manner
    this.#recorder.note({ kind: 'sent', ...draft, text })
    const message = { threadId: draft.thread, clientId: draft.clientId, text }
    const answers = await Promise.all(
      [this.page.visit, ...(twin ? [twin] : [])].map(async (visit) =>
        visit.emit<Contribution>('thread.contribute', message, 5000),
      ),
    )
    for (const answer of answers) {
      if (answer?.ok) {
        const { id, seq } = answer.data
        const said = this.#recorder.same(answer.data.text)
        this.#recorder.note({ kind: 'acked', ...draft, id, seq: seq ?? 0, text: said })
        this.page.threads.get(draft.thread)?.takeOwn(answer.data)
      } else if (answer) {
        this.#recorder.note({ kind: 'refused', ...draft, code: answer.problem.code })
        if (!isPassing(answer.problem)) this.refused.push(answer.problem.code)
      }
    }
    if (answers.some((answer) => answer?.ok)) this.#acknowledged.push({ draft, text })
    return answers
  }

  /** Many at once, in no order, each until it is acknowledged or refused for good. */
  async burst(each: number) {
    await Promise.all(
      Array.from({ length: each }, async (_, index) => {
        const { draft, text } = this.#draft(index)
        for (;;) {
          const answers = await this.#send(draft, text)
          if (answers.some((answer) => answer && (answer.ok || !isPassing(answer.problem)))) return
          await pause(100)
        }
      }),
    )
  }

  /** Sends something once more that was acknowledged long ago, as a device does that never heard so. */
  async sendAgain(random: () => number) {
    const one = this.#acknowledged[Math.floor(random() * this.#acknowledged.length)]
    if (one) await this.#send(one.draft, one.text)
  }
}

interface Wanted {
  installation: Installation
  recorder: Recorder
  /** Every message twice, on two sockets, at two servers. */
  twice?: boolean
  manner?: Partial<Omit<Manner, 'twin'>> | undefined
  /** Decides who joins and leaves next, from 0 to 1. */
  random: () => number
}

const writers = 6
const readers = 6
/** A page is asked for again so often before it is left to the judge to say what is missing. */
const mostReads = 60

/** Six who write in three threads, and six who read them, come and go. */
export class Crowd {
  readonly threads: readonly string[]
  readonly #wanted: Wanted
  readonly #writers: Writer[] = []
  readonly #readers: Page[] = []
  readonly #visits: Visit[] = []
  readonly #moving = new AbortController()
  #moved: Promise<void> = Promise.resolve()
  readonly #mine = (text: string) => /^writer \d+ \d+( und so weiter)*$/.test(text)

  private constructor(wanted: Wanted, threads: readonly string[]) {
    this.#wanted = wanted
    this.threads = threads
  }

  static async gather(wanted: Wanted): Promise<Crowd> {
    const { installation, recorder, twice = false } = wanted
    const manner = { pauseMs: 0, tabs: 1, length: 0, ...wanted.manner }
    const { world, servers } = installation
    const urls = (first: number) => () => {
      const all = servers.map((_, index) => installation.urlOf(index))
      return [...all.slice(first % all.length), ...all.slice(0, first % all.length)]
    }
    const role = (index: number) => `load${index % 8}`
    const starter = new Visit(await installation.signedIn('moderator'), urls(0))
    await starter.open()
    const threads: string[] = []
    for (let index = 0; index < 3; index++) {
      const { status, body } = await starter.call<{ thread: { id: string } }>(
        'POST',
        `/api/rooms/${world.rooms['professionalisierung']}/threads`,
        {
          clientId: randomUUID(),
          title: `Unter Last ${index + 1} ${randomUUID().slice(0, 8)}`,
          text: 'Hier wird geschrieben, während etwas kaputtgeht.',
        },
      )
      if (status >= 300) throw new Error(`no thread: ${JSON.stringify(body)}`)
      threads.push(body.thread.id)
    }
    starter.close()
    const crowd = new Crowd(wanted, threads)
    const page = async (name: string, index: number) => {
      const visit = await new Visit(await installation.signedIn(role(index)), urls(index)).open()
      crowd.#visits.push(visit)
      const one = new Page(name, visit, recorder, crowd.#mine)
      await Promise.all(threads.map((threadId) => one.join(threadId)))
      return one
    }
    for (let index = 0; index < readers; index++)
      crowd.#readers.push(await page(`reader ${index + 1}`, index + 2))
    for (let index = 0; index < writers; index++) {
      const own = await page(`writer ${index + 1}`, index)
      let twin: Visit | undefined
      if (twice) {
        twin = await new Visit(await installation.signedIn(role(index)), urls(index + 1)).open()
        crowd.#visits.push(twin)
      }
      const { userId } = world.roles[role(index)]!
      crowd.#writers.push(new Writer(own, userId, threads, recorder, { ...manner, twin }))
    }
    return crowd
  }

  /** Every page's transport. */
  get visits(): readonly Visit[] {
    return this.#visits
  }
  /** The transports of those who only read. */
  get listening(): readonly Visit[] {
    return this.#readers.map(({ visit }) => visit)
  }
  /** Who writes. */
  get authors(): readonly string[] {
    return this.#writers.map(({ userId }) => userId)
  }
  /** What sending again would not have mended. */
  get refused(): readonly string[] {
    return this.#writers.flatMap(({ refused }) => refused)
  }

  start() {
    for (const writer of this.#writers) writer.start()
    this.#moved = this.#move()
  }

  /** Readers leave a thread and come back. */
  async #move() {
    const { random } = this.#wanted
    const { signal } = this.#moving
    while (!signal.aborted) {
      await pause(200 + random() * 300)
      const page = this.#readers[Math.floor(random() * this.#readers.length)]!
      const threadId = this.threads[Math.floor(random() * this.threads.length)]!
      if (page.threads.has(threadId)) await page.leave(threadId)
      else await page.join(threadId)
    }
  }

  /** Everybody finishes what they began; readers come back to everything. */
  async stop() {
    await Promise.all(this.#writers.map((writer) => writer.stop()))
    this.#moving.abort()
    await this.#moved
  }

  /** Everything is read once more by somebody new, to its beginning. */
  async finish() {
    const { installation, recorder } = this.#wanted
    const cookie = await installation.signedIn('otherMember')
    for (const [index, thread] of this.threads.entries()) {
      const url = installation.urlOf(index % installation.servers.length)
      const contributions: StoredContribution[] = []
      for (let beforeSeq: number | undefined; ;) {
        const query = new URLSearchParams({
          limit: '100',
          ...(beforeSeq && { beforeSeq: String(beforeSeq) }),
        })
        const some = await readUntilAnswered(`${url}/api/threads/${thread}/contributions?${query}`, cookie)
        const placed = some.filter(({ seq }) => seq !== null)
        contributions.unshift(...placed.map((one) => toStored(one, recorder)))
        if (placed.length === 0 || placed[0]!.seq! <= 1) break
        beforeSeq = placed[0]!.seq!
      }
      // What the thread began with was written by nobody of these.
      recorder.note({
        kind: 'final',
        thread,
        contributions: contributions.filter(({ text }) => this.#mine(text)),
      })
    }
  }

  /** Resolves when every page has shown everything that was acknowledged, or after so long. */
  async caughtUp(withinMs: number) {
    const highest = new Map<string, number>()
    for (const one of this.#wanted.recorder.history)
      if (one.kind === 'acked') highest.set(one.thread, Math.max(highest.get(one.thread) ?? 0, one.seq))
    const until = performance.now() + withinMs
    const pages = [...this.#readers, ...this.#writers.map(({ page }) => page)]
    const isBehind = () =>
      pages.some((page) =>
        [...page.threads].some(
          ([threadId, thread]) => (thread.shown().at(-1)?.seq ?? 0) < (highest.get(threadId) ?? 0),
        ),
      )
    while (isBehind() && performance.now() < until) await pause(50)
  }

  /** Whoever missed something looks back until they have seen it, as one scrolls: what is missing then is missing for good. */
  async lookBack(withinMs: number) {
    const acked = of(this.#wanted.recorder.history, 'acked')
    const pages = [...this.#readers, ...this.#writers.map(({ page }) => page)]
    await Promise.all(
      pages.flatMap((page) =>
        [...page.threads].map(async ([threadId, thread]) => {
          const since = page.since(threadId)
          const due = acked.filter((one) => one.thread === threadId && one.at > since).map(({ id }) => id)
          await thread.lookBack(() => due.every((id) => page.hasShown(threadId, id)), withinMs)
        }),
      ),
    )
  }

  /** Everybody sends so many at the same time. */
  async burst(each: number) {
    await Promise.all(this.#writers.map((writer) => writer.burst(each)))
  }

  /** Everybody sends something again that was acknowledged before. */
  async sendAgain() {
    await Promise.all(this.#writers.map((writer) => writer.sendAgain(this.#wanted.random)))
  }

  close() {
    this.#moving.abort()
    for (const visit of this.#visits) visit.close()
  }
}

/** A page of a thread; asked for again while the platform is still coming back. */
async function readUntilAnswered(url: string, cookie: string): Promise<Contribution[]> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(url, { headers: { Cookie: cookie }, signal: AbortSignal.timeout(15_000) })
      if (!response.ok) throw new Error(`a page was answered with ${response.status}`)
      return ((await response.json()) as { contributions: Contribution[] }).contributions
    } catch (error) {
      if (tries === mostReads) throw error
      await pause(500)
    }
  }
}
