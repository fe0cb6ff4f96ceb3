import { inOrder, nothing, quotedIn, takeNewer, takeOlder, takePage, type ThreadState } from '../state.ts'
import { readPage, type Person } from './log.ts'
import { randomOf } from './random.ts'
import { pageLimit, World, type Reader, type Rules } from './world.ts'

/** The author has two tabs open: what one sends, the other must not show twice. */
const cast: readonly Person[] = ['author', 'author', 'other', 'moderator', 'visitor']
const steps = 90

/** One random history; answers with what is wrong at its end, or null. */
export function simulate(seed: number, rules: Rules): string | null {
  const random = randomOf(seed)
  const world = new World(random, rules, cast)
  let messages = 0
  try {
    for (let step = 0; step < steps; step++) {
      const reader = random.pick(world.readers)!
      const dice = random.below(100)
      if (dice < 58) deliverOne(world, random.below(world.inFlight.length))
      else if (dice < 68 && reader.person !== 'visitor') {
        // Ids are unique per author only: now and then two authors use the same.
        const id = random.chance(0.1) ? `shared ${random.below(3)}` : `${reader.person} ${++messages}`
        if (!reader.unsent.some(({ draft }) => draft.clientId === id)) world.compose(reader, id)
      } else if (dice < 80) world.act()
      else if (dice < 86) {
        if (reader.connection) world.drop(reader)
        else world.connect(reader)
      } else if (dice < 91) world.askOlder(reader)
      else if (dice < 95) world.askNewer(reader)
      else if (dice < 97) world.jump(reader)
      else resend(world, reader)
    }
    settleEverything(world, random.below)
    return world.readers.map((reader) => differs(world, reader)).find(Boolean) ?? null
  } catch (error) {
    return String(error)
  }
}

function deliverOne(world: World, index: number) {
  const [arrive] = world.inFlight.splice(index, 1)
  arrive?.()
}

function resend(world: World, reader: Reader) {
  const first = reader.unsent[0]
  if (first) world.send(reader, first.draft.clientId)
}

function settleEverything(world: World, below: (count: number) => number) {
  world.calm = true
  for (const reader of world.readers) if (!reader.connection) world.connect(reader)
  for (let round = 0; round < 50; round++) {
    for (let n = 0; world.inFlight.length > 0; n++) {
      if (n > 20_000) throw new Error('it never comes to rest')
      deliverOne(world, below(world.inFlight.length))
    }
    const waiting = world.readers.filter(({ unsent }) => unsent.length > 0)
    if (waiting.length === 0) return
    for (const reader of waiting) resend(world, reader)
  }
  throw new Error('a message is never confirmed')
}

function differs(world: World, reader: Reader): string | null {
  const { log } = world
  const { person, state } = reader
  if (state.rev !== log.head) return `the cursor of ${person} stands at ${state.rev} of ${log.head}`
  if (state.newest > log.seq) return `${person} counts more than there is`
  const fresh = whole(world, person, takePage(nothing, readPage(log, person, pageLimit)))
  const mine = whole(world, person, state)
  // What stands in the window is what a reload shows there.
  const window = { ...fresh, from: state.from, to: state.to }
  if (JSON.stringify(inOrder(state)) !== JSON.stringify(inOrder(window)))
    return `${person} differs from a reload`
  if (JSON.stringify(quotes(state)) !== JSON.stringify(quotes(window)))
    return `${person} reads other quotations`
  if (JSON.stringify(inOrder(mine)) !== JSON.stringify(inOrder(fresh)))
    return `${person} differs from a reload further away`
  return null
}

const quotes = (state: ThreadState) =>
  inOrder(state).map(({ replyTo }) => (replyTo === null ? null : (quotedIn(state, replyTo) ?? null)))

/** Scrolled to the beginning and to the end. */
function whole({ log }: World, person: Person, state: ThreadState): ThreadState {
  let all = state
  while (all.from > 1)
    all = takeOlder(all, readPage(log, person, pageLimit, { beforeSeq: all.from }), all.ticket)
  while (all.to !== Infinity)
    all = takeNewer(all, readPage(log, person, pageLimit, { afterSeq: all.to }), all.ticket)
  return all
}
