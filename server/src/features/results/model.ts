import type {
  ConfirmationValue,
  DocumentationPart,
  InstitutionLabel,
  ItemKind,
  ItemOrigin,
  MarkKind,
  Mark,
  RecordState,
  Spread,
} from '@augenhoehe/contracts'
import mongoose, { Schema, type Types } from 'mongoose'

/** What is to become, or became, of a contribution. */
export interface MarkDoc {
  _id: Types.ObjectId
  roomId: string
  threadId: string
  contributionId: string
  /** Who wrote it, and is asked where something is to leave the room. */
  authorId: string
  kind: MarkKind
  state: Mark['state']
  link: string | null
  note: string | null
  by: string
  at: Date
}

const mark = new Schema<MarkDoc>(
  {
    roomId: { type: String, required: true },
    threadId: { type: String, required: true },
    contributionId: { type: String, required: true },
    authorId: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    link: { type: String, default: null },
    note: { type: String, default: null },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'marks', versionKey: false },
)
mark.index({ contributionId: 1, kind: 1 }, { unique: true })
mark.index({ threadId: 1, at: 1 })
mark.index({ authorId: 1, at: -1 })
export const Marks = mongoose.model<MarkDoc>('Mark', mark)

/** Who took part in a session: associations and offices by name, everybody else as people. */
export interface Participants {
  organisations: string[]
  offices: string[]
  people: string[]
}

/** The record of a session: what is worked on, and which versions were published. */
export interface RecordDoc {
  _id: Types.ObjectId
  sessionId: string
  roomId: string
  threadId: string
  title: string
  heldAt: Date
  place: string | null
  questions: { id: string; text: Record<string, string> }[]
  state: RecordState
  /** The number the draft will have, or that of the newest published version. */
  version: number
  published: { version: number; at: Date; reason: string | null }[]
  reviewUntil: Date | null
  participants: Participants
  /** Counts what changed in what the items say: a confirmation holds for one reading. */
  edition: number
  /** In Einfache Sprache; none on records that are older than it. */
  easyText?: string | null
  /** Statements of the session that an item was made of. */
  taken: string[]
  createdBy: string
  /** The words of the newest published version, as they are compared when people search. */
  words: string
  rev: number
}

const record = new Schema<RecordDoc>(
  {
    sessionId: { type: String, required: true },
    roomId: { type: String, required: true },
    threadId: { type: String, required: true },
    title: { type: String, required: true },
    heldAt: { type: Date, required: true },
    place: { type: String, default: null },
    questions: { type: [Object], required: true } as never,
    state: { type: String, required: true },
    version: { type: Number, required: true },
    published: { type: [Object], default: [] } as never,
    reviewUntil: { type: Date, default: null },
    participants: { type: Object, required: true } as never,
    edition: { type: Number, required: true },
    easyText: { type: String, default: null },
    taken: { type: [String], default: [] },
    createdBy: { type: String, required: true },
    words: { type: String, default: '' },
    rev: { type: Number, required: true },
  },
  { collection: 'records', versionKey: false, minimize: false },
)
record.index({ sessionId: 1 }, { unique: true })
record.index({ roomId: 1, heldAt: -1 })
export const Records = mongoose.model<RecordDoc>('Record', record)

/** What an item says; versions keep it as it was. */
export interface ItemWords {
  questionId: string | null
  order: number
  kind: ItemKind
  text: string
  spread: Spread | null
  suggestedSpread: Spread | null
  spreadNote: string | null
  sources: string[]
  origin: ItemOrigin | null
  supplement: boolean
  owner: { organisationId: string | null; words: string } | null
  due: string | null
  answer: { text: string; at: Date } | null
}

export interface ItemDoc extends ItemWords {
  _id: Types.ObjectId
  recordId: string
  /** Names it for whoever made it, so that a retry makes no second one. */
  clientId: string
  /** The vote it was made of. */
  statementId: string | null
  /** Its own reading: a change names it. */
  rev: number
}

