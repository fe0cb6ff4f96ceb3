import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'

/** Where a session takes place, and who does. */
export interface Hall {
  url: string
  threadId: string
  sessionId: string
  /** One for each connection; the same person may have several. */
  cookies: string[]
  moderator: string
  text: string
}

interface Hand {
  n: number
}
interface Question {
  id: string
  state: string
  supporters: number
}
interface Statement {
  id: string
  agree: number
  disagree: number
  unsure: number
}
interface Snapshot {
  rev: number
  queue: Hand[]
  questions: Question[]
  statements: Statement[]
  stage: { turn: { number: number; hand: Hand } | null; turnsTaken: number }
}
interface Changed {
  sessionId: string
  afterRev: number
  rev: number
  stage?: Snapshot['stage']
  queue?: { order: number[]; changed: Hand[] }
  questions?: Question[]
  statements?: Statement[]
}

/** In a second: what people do in a session that is lively, apart from writing. */
const acts = { hands: 2, calls: 2, questions: 0.4, supports: 2, votes: 4 }
const contributions = 20
const openAtOnce = 50
const settleMs = 15_000

const open = (url: string, cookie: string) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Cookie: cookie },
    })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

const byFirst = ([a]: unknown[], [b]: unknown[]) => String(a).localeCompare(String(b))

/** One participant's screen: merges what comes as the browser does. */
class Screen {
  rev = 0
  gaps = 0
  turn = 0
  turnsTaken = 0
  order: number[] = []
  readonly questions = new Map<string, Question>()
  readonly statements = new Map<string, Statement>()
  readonly thread = new Map<string, number>()

  begin({ rev, queue, questions, statements, stage }: Snapshot) {
    this.rev = rev
    this.order = queue.map(({ n }) => n)
    for (const one of questions) this.questions.set(one.id, one)
    for (const one of statements) this.statements.set(one.id, one)
    this.#stage(stage)
  }

  take({ afterRev, rev, stage, queue, questions = [], statements = [] }: Changed) {
    if (afterRev !== this.rev) this.gaps++
    this.rev = rev
    if (stage) this.#stage(stage)
    if (queue) this.order = queue.order
    for (const one of questions) this.questions.set(one.id, one)
    for (const one of statements) this.statements.set(one.id, one)
  }

  #stage({ turn, turnsTaken }: Snapshot['stage']) {
    this.turn = turn?.number ?? 0
    this.turnsTaken = turnsTaken
  }

  /** Everything it shows, as one text. */
  shown(): string {
    const questions = [...this.questions.values()].map(({ id, state, supporters }) => [id, state, supporters])
    const votes = [...this.statements.values()].map(({ id, agree, disagree, unsure }) => [
      id,
      agree,
      disagree,
      unsure,
    ])
    const thread = [...this.thread].sort((a, b) => a[1] - b[1])
    return JSON.stringify([
      this.order,
      this.turn,
      this.turnsTaken,
      questions.sort(byFirst),
      votes.sort(byFirst),
      thread,
    ])
  }
}

export interface Course {
  /** From an action to each client that shows what came of it, sorted, in milliseconds. */
  latenciesMs: number[]
  byKind: Map<string, number[]>
  done: number
  refused: number
  gaps: number
  /** Screens that do not show what the server says in the end. */
  differing: number
  seconds: number
}

