import type { Hand, LiveChanged, SessionSnapshot } from '@augenhoehe/contracts'
import { describe, expect, it } from 'vitest'
import { randomOf, type Random } from '../threads/simulation/random.ts'
import { advance, unlinked, type Link, type LinkEvent } from './link.ts'
import { hand, party, question, sampleId, snapshot, stage, statement } from './samples.ts'
import {
  isGap,
  settleSupport,
  supports,
  takeChange,
  takeQuestion,
  takeSnapshot,
  wishSupport,
  type SessionView,
} from './state.ts'

const view = (part: Partial<SessionSnapshot> = {}) => takeSnapshot(null, snapshot(part))
const change = (part: Partial<LiveChanged>): LiveChanged => ({
  sessionId: sampleId(1),
  afterRev: 10,
  rev: 11,
  now: snapshot().now,
  ...part,
})

describe('what changes in a session', () => {
  it('leaves what is not named as it was', () => {
    const before = view()
    const after = takeChange(before, change({ questions: [question(3, 'Neu?')] }))
    expect(after.session.queue).toBe(before.session.queue)
    expect(after.session.questions.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(after.session.rev).toBe(11)
  })

  it('puts the queue in the order it names', () => {
    const after = takeChange(view(), change({ queue: { order: [8, 5], changed: [] } }))
    expect(after.session.queue.map(({ n }) => n)).toEqual([8, 5])
  })

  it('is not joined to what is known after a gap, nor where it names somebody unknown', () => {
    const before = view()
    for (const late of [
      change({ afterRev: 11, rev: 12 }),
      change({ queue: { order: [5, 99], changed: [] } }),
    ]) {
      expect(isGap(before, late)).toBe(true)
      expect(takeChange(before, late)).toBe(before)
    }
  })

  it('comes to moderators a second time with what only they may see', () => {
    const fresh = hand(9, party('Kirschgarten Fulda'), {}, { written: true })
    const order = [5, 6, 7, 8, 9]
    const once = takeChange(view(), change({ queue: { order, changed: [fresh] } }))
    const twice = takeChange(
      once,
      change({
        queue: { order, changed: [{ ...fresh, text: 'Kurz gesagt.' }] },
        questions: [question(3, 'Ja?')],
      }),
    )
    expect(twice.session.queue.at(-1)?.text).toBe('Kurz gesagt.')
    expect(twice.session.questions).toHaveLength(3)
    const again = takeChange(twice, change({ queue: { order, changed: [fresh] } }))
    expect(again.session.queue.at(-1)?.text).toBe('Kurz gesagt.')
  })

  it('that is older than what is known changes nothing', () => {
    const before = view()
    expect(takeChange(before, change({ afterRev: 7, rev: 8, stage: { ...stage, item: 1 } }))).toBe(before)
  })
})

describe('one’s own presses', () => {
  const id = sampleId(102)

  it('hold at once, and are taken back when they are refused', () => {
    const pressed = wishSupport(view(), id, 1, true)
    expect(supports(pressed, id)).toBe(true)
    expect(supports(settleSupport(pressed, id, 1, false), id)).toBe(false)
    expect(supports(settleSupport(pressed, id, 1, true), id)).toBe(true)
  })

  it('are not undone by the late answer to an earlier one', () => {
    const twice = wishSupport(wishSupport(view(), id, 1, true), id, 2, false)
    const late = settleSupport(twice, id, 1, true)
    expect(supports(late, id)).toBe(false)
    expect(supports(settleSupport(late, id, 2, true), id)).toBe(false)
  })

  it('put a question of one’s own on the wall once, whichever comes first', () => {
    const own = question(3, 'Meine?', { state: 'pending' })
    const published = { ...own, state: 'published' as const, rev: 2 }
    const pushedFirst = takeQuestion(takeChange(view(), change({ questions: [published] })), own)
    const answeredFirst = takeChange(takeQuestion(view(), own), change({ questions: [published] }))
    expect(pushedFirst.session.questions).toEqual(answeredFirst.session.questions)
  })
})

/** A session that moves at random and what it would push, as a server does it. */
class Model {
  rev = 0
  state = snapshot({ rev: 0, queue: [], questions: [], statements: [], mine: { supported: [], votes: {} } })
  readonly history = new Map<number, string>()
  private hands = 0
  private readonly random: Random

  constructor(random: Random) {
    this.random = random
    this.remember()
  }

  step(): LiveChanged[] {
    const { random, state } = this
    const afterRev = this.rev
    const acts = 1 + random.below(3)
    this.rev += acts
    const before = state
    let queue = [...state.queue]
    const changed = new Map<number, Hand>()
    const pushed: Partial<LiveChanged> = {}
    for (let act = 0; act < acts; act++) {
      const kind = random.below(6)
      if (kind === 0) {
        const raised = hand(++this.hands, party('Wabe Offenbach'))
        queue.splice(random.below(queue.length + 1), 0, raised)
        changed.set(raised.n, raised)
      } else if (kind === 1 && queue.length > 0) {
        const [called] = queue.splice(random.below(queue.length), 1)
        if (called) changed.delete(called.n)
      } else if (kind === 2 && queue.length > 0) {
        queue = queue.map((one) =>
          random.chance(0.5) ? one : { ...one, reason: { ...one.reason, spokenMs: random.below(999) } },
        )
        for (const one of queue) if (!before.queue.includes(one)) changed.set(one.n, one)
        queue.reverse()
      } else if (kind === 3) {
        const n = 1 + random.below(6)
        pushed.questions = [
          ...(pushed.questions ?? []),
          question(n, `Frage ${n}?`, { supporters: random.below(99) }),
        ]
      } else if (kind === 4) {
        pushed.statements = [statement(1 + random.below(3), 'Satz', { agree: random.below(50) })]
      } else pushed.stage = { ...stage, turnsTaken: random.below(99), turn: null }
    }
    if (
      changed.size > 0 ||
      queue.length !== before.queue.length ||
      queue.some((one, i) => one !== before.queue[i])
    )
      pushed.queue = { order: queue.map(({ n }) => n), changed: [...changed.values()] }
    const byId = <T extends { id: string; n: number }>(known: T[], news: T[] = []) =>
      [...new Map([...known, ...news].map((one) => [one.id, one])).values()].toSorted((a, b) => a.n - b.n)
    this.state = {
      ...state,
      rev: this.rev,
      queue,
      questions: byId(state.questions, pushed.questions),
      statements: byId(state.statements, pushed.statements),
      ...(pushed.stage && { stage: pushed.stage }),
    }
    this.remember()
    return [{ sessionId: state.sessionId, afterRev, rev: this.rev, now: state.now, ...pushed }]
  }

  private remember() {
    this.history.set(this.rev, shown(this.state))
  }
}

const shown = ({ rev, stage, queue, questions, statements }: SessionSnapshot) =>
  JSON.stringify({ rev, stage, queue, questions, statements })

/** One reader whose connection delays, loses answers, breaks and comes back. */
class Reader {
  view: SessionView | null = null
  link: Link = unlinked
  online = false
  /** What is on its way to the reader, in order: one connection keeps its order. */
  private line: LinkEvent[] = []
  private joined = false
  private waiting = false
  private readonly model: Model

  constructor(model: Model) {
    this.model = model
  }

  connect() {
    this.online = true
    this.joined = false
    this.hear({ type: 'connected' })
  }

  drop() {
    this.online = false
    this.joined = false
    this.line = []
    this.hear({ type: 'disconnected' })
  }

  push(changes: readonly LiveChanged[]) {
    if (this.online && this.joined)
      this.line.push(...changes.map((each) => ({ type: 'pushed', change: each }) as const))
  }

  /** The next message arrives. */
  receive() {
    const event = this.line.shift()
    if (event) this.hear(event)
    else if (this.waiting) {
      this.waiting = false
      this.hear({ type: 'retry' })
    }
  }

  get isQuiet() {
    return this.line.length === 0 && !this.waiting
  }

  losesNextAnswer = false
  answersLate = 0

  private hear(event: LinkEvent) {
    const step = advance(this.view, this.link, event)
    this.view = step.view
    this.link = step.link
    if (step.effect?.do === 'wait') this.waiting = true
    if (step.effect?.do === 'follow') {
      const { ask } = step.effect
      // The server joins first and reads then; pushes may overtake the answer.
      this.joined = true
      const answer: LinkEvent = this.losesNextAnswer
        ? { type: 'failed', ask }
        : { type: 'followed', ask, snapshot: this.model.state }
      this.losesNextAnswer = false
      if (this.answersLate > 0) for (; this.answersLate > 0; this.answersLate--) this.push(this.model.step())
      this.line.push(answer)
    }
  }
}

describe('a session followed over a bad connection', () => {
  it.each(Array.from({ length: 200 }, (_, index) => index + 1))(
    'shows only what was once true and ends as the server has it (seed %i)',
    (seed) => {
      const random = randomOf(seed)
      const model = new Model(random)
      const reader = new Reader(model)
      reader.connect()
      for (let round = 0; round < 300; round++) {
        if (random.chance(0.4)) reader.push(model.step())
        // Something the reader never hears of, as when the server forgets who listens.
        if (random.chance(0.03)) model.step()
        if (random.chance(0.03)) reader.losesNextAnswer = true
        if (random.chance(0.05)) reader.answersLate = random.below(3)
        if (random.chance(0.04)) {
          reader.drop()
          if (random.chance(0.5)) model.step()
        }
        if (!reader.online && random.chance(0.4)) reader.connect()
        if (random.chance(0.6)) reader.receive()
        if (reader.view) expect(shown(reader.view.session)).toBe(model.history.get(reader.view.session.rev))
      }
      if (!reader.online) reader.connect()
      // One more change tells a reader who has missed something that they have.
      reader.push(model.step())
      for (let round = 0; round < 200 && !(reader.isQuiet && reader.link.asked === null); round++)
        reader.receive()
      expect(shown(reader.view!.session)).toBe(shown(model.state))
    },
  )
})
