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
import type { StoredContribution } from './history/history.ts'
import type { Installation } from './installation.ts'
import { signIn, Visit, type Thread } from './person.ts'
import type { Recorder } from './recorder.ts'

const toStored = ({ id, seq, clientId, authorId, text }: Contribution): StoredContribution => ({
  id,
  seq: seq ?? 0,
  clientId,
  author: authorId,
  text,
})

/** One open page that reads threads and notes what it hears and shows. */
class Page {
  readonly name: string
  readonly visit: Visit
  readonly #recorder: Recorder
  readonly #threads = new Map<string, Thread>()
  /** What it has shown, so that each is noted once; by thread. */
  readonly #shown = new Map<string, Set<string>>()
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
            recorder.note({ kind: 'recv', page: name, thread: threadId, contribution: toStored(one) })
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
          contribution: toStored(one),
          before: placed[index - 1]?.seq ?? null,
          after: placed[index + 1]?.seq ?? null,
        })
      }
    })
    this.#threads.set(threadId, thread)
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
}

/** Somebody who writes as the browser does: kept in order, one at a time, again until it is known what became of it. */
class Writer {
  readonly page: Page
  readonly #userId: string
  readonly #threads: readonly string[]
  readonly #recorder: Recorder
  readonly #pauseMs: number
  readonly #twin: Visit | undefined
  #unsent: readonly Unsent[] = []
  #number = 0
  #stopping = false
  /** Refusals that sending again does not mend. */
  readonly refused: string[] = []
  #done: Promise<void> = Promise.resolve()

  constructor(
    page: Page,
    userId: string,
    threads: readonly string[],
    recorder: Recorder,
    { pauseMs, twin }: { pauseMs: number; twin?: Visit | undefined },
  ) {
    this.page = page
    this.#userId = userId
    this.#threads = threads
    this.#recorder = recorder
    this.#pauseMs = pauseMs
    this.#twin = twin
  }

  start() {
    this.#done = this.#write()
  }
  async stop() {
    this.#stopping = true
    await this.#done
  }

