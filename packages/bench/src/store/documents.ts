import { ObjectId, type Document } from 'mongodb'

/** How many contributions a thread has before the next one is filled. */
export const perThread = 1000

const text =
  'Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns oder online. ' +
  'Die Mitgliederliste war in einer Stunde übertragen, die Beiträge laufen seitdem von allein, und wer mag, bekommt ' +
  'die Einladung zur nächsten Sitzung zugeschickt. Meldet euch einfach, dann suchen wir einen Termin.'

/** Identifiers that can be computed, so that a read needs no list of them. */
const id = (kind: number, number: number) =>
  new ObjectId(kind.toString(16).padStart(8, '0') + number.toString(16).padStart(16, '0'))
export const threadId = (number: number) => id(1, number)
export const contributionId = (number: number) => id(2, number)

/** What every contribution of the platform has: where and when it was made, and its text. */
export const contribution = (number: number): Document => ({
  _id: contributionId(number),
  thread: threadId(Math.floor(number / perThread)),
  seq: (number % perThread) + 1,
  at: new Date(1_760_000_000_000 + number),
  text,
})

/** A document like a thread of the platform, whose clock every contribution moves on. */
export const thread = (number: number): Document => ({
  _id: threadId(number),
  roomId: 'werkstatt-digital',
  title: 'Welche Vereinssoftware hat sich bewährt?',
  questionId: null,
  moderated: false,
  startedBy: 'member-0001',
  startedFor: null,
  clientId: `7f3c1d52-9a40-4b6e-8d12-${number.toString(16).padStart(12, '0')}`,
  createdAt: new Date(1_760_000_000_000 + number),
  locked: false,
  clock: 0,
})
