import type { AccountRole, AllOperations, Parsed, SessionBrief } from '@augenhoehe/contracts'
import { Types } from 'mongoose'
import { createHash, randomInt } from 'node:crypto'
import { person, type Actor } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Acting, Facts } from '../audit/index.ts'
import type { RoomDoc, RoomService } from '../rooms/index.ts'
import type { ThreadService } from '../threads/index.ts'
import type { Done, Lanes } from './lane.ts'
import { findByRequest, insert, recent } from './model.ts'
import { aboutSession, type SessionNews } from './news.ts'
import { mayBeModerator, mayRun } from './policy.ts'
import type { Reading } from './reading.ts'
import { movedFrom, planned, type Act } from './session.ts'
import type { AgendaItemDoc, LiveState, PhaseDoc, SessionDoc, SessionPlan } from './state.ts'

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>
type Plan = Omit<Input<'live.plan'>, 'threadId' | 'clientId'>

export interface PlanningNeeds {
  threads: Pick<ThreadService, 'mustRead' | 'get' | 'mark'>
  rooms: Pick<RoomService, 'isAsked' | 'mayRead' | 'moderatorsSeenBy'>
  people: (ids: Iterable<string>) => Promise<Map<string, { name: string }>>
  /** The account behind an address. */
  accountOf: (email: string) => Promise<{ userId: string } | undefined>
  /** In which role somebody has an account; nothing where there is none. */
  roleOf: (userId: string) => Promise<AccountRole | undefined>
  /** Who moderates a session is somebody else: their connections begin anew. */
  onModeratorsChanged: (userIds: readonly string[]) => void
  /** A session stands in lists otherwise than before. */
  onStageChanged: (roomId: string) => void
  onNews: (news: SessionNews) => void
  acting: Acting
  now: () => Date
  log: Log
}

interface Needs extends PlanningNeeds {
  lanes: Lanes
  mustRead: (actor: Actor, sessionId: string) => Promise<Reading>
  mustRun: (actor: Actor, sessionId: string) => Promise<Reading>
  briefOf: (actor: Actor, sessionId: string) => Promise<SessionBrief>
  moderate: (
    actor: Actor,
    name: keyof AllOperations,
    read: Reading,
    act: Act,
    details?: { target?: Facts; after?: Facts },
  ) => Promise<Done>
}

