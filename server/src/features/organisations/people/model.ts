import type {
  ContactKind,
  ContactPurpose,
  FieldAudience,
  FunctionKind,
  HandoverPoint,
  OrganisationRole,
  OwnContact,
  Shown,
} from '@augenhoehe/contracts'
import { Schema, type Types } from 'mongoose'

export interface MemberDoc {
  userId: Types.ObjectId
  role: OrganisationRole
  since: Date
  /** Who may know of it; the members where nothing is said. */
  shown?: Shown
  /** Until when this person is not reminded that nobody else runs the association. */
  laterUntil?: Date | null
}

export interface FunctionDoc {
  _id: Types.ObjectId
  /** Null once the person has left: then their name stands here, and nothing leads to their account. */
  userId: Types.ObjectId | null
  name: string | null
  kind: FunctionKind
  words: string
  /** Days of the calendar. */
  from: string
  to: string | null
}

/** A person's own address or number, shown because they consented to it. */
export interface ContactDoc {
  _id: Types.ObjectId
  userId: Types.ObjectId
  kind: ContactKind
  value: string
  purpose: ContactPurpose
  audience: FieldAudience
  consentedAt: Date
  expiresAt: Date
}

/** What belonged to somebody who was removed, for the minutes in which it may be taken back. */
export interface RemovalDoc {
  member: MemberDoc
  functions: FunctionDoc[]
  contacts: ContactDoc[]
  by: Types.ObjectId
  at: Date
}

export interface HandoverDoc {
  fromId: Types.ObjectId
  successorId: Types.ObjectId | null
  note: string
  ticked: HandoverPoint[]
  startedAt: Date
  completedAt: Date | null
}

/** What an organisation's document holds of its people besides members and invitations. */
export interface PeopleDoc {
  functions?: FunctionDoc[]
  contacts?: ContactDoc[]
  removals?: RemovalDoc[]
  handover?: HandoverDoc | null
}

/** The same as a schema; fields that were never written are absent. */
const { Mixed } = Schema.Types
export const peopleFields = {
  functions: { type: Mixed, default: undefined },
  contacts: { type: Mixed, default: undefined },
  removals: { type: Mixed, default: undefined },
  handover: { type: Mixed, default: undefined },
} as const

/** Left out wherever only the profile is read. */
export const peopleIsPrivate = { functions: 0, contacts: 0, removals: 0, handover: 0 } as const

export const toOwnContact = (doc: ContactDoc): OwnContact => ({
  id: String(doc._id),
  kind: doc.kind,
  value: doc.value,
  purpose: doc.purpose,
  audience: doc.audience,
  consentedAt: doc.consentedAt.toISOString(),
  expiresAt: doc.expiresAt.toISOString(),
})
