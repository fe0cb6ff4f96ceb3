import { z } from 'zod'
import { InstitutionLabel } from './accounts.ts'
import {
  ClientId,
  Done,
  Id,
  IsoTime,
  LanguageTag,
  Limit,
  Line,
  QueryInt,
  Sentence,
  Text,
  Word,
} from './common.ts'
import { events, operations } from './define.ts'
import { Name } from './names.ts'
import { ActingOrganisation } from './organisations.ts'

export const ContributionType = z.enum([
  'experience',
  'need',
  'challenge',
  'idea',
  'question',
  'demand',
  'offer',
])
export type ContributionType = z.infer<typeof ContributionType>

export const ContributionState = z.enum(['held', 'published', 'hidden', 'withdrawn', 'removed', 'rejected'])
export type ContributionState = z.infer<typeof ContributionState>

/** The rule a restriction rests on; its wording is translated. */
export const ModerationRule = z.enum([
  'insult',
  'discrimination',
  'personal-data',
  'advertising',
  'off-topic',
  'unlawful',
])
export type ModerationRule = z.infer<typeof ModerationRule>

/** What happened to the thread itself: an entry in the same log. */
export const ThreadEvent = z.object({
  kind: z.enum([
    'locked',
    'unlocked',
    'finished',
    'reopened',
    // Of a conversation of two associations: they agreed to talk, or one of them does not go on.
    'opened',
    'ended',
    'session-planned',
    'session-ready',
    'session-running',
    'session-item',
    'session-wrapping-up',
    'session-documented',
    'session-no-result',
    'session-cancelled',
    'session-merged',
  ]),
  /** Why; of a session that is planned its title, of an item what it is about, of an opening the entry it began with. */
  reason: z.string().nullable(),
})
export type ThreadEvent = z.infer<typeof ThreadEvent>

/** Somebody’s words in another language, below the original and never in its place. */
export const Translation = z.object({
  id: Id,
  lang: z.string(),
  text: z.string(),
  authorId: Id,
  authorName: z.string(),
  /** The institution it was made for. */
  institution: InstitutionLabel.nullable(),
  organisation: ActingOrganisation.nullable(),
  /** The original’s words are not those that were translated. */
  outdated: z.boolean(),
  createdAt: IsoTime,
  editedAt: IsoTime.nullable(),
})
export type Translation = z.infer<typeof Translation>

/** A contribution as whoever receives it may see it. */
export const Contribution = z
  .object({
    id: Id,
    threadId: Id,
    clientId: ClientId,
    /** Place in the thread, from 1, without gaps; none before it is published. */
    seq: z.int().positive().nullable(),
    /** The thread's clock when this last changed. */
    rev: z.int().positive(),
    authorId: Id,
    authorName: z.string(),
    /** The office it was written for; it stays when its author writes for it no longer. */
    institution: InstitutionLabel.nullable(),
    actingOrganisationId: Id.nullable(),
    organisation: ActingOrganisation.nullable(),
    /** Empty where the words may not be shown. */
    text: z.string(),
    type: z.union([ContributionType, z.literal('system')]).nullable(),
    event: ThreadEvent.nullable(),
    state: ContributionState,
    questionId: z.string().nullable(),
    lang: z.string().nullable(),
    replyTo: Id.nullable(),
    /** Why it is restricted; the sentence only for its author and moderators, the statement only for its author. */
    restriction: z
      .object({ rule: ModerationRule, reason: z.string().nullable(), statementId: Id.nullable() })
      .nullable(),
    /** None where the words may not be shown. */
    translations: z.array(Translation),
    /** Said in the room and noted by its author, a moderator; only where that is so. */
    oral: z
      .object({
        speaker: z.string().nullable(),
        organisation: ActingOrganisation.nullable(),
      })
      .optional(),
    createdAt: IsoTime,
    editedAt: IsoTime.nullable(),
  })
  .meta({ id: 'Contribution' })
export type Contribution = z.infer<typeof Contribution>

/** What another contribution refers to, as far as the reader may see it, for where it is not at hand itself. */
export const Quoted = z
  .object({
    id: Id,
    seq: z.int().positive().nullable(),
    rev: z.int().positive(),
    authorId: Id,
    authorName: z.string(),
    institution: Contribution.shape.institution,
    organisation: Contribution.shape.organisation,
    oral: Contribution.shape.oral,
    state: ContributionState,
    /** Its first characters; empty where the words may not be shown. */
    text: z.string(),
    lang: z.string().nullable(),
  })
  .meta({ id: 'Quoted' })