/** A hall full of people in one session: everybody follows it and its thread, and everybody acts. */
export class Assembly {
  readonly #hall: Hall
  readonly #screens: Screen[] = []
  #sockets: Socket[] = []
  #moderator!: Socket
  #measuring = false
  /** When it was done, by what shows it: a contribution, a hand, a question, a turn. */
  readonly #doneAt = new Map<string, { kind: string; at: number }>()
  /** What arrived before it was known how it is named: when, at every screen. */
  readonly #seenAt = new Map<string, number[]>()
  readonly #byKind = new Map<string, number[]>()

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async connect() {
    const { url, cookies, moderator } = this.#hall
    for (let start = 0; start < cookies.length; start += openAtOnce) {
      const some = await Promise.all(
        cookies.slice(start, start + openAtOnce).map((cookie) => open(url, cookie)),
      )
      await Promise.all(some.map((socket) => this.#sit(socket)))
      this.#sockets.push(...some)
    }
    this.#moderator = await open(url, moderator)
  }

  async #sit(socket: Socket) {
    const { threadId, sessionId } = this.#hall
    const screen = new Screen()
    this.#screens.push(screen)
    socket.on(
      'thread.changed',
      ({ contributions: news }: { contributions: { clientId: string; seq: number }[] }) => {
        for (const { clientId, seq } of news) {
          screen.thread.set(clientId, seq)
          this.#saw(`contribution ${clientId}`)
        }
      },
    )
    socket.on('live.changed', (changed: Changed) => {
      if (changed.sessionId !== sessionId) return
      const { queue, questions = [], stage } = changed
      for (const { n } of queue?.changed ?? []) this.#saw(`hand ${n}`, screen)
      for (const { id } of questions) if (!screen.questions.has(id)) this.#saw(`question ${id}`)
      if (stage?.turn && stage.turn.number !== screen.turn) this.#saw(`turn ${stage.turn.number}`)
      screen.take(changed)
    })
    const { data } = (await socket.emitWithAck('live.follow', { sessionId })) as { data: Snapshot }
    screen.begin(data)
    await socket.emitWithAck('thread.follow', { threadId, afterRev: 0 })
  }

  readonly #hands = new WeakMap<Screen, Set<string>>()

  /** Notes when something reached one more screen; a hand only when it is new there. */
  #saw(what: string, screen?: Screen) {
    if (!this.#measuring) return
    if (screen) {
      const known = this.#hands.get(screen) ?? new Set()
      this.#hands.set(screen, known)
      if (known.has(what)) return
      known.add(what)
    }
    const now = performance.now()
    const times = this.#seenAt.get(what)
    if (times) times.push(now)
    else this.#seenAt.set(what, [now])
  }

  async #ask<T>(socket: Socket, event: string, input: object): Promise<T | undefined> {
    const answer = (await socket.timeout(settleMs).emitWithAck(event, input)) as { ok: boolean; data: T }
    this.#done++
    if (answer.ok) return answer.data
    this.#refused++
    return undefined
  }
  #done = 0
  #refused = 0
  #next = 0
  readonly #waiting = new Set<number>()
  #turn = 0

  #somebody = () => (this.#next = (this.#next + 7) % this.#sockets.length)

