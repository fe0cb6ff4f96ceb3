import type { AllOperations, Measure, ModerationRule, Parsed } from '@augenhoehe/contracts'
import { person, type Actor } from '../../platform/actor.ts'
import { refuse } from '../../platform/errors.ts'
import type { RoomDoc } from '../rooms/index.ts'
import { daysAfter } from './policy.ts'
import type { Parts } from './service.ts'
import type { StatementService } from './statements.ts'

/** Nothing holds longer without somebody looking at it again. */
const mostDays = 365

/** What holds in a whole room for a while, and who may only read there. */
export function createMeasures(
  { rooms, accounts, organisationsOf, acting, now }: Parts,
  statements: StatementService,
) {
  function mustEnd(until: string | undefined): Date | null {
    if (until === undefined) return null
    const end = new Date(until)
    if (end <= now() || end > daysAfter(now(), mostDays))
      throw refuse('request.invalid', { fields: { until: ['within a year'] } })
    return end
  }

  const act = (
    actor: Actor,
    name: string,
    target: Record<string, string>,
    after?: Record<string, string | number | null>,
  ) => ({
    actorId: person(actor).id,
    office: 'moderator' as const,
    act: `moderation.${name}`,
    target,
    ...(after && { after }),
  })

  async function suspensions(room: RoomDoc) {
    const inForce = rooms.suspensionsIn(room)
    const people = await accounts.people(inForce.map(({ userId }) => userId))
    return {
      suspensions: inForce.map(({ userId, until, rule, reason }) => ({
        userId,
        name: people.get(userId)?.name ?? '',
        until: until?.toISOString() ?? null,
        rule,
        reason,
      })),
    }
  }

  /** What a restriction of moderators that is about no contribution has in common. */
  const restrictionIn = (
    actor: Actor,
    roomId: string,
    { rule, reason }: { rule: ModerationRule; reason: string },
    until: Date | null,
  ) => ({
    roomId,
    threadId: null,
    contributionId: null,
    rule,
    reason,
    by: person(actor).id,
    office: 'moderator' as const,
    until,
  })

  const again = async (roomId: string) => (await rooms.byId(roomId))!

  return {
    async setMeasure(
      actor: Actor,
      { roomId, measure, seconds, until, rule, reason }: Parsed<AllOperations['moderation.setMeasure']>,
    ) {
      const room = await rooms.mustModerate(actor, roomId)
      if ((measure === 'slow-mode') !== (seconds !== undefined))
        throw refuse('request.invalid', { fields: { seconds: ['for slow mode, and only there'] } })
      const end = mustEnd(until)
      const before = room.measures?.find((one) => one.measure === measure)
      await acting(
        act(
          actor,
          'setMeasure',
          { roomId, measure },
          { rule, seconds: seconds ?? null, until: until ?? null },
        ),
        () =>
          statements.stating(
            {
              ...restrictionIn(actor, roomId, { rule, reason }, end),
              kind: 'measure',
              measure,
              affectedUserId: null,
            },
            (statementId) =>
              rooms.setMeasure(roomId, {
                measure,
                seconds: seconds ?? null,
                since: now(),
                until: end,
                rule,
                reason,
                statementId,
              }),
          ),
      )
      if (before) await statements.ended(before.statementId)
      return { measures: rooms.measuresIn(await again(roomId)) }
    },

    async liftMeasure(actor: Actor, roomId: string, measure: Measure) {
      const room = await rooms.mustModerate(actor, roomId)
      const found = room.measures?.find((one) => one.measure === measure)
      if (!found) throw refuse('conflict')
      await acting(act(actor, 'liftMeasure', { roomId, measure }), () => rooms.liftMeasure(roomId, measure))
      await statements.ended(found.statementId)
      return { measures: rooms.measuresIn(await again(roomId)) }
    },

    async suspend(
      actor: Actor,
      { roomId, userId, until, rule, reason }: Parsed<AllOperations['moderation.suspend']>,
    ) {
      const room = await rooms.mustModerate(actor, roomId)
      const { id } = person(actor)
      if (!(await accounts.people([userId])).has(userId)) throw refuse('not-found')
      const [own, theirs] = await Promise.all([organisationsOf(id), organisationsOf(userId)])
      const atHome = theirs.some((organisation) => own.includes(organisation))
      const isModerator = room.moderators.some((one) => one.userId === userId)
      if (userId === id || isModerator || atHome) throw refuse('action.forbidden')
      const end = mustEnd(until)
      const before = room.suspended?.find((one) => one.userId === userId)
      await acting(act(actor, 'suspend', { roomId, userId }, { rule, until }), () =>
        statements.stating(
          {
            ...restrictionIn(actor, roomId, { rule, reason }, end),
            kind: 'suspend',
            affectedUserId: userId,
          },
          (statementId) =>
            rooms.suspend(roomId, { userId, since: now(), until: end, rule, reason, statementId }),
        ),
      )
      if (before) await statements.ended(before.statementId)
      return suspensions(await again(roomId))
    },

    async liftSuspension(actor: Actor, roomId: string, userId: string) {
      const room = await rooms.mustModerate(actor, roomId)
      const found = room.suspended?.find((one) => one.userId === userId)
      if (!found) throw refuse('conflict')
      await acting(act(actor, 'liftSuspension', { roomId, userId }), () =>
        rooms.liftSuspension(roomId, userId),
      )
      await statements.ended(found.statementId)
      return suspensions(await again(roomId))
    },

    suspensions: async (actor: Actor, roomId: string) => suspensions(await rooms.mustModerate(actor, roomId)),
  }
}