export type Quoted = z.infer<typeof Quoted>

export const ContributionDraft = z.strictObject({
  threadId: Id,
  clientId: ClientId,
  text: Text(10_000),
  type: ContributionType.optional(),
  questionId: Word.optional(),
  actingOrganisationId: Id.optional(),
  lang: LanguageTag.optional(),
  replyTo: Id.optional(),
  /** Who said it, where a moderator notes what somebody says in the room. */
  oral: z
    .strictObject({ userId: Id.optional(), organisationId: Id.optional(), name: Name(80).optional() })
    .refine(({ userId, organisationId, name }) => userId ?? organisationId ?? name, {
      message: 'a person, an association, or a name',
    })
    .optional(),
})
export type ContributionDraft = z.input<typeof ContributionDraft>

const Side = ActingOrganisation.extend({ id: Id })

/** What two associations talk about after one of them accepted a request of the other. */
const Conversation = z.object({
  /** The side the reader belongs to; both where they belong to both. */
  own: z.array(Side),
  other: Side,
  /** Either side closed it, or one of the two wants to hear no more; it is read on. */
  ended: z.boolean(),
  mayEnd: z.boolean(),
})

/** A line in the list of an association's conversations. */
export const ConversationSummary = z.object({
  threadId: Id,
  other: Side,
  ended: z.boolean(),
  /** What was said last, shortened, and for whom; none while nobody has written. */
  lastWords: z.object({ text: z.string(), lang: z.string().nullable(), own: z.boolean() }).nullable(),
  lastAt: IsoTime,
  unreadCount: z.int().min(0),
})
export type ConversationSummary = z.infer<typeof ConversationSummary>

export const Thread = z
  .object({
    id: Id,
    roomId: Id,
    title: z.string(),
    questionId: z.string().nullable(),
    /** In a moderated thread a member's contribution waits for a moderator. */
    moderated: z.boolean(),
    locked: z.boolean(),
    /** Somebody closed the talk off; whoever writes goes on with it. */
    finished: z.boolean(),
    startedBy: z.object({ name: z.string(), organisation: z.string().nullable() }),
    createdAt: IsoTime,
    contributionCount: z.int(),
    lastContributionAt: IsoTime.nullable(),
    lastOrganisation: z.string().nullable(),
    /** How far the reader has read; null before they opened it, and for visitors. */
    readSeq: z.int().min(0).nullable(),
    /** How much they have not read; nothing for visitors. */
    unreadCount: z.int().min(0),
    mayContribute: z.boolean(),
    mayModerate: z.boolean(),
    mayFinish: z.boolean(),
    /** Where two associations talk among themselves; only for their members. */
    conversation: Conversation.optional(),
  })
  .meta({ id: 'Thread' })
export type Thread = z.infer<typeof Thread>

const ofThread = z.strictObject({ threadId: Id })
const ofContribution = z.strictObject({ threadId: Id, contributionId: Id })
const ofTranslation = ofContribution.extend({ translationId: Id })
/** `editedAt` of the original as it was read: what has changed since makes the translation outdated at once. */
const translated = { text: Text(10_000), originalEditedAt: IsoTime.nullable().optional() }
/** What a restriction rests on: a rule, and a sentence that its author answers for. */
export const grounds = { rule: ModerationRule, reason: Sentence }

