import type { AllOperations, Input, ReleaseDraft, ReleasePart } from '@augenhoehe/contracts'
import { fromBerlin, toBerlin } from './berlin.ts'

export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** A part while it is written; `key` names it on this page only. */
export type PartTyped = { key: string } & ReleasePart

export interface Typed {
  heading: string
  lead: string
  parts: PartTyped[]
  office: string
  email: string
  phone: string
  /** Of the embargo, by the clock in Germany. */
  date: string
  time: string
}

type Sent = Omit<Input<AllOperations['results.changeRelease']>, 'releaseId' | 'rev'>

export function typedOf({ heading, lead, parts, contact, embargo }: ReleaseDraft): Typed {
  return {
    heading,
    lead,
    parts: parts.map((part, index) => ({ key: `part-${index}`, ...part })),
    office: contact.office,
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    ...(embargo === null ? { date: '', time: '' } : toBerlin(embargo)),
  }
}

export function sentOf({ heading, lead, parts, office, email, phone, date, time }: Typed): Sent {
  return {
    heading: oneLine(heading),
    lead: lead.trim(),
    // A paragraph nobody has begun is none.
    parts: parts.flatMap((part): ReleasePart[] =>
      part.kind === 'quotation'
        ? [{ kind: 'quotation', quoteId: part.quoteId }]
        : part.text.trim() === ''
          ? []
          : [{ kind: 'text', text: part.text.trim() }],
    ),
    contact: { office: oneLine(office), email: oneLine(email) || null, phone: oneLine(phone) || null },
    embargo: fromBerlin(date, time),
  }
}

export const isSame = (a: Typed, b: Typed) =>
  JSON.stringify(sentOf(a)) === JSON.stringify(sentOf(b)) && a.date === b.date && a.time === b.time

/** What is certainly wrong; what is only missing keeps it from being published, not from being saved. */
export function wrongIn({ email, phone, date, time }: Typed) {
  return {
    email: oneLine(email) !== '' && !/^\S+@\S+\.\S+$/.test(oneLine(email)),
    phone: oneLine(phone) !== '' && oneLine(phone).length < 3,
    embargo: (date !== '' || time !== '') && fromBerlin(date, time) === null,
  }
}

/** Quotations that have no place in what is typed. */
export const unplaced = ({ parts }: Typed, quotes: ReleaseDraft['quotes']) =>
  quotes.filter(({ id }) => !parts.some((part) => part.kind === 'quotation' && part.quoteId === id))