  async #write() {
    while (!this.#stopping) {
      const threadId = this.#threads[this.#number % this.#threads.length]!
      const clientId = randomUUID()
      const text = `${this.page.name} ${++this.#number}`
      this.#unsent = [
        ...this.#unsent,
        {
          order: this.#number,
          kept: true,
          draft: { threadId, clientId, text },
          since: new Date().toISOString(),
          status: { kind: 'sending' },
        },
      ]
      await this.#pump()
      if (this.#pauseMs > 0) await pause(this.#pauseMs)
    }
  }

  /** Many at once, in no order, each until it is acknowledged. */
  async burst(each: number, recorder: Recorder) {
    await Promise.all(
      Array.from({ length: each }, async (_, index) => {
        const threadId = this.#threads[index % this.#threads.length]!
        const draft = { author: this.#userId, thread: threadId, clientId: randomUUID() }
        const text = `${this.page.name} ${++this.#number}`
        recorder.note({ kind: 'sent', ...draft, text })
        for (;;) {
          const answer = await this.page.visit.emit<Contribution>(
            'thread.contribute',
            { threadId, clientId: draft.clientId, text },
            10_000,
          )
          if (answer?.ok) {
            recorder.note({ kind: 'acked', ...draft, id: answer.data.id, seq: answer.data.seq ?? 0, text })
            return
          }
          await pause(100)
        }
      }),
    )
  }

  /** Until nothing waits, or somebody else has to decide; the rules are those of the browser's outbox. */
  async #pump() {
    for (;;) {
      const one = nextUnsent(this.#unsent, Date.now())
      if (!one) return
      const { threadId, clientId, text } = one.draft as { threadId: string; clientId: string; text: string }
      const draft = { author: this.#userId, thread: threadId, clientId }
      this.#recorder.note({ kind: 'sent', ...draft, text })
      const message = { threadId, clientId, text }
      const answers = await Promise.all(
        [this.page.visit, ...(this.#twin ? [this.#twin] : [])].map(async (visit) =>
          visit.emit<Contribution>('thread.contribute', message, 5000),
        ),
      )
      for (const answer of answers) {
        if (answer?.ok) {
          const { id, seq } = answer.data
          this.#recorder.note({ kind: 'acked', ...draft, id, seq: seq ?? 0, text: answer.data.text })
          this.page.threads.get(threadId)?.takeOwn(answer.data)
        } else if (answer) {
          this.#recorder.note({ kind: 'refused', ...draft, code: answer.problem.code })
        }
      }
      if (answers.some((answer) => answer?.ok)) {
        this.#unsent = without(this.#unsent, clientId)
        continue
      }
      const refusal = answers.find((answer) => answer !== undefined)
      if (refusal && !refusal.ok && !isPassing(refusal.problem)) {
        this.refused.push(refusal.problem.code)
        this.#unsent = withStatus(this.#unsent, clientId, { kind: 'failed', problem: refusal.problem })
        continue
      }
      await pause(refusal && !refusal.ok ? Math.min(refusal.problem.retryAfterMs ?? 100, 1000) : 50)
    }
  }
}

interface Wanted {
  installation: Installation
  recorder: Recorder
  /** Between two contributions of one writer. */
  pauseMs?: number
  /** Every message twice, on two sockets, at two servers. */
  twice?: boolean
  /** Decides who joins and leaves next, from 0 to 1. */
  random: () => number
}

const writers = 6
const readers = 6

/** Six who write in three threads, and six who read them, come and go. */
export class Crowd {
  readonly threads: readonly string[]
  readonly #wanted: Wanted
  readonly #writers: Writer[] = []
  readonly #readers: Page[] = []
  readonly #visits: Visit[] = []
  readonly #moving = new AbortController()
  #moved: Promise<void> = Promise.resolve()
  readonly #mine = (text: string) => /^(writer|reader) \d+ \d+$/.test(text)

  private constructor(wanted: Wanted, threads: readonly string[]) {
    this.#wanted = wanted
    this.threads = threads
  }

  static async gather(wanted: Wanted): Promise<Crowd> {
    const { installation, recorder, pauseMs = 0, twice = false } = wanted
    const { world, servers } = installation
    const urls = (first: number) => () => {
      const all = servers.map((_, index) => installation.urlOf(index))
      return [...all.slice(first % all.length), ...all.slice(0, first % all.length)]
    }
    const login = (index: number) => world.roles[`load${index % 8}`]!
    const cookies = await Promise.all(
      Array.from({ length: 8 }, (_, index) => signIn(installation.urlOf(0), login(index))),
    )
    const starter = new Visit(await signIn(installation.urlOf(0), world.roles['moderator']!), urls(0))
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
      const visit = await new Visit(cookies[index % 8]!, urls(index)).open()
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
        twin = await new Visit(cookies[index % 8]!, urls(index + 1)).open()
        crowd.#visits.push(twin)
      }
      crowd.#writers.push(new Writer(own, login(index).userId, threads, recorder, { pauseMs, twin }))
    }
    return crowd
  }

  /** Every page's transport. */
  get visits(): readonly Visit[] {
    return this.#visits
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

  /** Everybody looks back as far as they joined, as one scrolls; then everything is read once more by somebody new. */
  async finish() {
    const { installation, recorder } = this.#wanted
    const cookie = await signIn(installation.urlOf(0), installation.world.roles['otherMember']!)
    for (const thread of this.threads) {
      const contributions: StoredContribution[] = []
      for (let beforeSeq: number | undefined; ;) {
        const query = new URLSearchParams({
          limit: '100',
          ...(beforeSeq && { beforeSeq: String(beforeSeq) }),
        })
        const response = await fetch(
          `${installation.urlOf(0)}/api/threads/${thread}/contributions?${query.toString()}`,
          { headers: { Cookie: cookie } },
        )
        const { contributions: some } = (await response.json()) as { contributions: Contribution[] }
        const placed = some.filter(({ seq }) => seq !== null)
        contributions.unshift(...placed.map(toStored))
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
    await Promise.all(pages.flatMap((page) => [...page.threads.values()].map((thread) => thread.lookBack())))
  }

  /** Everybody sends so many at the same time. */
  async burst(each: number) {
    const { recorder } = this.#wanted
    await Promise.all(this.#writers.map((writer) => writer.burst(each, recorder)))
  }

  close() {
    this.#moving.abort()
    for (const visit of this.#visits) visit.close()
  }
}
