import { z } from 'zod'
import { ClientId, Cursor, Done, Id, IsoTime, Limit, Locale, WebAddress } from './common.ts'
import { events, operations } from './define.ts'

/** What a notice is about. What cannot be read any more is not shown, whatever happened to it. */
export const NoticeObjectKind = z.enum([
  'thread',
  'room',
  'organisation',
  'request',
  'session',
  'result',
  'listing',
  'statement',
  'cooperation',
  'introduction',
  'feedback',
  'quote',
])
export type NoticeObjectKind = z.infer<typeof NoticeObjectKind>

/** Names what a line is about: `thread:0123…`. */
export const NoticeObject = z.string().regex(/^[a-z]{4,12}:[0-9a-f]{24}$/, 'not the object of a notice')

/** What people choose together how they want to hear of it. */
export const NoticeGroup = z.enum([
  'turn',
  'request',
  'answer',
  'moderation',
  'sessions',
  'results',
  'cooperation',
  'organisation',
  'following',
])
export type NoticeGroup = z.infer<typeof NoticeGroup>

/** Everything one is told, and the group it belongs to. */
export const groupOfNotice = {
  'turn.called': 'turn',
  'turn.next': 'turn',
  'request.asked': 'request',
  'request.reminder': 'request',
  'request.postponed': 'request',
  'request.accepted': 'request',
  'request.declined': 'request',
  'request.withdrawn': 'request',
  'request.expired': 'request',
  'request.missed': 'request',
  'request.undelivered': 'request',
  'introduction.introduced': 'request',
  'introduction.met': 'request',
  'feedback.received': 'request',
  'quote.asked': 'request',
  'contribution.reply': 'answer',
  'contribution.published': 'moderation',
  'statement.made': 'moderation',
  'statement.upheld': 'moderation',
  'statement.overturned': 'moderation',
  'session.planned': 'sessions',
  'session.changed': 'sessions',
  'session.started': 'sessions',
  'session.cancelled': 'sessions',
  'result.review': 'results',
  'result.published': 'results',
  'cooperation.asked': 'cooperation',
  'claim.asked': 'organisation',
  'claim.admitted': 'organisation',
  'claim.declined': 'organisation',
  'verification.changed': 'organisation',
  'upkeep.asked': 'organisation',
  'upkeep.reminded': 'organisation',
  'invitation.received': 'organisation',
  'listing.expiring': 'organisation',
  'listing.expired': 'organisation',
  'contribution.new': 'following',
  'thread.new': 'following',
  'listing.new': 'following',
  'organisation.new': 'following',
} as const satisfies Record<string, NoticeGroup>
export type NoticeKind = keyof typeof groupOfNotice
export const NoticeKind = z.enum(Object.keys(groupOfNotice) as [NoticeKind, ...NoticeKind[]])

/** Of these one is written to at once; everything else waits for the digest. */
export const immediateGroups = [
  'turn',
  'request',
  'answer',
  'moderation',
] as const satisfies readonly NoticeGroup[]

/** Why somebody is told: because they … */
export const NoticeReason = z.enum([
  'follow-thread',
  'follow-room',
  'follow-question',
  'follow-organisation',
  'follow-municipality',
  'follow-category',
  'wrote-here',
  'were-answered',
  'raised-hand',
  'wrote-it',
  'began-it',
  'are-restricted',
  'run-organisation',
  'belong-to-organisation',
  'moderate-session',
  'asked-to-join',
  'were-invited',
  'run-platform',
  'are-quoted',
])
export type NoticeReason = z.infer<typeof NoticeReason>

/** Everything that happened to one thing, on one line. */
export const NoticeLine = z
  .object({
    object: NoticeObject,
    about: z.object({
      kind: NoticeObjectKind,
      id: Id,
      /** As the reader may see it now; empty for what has no name of its own. */
      title: z.string(),
      /** Where it is: the title of a room, or the name of an organisation. */
      place: z.string().nullable(),
      /** Where one reads it, as a path of this platform. */
      path: z.string(),
    }),
    /** The newest of it. */
    kind: NoticeKind,
    because: z.object({
      reason: NoticeReason,
      /** Of what one follows or runs, as it is called now. */
      name: z.string().nullable(),
    }),
    /** Who did it, and for whom; nobody where that is not to be told. */
    by: z.object({ name: z.string().nullable(), organisation: z.string().nullable() }).nullable(),
    /** Until when something is to be done, or when it takes place. */
    until: IsoTime.nullable(),
    /** The contribution it is about, and its place in the thread. */
    contribution: z.object({ id: Id, seq: z.int().positive() }).nullable(),
    /** How many there are; of what is not read yet where anything is. */
    count: z.int().positive(),
    unread: z.boolean(),
    at: IsoTime,
  })
  .meta({ id: 'NoticeLine' })
