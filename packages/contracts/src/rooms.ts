import { z } from 'zod'
import { Id, Nothing, Word } from './common.ts'
import { operations } from './define.ts'

export const GuidingQuestion = z.object({
  id: z.string(),
  order: z.int(),
  /** The question and its short form, by language. */
  text: z.record(z.string(), z.string()),
  short: z.record(z.string(), z.string()),
})
export type GuidingQuestion = z.infer<typeof GuidingQuestion>

export const RoomVisibility = z.enum(['public', 'members', 'closed'])

export const Room = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.record(z.string(), z.string()),
    shortTitle: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    visibility: RoomVisibility,
    questions: z.array(GuidingQuestion),
    whoMayStartThread: z.enum(['all', 'orgAdmin', 'moderator']),
    threadCount: z.int(),
    /** What the reader may do here. */
    mayStartThread: z.boolean(),
    mayModerate: z.boolean(),
  })
  .meta({ id: 'Room' })
export type Room = z.infer<typeof Room>

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
})
