import { inOrder, nothing, takeOlder, takePage, type ThreadState } from '../state.ts'
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
      if (dice < 62) deliverOne(world, random.below(world.inFlight.length))
      else if (dice < 74 && reader.person !== 'visitor') {
        // Ids are unique per author only: now and then two authors use the same.
        const id = random.chance(0.1) ? `shared ${random.below(3)}` : `${reader.person} ${++messages}`
        if (!reader.unsent.some(({ draft }) => draft.clientId === id)) world.compose(reader, id)
      } else if (dice < 84) world.act()
      else if (dice < 92) {
        if (reader.connection) world.drop(reader)
        else world.connect(reader)
      } else if (dice < 96) world.askOlder(reader)
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
  const fresh = takePage(nothing, readPage(log, person, pageLimit))
  const sameWindow = { ...state, oldest: fresh.oldest, more: fresh.more }
  if (state.rev !== log.head) return `the cursor of ${person} stands at ${state.rev} of ${log.head}`
  if (state.oldest > fresh.oldest) return `${person} sees less than after a reload`
  const expected = JSON.stringify(inOrder(fresh))
  if (JSON.stringify(inOrder(sameWindow)) !== expected) return `${person} differs from a reload`
  const whole = JSON.stringify(inOrder(toTheBeginning(world, person, fresh)))
  if (JSON.stringify(inOrder(toTheBeginning(world, person, state))) !== whole)
    return `${person} differs from a reload further up`
  return null
}

function toTheBeginning(world: World, person: Person, state: ThreadState): ThreadState {
  let all = state
  while (all.more) all = takeOlder(all, readPage(world.log, person, pageLimit, all.oldest), all.epoch)
  return all
}