const item = new Schema<ItemDoc>(
  {
    recordId: { type: String, required: true },
    clientId: { type: String, required: true },
    statementId: { type: String, default: null },
    questionId: { type: String, default: null },
    order: { type: Number, required: true },
    kind: { type: String, required: true },
    text: { type: String, required: true },
    spread: { type: String, default: null },
    suggestedSpread: { type: String, default: null },
    spreadNote: { type: String, default: null },
    sources: { type: [String], required: true },
    origin: { type: Object, default: null } as never,
    supplement: { type: Boolean, required: true },
    owner: { type: Object, default: null } as never,
    due: { type: String, default: null },
    answer: { type: Object, default: null } as never,
    rev: { type: Number, required: true },
  },
  { collection: 'resultitems', versionKey: false },
)
item.index({ recordId: 1, clientId: 1 }, { unique: true })
item.index({ sources: 1 })
export const Items = mongoose.model<ItemDoc>('ResultItem', item)

/** What an association or an office says of a record; one answer, the last one. */
export interface ConfirmationDoc {
  _id: Types.ObjectId
  recordId: string
  /** None: it is the office’s. */
  organisationId: string | null
  /** As it was when the answer was given. */
  institution: InstitutionLabel | null
  value: ConfirmationValue
  itemId: string | null
  text: string | null
  /** Of the record when it was given: what was confirmed is no longer there once it was changed. */
  edition: number
  by: string
  at: Date
}

const confirmation = new Schema<ConfirmationDoc>(
  {
    recordId: { type: String, required: true },
    organisationId: { type: String, default: null },
    institution: { type: Object, default: null } as never,
    value: { type: String, required: true },
    itemId: { type: String, default: null },
    text: { type: String, default: null },
    edition: { type: Number, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'confirmations', versionKey: false },
)
confirmation.index({ recordId: 1, organisationId: 1, 'institution.name': 1 }, { unique: true })
export const Confirmations = mongoose.model<ConfirmationDoc>('Confirmation', confirmation)

export type StoredConfirmation = Pick<
  ConfirmationDoc,
  'organisationId' | 'institution' | 'value' | 'itemId' | 'text' | 'edition' | 'at'
>
export type StoredItem = ItemWords & { id: string; rev: number }

/** A version as it was published, once and for all. Only those that the record names count. */
export interface VersionDoc {
  _id: Types.ObjectId
  recordId: string
  version: number
  at: Date
  title: string
  heldAt: Date
  place: string | null
  questions: RecordDoc['questions']
  participants: Participants
  edition: number
  easyText?: string | null
  items: StoredItem[]
  confirmations: StoredConfirmation[]
}

const version = new Schema<VersionDoc>(
  {
    recordId: { type: String, required: true },
    version: { type: Number, required: true },
    at: { type: Date, required: true },
    title: { type: String, required: true },
    heldAt: { type: Date, required: true },
    place: { type: String, default: null },
    questions: { type: [Object], required: true } as never,
    participants: { type: Object, required: true } as never,
    edition: { type: Number, required: true },
    easyText: { type: String, default: null },
    items: { type: [Object], required: true } as never,
    confirmations: { type: [Object], required: true } as never,
  },
  { collection: 'recordversions', versionKey: false, minimize: false },
)
version.index({ recordId: 1, version: 1 }, { unique: true })
export const Versions = mongoose.model<VersionDoc>('RecordVersion', version)

type WithoutRecord<P> = P extends { kind: 'session' } ? Omit<P, 'recordId'> : P

/** The documentation of a whole meeting. */
export interface DocumentationDoc {
  _id: Types.ObjectId
  createdBy: string
  clientId: string
  title: string
  date: string
  place: string | null
  parts: WithoutRecord<DocumentationPart>[]
  publishedAt: Date | null
  /** What it can be found by, as words are compared when people search. */
  words: string
  rev: number
}

const documentation = new Schema<DocumentationDoc>(
  {
    createdBy: { type: String, required: true },
    clientId: { type: String, required: true },
    title: { type: String, required: true },
    date: { type: String, required: true },
    place: { type: String, default: null },
    parts: { type: [Object], required: true } as never,
    publishedAt: { type: Date, default: null },
    words: { type: String, default: '' },
    rev: { type: Number, required: true },
  },
  { collection: 'documentations', versionKey: false },
)
documentation.index({ createdBy: 1, clientId: 1 }, { unique: true })
documentation.index({ date: -1 })
export const Documentations = mongoose.model<DocumentationDoc>('Documentation', documentation)
