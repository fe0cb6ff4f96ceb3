import type { InstitutionLabel, RecordState } from '@augenhoehe/contracts'

/** What is done with a record. */
export type Step = 'edit' | 'review' | 'confirm' | 'publish' | 'revise'

interface Stage {
  state: RecordState
  reviewUntil: Date | null
}

const startsFrom = {
  edit: ['draft', 'in-review'],
  review: ['draft', 'in-review'],
  confirm: ['in-review'],
  publish: ['draft', 'in-review'],
  revise: ['published'],
} as const satisfies Record<Step, readonly RecordState[]>

const isAsking = ({ state, reviewUntil }: Stage, now: Date) =>
  state === 'in-review' && reviewUntil !== null && now < reviewUntil

/** Answers are taken until the review ends; everything else goes by the state alone. */
export const mayStep = (step: Step, stage: Stage, now: Date) =>
  (startsFrom[step] as readonly RecordState[]).includes(stage.state) &&
  (step !== 'confirm' || isAsking(stage, now))

/** Nobody was asked, or some of them have not answered and still have time to: that needs a reason. */
export const isEarly = (stage: Stage, now: Date, unanswered: number) =>
  stage.state === 'draft' || (isAsking(stage, now) && unanswered > 0)

/** The answers that hold: a yes only for the reading it was given to. */
export const holding = <A extends { value: string; edition: number }>(
  answers: readonly A[],
  edition: number,
) => answers.filter((answer) => answer.value !== 'confirm' || answer.edition === edition)

/** How many of those who are asked have not answered. */
export const unansweredBy = (
  { organisations, offices }: Record<'organisations' | 'offices', readonly string[]>,
  answers: readonly unknown[],
) => Math.max(0, organisations.length + offices.length - answers.length)

/** What somebody is to a record whose room they may read. */
export interface Reader {
  /** Works on it. */
  edits: boolean
  /** May answer for an association or office that took part. */
  isAsked: boolean
}

/**
 * What is shown to a reader who names no version. Drafts are for those who work on them; once associations are asked,
 * for all readers of its thread, but whoever is not asked is shown the published version as long as there is one.
 */
export function shownTo(
  { edits, isAsked }: Reader,
  { state, published }: { state: RecordState; published: number },
): 'working' | 'published' | 'nothing' {
  if (edits || (state === 'in-review' && (isAsked || published === 0))) return 'working'
  return published > 0 ? 'published' : 'nothing'
}

/** Whether the reader may see the draft at all. */
export const maySeeWorking = ({ edits }: Reader, { state }: { state: RecordState }) =>
  edits || state === 'in-review'

/** For whom an answer is given: an association, or else an office, which is known by its name. */
export interface Answerer {
  organisationId: string | null
  institution: InstitutionLabel | null
}

export const isSameAnswerer = (a: Answerer, b: Answerer) =>
  a.organisationId === b.organisationId && a.institution?.name === b.institution?.name

/** A dissent is for everybody; the rest for those who work on the record, and for whom it was given. */
export const maySeeAnswer = (
  { edits }: Reader,
  answer: Answerer & { value: 'confirm' | 'comment' | 'dissent' },
  own: readonly Answerer[],
) => edits || answer.value === 'dissent' || own.some((one) => isSameAnswerer(one, answer))

/** Each says expressly what it rests on: contributions, what it was taken over from, or nobody but the moderators. */
export const restsOnSomething = ({
  sources,
  origin,
  supplement,
}: {
  sources: readonly unknown[]
  origin: object | null
  supplement: boolean
}) => (sources.length === 0 && origin === null) === supplement

/** Whether a change says something else than before; then what was confirmed is no longer what stands there. */
export const saysOtherwise = <T extends { text: string; kind: string; spread: string | null }>(
  before: T,
  after: T,
) => before.text !== after.text || before.kind !== after.kind || before.spread !== after.spread
