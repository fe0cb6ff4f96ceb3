import type { Contribution } from '@augenhoehe/contracts'
import { advance, unlinked, type Link, type LinkEvent, type MergeRules } from '../link.ts'
import {
  inOrder,
  nothing,
  quotedIn,
  takeNewer,
  takeOlder,
  type takeOwn,
  type takePage,
  type trim,
  type ThreadState,
} from '../state.ts'
import { settle, type Unsent } from '../../../platform/offline/unsent.ts'
import {
  deeds,
  emptyLog,
  pushFor,
  readMissed,
  readPage,
  view,
  write,
  type Commit,
  type Log,
  type Person,
  type Where,
} from './log.ts'
import type { Random } from './random.ts'

export interface Rules extends MergeRules {
  takeOwn: typeof takeOwn
  takePage: typeof takePage
  trim: typeof trim
}

export interface Reader {
  person: Person
  state: ThreadState
  link: Link
  unsent: readonly Unsent[]
  /** 0 while there is none; every new connection has a new number. */
  connection: number
  process: number
}

export const pageLimit = 6
const missedLimit = 9
/** So many stay on the far side of where somebody scrolls. */
const kept = 3

/** Two server processes, one log, readers; whatever is on its way arrives when chance says so. */
export class World {
  readonly log: Log = emptyLog()
  readonly inFlight: (() => void)[] = []
  readonly readers: Reader[]
  private readonly joined = [new Map<number, Reader>(), new Map<number, Reader>()]
  private connections = 0
  /** Towards the end nothing is lost any more, so that every history comes to an end. */
  calm = false

  private readonly random: Random
  private readonly rules: Rules

  constructor(random: Random, rules: Rules, people: readonly Person[]) {
    this.random = random
    this.rules = rules
    this.readers = people.map((person) => ({
      person,
      state: nothing,
      link: unlinked,
      unsent: [],
      connection: 0,
      process: 0,
    }))
    for (const reader of this.readers) this.askPage(reader)
  }

  private fails = (probability: number) => !this.calm && this.random.chance(probability)

  connect(reader: Reader) {
    reader.connection = ++this.connections
    reader.process = this.random.below(2)
    this.tell(reader, { type: 'connected' })
  }

  drop(reader: Reader) {
    this.joined[reader.process]?.delete(reader.connection)
    reader.connection = 0
    this.tell(reader, { type: 'disconnected' })
  }

  private tell(reader: Reader, event: LinkEvent) {
    const { state, link, effect } = advance(reader.state, reader.link, event, this.rules)
    reader.link = link
    this.show(reader, state)
    if (effect?.do === 'follow') this.askFollow(reader, effect.ask, effect.afterRev)
    if (effect?.do === 'reload') this.askPage(reader)
    if (effect?.do === 'wait') this.inFlight.push(() => this.tell(reader, { type: 'retry' }))
  }

  private show(reader: Reader, state: ThreadState) {
    reader.state = state
    reader.unsent = settle(reader.unsent, state.contributions.values(), reader.person)
    this.judge(reader)
  }

  /** Join, read the clock, read the log, answer: other things happen in between. */
  private askFollow(reader: Reader, ask: number, afterRev: number) {
    const { connection, process } = reader
    this.inFlight.push(() => {
      if (reader.connection !== connection) return
      this.joined[process]?.set(connection, reader)
      const clock = this.log.head
      this.inFlight.push(() => {
        const reply = { ...readMissed(this.log, reader.person, afterRev, missedLimit), rev: clock }
        this.inFlight.push(() => {
          if (reader.connection !== connection) return
          this.tell(reader, this.fails(0.1) ? { type: 'failed', ask } : { type: 'followed', ask, reply })
        })
      })
    })
  }

  /** The newest page; or one around a place, for who jumps there. */
  askPage(reader: Reader, where?: Where) {
    this.inFlight.push(() => {
      const clock = this.log.head
      this.inFlight.push(() => {
        if (this.fails(0.1)) return this.askPage(reader, where)
        const page = { ...readPage(this.log, reader.person, pageLimit, where), rev: clock }
        this.inFlight.push(() => {
          const next = this.rules.takePage(reader.state, page)
          if (next === reader.state) return this.askPage(reader, where)
          this.show(reader, next)
          this.tell(reader, { type: 'page' })
        })
      })
    })
  }

  jump(reader: Reader) {
    if (reader.state.epoch > 0) this.askPage(reader, { aroundSeq: 1 + this.random.below(this.log.seq + 2) })
  }

  askOlder(reader: Reader) {
    if (reader.state.from === 1) return
    reader.state = this.rules.trim(reader.state, 'end', kept)
    const { from, ticket } = reader.state
    this.inFlight.push(() => {
      const page = readPage(this.log, reader.person, pageLimit, { beforeSeq: from })
      this.inFlight.push(() => this.show(reader, takeOlder(reader.state, page, ticket)))
    })
  }

