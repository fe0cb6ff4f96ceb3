import { z } from 'zod'
import { Done, Id, IsoTime, Nothing, Word } from './common.ts'
import { events, operations } from './define.ts'
import { RoomMeasure } from './moderation.ts'

export const GuidingQuestion = z.object({
  id: z.string(),
  order: z.int(),
  /** The question and its short form, by language. */
  text: z.record(z.string(), z.string()),
  short: z.record(z.string(), z.string()),
  /** No longer asked: shown where something stands under it, and offered for nothing new. */
  retired: z.boolean(),
})
export type GuidingQuestion = z.infer<typeof GuidingQuestion>

export const RoomVisibility = z.enum(['public', 'members', 'closed'])
export type RoomVisibility = z.infer<typeof RoomVisibility>
export const WhoMayStartThread = z.enum(['all', 'orgAdmin', 'moderator'])
export type WhoMayStartThread = z.infer<typeof WhoMayStartThread>

export const Room = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.record(z.string(), z.string()),
    shortTitle: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    visibility: RoomVisibility,
    questions: z.array(GuidingQuestion),
    whoMayStartThread: WhoMayStartThread,
    /** Readable for whom it was, and nobody writes any more. */
    archived: z.boolean(),
    threadCount: z.int(),
    /** How many of its newest threads hold something the reader has not read; null for visitors. */
    unreadThreads: z.int().min(0).nullable(),
    /** What the reader may do here. */
    mayStartThread: z.boolean(),
    mayModerate: z.boolean(),
    /** What holds here for a while, with its reason; everybody sees it. */
    measures: z.array(RoomMeasure),
    /** Until when the reader may only read here; none when they are not suspended. */
    suspendedUntil: IsoTime.nullable(),
    /** The statement of reasons that says so. */
    suspensionStatementId: Id.nullable(),
  })
  .meta({ id: 'Room' })
export type Room = z.infer<typeof Room>

/** Who is in a room at this moment and lets others see it: associations by name, people never. */
export const RoomPresence = z.object({
  roomId: Id,
  /** An office has no id. */
  organisations: z.array(z.object({ id: Id.nullable(), name: z.string() })),
  /** People who are here for no association; none where it would be a single one. */
  others: z.int().min(0),
})
export type RoomPresence = z.infer<typeof RoomPresence>

export const rooms = operations({
  'rooms.list': {
    title: 'The rooms the reader may see.',
    who: 'anyone',
    http: 'GET /rooms',
    input: Nothing,
    reply: z.object({ rooms: z.array(Room) }),
  },
  'rooms.get': {
    title: 'One room, by the name in its address.',
    who: 'anyone',
    http: 'GET /rooms/:slug',
    input: z.strictObject({ slug: Word }),
    reply: Room,
    problems: ['not-found'],
  },
  'rooms.enter': {
    title:
      'Hear who is in a room, until one leaves it. Oneself is seen only with the setting of one’s account.',
    who: 'signed-in',
    socket: 'room.enter',
    input: z.strictObject({ roomId: Id, actingOrganisationId: Id.optional() }),
    reply: RoomPresence,
    problems: ['not-found', 'action.forbidden'],
  },
  'rooms.leave': {
    title: 'No longer be in the room one has entered.',
    who: 'signed-in',
    socket: 'room.leave',
    input: Nothing,
    reply: Done,
  },
})

export const roomEvents = events({
  /** To those in the room, when it changes, at most once in a second. */
  'room.presence': RoomPresence,
  /** To those in the room or in one of its threads: it, or what holds in it, is not what it was. Ask again. */
  'room.changed': z.object({ roomId: Id }),
})
