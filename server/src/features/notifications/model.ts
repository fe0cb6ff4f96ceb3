import type { DeviceName, FollowKind, NoticeKind, NoticeReason } from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

/** Something one person is told. It names things by their ids and holds nobody’s words. */
export interface NoticeDoc {
  _id: Types.ObjectId
  userId: string
  /** What happened, once for each person: telling it again changes nothing. */
  key: string
  /** What it is about: `thread:0123…`. */
  object: string
  kind: NoticeKind
  reason: NoticeReason
  /** What one follows, as `kind:target`; or the association one runs, by its id. */
  of: string | null
  by: { userId: string | null; organisationId: string | null } | null
  /** The contribution it is about; of several the last. */
  contribution: { id: string; seq: number } | null
  /** Of several contributions the place of the first that was not read. */
  from: number | null
  until: Date | null
  at: Date
  /** When it was new: of what goes on, the first of it that was not read. */
  began: Date
  readAt: Date | null
  /** The act by which it was read, so that it can be taken back. */
  readBy: string | null
  /** Whether a mail at once is still to be sent, and from when on; `own` is one that another capability writes. */
  mail: 'none' | 'due' | 'sent' | 'own'
  mailAt: Date | null
  /** It waits for the digest. */
  digest: boolean
  push: 'none' | 'due' | 'sent'
  pushAt: Date | null
}

const notice = new Schema<NoticeDoc>(
  {
    userId: { type: String, required: true },
    key: { type: String, required: true },
    object: { type: String, required: true },
    kind: { type: String, required: true },
    reason: { type: String, required: true },
    of: { type: String, default: null },
    by: { type: Object, default: null },
    contribution: { type: Object, default: null },
    from: { type: Number, default: null },
    until: { type: Date, default: null },
    at: { type: Date, required: true },
    began: { type: Date, required: true },
    readAt: { type: Date, default: null },
    readBy: { type: String, default: null },
    mail: { type: String, default: 'none' },
    mailAt: { type: Date, default: null },
    digest: { type: Boolean, default: true },
    push: { type: String, default: 'none' },
    pushAt: { type: Date, default: null },
  },
  { collection: 'notices', versionKey: false },
)
notice.index({ userId: 1, key: 1 }, { unique: true })
notice.index({ userId: 1, at: -1, _id: -1 })
notice.index({ userId: 1, object: 1 })
notice.index({ userId: 1, readAt: 1 })
notice.index({ mail: 1, mailAt: 1 })
notice.index({ push: 1, pushAt: 1 })
notice.index({ digest: 1, userId: 1 })
notice.index({ 'contribution.id': 1 })
notice.index({ at: 1 })
export const Notices = mongoose.model<NoticeDoc>('Notice', notice)

/** What somebody follows or has muted. */
export interface FollowDoc {
  _id: Types.ObjectId
  userId: string
  kind: FollowKind
  target: string
  state: 'follow' | 'mute'
  /** It came of writing there. */
  automatic: boolean
  since: Date
}

const follow = new Schema<FollowDoc>(
  {
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    target: { type: String, required: true },
    state: { type: String, required: true },
    automatic: { type: Boolean, required: true },
    since: { type: Date, required: true },
  },
  { collection: 'follows', versionKey: false },
)
follow.index({ userId: 1, kind: 1, target: 1 }, { unique: true })
follow.index({ kind: 1, target: 1 })
export const Follows = mongoose.model<FollowDoc>('Follow', follow)

/** How far the mails of one person have come. */
export interface LetterDoc {
  /** The person. */
  _id: Types.ObjectId
  /** The period of the last digest: at most one in each. */
  period: string | null
  /** When the last one was sent. */
  at: Date | null
}

const letter = new Schema<LetterDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    period: { type: String, default: null },
    at: { type: Date, default: null },
  },
  { collection: 'letters', versionKey: false },
)
export const Letters = mongoose.model<LetterDoc>('Letter', letter)

/** A browser that is told. */
export interface DeviceDoc {
  _id: Types.ObjectId
  userId: string
  /** Signing out ends it. */
  sessionId: string
  endpoint: string
  keys: { p256dh: string; auth: string }
  name: DeviceName
  since: Date
}

export const unnamed: DeviceName = { browser: null, system: null }

const device = new Schema<DeviceDoc>(
  {
    userId: { type: String, required: true },
    sessionId: { type: String, required: true },
    endpoint: { type: String, required: true },
    keys: { type: Object, required: true },
    name: { type: Object, default: unnamed },
    since: { type: Date, required: true },
  },
  { collection: 'pushDevices', versionKey: false },
)
device.index({ endpoint: 1 }, { unique: true })
device.index({ userId: 1, since: 1 })
device.index({ sessionId: 1 })
export const Devices = mongoose.model<DeviceDoc>('PushDevice', device)

/** Up to which place what is said in a thread was told to those who follow it. */
const toldThread = new Schema<{ _id: string; seq: number }>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true } },
  { collection: 'toldThreads', versionKey: false },
)
export const ToldThreads = mongoose.model<{ _id: string; seq: number }>('ToldThread', toldThread)