/** Without signs that are taken for one another, read aloud or from a wall. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = () => Array.from({ length: 6 }, () => signs[randomInt(signs.length)]).join('')
const mostTries = 20
const mostRepaired = 50

/** When and where sessions are, who runs them, and how they come to be and to go. */
export function createPlanning({
  threads,
  rooms,
  people,
  accountOf,
  roleOf,
  onModeratorsChanged,
  onStageChanged,
  onNews,
  acting,
  now,
  log,
  lanes,
  mustRun,
  mustRead,
  briefOf,
  moderate,
}: Needs) {
  /** What is asked is a question of the room; one that was planned already stays, also when it is no longer asked. */
  function planOf(input: Plan, room: RoomDoc, stored: readonly AgendaItemDoc[] = []): SessionPlan {
    const agenda = input.agenda.map(({ questionId, title, minutes }, index): AgendaItemDoc => {
      const n = index + 1
      if (questionId === undefined) return { n, questionId: null, title: { und: title ?? '' }, minutes }
      const known = stored.find((item) => item.questionId === questionId)
      const question = room.questions.find(({ id }) => id === questionId)
      if (known && !question) return { ...known, n, minutes }
      if (!question || (!known && !rooms.isAsked(room, questionId)))
        throw refuse('request.invalid', { fields: { agenda: ['not a question of this room'] } })
      return { n, questionId, title: question.text, minutes }
    })
    const {
      title,
      startsAt,
      place,
      meetingUrl,
      topic,
      rule,
      turnSeconds,
      guestsMayAsk,
      questionsNeedApproval,
    } = input
    return {
      title,
      startsAt: new Date(startsAt).getTime(),
      place,
      meetingUrl,
      topic,
      rule,
      turnSeconds,
      agenda,
      guestsMayAsk,
      questionsNeedApproval,
    }
  }

  /** Enters in the thread what happened to its session; what is entered already stays as it is. */
  async function markPhases({ id, session }: LiveState, last = 2) {
    try {
      for (const phase of session.phases.slice(-last)) {
        const { kind, reason, by } = phase
        await threads.mark(session.threadId, { clientId: clientIdOf(id, phase), kind, reason, by })
      }
    } catch (error) {
      // The session is as it is; the entry is made up for at the next start.
      log.warn({ err: error }, 'phase of a session not entered in its thread')
    }
  }

  async function stored(input: Input<'live.plan'>, by: string, plan: SessionPlan) {
    const found = await findByRequest(by, input.clientId.toLowerCase())
    if (!found) return undefined
    const { session } = found
    const isSame = session.threadId === input.threadId && (session.planRev > 1 || isSamePlan(session, plan))
    if (!isSame) throw refuse('conflict')
    return found.id
  }

  async function store(doc: Omit<SessionDoc, 'code'>): Promise<string> {
    for (let tries = 0; tries < mostTries; tries++) {
      const id = new Types.ObjectId().toHexString()
      try {
        await insert(id, { ...doc, code: newCode() })
        return id
      } catch (error) {
        if (duplicateOf(error) !== 'code') throw error
      }
    }
    throw new Error('No code was free')
  }

  /** Takes what waits in a session that was merged to where it goes on. */
  async function bringOver(state: LiveState) {
    const { mergedInto } = state.session
    if (!mergedInto) return
    await lanes.run(mergedInto, { kind: 'absorb', from: movedFrom(state) })
    lanes.forget(state.id)
  }

  /** Members and staff who may read the room. */
  async function isFit(userId: string, room: RoomDoc): Promise<boolean> {
    const role = await roleOf(userId)
    return (
      role !== undefined &&
      mayBeModerator(role) &&
      rooms.mayRead({ id: userId, role, name: '', institution: null, sessionId: '' }, room)
    )
  }

  /** Those who moderate the room say who else does. */
  async function mustModerateRoom(actor: Actor, threadId: string) {
    const reading = await threads.mustRead(actor, threadId)
    if (!mayRun(actor, reading.standing)) throw refuse('action.forbidden')
    return reading
  }

  const nameOf = async (userId: string) => (await people([userId])).get(userId)?.name ?? ''

  return {
    markPhases,

    async plan(actor: Actor, input: Input<'live.plan'>): Promise<SessionBrief> {
      const { room, standing } = await threads.mustRead(actor, input.threadId)
      const { id: by } = person(actor)
      if (!mayRun(actor, standing) || standing.bar === 'room.archived') throw refuse('action.forbidden')
      const plan = planOf(input, room)
      const known = await stored(input, by, plan)
      if (known) return briefOf(actor, known)
      if ((await threads.get(actor, input.threadId)).locked) throw refuse('thread.locked')
      const place = { roomId: String(room._id), threadId: input.threadId, plannedBy: by, code: null }
      const doc = planned({ ...place, clientId: input.clientId.toLowerCase() }, plan, now().getTime())
      const { threadId } = input
      const id = await acting({ ...officeIn(actor), act: 'live.plan', target: { threadId } }, () =>
        store(doc).catch(async (error: unknown) => {
          // The same request, a moment ago.
          const twin = duplicateOf(error) === undefined ? undefined : await stored(input, by, plan)
          if (twin) return twin
          throw error
        }),
      )
      const state = await lanes.read(id)
      await markPhases(state)
      onStageChanged(place.roomId)
      onNews({ kind: 'session.planned', key: 'planned', by, ...aboutSession(state) })
      return briefOf(actor, id)
    },

    async change(actor: Actor, { sessionId, rev, ...input }: Input<'live.change'>): Promise<SessionBrief> {
      const read = await mustRun(actor, sessionId)
      const plan = planOf(input, read.room, read.state.session.agenda)
      await moderate(actor, 'live.change', read, { kind: 'change', rev, plan })
      return briefOf(actor, sessionId)
    },

    /** Whom one knows by their office: nobody is named here for what they said or belong to. */
    async knownModerators(actor: Actor, { threadId }: Input<'live.knownModerators'>) {
      const { room } = await mustModerateRoom(actor, threadId)
      const others = (await rooms.moderatorsSeenBy(actor)).filter((userId) => userId !== actor.id)
      const fit = await Promise.all(others.map((userId) => isFit(userId, room)))
      const named = await people(others.filter((_, index) => fit[index]))
      return {
        people: [...named]
          .map(([userId, { name }]) => ({ userId, name }))
          .toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
      }
    },

    /** Somebody whose address one knows. Whoever may not moderate here is as unknown as whoever has no account. */
    async findModerator(actor: Actor, { threadId, email }: Input<'live.findModerator'>) {
      const { room } = await mustModerateRoom(actor, threadId)
      const account = await accountOf(email)
      if (!account || !(await isFit(account.userId, room))) throw refuse('not-found')
      return { userId: account.userId, name: await nameOf(account.userId) }
    },

    /** Those who moderate the room say who else does here: members and staff who may read it. */
    async setModerators(actor: Actor, { sessionId, userIds }: Input<'live.setModerators'>) {
      const read = await mustRead(actor, sessionId)
      await mustModerateRoom(actor, read.state.session.threadId)
      const wanted = [...new Set(userIds)]
      for (const userId of wanted) {
        if (!(await isFit(userId, read.room)))
          throw refuse('request.invalid', { fields: { userIds: ['may not moderate here'] } })
      }
      const before = read.state.session.moderators
      await moderate(
        actor,
        'live.setModerators',
        read,
        { kind: 'moderators', userIds: wanted },
        { after: { userIds: wanted } },
      )
      onModeratorsChanged([
        ...before.filter((one) => !wanted.includes(one)),
        ...wanted.filter((one) => !before.includes(one)),
      ])
      return briefOf(actor, sessionId)
    },

    async merge(actor: Actor, { sessionId, into, reason }: Input<'live.merge'>) {
      const read = await mustRun(actor, sessionId)
      const target = await mustRun(actor, into)
      const { session } = target.state
      if (into === sessionId || session.roomId !== read.state.session.roomId) throw refuse('conflict')
      if (session.ended) throw refuse('live.ended')
      const act: Act = { kind: 'merge', into, reason, by: person(actor).id }
      const { state } = await moderate(actor, 'live.merge', read, act, { after: { into } })
      await bringOver(state)
      await markPhases(state)
      return { state: state.session.state, rev: state.session.rev }
    },

    /** Makes up for what a crash kept from happening; harmless when repeated. */
    async repair() {
      for (const id of await recent(mostRepaired)) {
        const state = await lanes.read(id)
        await bringOver(state)
        await markPhases(state, 3)
      }
    },
  }
}

const officeIn = (actor: Actor) => ({
  actorId: person(actor).id,
  office: actor.role === 'staff' ? ('staff' as const) : ('moderator' as const),
})

/** Names an entry for ever, so that it is made once. */
function clientIdOf(sessionId: string, { n }: Pick<PhaseDoc, 'n'>) {
  const hex = createHash('sha256').update(`${sessionId} ${n}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const isSamePlan = (session: SessionPlan, plan: SessionPlan) =>
  (Object.keys(plan) as (keyof SessionPlan)[]).every(
    (key) => JSON.stringify(session[key]) === JSON.stringify(plan[key]),
  )