export const threads = operations({
  'threads.list': {
    title: 'The threads of a room, most recently active first.',
    who: 'anyone',
    http: 'GET /rooms/:roomId/threads',
    input: z.strictObject({ roomId: Id, limit: Limit(100, 200) }),
    reply: z.object({ threads: z.array(Thread) }),
    problems: ['not-found'],
  },
  'threads.start': {
    title: 'Start a thread with its first contribution, under a guiding question or free.',
    who: 'signed-in',
    http: 'POST /rooms/:roomId/threads',
    input: ContributionDraft.omit({ threadId: true, replyTo: true, oral: true }).extend({
      roomId: Id,
      title: Line(140, 3),
    }),
    reply: z.object({ thread: Thread, contribution: Contribution }),
    problems: [
      'not-found',
      'action.forbidden',
      'room.suspended',
      'room.read-only',
      'room.members-only',
      'conflict',
    ],
  },
  'threads.get': {
    title: 'One thread.',
    who: 'anyone',
    http: 'GET /threads/:threadId',
    input: ofThread,
    reply: Thread,
    problems: ['not-found'],
  },
  'threads.contributions': {
    title: 'A page: the newest, before or after a place, around one, or what changed after a clock reading.',
    who: 'anyone',
    http: 'GET /threads/:threadId/contributions',
    input: z.strictObject({
      threadId: Id,
      // At most one of these; with none of them the newest.
      beforeSeq: QueryInt(1, Number.MAX_SAFE_INTEGER).optional(),
      afterSeq: QueryInt(0, Number.MAX_SAFE_INTEGER).optional(),
      aroundSeq: QueryInt(1, Number.MAX_SAFE_INTEGER).optional(),
      aroundId: Id.optional(),
      /** Around the first that was written then or later. */
      at: IsoTime.optional(),
      afterRev: QueryInt(0, Number.MAX_SAFE_INTEGER).optional(),
      limit: Limit(50, 200),
    }),
    // At most 60 kB as JSON, but at least one contribution.
    reply: z.object({
      contributions: z.array(Contribution),
      /** What these refer to and is not among them. */
      quoted: z.array(Quoted),
      /** With `afterRev`: how far this answer reaches. Otherwise: the clock when it was read. */
      rev: z.int(),
      /** Whether there is more in the asked direction; around a place: in either. */
      more: z.boolean(),
      moreBefore: z.boolean(),
      moreAfter: z.boolean(),
      /** The last place of the thread when it was read; with `afterRev`: of these. */
      lastSeq: z.int().min(0),
      /** What the page was asked around. */
      target: z.object({ id: Id, seq: z.int().positive().nullable() }).nullable(),
    }),
    problems: ['not-found'],
  },
  'threads.contribute': {
    title: 'Write in a thread. The same `clientId` again answers with what is stored.',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions',
    socket: 'thread.contribute',
    input: ContributionDraft,
    reply: Contribution,
    problems: [
      'not-found',
      'action.forbidden',
      'thread.locked',
      'thread.too-fast',
      'room.suspended',
      'room.read-only',
      'room.members-only',
      'conflict',
    ],
  },
  'threads.edit': {
    title: 'Change the words of one’s own contribution.',
    who: 'signed-in',
    http: 'PATCH /threads/:threadId/contributions/:contributionId',
    input: ofContribution.extend({
      text: Text(10_000),
      type: ContributionType.nullable().optional(),
      lang: LanguageTag.optional(),
    }),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'thread.locked', 'conflict'],
  },
  'threads.setLanguage': {
    title: 'Say in which language a contribution is written (its author, moderators).',
    who: 'signed-in',
    http: 'PATCH /threads/:threadId/contributions/:contributionId/language',
    audited: true,
    input: ofContribution.extend({ lang: LanguageTag }),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.translate': {
    title: 'Add a translation below a contribution, one in each language.',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/translations',
    input: ofContribution.extend({
      clientId: ClientId,
      lang: LanguageTag,
      actingOrganisationId: Id.optional(),
      ...translated,
    }),
    reply: Contribution,
    problems: [
      'not-found',
      'action.forbidden',
      'thread.locked',
      'thread.too-fast',
      'room.suspended',
      'room.read-only',
      'room.members-only',
      'conflict',
    ],
  },
  'threads.changeTranslation': {
    title: 'Change the words of one’s own translation.',
    who: 'signed-in',
    http: 'PATCH /threads/:threadId/contributions/:contributionId/translations/:translationId',
    input: ofTranslation.extend(translated),
    reply: Contribution,
    problems: [
      'not-found',
      'action.forbidden',
      'thread.locked',
      'room.suspended',
      'room.read-only',
      'room.members-only',
      'conflict',
    ],
  },
  'threads.withdrawTranslation': {
    title: 'Take back one’s own translation.',
    who: 'signed-in',
    http: 'DELETE /threads/:threadId/contributions/:contributionId/translations/:translationId',
    input: ofTranslation,
    reply: Contribution,
    problems: ['not-found', 'action.forbidden'],
  },
  'threads.removeTranslation': {
    title: 'Take away somebody’s translation, with a rule and a reason (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/translations/:translationId/remove',
    status: 200,
    audited: true,
    input: ofTranslation.extend(grounds),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.withdraw': {
    title: 'Take back one’s own contribution; a stub keeps its place.',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/withdraw',
    status: 200,
    input: ofContribution,
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.publish': {
    title: 'Publish what is held, or show again what was hidden (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/publish',
    status: 200,
    audited: true,
    // `rev` is the reading that was read: what its author has changed since is a conflict.
    input: ofContribution.extend({ rev: z.int().positive().optional() }),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.reject': {
    title: 'Refuse what is held, with a rule and a reason (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/reject',
    status: 200,
    audited: true,
    input: ofContribution.extend(grounds),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.hide': {
    title: 'Hide a contribution, with a rule and a reason (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/hide',
    status: 200,
    audited: true,
    input: ofContribution.extend(grounds),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.remove': {
    title:
      'Take a contribution away, with a rule and a reason; its words are deleted after the time to object.',
    who: 'signed-in',
    http: 'POST /threads/:threadId/contributions/:contributionId/remove',
    status: 200,
    audited: true,
    input: ofContribution.extend(grounds),
    reply: Contribution,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.lock': {
    title: 'Close a thread to new contributions, with a rule and a reason (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/lock',
    status: 200,
    audited: true,
    input: ofThread.extend(grounds),
    reply: Thread,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.unlock': {
    title: 'Open a locked thread again (moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/unlock',
    status: 200,
    audited: true,
    input: ofThread,
    reply: Thread,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.conversations': {
    title: 'What an organisation talks about with others among themselves, newest first (members).',
    who: 'signed-in',
    http: 'GET /conversations',
    input: z.strictObject({ organisationId: Id }),
    reply: z.object({ conversations: z.array(ConversationSummary) }),
    problems: ['not-found'],
  },
  'threads.end': {
    title: 'Close a conversation of two organisations to new contributions (either side).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/end',
    status: 200,
    input: ofThread,
    reply: Thread,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.finish': {
    title: 'Close off a talk that has come to its end; writing goes on with it (its starter and moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/finish',
    status: 200,
    audited: true,
    input: ofThread,
    reply: Thread,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.reopen': {
    title: 'Go on with a finished talk (its starter and moderators).',
    who: 'signed-in',
    http: 'POST /threads/:threadId/reopen',
    status: 200,
    audited: true,
    input: ofThread,
    reply: Thread,
    problems: ['not-found', 'action.forbidden', 'conflict'],
  },
  'threads.markRead': {
    title: 'Remember how far one has read, for all of one’s devices; nobody else learns of it.',
    who: 'signed-in',
    http: 'POST /threads/:threadId/read',
    status: 200,
    socket: 'thread.markRead',
    input: ofThread.extend({ seq: z.int().min(0) }),
    reply: z.object({ readSeq: z.int().min(0), unreadCount: z.int().min(0) }),
    problems: ['not-found'],
  },
  'threads.follow': {
    title: 'Receive what changes from now on, and what changed after `afterRev`.',
    who: 'anyone',
    socket: 'thread.follow',
    input: z.strictObject({ threadId: Id, afterRev: z.int().min(0) }),
    reply: z.object({
      missed: z.array(Contribution),
      /** What these refer to and is not among them. */
      quoted: z.array(Quoted),
      rev: z.int(),
      /** More was missed than one page: start as on a first visit. */
      reload: z.boolean().optional(),
    }),
    problems: ['not-found'],
  },
  'threads.typing': {
    title: 'Tell the others in a thread that one writes; heard only with the setting of one’s account.',
    who: 'signed-in',
    socket: 'thread.typing',
    input: ofThread.extend({ actingOrganisationId: Id.optional() }),
    reply: Done,
    problems: ['not-found', 'action.forbidden'],
  },
  'threads.unfollow': {
    title: 'No longer receive what changes.',
    who: 'anyone',
    socket: 'thread.unfollow',
    input: ofThread,
    reply: Done,
  },
})

export const threadEvents = events({
  /** From where to where the clock moved, and what the listener may see of it. */
  'thread.changed': z.object({
    threadId: Id,
    afterRev: z.int().min(0),
    rev: z.int().positive(),
    contributions: z.array(Contribution),
    /** What these refer to and is not among them. */
    quoted: z.array(Quoted),
  }),
  /** To who else follows it signed in; forgotten after a few seconds. None: for no association. */
  'thread.typing': z.object({ threadId: Id, organisation: z.string().nullable() }),
  /** To the members of the two who talk among themselves: something was said there, or it is not what it was. */
  'conversation.changed': z.object({ threadId: Id }),
  /** To the person's own connections: they have read up to here, on whichever device. */
  'thread.read': z.object({ threadId: Id, seq: z.int().min(0) }),
})
export type ThreadChanged = z.infer<(typeof threadEvents)['thread.changed']>
