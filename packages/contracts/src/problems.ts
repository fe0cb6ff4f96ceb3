import { z } from 'zod'

/** Every refusal there is. The code is what programs and translations go by; the title is for developers. */
export const problems = {
  'request.invalid': { status: 400, title: 'The request does not have the expected form.' },
  'request.too-large': { status: 413, title: 'The request is too large.' },
  'session.required': { status: 401, title: 'Please sign in first.' },
  'session.wrong-credentials': { status: 401, title: 'E-mail address or password is wrong.' },
  'session.unverified': { status: 403, title: 'The e-mail address is not confirmed yet.' },
  'step-up-required': { status: 403, title: 'Please prove anew who you are; then this is possible.' },
  'second-factor-required': {
    status: 403,
    title: 'This role needs a second factor. Please set one up; then everything is open to you.',
  },
  'second-factor.wrong': { status: 401, title: 'This does not fit, or was used already.' },
  'second-factor.last': { status: 409, title: 'This role needs a second factor: set up another one first.' },
  'token.invalid': { status: 410, title: 'This link is no longer valid.' },
  'account.leaving': {
    status: 403,
    title: 'This account is about to be erased; only that can be taken back.',
  },
  'erasure.last-admin': {
    status: 409,
    title: 'Others depend on this account: hand over first, or make somebody else an admin.',
  },
  'action.forbidden': { status: 403, title: 'You may see this but not change it.' },
  'origin.foreign': { status: 403, title: 'The request came from another site.' },
  'not-found': { status: 404, title: 'There is nothing here for you.' },
  conflict: { status: 409, title: 'This contradicts what is stored already.' },
  'thread.locked': { status: 409, title: 'This thread is locked.' },
  'thread.too-fast': { status: 429, title: 'Slow mode holds in this room.' },
  'room.suspended': { status: 403, title: 'You may only read in this room at present.' },
  'room.read-only': { status: 403, title: 'Everybody may only read in this room at present.' },
  'room.members-only': { status: 403, title: 'Only members of associations write in this room at present.' },
  'room.archived': { status: 409, title: 'This room is archived; it can only be read.' },
  'room.confidential': { status: 409, title: 'What was said in a closed room stays closed.' },
  'affiliation.moderates': { status: 409, title: 'Who moderates cannot write for an institution.' },
  'affiliation.member': {
    status: 409,
    title: 'Who belongs to an organisation cannot write for an institution.',
  },
  'appeal.late': { status: 409, title: 'The time to object is over.' },
  'live.ended': { status: 409, title: 'This session is not at the point where that is possible.' },
  'live.queue-closed': { status: 409, title: 'The list of speakers is closed.' },
  'live.wall-full': { status: 409, title: 'There is no room for more here.' },
  'result.state': { status: 409, title: 'The record is not at the point where that is possible.' },
  'press.unready': {
    status: 409,
    title: 'Something is missing, or a quotation is not confirmed as it stands.',
  },
  'press.not-public': { status: 409, title: 'Not everybody may read it, so it becomes no press release.' },
  'listing.limit': { status: 409, title: 'The organisation has too many active entries.' },
  'listing.outdated': {
    status: 409,
    title: 'Its category exists no more, or its period is over: it needs another one first.',
  },
  'contact-request.limit': { status: 409, title: 'Too many requests of the organisation are open.' },
  'contact-request.queue-full': {
    status: 409,
    title: 'So many requests wait for that organisation that no further one is taken.',
  },
  'contact-request.over': {
    status: 409,
    title: 'The request is not open any more: answered, taken back, or its time is over.',
  },
  'contact-request.personal-data': {
    status: 422,
    title: 'The text says who it is about, or how to find them.',
  },
  'feedback.automatic': { status: 422, title: 'It looks as if a program had filled in the form.' },
  'introduction.limit': { status: 409, title: 'One of them has too many introductions to answer already.' },
  'introduction.impossible': {
    status: 409,
    title: 'These organisations cannot be introduced to each other at present.',
  },
  'claim.limit': {
    status: 409,
    title: 'Too many of these requests are open, or this one was declined a short time ago.',
  },
  'organisation.last-admin': { status: 409, title: 'The last admin cannot leave.' },
  'organisation.unverified': {
    status: 409,
    title: 'Until somebody has verified the organisation, it may have fewer of these open at once.',
  },
  'vouching.limit': { status: 409, title: 'The organisation has given its word often enough for now.' },
  'vouching.impossible': { status: 409, title: 'This organisation cannot vouch for that one.' },
  'file.type': { status: 415, title: 'Pictures (JPEG, PNG, WebP) and PDF files are read, nothing else.' },
  'file.heic': {
    status: 415,
    title: 'Photographs in the format HEIC are not read; a JPEG of the same photograph is.',
  },
  'file.too-large': { status: 413, title: 'The file is larger than 10 MB.' },
  'file.broken': { status: 422, title: 'The file cannot be read to its end.' },
  'file.active': { status: 422, title: 'The file holds programs, attachments or forms that send something.' },
  'file.locked': { status: 422, title: 'The file is locked with a password.' },
  'file.pages': { status: 422, title: 'The file has more than ten pages.' },
  'file.heavy': { status: 422, title: 'The file takes more to read than a picture or a page should.' },
  'import.too-large': { status: 413, title: 'A table of organisations has at most 5 MB.' },
  'import.too-many-rows': { status: 422, title: 'A table of organisations has at most 5,000 rows.' },
  'import.unreadable': { status: 422, title: 'The file is neither a table (CSV) nor JSON as text.' },
  'import.header': { status: 422, title: 'The first row does not name the columns that are needed.' },
  'import.empty': { status: 422, title: 'There is no organisation in the file.' },
  'follow.limit': { status: 409, title: 'One follows as much as one may already.' },
  'push.unavailable': { status: 409, title: 'This platform does not send notices to browsers.' },
  'push.endpoint': { status: 422, title: 'No service that is open to everybody answers at this address.' },
  'rate.limited': { status: 429, title: 'Too many requests. Please wait a moment.' },
  internal: { status: 500, title: 'Something went wrong on our side.' },
  unavailable: { status: 503, title: 'This is not possible right now. Try again with the same id.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

/** What any operation may answer without saying so. */
export const everyProblem = [
  'request.invalid',
  'request.too-large',
  'origin.foreign',
  'rate.limited',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[]

/** RFC 9457, with our `code`; the same body over HTTP and in acknowledgements. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes),
    detail: z.string().optional(),
    /** What is wrong with which field, by its path. */
    fields: z.record(z.string(), z.array(z.string())).optional(),
    retryAfterMs: z.int().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

export type Ack<T> = { ok: true; data: T } | { ok: false; problem: Problem }
