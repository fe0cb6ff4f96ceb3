import type { Attribution, PressContact, QuoteState, ReleasePart, ReleaseState } from '@augenhoehe/contracts'

/** What the person a quotation names says to it. */
export type QuoteAnswer = 'confirm' | 'propose' | 'decline' | 'withdraw'

interface Words {
  text: string
  attribution: Attribution
}

const answerableIn = {
  confirm: ['asked', 'proposed', 'declined', 'withdrawn'],
  propose: ['asked', 'proposed', 'confirmed'],
  decline: ['asked', 'proposed'],
  withdraw: ['confirmed'],
} as const satisfies Record<QuoteAnswer, readonly QuoteState[]>

/** A yes can be taken back at any time; of what is printed whatever was asked since. */
export const mayAnswer = (answer: QuoteAnswer, state: QuoteState, isPrinted: boolean) =>
  (answerableIn[answer] as readonly QuoteState[]).includes(state) ||
  (answer === 'withdraw' && isPrinted && state !== 'withdrawn')

export const stateAfter: Record<QuoteAnswer, QuoteState> = {
  confirm: 'confirmed',
  propose: 'proposed',
  decline: 'declined',
  withdraw: 'withdrawn',
}

export const isSameWords = (a: Words, b: Words) =>
  a.text === b.text && a.attribution.name === b.attribution.name && a.attribution.role === b.attribution.role

/** Other words are another question, unless they are the very ones the person proposed. */
export function stateWorded(
  quote: Words & { state: QuoteState; proposal: Words | null },
  next: Words,
): QuoteState {
  if (quote.state === 'proposed' && quote.proposal && isSameWords(quote.proposal, next)) return 'confirmed'
  return isSameWords(quote, next) ? quote.state : 'asked'
}

/** By the clock alone: nothing need happen for an embargo to end. */
export function releaseState(printed: { embargo: Date | null } | null, now: Date): ReleaseState {
  if (!printed) return 'draft'
  return printed.embargo && now < printed.embargo ? 'embargoed' : 'public'
}

/** What is public stays so: a later embargo cannot take it back. */
export const embargoFor = (printed: { embargo: Date | null } | null, wanted: Date | null, now: Date) =>
  releaseState(printed, now) === 'public' ? printed!.embargo : wanted

export type Door = 'open' | 'read' | 'none'
/** Whoever works on its source writes a release and reads it at any time; everybody else once it is public. */
export const doorTo = (edits: boolean, state: ReleaseState): Door =>
  edits ? 'open' : state === 'public' ? 'read' : 'none'

interface Written {
  heading: string
  lead: string
  contact: PressContact
  parts: readonly ReleasePart[]
}
export type Missing = 'heading' | 'lead' | 'contact' | 'quotations' | 'source'

/** What keeps a release from being published. */
export function missingIn(
  { heading, lead, contact, parts }: Written,
  quotes: readonly { id: string; state: QuoteState }[],
  isSourcePublic: boolean,
): Missing[] {
  const isConfirmed = (quoteId: string) =>
    quotes.some(({ id, state }) => id === quoteId && state === 'confirmed')
  const lacks: Record<Missing, boolean> = {
    heading: heading === '',
    lead: lead === '',
    contact: contact.office === '' || (contact.email === null && contact.phone === null),
    quotations: parts.some((part) => part.kind === 'quotation' && !isConfirmed(part.quoteId)),
    source: !isSourcePublic,
  }
  return (Object.keys(lacks) as Missing[]).filter((one) => lacks[one])
}