export type NoticeLine = z.infer<typeof NoticeLine>

/** How many lines hold something that was not read; a hundred stands for more. */
const Unread = z.object({ unread: z.int().min(0).max(100) })

export const FollowKind = z.enum(['room', 'thread', 'question', 'organisation', 'municipality', 'category'])
export type FollowKind = z.infer<typeof FollowKind>

/**
 * What one follows: an id, the key of a municipality, a field or kind of need; a guiding question by its room and
 * itself, with a full stop between.
 */
export const FollowTarget = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9][a-z0-9-]{0,63})?$/, 'nothing one can follow')

/** What is muted is silent, whatever else one follows. */
export const FollowState = z.enum(['follow', 'mute', 'none'])
export type FollowState = z.infer<typeof FollowState>

const Following = z.object({
  state: FollowState,
  /** Nobody chose it: it came of writing there. */
  automatic: z.boolean(),
  /** One may follow no more, before something else is let go. */
  full: z.boolean(),
})

export const Follow = z
  .object({
    kind: FollowKind,
    target: z.string(),
    state: FollowState.exclude(['none']),
    automatic: z.boolean(),
    title: z.string(),
    place: z.string().nullable(),
    path: z.string(),
    since: IsoTime,
  })
  .meta({ id: 'Follow' })
export type Follow = z.infer<typeof Follow>

/** A time of day where the associations are: `21:30`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day')
const Quiet = z.strictObject({ from: TimeOfDay, to: TimeOfDay })
const DigestRhythm = z.enum(['daily', 'weekly', 'off'])
/** From Monday, 1. */
const Weekday = z.int().min(1).max(7)
const Hour = z.int().min(0).max(23)

const Channels = z.object({
  /** At once; none of what always waits for the digest. */
  mail: z.boolean().nullable(),
  digest: z.boolean(),
  push: z.boolean(),
})

export const NotificationPreferences = z
  .object({
    /** Mails at once. */
    mail: z.boolean(),
    digest: z.object({ every: DigestRhythm, weekday: Weekday, hour: Hour }),
    push: z.boolean(),
    /** Names of rooms, talks and associations on a locked screen. */
    pushDetails: z.boolean(),
    /** From when until when nothing rings and no mail comes at once, in Berlin; also over midnight. */
    quiet: Quiet.nullable(),
    /** That it is one’s turn is told also while it is quiet. */
    turnWakes: z.boolean(),
    /** Writing in a thread follows it. */
    followWhatIWrite: z.boolean(),
    /** New suggestions stand in the digest. */
    suggestions: z.boolean(),
    groups: z.record(NoticeGroup, Channels),
    /** What a browser needs in order to be told; none where the operator has not set it up. */
    pushKey: z.string().nullable(),
  })
  .meta({ id: 'NotificationPreferences' })
export type NotificationPreferences = z.infer<typeof NotificationPreferences>

const ChannelChange = z.strictObject({
  mail: z.boolean().optional(),
  digest: z.boolean().optional(),
  push: z.boolean().optional(),
})

/** What kind of browser it is, for its person to tell it from the others; no more than that. */
const DeviceName = z.strictObject({
  browser: z.enum(['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet']).nullable(),
  system: z.enum(['Android', 'iOS', 'Linux', 'macOS', 'Windows']).nullable(),
})
export type DeviceName = z.infer<typeof DeviceName>

export const PushDevice = z
  .object({
    id: Id,
    since: IsoTime,
    ...DeviceName.shape,
    /** Whose service carries it, by the name of its machine. */
    service: z.string(),
    /** It is the one that asks. */
    own: z.boolean(),
  })
  .meta({ id: 'PushDevice' })
export type PushDevice = z.infer<typeof PushDevice>

const MailToken = z.string().regex(/^[\w-]{20,100}$/, 'not a token')
const MailState = z.object({
  /** What the link is about: mails at once, or the digest. */
  what: z.enum(['mail', 'digest']),
  on: z.boolean(),
})

