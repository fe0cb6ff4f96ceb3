import { z } from 'zod'
import { ClientId, Email, Id, inLanguages, LanguageTag, Line, Nothing, Text, Word } from './common.ts'
import { operations } from './define.ts'
import { GuidingQuestion, RoomVisibility, WhoMayStartThread } from './rooms.ts'

export const RoomWords = z.strictObject({
  title: inLanguages(Line(120, 3)),
  /** For narrow places; the title where there is none. */
  shortTitle: inLanguages(Line(40, 2)),
  description: inLanguages(Text(400, 3)),
})
export type RoomWords = z.infer<typeof RoomWords>

export const mostQuestions = 7
export const QuestionDraft = z.strictObject({
  /** Of a question that is there already; it stays the same one whatever is changed. */
  id: Word.optional(),
  text: inLanguages(Line(300, 3)),
  short: inLanguages(Line(80, 3)),
})
export type QuestionDraft = z.input<typeof QuestionDraft>
const Questions = z.array(QuestionDraft).min(1).max(mostQuestions)

/** A room for those who run it: its frame, never what is said in it. */
export const RoomFrame = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.record(z.string(), z.string()),
    shortTitle: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    visibility: RoomVisibility,
    whoMayStartThread: WhoMayStartThread,
    /** In their order, then what is no longer asked. */
    questions: z.array(GuidingQuestion),
    archived: z.boolean(),
    /** Counts the changes of the frame: whoever changes it says which reading they saw. */
    rev: z.int().positive(),
    /** Whether whoever asks may read what is said in it. */
    mayEnter: z.boolean(),
  })
  .meta({ id: 'RoomFrame' })
export type RoomFrame = z.infer<typeof RoomFrame>

/** Who moderates; null means in all languages. */
export const RoomModerator = z.object({
  userId: Id,
  name: z.string(),
  languages: z.array(z.string()).nullable(),
})
export type RoomModerator = z.infer<typeof RoomModerator>
const moderators = z.object({ moderators: z.array(RoomModerator) })

export const RoomGuest = z.object({ userId: Id, name: z.string() })
export type RoomGuest = z.infer<typeof RoomGuest>
const invited = z.object({ invited: z.array(RoomGuest) })

const ofRoom = z.strictObject({ roomId: Id })
const Rev = z.int().positive()

export const roomAdministration = operations({
  'rooms.listFrames': {
    title: 'The rooms somebody may administer, archived ones at the end.',
    who: 'staff',
    http: 'GET /administration/rooms',
    input: Nothing,
    reply: z.object({ rooms: z.array(RoomFrame) }),
  },
  'rooms.create': {
    title: 'Make a room. The same `clientId` again answers with what is stored.',
    who: 'staff',
    http: 'POST /rooms',
    audited: true,
    input: RoomWords.partial({ shortTitle: true }).extend({
      clientId: ClientId,
      visibility: RoomVisibility,
      whoMayStartThread: WhoMayStartThread,
      questions: Questions,
    }),
    reply: RoomFrame,
    problems: ['conflict'],
  },
  'rooms.change': {
    title: 'Change the words and rules of a room; its address stays.',
    who: 'staff',
    http: 'PATCH /rooms/:roomId',
    audited: true,
    input: RoomWords.partial().extend({
      roomId: Id,
      rev: Rev,
      visibility: RoomVisibility.optional(),
      whoMayStartThread: WhoMayStartThread.optional(),
    }),
    reply: RoomFrame,
    problems: ['not-found', 'conflict', 'room.confidential'],
  },
  'rooms.setQuestions': {
    title: 'Set the guiding questions in their order. What is left out is no longer asked, and not lost.',
    who: 'staff',
    http: 'POST /rooms/:roomId/questions',
    audited: true,
    status: 200,
    input: ofRoom.extend({ rev: Rev, questions: Questions }),
    reply: RoomFrame,
    problems: ['not-found', 'conflict'],
  },
  'rooms.archive': {
    title: 'Close a room for writing; it stays readable.',
    who: 'staff',
    http: 'POST /rooms/:roomId/archive',
    audited: true,
    status: 200,
    input: ofRoom,
    reply: RoomFrame,
    problems: ['not-found', 'conflict'],
  },
  'rooms.unarchive': {
    title: 'Open an archived room again.',
    who: 'staff',
    http: 'POST /rooms/:roomId/unarchive',
    audited: true,
    status: 200,
    input: ofRoom,
    reply: RoomFrame,
    problems: ['not-found', 'conflict'],
  },
  'rooms.listInvited': {
    title: 'Who is invited into a closed room.',
    who: 'staff',
    http: 'GET /rooms/:roomId/invited',
    input: ofRoom,
    reply: invited,
    problems: ['not-found'],
  },
  'rooms.invite': {
    title: 'Invite somebody into a closed room, by the address of their account.',
    who: 'staff',
    http: 'POST /rooms/:roomId/invited',
    audited: true,
    status: 200,
    input: ofRoom.extend({ email: Email }),
    reply: invited,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'rooms.uninvite': {
    title: 'Take an invitation back; it holds at once.',
    who: 'staff',
    http: 'DELETE /rooms/:roomId/invited/:userId',
    audited: true,
    input: ofRoom.extend({ userId: Id }),
    reply: invited,
    problems: ['not-found'],
  },
  'rooms.listModerators': {
    title: 'Who moderates a room.',
    who: 'staff',
    http: 'GET /rooms/:roomId/moderators',
    input: ofRoom,
    reply: moderators,
    problems: ['not-found'],
  },
  'rooms.appointModerator': {
    title: 'Let somebody moderate a room, by the address of their account, in some languages or in all.',
    who: 'staff',
    http: 'POST /rooms/:roomId/moderators',
    audited: true,
    status: 200,
    stepUp: true,
    input: ofRoom.extend({
      email: Email,
      /** All, unless said otherwise. Appointing somebody again sets theirs anew. */
      languages: z.array(LanguageTag).min(1).max(10).optional(),
    }),
    reply: moderators,
    problems: ['not-found', 'action.forbidden'],
  },
  'rooms.dismissModerator': {
    title: 'No longer let somebody moderate a room; it holds at once.',
    who: 'staff',
    http: 'DELETE /rooms/:roomId/moderators/:userId',
    audited: true,
    stepUp: true,
    input: ofRoom.extend({ userId: Id }),
    reply: moderators,
    problems: ['not-found'],
  },
})
