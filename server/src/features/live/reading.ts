import type {
  ActingOrganisation,
  AllOperations,
  Locale,
  Parsed,
  SessionBrief,
  SessionSnapshot,
} from '@augenhoehe/contracts'
import { visitor, type Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/db.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import { createMemory } from '../../platform/memory.ts'
import type { ThreadService } from '../threads/index.ts'
import { calendarOf, type Dated } from './calendar.ts'
import type { Lanes } from './lane.ts'
import { find } from './model.ts'
import { mayAskAsGuest, standingIn, type Standing } from './policy.ts'
import { partiesIn, toBrief, toSnapshot, type Names } from './present.ts'
import { groupsIn } from './statements.ts'
import type { ListedSession, LiveState, PartyDoc } from './state.ts'

export interface ReadingNeeds {
  threads: Pick<ThreadService, 'mustRead'>
  rooms: Pick<RoomService, 'mustRead' | 'byId'>
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  organisations: {
    brief: (ids: Iterable<string>) => Promise<Map<string, ActingOrganisation>>
  }
  now: () => Date
}

/** A session that may be read, where it takes place, and what the reader is in it. */
export interface Reading {
  state: LiveState
  room: RoomDoc
  standing: Standing
  /** What keeps them from taking part for a while. */
  bar: Awaited<ReturnType<ThreadService['mustRead']>>['standing']['bar']
  /** Everything waits for a moderator in the room. */
  preCheck: boolean
}

const mostListed = 500

/** Everything that is asked of sessions and changes nothing. */
export function createReading({
  threads,
  rooms,
  people,
  organisations,
  now,
  lanes,
}: ReadingNeeds & { lanes: Lanes }) {
  async function namesOf(parties: readonly PartyDoc[], sessions: readonly ListedSession[]): Promise<Names> {
    const [named, brief] = await Promise.all([
      people([
        ...parties.flatMap(({ userId }) => userId ?? []),
        ...sessions.flatMap(({ moderators }) => moderators),
      ]),
      organisations.brief(parties.flatMap(({ organisationId }) => organisationId ?? [])),
    ])
    return { people: named, organisations: brief }
  }

  /** The only way to hold a session: whoever may not read its thread learns nothing about it. */
  async function mustRead(actor: Actor, sessionId: string): Promise<Reading> {
    if (!isId(sessionId)) throw refuse('not-found')
    const state = await lanes.read(sessionId)
    const { room, standing } = await threads.mustRead(actor, state.session.threadId)
    return {
      state,
      room,
      standing: standingIn(actor, standing, state.session),
      bar: standing.bar,
      preCheck: standing.preCheck ?? false,
    }
  }

  async function briefOf(actor: Actor, sessionId: string): Promise<SessionBrief> {
    const { state, room, standing } = await mustRead(actor, sessionId)
    return toBrief(
      state,
      room,
      await namesOf(speakersIn([state.session]), [state.session]),
      standing.moderator,
    )
  }

  // A vote that has ended changes no more, unless it is opened again.
  const groups = createMemory({
    load: async (key) => groupsIn(await lanes.read((JSON.parse(key) as [string])[0])),
    most: 100,
    forMs: 600_000,
  })

  return {
    namesOf,
    mustRead,
    briefOf,

    async list(
      actor: Actor,
      { roomId, threadId, limit }: Parsed<AllOperations['live.sessions']>,
    ): Promise<{ sessions: SessionBrief[] }> {
      if (roomId) await rooms.mustRead(actor, roomId)
      if (threadId) await threads.mustRead(actor, threadId)
      const filter = { ...(roomId && { roomId }), ...(threadId && { threadId }) }
      const found = [
        ...(await find({ ...filter, ended: false }, { limit: mostListed })),
        ...(await find({ ...filter, ended: true }, { newest: true, limit: mostListed })),
      ]
      const readings = await Promise.all(
        found.map(({ session }) => threads.mustRead(actor, session.threadId).catch(ifRefused)),
      )
      const shown = found
        .flatMap((one, index) => {
          const reading = readings[index]
          return reading ? [{ ...one, reading }] : []
        })
        .slice(0, limit)
      const sessions = shown.map(({ session }) => session)
      const names = await namesOf(speakersIn(sessions), sessions)
      return {
        sessions: shown.map(({ reading: { room, standing }, ...one }) =>
          toBrief(one, room, names, standingIn(actor, standing, one.session).moderator),
        ),
      }
    },

    /** Whether somebody runs a session on this thread, besides those who moderate the room. */
    async moderatesOn(userId: string, threadId: string): Promise<boolean> {
      const found = await find({ threadId, ended: false }, { limit: mostListed })
      return found.some(({ session }) => session.moderators.includes(userId))
    },

    async snapshot(actor: Actor, sessionId: string): Promise<SessionSnapshot> {
      const { state, standing } = await mustRead(actor, sessionId)
      return toSnapshot(state, standing, await namesOf(partiesIn(state), [state.session]), now())
    },

    /** Groups of opinion; the same votes are not compared twice. */
    async groups(actor: Actor, sessionId: string) {
      const { state } = await mustRead(actor, sessionId)
      return groups.get(JSON.stringify([sessionId, closedIn(state)]))
    },

    /** What everybody may read, also without an account, as a calendar. */
    async calendar(baseUrl: string, locale: Locale): Promise<string> {
      const coming = await find({ ended: false }, { limit: mostListed })
      const past = await find({ ended: true }, { newest: true, limit: mostListed })
      const dated = await Promise.all(
        [...coming, ...past].map(async ({ id, session }): Promise<Dated[]> => {
          const reading = await threads.mustRead(visitor, session.threadId).catch(ifRefused)
          if (!reading) return []
          return [{ id, session, url: `${baseUrl}/raeume/${reading.room.slug}/${session.threadId}` }]
        }),
      )
      return calendarOf(dated.flat(), { name: 'Augenhöhe', host: new URL(baseUrl).hostname, locale })
    },

    /** For whoever holds the code: readers of the room, and guests where they may ask. */
    async findByCode(actor: Actor, code: string) {
      const [found] = await find({ code }, { limit: 1 })
      if (!found) throw refuse('not-found')
      const { id, session } = found
      const reading = await threads.mustRead(actor, session.threadId).catch(ifRefused)
      const room = reading?.room ?? (await rooms.byId(session.roomId))
      if (!reading && !(room && mayAskAsGuest(room, session))) throw refuse('not-found')
      return {
        sessionId: id,
        title: session.title,
        state: session.state,
        thread: reading ? { id: session.threadId, roomSlug: reading.room.slug } : null,
        guestsMayAsk: session.guestsMayAsk,
      }
    },
  }
}
export type LiveReading = ReturnType<typeof createReading>

const speakersIn = (sessions: readonly Pick<ListedSession, 'turn'>[]) =>
  sessions.flatMap(({ turn }) => turn?.hand.party ?? [])

const closedIn = ({ statements }: LiveState) =>
  Object.values(statements).flatMap(({ id, open, rev }) => (open ? [] : [`${id} ${rev}`]))

/** Nothing where the reader may not read; faults of ours stay faults. */
function ifRefused(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'not-found') return undefined
  throw error
}