export const notifications = operations({
  'notifications.list': {
    title: 'What one was told, one line for each thing, newest first.',
    who: 'signed-in',
    http: 'GET /notifications',
    input: z.strictObject({
      /** Only what was not read. */
      unread: z.enum(['true', 'false']).default('false'),
      /** The language of titles that exist in several. */
      locale: Locale.default('de'),
      cursor: Cursor.optional(),
      limit: Limit(20, 50),
    }),
    reply: Unread.extend({
      lines: z.array(NoticeLine),
      nextCursor: z.string().nullable(),
    }),
  },
  'notifications.count': {
    title: 'How many lines hold something that was not read.',
    who: 'signed-in',
    http: 'GET /notifications/count',
    input: z.strictObject({}),
    reply: Unread,
  },
  'notifications.markRead': {
    title:
      'Note that some lines, or all, were read; `notifications.undoRead` with the same clientId takes it back.',
    who: 'signed-in',
    http: 'POST /notifications/read',
    status: 200,
    input: z.strictObject({
      clientId: ClientId,
      /** Which; left out, all. */
      objects: z.array(NoticeObject).min(1).max(50).optional(),
      /** Only what had happened by then; what came later stays new. */
      until: IsoTime.optional(),
    }),
    reply: Unread,
  },
  'notifications.undoRead': {
    title: 'Take back that lines were read.',
    who: 'signed-in',
    http: 'POST /notifications/unread',
    status: 200,
    input: z.strictObject({ clientId: ClientId }),
    reply: Unread,
  },
  'notifications.follows': {
    title: 'What one follows, and what is muted.',
    who: 'signed-in',
    http: 'GET /follows',
    input: z.strictObject({ locale: Locale.default('de') }),
    reply: z.object({ follows: z.array(Follow), most: z.int().positive() }),
  },
  'notifications.following': {
    title: 'Whether one follows something.',
    who: 'signed-in',
    http: 'GET /follows/:kind/:target',
    input: z.strictObject({ kind: FollowKind, target: FollowTarget }),
    reply: Following,
    problems: ['not-found'],
  },
  'notifications.follow': {
    title: 'Follow something one may read, mute it, or neither.',
    who: 'signed-in',
    http: 'POST /follows/:kind/:target',
    status: 200,
    input: z.strictObject({ kind: FollowKind, target: FollowTarget, state: FollowState }),
    reply: Following,
    problems: ['not-found', 'follow.limit'],
  },
  'notifications.preferences': {
    title: 'How one wants to hear of what.',
    who: 'signed-in',
    http: 'GET /notifications/preferences',
    input: z.strictObject({}),
    reply: NotificationPreferences,
  },
  'notifications.setPreferences': {
    title: 'Choose how one wants to hear of what; what is left out stays.',
    who: 'signed-in',
    http: 'POST /notifications/preferences',
    status: 200,
    input: z.strictObject({
      mail: z.boolean().optional(),
      digest: z
        .strictObject({
          every: DigestRhythm.optional(),
          weekday: Weekday.optional(),
          hour: Hour.optional(),
        })
        .optional(),
      push: z.boolean().optional(),
      pushDetails: z.boolean().optional(),
      quiet: Quiet.nullable().optional(),
      turnWakes: z.boolean().optional(),
      followWhatIWrite: z.boolean().optional(),
      suggestions: z.boolean().optional(),
      groups: z.partialRecord(NoticeGroup, ChannelChange).optional(),
    }),
    reply: NotificationPreferences,
  },
  'notifications.showMailLink': {
    title: 'What the link of a mail ends, for whoever holds it; changes nothing.',
    who: 'anyone',
    http: 'GET /notifications/mail/:token',
    input: z.strictObject({ token: MailToken }),
    reply: MailState,
    problems: ['token.invalid'],
  },
  'notifications.setByMailLink': {
    title: 'Get no such mail any more, with the link of one; or get it again.',
    who: 'anyone',
    http: 'POST /notifications/mail/:token',
    status: 200,
    input: z.strictObject({ token: MailToken, on: z.boolean().default(false) }),
    reply: MailState,
    problems: ['token.invalid'],
  },
  'notifications.devices': {
    title: 'The browsers that are told.',
    who: 'signed-in',
    http: 'GET /notifications/devices',
    input: z.strictObject({}),
    reply: z.object({ devices: z.array(PushDevice) }),
  },
  'notifications.addDevice': {
    title: 'Have this browser told; the same one again changes nothing.',
    who: 'signed-in',
    http: 'POST /notifications/devices',
    status: 200,
    input: z.strictObject({
      endpoint: WebAddress,
      keys: z.strictObject({
        p256dh: z.string().regex(/^[\w-]{87}=?$/, 'not a public key'),
        auth: z.string().regex(/^[\w-]{22}(==)?$/, 'not a secret'),
      }),
      name: DeviceName.optional(),
      /** The address it had before, where its service gave it another; one that was ended stays so. */
      replaces: WebAddress.optional(),
    }),
    reply: z.object({ devices: z.array(PushDevice) }),
    problems: ['push.unavailable', 'push.endpoint', 'conflict', 'not-found'],
  },
  'notifications.removeDevice': {
    title: 'Tell a browser no more.',
    who: 'signed-in',
    http: 'DELETE /notifications/devices/:deviceId',
    input: z.strictObject({ deviceId: Id }),
    reply: Done,
    problems: ['not-found'],
  },
})

export const notificationEvents = events({
  /** To the person’s own connections: there is something new, or something was read on one of their devices. */
  'notifications.changed': Unread,
})