  async #write() {
    const { threadId, text } = this.#hall
    const clientId = randomUUID()
    this.#doneAt.set(`contribution ${clientId}`, { kind: 'contribution', at: performance.now() })
    await this.#ask(this.#sockets[this.#somebody()]!, 'thread.contribute', { threadId, clientId, text })
  }

  async #raise() {
    const { sessionId, cookies } = this.#hall
    const people = [...new Set(cookies)]
    const free = people.findIndex((_, index) => !this.#waiting.has(index))
    if (free === -1) return
    this.#waiting.add(free)
    const at = performance.now()
    const socket = this.#sockets[cookies.indexOf(people[free]!)]!
    const answer = await this.#ask<{ n: number }>(socket, 'live.raiseHand', {
      sessionId,
      clientId: randomUUID(),
    })
    if (!answer) return
    this.#doneAt.set(`hand ${answer.n}`, { kind: 'hand', at })
    this.#owners.set(answer.n, free)
  }
  readonly #owners = new Map<number, number>()

  async #call() {
    const { sessionId } = this.#hall
    if (this.#owners.size === 0) return
    const at = performance.now()
    const called = await this.#ask<{ turn: number; hand: number }>(this.#moderator, 'live.call', {
      sessionId,
      afterTurn: this.#turn,
    })
    if (!called) return
    this.#turn = called.turn
    this.#doneAt.set(`turn ${called.turn}`, { kind: 'call', at })
    const owner = this.#owners.get(called.hand)
    this.#owners.delete(called.hand)
    if (owner !== undefined) this.#waiting.delete(owner)
  }

  async #question() {
    const { sessionId } = this.#hall
    const at = performance.now()
    const text = 'Wer trägt die Kosten, wenn ein Antrag abgelehnt wird?'
    const socket = this.#sockets[this.#somebody()]!
    const asked = await this.#ask<{ id: string }>(socket, 'live.ask', {
      sessionId,
      clientId: randomUUID(),
      text,
    })
    if (asked) this.#doneAt.set(`question ${asked.id}`, { kind: 'question', at })
  }

  async #support() {
    const { sessionId } = this.#hall
    const shown = [...this.#screens[0]!.questions.values()].filter(({ state }) => state === 'published')
    const question = shown[this.#next % Math.max(1, shown.length)]
    if (!question) return
    const on = this.#done % 5 !== 0
    await this.#ask(this.#sockets[this.#somebody()]!, 'live.support', {
      sessionId,
      questionId: question.id,
      on,
    })
  }

  async #vote() {
    const { sessionId } = this.#hall
    const [statement] = this.#screens[0]!.statements.values()
    const value = (['agree', 'disagree', 'unsure'] as const)[this.#done % 3]!
    await this.#ask(this.#sockets[this.#somebody()]!, 'live.vote', {
      sessionId,
      statementId: statement!.id,
      value,
    })
  }

  /** Evenly spaced in time, whatever the answers do: a slow server gets no rest. */
  async #keep(perSecond: number, until: number, act: () => Promise<void>) {
    const began = performance.now()
    const open: Promise<void>[] = []
    for (let index = 0; ; index++) {
      const wait = began + (index / perSecond) * 1000 - performance.now()
      if (wait > 1) await setTimeout(wait)
      if (performance.now() >= until) break
      open.push(act())
    }
    await Promise.all(open)
  }

  async run(seconds: number): Promise<Course> {
    const { sessionId } = this.#hall
    this.#measuring = true
    this.#turn = this.#screens[0]!.turn
    const began = performance.now()
    const until = began + seconds * 1000
    // One call after the other, as one moderator does.
    const calling = async () => {
      for (let index = 1; performance.now() < until; index++) {
        await this.#call()
        await setTimeout(Math.max(0, began + (index / acts.calls) * 1000 - performance.now()))
      }
    }
    await Promise.all([
      this.#keep(contributions, until, () => this.#write()),
      this.#keep(acts.hands, until, () => this.#raise()),
      this.#keep(acts.questions, until, () => this.#question()),
      this.#keep(acts.supports, until, () => this.#support()),
      this.#keep(acts.votes, until, () => this.#vote()),
      calling(),
    ])
    const spent = (performance.now() - began) / 1000
    // As a participant sees it: what waits for moderators is on no screen.
    const { data } = (await this.#sockets[0]!.emitWithAck('live.follow', { sessionId })) as { data: Snapshot }
    const isThere = () => this.#screens.every(({ rev }) => rev >= data.rev) && this.#sawAll()
    const giveUp = performance.now() + settleMs
    while (!isThere() && performance.now() < giveUp) await setTimeout(50)
    this.#measuring = false
    return {
      ...this.#measured(),
      differing: this.#differing(data),
      done: this.#done,
      refused: this.#refused,
      seconds: spent,
    }
  }

  #sawAll = () =>
    [...this.#doneAt.keys()].every((what) => (this.#seenAt.get(what)?.length ?? 0) >= this.#screens.length)

  #measured() {
    for (const [what, { kind, at }] of this.#doneAt) {
      const times = this.#byKind.get(kind) ?? []
      this.#byKind.set(kind, times)
      for (const seen of this.#seenAt.get(what) ?? []) times.push(seen - at)
    }
    for (const times of this.#byKind.values()) times.sort((a, b) => a - b)
    return {
      byKind: this.#byKind,
      latenciesMs: [...this.#byKind.values()].flat().sort((a, b) => a - b),
      gaps: this.#screens.reduce((sum, { gaps }) => sum + gaps, 0),
    }
  }

  /** Beside one another, and beside what the server says now; what all of them missed counts for all. */
  #differing(stored: Snapshot): number {
    const server = new Screen()
    server.begin(stored)
    const sent = [...this.#doneAt.keys()].filter((what) => what.startsWith('contribution '))
    const [first] = this.#screens
    const isWhole = sent.every((what) => first!.thread.has(what.replace('contribution ', '')))
    for (const [clientId, seq] of first!.thread) server.thread.set(clientId, seq)
    const truth = server.shown()
    return isWhole ? this.#screens.filter((screen) => screen.shown() !== truth).length : this.#screens.length
  }

  close() {
    for (const socket of [...this.#sockets, this.#moderator]) socket.disconnect()
  }
}