  askNewer(reader: Reader) {
    if (reader.state.to === Infinity) return
    reader.state = this.rules.trim(reader.state, 'beginning', kept)
    const { to, ticket } = reader.state
    this.inFlight.push(() => {
      const page = readPage(this.log, reader.person, pageLimit, { afterSeq: to })
      this.inFlight.push(() => this.show(reader, takeNewer(reader.state, page, ticket)))
    })
  }

  compose(reader: Reader, clientId: string) {
    reader.unsent = [
      ...reader.unsent,
      {
        draft: { threadId: '0', clientId, text: clientId },
        since: '',
        status: { kind: 'sending' },
        order: null,
        kept: true,
      },
    ]
    this.send(reader, clientId)
  }

  /** A write by HTTP: the request may get lost, the answer too, and either may be late. */
  send(reader: Reader, clientId: string) {
    this.inFlight.push(() => {
      if (this.fails(0.15)) return
      const stored = this.store(reader, clientId)
      this.inFlight.push(() => this.answer(reader, stored))
    })
  }

  private store(reader: Reader, clientId: string): Contribution {
    const same = (doc: Contribution) => doc.clientId === clientId && doc.authorId === reader.person
    const stored = this.log.docs.find(same)
    if (stored) return stored
    const waits = reader.person !== 'moderator' && this.random.chance(0.4)
    this.commit(() => [
      write(this.log, {
        clientId,
        authorId: reader.person,
        text: clientId,
        state: waits ? 'held' : 'published',
        replyTo: this.random.chance(0.4) ? (this.random.pick(this.log.docs)?.id ?? null) : null,
      }),
    ])
    return this.log.docs.find(same)!
  }

  private answer(reader: Reader, stored: Contribution) {
    const reply = view(stored, reader.person)
    if (!reply || this.fails(0.2)) return
    reader.unsent = settle(reader.unsent, [reply], reader.person)
    this.show(reader, this.rules.takeOwn(reader.state, reply))
  }

  /** A moderator, or somebody whom nobody here watches, changes something; the answer goes to a moderator. */
  act() {
    const docs = this.commit(() => [])
    const moderator = this.random.pick(this.readers.filter(({ person }) => person === 'moderator'))
    const own = this.random.pick(docs)
    if (moderator && own) this.inFlight.push(() => this.answer(moderator, own))
  }

  /** Several writes go to disk together; afterwards each process hears of it in its own time. */
  private commit(first: () => Contribution[]): Contribution[] {
    const afterRev = this.log.head
    const docs = first()
    const more = docs.length === 0 ? 1 + this.random.below(3) : this.random.below(3)
    for (let n = 0; n < more; n++) {
      const doc = this.random.pick(deeds)?.(this.log, this.random.pick)
      if (doc) docs.push(doc)
    }
    if (docs.length > 0) this.publish({ afterRev, rev: this.log.head, docs })
    return docs
  }

  private publish(commit: Commit) {
    for (const joined of this.joined)
      this.inFlight.push(() => {
        for (const [connection, reader] of joined) {
          const push = pushFor(this.log, commit, reader.person)
          const deliver = () => {
            if (reader.connection === connection) this.tell(reader, { type: 'pushed', push })
          }
          this.inFlight.push(deliver)
          if (this.random.chance(0.1)) this.inFlight.push(deliver)
        }
      })
  }

  /** What must hold at every moment, whatever is still on its way. */
  private judge({ state, unsent, person }: Reader) {
    const list = inOrder(state)
    let seq = 0
    for (const shown of list) {
      const allowed = view(this.log.history.get(`${shown.id} ${shown.rev}`)!, person)
      if (
        !allowed ||
        allowed.text !== shown.text ||
        allowed.restriction?.reason !== shown.restriction?.reason
      )
        throw new Error(`${person} sees what nobody may show them: ${shown.id}`)
      this.judgeQuote(state, shown, person)
      if (shown.seq !== null && shown.seq > seq + 1 && seq !== 0 && shown.rev <= state.rev)
        throw new Error(`${person} is not shown what lies before ${shown.id}`)
      if (shown.seq !== null && shown.seq <= seq) throw new Error(`${person} sees ${shown.id} out of order`)
      seq = shown.seq ?? seq
      const twice = unsent.some(({ draft }) => draft.clientId === shown.clientId && shown.authorId === person)
      if (twice) throw new Error(`${person} sees an own message twice`)
    }
    if (new Set(list.map(({ id }) => id)).size !== list.length) throw new Error(`${person} sees one twice`)
  }

  private judgeQuote(state: ThreadState, { replyTo }: Contribution, person: Person) {
    const quoted = replyTo === null ? undefined : quotedIn(state, replyTo)
    if (!quoted) return
    const allowed = view(this.log.history.get(`${quoted.id} ${quoted.rev}`)!, person)
    if (allowed?.text !== quoted.text) throw new Error(`${person} is quoted what nobody may show them`)
  }
}
