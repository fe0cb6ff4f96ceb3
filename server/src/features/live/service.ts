import type {
  AllOperations,
  CheckedStatement,
  OwnMembership,
  Parsed,
  SessionBrief,
  SessionPulse,
  SessionSnapshot,
  WallQuestion,
} from '@augenhoehe/contracts'
import { Types } from 'mongoose'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { Acting, Facts } from '../audit/index.ts'
import type { RoomService } from '../rooms/index.ts'
import type { ThreadService } from '../threads/index.ts'
import { createLanes, type Committed, type Done } from './lane.ts'
import type { Announcement } from './live.ts'
import { moveClock, sessionIdsIn } from './model.ts'
import { newsBetween, type SessionNews } from './news.ts'
import { createOutcomes } from './outcomes.ts'
import { groupOf, partyOf, personOf } from './parties.ts'
import { createPlanning, type PlanningNeeds } from './planning.ts'
import { mayAskAsGuest } from './policy.ts'
import {
  concernedBy,
  differenceOf,
  mineOf,
  partiesInDifference,
  queueOf,
  toChanged,
  toPulse,
  toQuestion,
  toStatement,
} from './present.ts'
import { createReading, type Reading, type ReadingNeeds } from './reading.ts'
import { apply, type Act } from './session.ts'
import type { LiveState, PartyDoc, Request } from './state.ts'

interface Needs extends ReadingNeeds, Pick<PlanningNeeds, 'accountOf' | 'roleOf' | 'onModeratorsChanged'> {
  threads: Pick<ThreadService, 'mustRead' | 'get' | 'mark' | 'isKnown'>
  rooms: Pick<RoomService, 'mustRead' | 'byId' | 'isAsked' | 'mayRead' | 'moderatorsSeenBy'>
  membershipsOf: (userId: string) => Promise<OwnMembership[]>
  announce: (announcement: Announcement) => void
  /** What somebody said has changed; only they are told. */
  tellOwn: (userId: string, sessionId: string, mine: SessionSnapshot['mine']) => void
  /** Who takes part and speaks, for lists of those who are in the room. */
  tellPulse: (roomId: string, told: { sessionId: string; pulse: SessionPulse }) => void
  /** A session stands in lists otherwise than before. */
  onStageChanged: (roomId: string) => void
  /** What those concerned are told of, wherever they are. */
  onNews: (news: SessionNews) => void
  /** Somebody has voted on a statement. */
  onVoted: (sessionId: string) => void
  /** Whether other processes write sessions too. */
  several: boolean
  acting: Acting
  log: Log
}

type Input<K extends keyof AllOperations> = Parsed<AllOperations[K]>
const done = { done: true } as const
/** A guest has no account; their requests are told apart by their ids alone. */
const guest = 'guest'

