import type { ContributionType, SearchKind } from '@augenhoehe/contracts'
import type { Labelled } from '@augenhoehe/reference-data'
import { municipalityByAgs } from '@augenhoehe/reference-data/municipalities'
import { activityFieldById, needKindById } from '@augenhoehe/reference-data/taxonomy'
import type { PublishedListing } from '../matching/index.ts'
import type { OrganisationFacts } from '../organisations/index.ts'
import type { RoomDoc } from '../rooms/index.ts'
import type { PublishedContribution, PublishedThread } from '../threads/index.ts'
import type { Findable } from './word-index.ts'

/** What can be found, with all that filters and rights ask for. */
export interface Doc extends Findable {
  kind: SearchKind
  /** Whoever may read this room may find it, which is also its group; null for what is public. */
  roomId: string | null
  threadId: string | null
  questionId: string | null
  type: ContributionType | null
  lang: string | null
  /** Its words in other languages; missing where nobody has translated it. */
  translations?: PublishedContribution['translations']
  authorId: string | null
  /** The name of whoever said it without an account. */
  speaker?: string
  organisationId: string | null
  /** The office it was written for. */
  institution: string | null
  /** Where it is at home; contributions and threads go by their organisation. */
  municipality: string | null
}

/** A record of a session or the documentation of a meeting, as it was published last. */
export interface PublishedResult {
  id: string
  /** Null for documentations: everybody may read them. */
  roomId: string | null
  threadId: string | null
  title: string
  text: string
  at: Date
}

/** The group of what everybody may read. */
export const everybody = ''

const nothing = {
  group: everybody,
  roomId: null,
  threadId: null,
  questionId: null,
  type: null,
  lang: null,
  authorId: null,
  organisationId: null,
  institution: null,
  municipality: null,
  until: null,
} satisfies Partial<Doc>

const known = new Map<string, string>()
const mostKnown = 10_000

/** One copy of a text that many documents carry: a hundred thousand copies of it are megabytes. */
function shared<T extends string | null>(text: T): T {
  if (text === null) return text
  const same = known.get(text)
  if (same !== undefined) return same as T
  if (known.size >= mostKnown) known.clear()
  known.set(text, text)
  return text
}

const wordings = (labelled: Labelled | undefined) => Object.values(labelled?.labels ?? {})

export const ofContribution = (one: PublishedContribution, text: string, thread: PublishedThread): Doc => ({
  ...nothing,
  kind: 'contribution',
  id: one.id,
  title: '',
  text,
  at: one.createdAt.getTime(),
  group: thread.roomId,
  roomId: thread.roomId,
  threadId: thread.id,
  questionId: shared(one.questionId),
  type: shared(one.type),
  lang: shared(one.lang),
  ...(one.translations.length > 0 && {
    translations: one.translations,
    more: one.translations.map(({ text: words }) => words).join('\n'),
  }),
  authorId: shared(one.authorId),
  ...(one.speaker !== null && { speaker: one.speaker }),
  organisationId: shared(one.organisationId),
  institution: shared(one.institution),
})

export const ofThread = (one: PublishedThread): Doc => ({
  ...nothing,
  kind: 'thread',
  id: one.id,
  title: one.title,
  text: '',
  at: one.createdAt.getTime(),
  group: one.roomId,
  roomId: one.roomId,
  threadId: one.id,
  questionId: one.questionId,
  authorId: one.authorId,
  organisationId: one.organisationId,
})

/** In all languages at once: whoever searches in one may read in another. */
export const ofRoom = (one: RoomDoc): Doc => ({
  ...nothing,
  kind: 'room',
  id: String(one._id),
  title: [one.title, one.shortTitle].flatMap((words) => Object.values(words)).join('\n'),
  text: [one.description, ...one.questions.map(({ text }) => text)]
    .flatMap((words) => Object.values(words))
    .join('\n'),
  at: one.createdAt.getTime(),
  group: String(one._id),
  roomId: String(one._id),
})

export const ofOrganisation = (one: OrganisationFacts): Doc => ({
  ...nothing,
  kind: 'organisation',
  id: one.id,
  title: one.name,
  text: one.selfDescription,
  more: [
    municipalityByAgs(one.municipality)?.name ?? '',
    ...one.fields.flatMap((field) => wordings(activityFieldById(field))),
  ].join('\n'),
  at: one.joinedAt.getTime(),
  organisationId: one.id,
  municipality: one.municipality,
})

export const ofListing = (one: PublishedListing): Doc => ({
  ...nothing,
  kind: one.kind,
  id: one.id,
  title: one.title,
  text: one.text,
  more: wordings(needKindById(one.category)).join('\n'),
  at: one.createdAt.getTime(),
  organisationId: one.organisationId,
  municipality: one.municipality,
  until: one.expiresAt.getTime(),
})

export const ofResult = (one: PublishedResult): Doc => ({
  ...nothing,
  kind: 'result',
  id: one.id,
  title: one.title,
  text: one.text,
  at: one.at.getTime(),
  group: one.roomId ?? everybody,
  roomId: one.roomId,
  threadId: one.threadId,
})