/** Live sessions on threads: who runs them, who takes part, and in which order. */
export function createLive(needs: Needs) {
  const {
    threads,
    rooms,
    organisations,
    membershipsOf,
    announce,
    tellOwn,
    tellPulse,
    onStageChanged,
    onNews,
    onVoted,
    several,
    acting,
    now,
    log,
  } = needs
  const lanes = createLanes({ onCommitted, onMissed, several, now, log })
  const { namesOf, mustRead, briefOf, ...reading } = createReading({ ...needs, lanes })

  async function onCommitted({ from, to }: Committed) {
    const difference = differenceOf(from, to)
    for (const userId of difference.voters) tellOwn(userId, to.id, mineOf(to, userId))
    if (difference.listed) onStageChanged(to.session.roomId)
    for (const news of newsBetween(from, to)) onNews(news)
    if (difference.voters.length > 0 && difference.statements.length > 0) onVoted(to.id)
    const names = await namesOf(partiesInDifference(difference), difference.stage ? [to.session] : [])
    const pulse = difference.pulse && toPulse(to.session, names)
    if (pulse) tellPulse(to.session.roomId, { sessionId: to.id, pulse })
    const at = now()
    announce({
      sessionId: to.id,
      as: (standing) => toChanged(difference, standing, names, at),
      concerned: concernedBy(difference),
    })
  }

  function onMissed(sessionId: string, rev: number) {
    announce({
      sessionId,
      as: () => ({ sessionId, afterRev: rev, rev, now: now().toISOString() }),
      concerned: null,
    })
  }

  /** A session for those who run it; others who may read it may not do this. */
  async function mustRun(actor: Actor, sessionId: string): Promise<Reading> {
    const read = await mustRead(actor, sessionId)
    if (!read.standing.moderator) throw refuse('action.forbidden')
    if (read.bar === 'room.archived') throw refuse('action.forbidden')
    return read
  }

  /** Does something as a moderator; it is entered before it takes effect, and not at all where it is refused at once. */
  async function moderate(
    actor: Actor,
    name: keyof AllOperations,
    read: Reading,
    act: Act,
    details: { target?: Facts; after?: Facts } = {},
  ): Promise<Done> {
    const outcome = apply(read.state, act, now().getTime())
    if ('refused' in outcome) throw refuse(outcome.refused)
    return acting(
      {
        actorId: person(actor).id,
        office: actor.role === 'staff' ? 'staff' : 'moderator',
        act: name,
        target: { sessionId: read.state.id, ...details.target },
        ...(details.after && { after: details.after }),
      },
      () => lanes.run(read.state.id, act),
    )
  }

  const planning = createPlanning({ ...needs, lanes, mustRead, mustRun, briefOf, moderate })
  const outcomes = createOutcomes({ ...needs, lanes, markPhases: planning.markPhases })

  async function mustTakePart(actor: Actor, sessionId: string): Promise<Reading> {
    const read = await mustRead(actor, sessionId)
    if (!read.standing.mayTakePart) throw refuse(read.bar ?? 'action.forbidden')
    return read
  }

  const asked = (actor: Actor, clientId: string): Request => ({
    by: person(actor).id,
    clientId: clientId.toLowerCase(),
  })

  const placeIn = ({ session }: LiveState, n: number) =>
    queueOf(session).findIndex((hand) => hand.n === n) + 1
  const raised = ({ state, hand = 0 }: Done) => ({ n: hand, place: placeIn(state, hand) })

  async function showQuestion(
    { state, question = '' }: Done,
    { standing }: Pick<Reading, 'standing'>,
  ): Promise<WallQuestion> {
    const stored = state.questions[question]!
    return toQuestion(stored, state, standing, await namesOf(stored.askers, []))
  }
  const showStatement = ({ state, statement = '' }: Done): CheckedStatement =>
    toStatement(state.statements[statement]!, state)

  function needReason(reason: string | undefined, isNeeded: boolean) {
    if (isNeeded && reason === undefined)
      throw refuse('request.invalid', { fields: { reason: ['needed here'] } })
    return reason ?? null
  }

  async function askAsGuest({ sessionId, clientId, text, lang, code, name }: Input<'live.ask'>) {
    const state = await lanes.read(sessionId)
    const room = await rooms.byId(state.session.roomId)
    if (!room || room.visibility === 'closed' || state.session.code !== code) throw refuse('not-found')
    if (!mayAskAsGuest(room, state.session)) throw refuse('action.forbidden')
    const party: PartyDoc = { userId: null, name: name ?? null, organisationId: null, institution: null }
    const made = await lanes.run(sessionId, {
      kind: 'ask',
      id: newId(),
      request: { by: guest, clientId: clientId.toLowerCase() },
      party,
      text,
      lang: lang ?? null,
      pending: true,
    })
    // Their own words; nobody else asks with this id.
    return showQuestion(made, { standing: { userId: null, moderator: true, mayTakePart: false } })
  }

  return {
    mustRead,
    ...reading,
    ...planning,
    ...outcomes,
    sessionIdsIn,

    async goTo(actor: Actor, { sessionId, from, item, addMinutes }: Input<'live.goTo'>) {
      const read = await mustRun(actor, sessionId)
      const by = person(actor).id
      const act: Act = { kind: 'goTo', from, item, addMinutes: addMinutes ?? null, by }
      const { state } = await moderate(actor, 'live.goTo', read, act, { after: { item } })
      await planning.markPhases(state)
      return done
    },

    async setQueue(actor: Actor, { sessionId, rule, turnSeconds, closed }: Input<'live.setQueue'>) {
      const act: Act = {
        kind: 'queue',
        rule: rule ?? null,
        turnSeconds: turnSeconds ?? null,
        closed: closed ?? null,
      }
      const after = { rule: act.rule, turnSeconds: act.turnSeconds, closed: act.closed }
      await moderate(actor, 'live.setQueue', await mustRun(actor, sessionId), act, { after })
      return done
    },

    async raiseHand(
      actor: Actor,
      { sessionId, clientId, actingOrganisationId, text }: Input<'live.raiseHand'>,
    ) {
      await mustTakePart(actor, sessionId)
      const party = await partyOf(person(actor), actingOrganisationId, { membershipsOf })
      return raised(
        await lanes.run(sessionId, {
          kind: 'raise',
          request: asked(actor, clientId),
          party,
          person: personOf(party),
          group: groupOf(party),
          text: text ?? null,
          entered: false,
        }),
      )
    },

    async enterHand(actor: Actor, { sessionId, clientId, organisationId, name }: Input<'live.enterHand'>) {
      const read = await mustRun(actor, sessionId)
      if (organisationId && !(await organisations.brief([organisationId])).has(organisationId))
        throw refuse('not-found')
      const party = { userId: null, name, organisationId: organisationId ?? null, institution: null }
      const act: Act = {
        kind: 'raise',
        request: asked(actor, clientId),
        party,
        person: personOf(party),
        group: groupOf(party),
        text: null,
        entered: true,
      }
      return raised(await moderate(actor, 'live.enterHand', read, act))
    },

    async lowerHand(actor: Actor, { sessionId, hand }: Input<'live.lowerHand'>) {
      const read = await mustRead(actor, sessionId)
      const { id: by } = person(actor)
      const isOwn = read.state.session.waiting.find(({ n }) => n === hand)?.party.userId === by
      const act: Act = { kind: 'lower', hand, by, moderator: read.standing.moderator }
      // Moderators act in their office when it is somebody else's.
      if (read.standing.moderator && !isOwn)
        await moderate(actor, 'live.lowerHand', read, act, { target: { hand } })
      else await lanes.run(sessionId, act)
      return done
    },

    async call(actor: Actor, { sessionId, afterTurn, hand }: Input<'live.call'>) {
      const read = await mustRun(actor, sessionId)
      const act: Act = { kind: 'call', afterTurn, hand: hand ?? null }
      const { turn = 0, hand: called = 0 } = await moderate(actor, 'live.call', read, act, {
        after: { afterTurn, hand: hand ?? null },
      })
      return { turn, hand: called }
    },

    async turn(actor: Actor, { sessionId, turn, act: wanted, seconds }: Input<'live.turn'>) {
      const read = await mustRead(actor, sessionId)
      const { moderator } = read.standing
      const act: Act = {
        kind: 'turn',
        turn,
        act: wanted,
        seconds: seconds ?? null,
        by: person(actor).id,
        moderator,
      }
      if (moderator)
        await moderate(actor, 'live.turn', read, act, { target: { turn }, after: { act: wanted } })
      else await lanes.run(sessionId, act)
      return done
    },

    async ask(actor: Actor, input: Input<'live.ask'>): Promise<WallQuestion> {
      if (actor.id === null) {
        if (input.code === undefined) throw refuse('session.required')
        return askAsGuest(input)
      }
      const { sessionId, clientId, text, lang, actingOrganisationId } = input
      const read = await mustTakePart(actor, sessionId)
      const { standing, preCheck, state } = read
      const party = await partyOf(actor, actingOrganisationId, { membershipsOf })
      const pending =
        !standing.moderator &&
        (preCheck || state.session.questionsNeedApproval || !(await threads.isKnown(actor)))
      const made = await lanes.run(sessionId, {
        kind: 'ask',
        id: newId(),
        request: asked(actor, clientId),
        party,
        text,
        lang: lang ?? null,
        pending,
      })
      return showQuestion(made, read)
    },

    async support(actor: Actor, { sessionId, questionId, on, actingOrganisationId }: Input<'live.support'>) {
      await mustTakePart(actor, sessionId)
      const party = await partyOf(person(actor), actingOrganisationId, { membershipsOf })
      const by = person(actor).id
      await lanes.run(sessionId, { kind: 'support', questionId, by, on, party, group: groupOf(party) })
      return done
    },

    async judgeQuestion(
      actor: Actor,
      { sessionId, questionId, rev, to, reason }: Input<'live.judgeQuestion'>,
    ) {
      const read = await mustRun(actor, sessionId)
      const needed = needReason(reason, to === 'rejected' || to === 'moved')
      const act: Act = { kind: 'judge', questionId, rev, to, reason: needed }
      return showQuestion(
        await moderate(actor, 'live.judgeQuestion', read, act, { target: { questionId }, after: { to } }),
        read,
      )
    },

    async mergeQuestions(actor: Actor, { sessionId, questionId, into, rev }: Input<'live.mergeQuestions'>) {
      const read = await mustRun(actor, sessionId)
      const act: Act = { kind: 'mergeQuestions', questionId, into, rev }
      return showQuestion(
        await moderate(actor, 'live.mergeQuestions', read, act, { target: { questionId }, after: { into } }),
        read,
      )
    },

    async state(actor: Actor, { sessionId, clientId, text, questionId }: Input<'live.state'>) {
      const read = await mustRun(actor, sessionId)
      if (questionId && !rooms.isAsked(read.room, questionId))
        throw refuse('request.invalid', { fields: { questionId: ['not a question of this room'] } })
      const request = asked(actor, clientId)
      const act: Act = { kind: 'state', id: newId(), request, text, questionId: questionId ?? null }
      return showStatement(await moderate(actor, 'live.state', read, act))
    },

    async closeStatement(actor: Actor, { sessionId, statementId, open }: Input<'live.closeStatement'>) {
      const read = await mustRun(actor, sessionId)
      const act: Act = { kind: 'closeStatement', statementId, open }
      return showStatement(
        await moderate(actor, 'live.closeStatement', read, act, { target: { statementId }, after: { open } }),
      )
    },

    async vote(actor: Actor, { sessionId, statementId, value, actingOrganisationId }: Input<'live.vote'>) {
      await mustTakePart(actor, sessionId)
      const party = await partyOf(person(actor), actingOrganisationId, { membershipsOf })
      const by = person(actor).id
      await lanes.run(sessionId, { kind: 'vote', statementId, by, value, party, group: groupOf(party) })
      return done
    },

    async move(actor: Actor, { sessionId, from, to, reason }: Input<'live.move'>) {
      const read = await mustRun(actor, sessionId)
      const needed = needReason(reason, to === 'cancelled' || to === 'no-result')
      const act: Act = { kind: 'move', from, to, reason: needed, by: person(actor).id }
      const { state } = await moderate(actor, 'live.move', read, act, { after: { from, to } })
      await planning.markPhases(state)
      return { state: state.session.state, rev: state.session.rev }
    },

    time: async () => ({ now: now().toISOString() }),

    /** What is stored of these sessions was changed by somebody else: they are read anew, here and by whoever follows. */
    async changedBehind(sessionIds: readonly string[]) {
      for (const sessionId of sessionIds) {
        const rev = await moveClock(sessionId)
        lanes.forget(sessionId)
        if (rev !== undefined) onMissed(sessionId, rev)
      }
    },
  }
}
export type LiveService = ReturnType<typeof createLive>

const newId = () => new Types.ObjectId().toHexString()

export type { SessionBrief }
