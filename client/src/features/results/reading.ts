import type {
  Answering,
  Confirmation,
  Documentation,
  ResultItem,
  ResultRecord,
  Spread,
} from '@augenhoehe/contracts'

export const spreads: readonly Spread[] = ['single-voice', 'several', 'almost-all', 'consensus']

/** Four circles on a line; so many are filled. */
export const filledOf = (spread: Spread) => (spreads.indexOf(spread) + 1) as 1 | 2 | 3 | 4

export interface Numbered {
  item: ResultItem
  /** Of its reference; counted through the whole record. */
  n: number
  /** An open question belongs to what stands above it. */
  attached: boolean
  dissents: Confirmation[]
  remarks: Confirmation[]
}

export interface QuestionPart {
  /** None for what stands apart. */
  question: ResultRecord['questions'][number] | null
  entries: Numbered[]
}

type Parts = Pick<ResultRecord, 'questions' | 'items' | 'confirmations'>

/** A record from top to bottom: by question in their order, then what stands apart. */
export function partsOf({ questions, items, confirmations }: Parts): QuestionPart[] {
  const known = new Set(questions.map(({ id }) => id))
  const inOrder = items.toSorted((a, b) => a.order - b.order)
  const apart = inOrder.filter(({ questionId }) => questionId === null || !known.has(questionId))
  let n = 0
  const entries = (some: readonly ResultItem[]) =>
    some.map((item, index): Numbered => {
      const said = confirmations.filter(({ itemId }) => itemId === item.id)
      return {
        item,
        n: (n += 1),
        attached: index > 0 && item.kind === 'open-question',
        dissents: said.filter(({ value }) => value === 'dissent'),
        remarks: said.filter(({ value }) => value === 'comment'),
      }
    })
  const parts: QuestionPart[] = questions.map((question) => ({
    question,
    entries: entries(inOrder.filter(({ questionId }) => questionId === question.id)),
  }))
  return apart.length > 0 ? [...parts, { question: null, entries: entries(apart) }] : parts
}

/** What is said of the record as a whole, or of an item that is no longer there. */
export const onTheWhole = ({ items, confirmations }: Parts, value: Confirmation['value']) =>
  confirmations.filter(
    (one) => one.value === value && !items.some(({ id }) => one.itemId !== null && id === one.itemId),
  )

export const openQuestions = (items: readonly ResultItem[]) =>
  items.filter(({ kind, answer }) => kind === 'open-question' && answer === null)

/** The reader’s own answer for an association or their office, as far as it was given. */
export const answerOf = ({ confirmations }: Parts, answering: Answering | undefined) =>
  (answering &&
    confirmations.find(
      (one) =>
        one.organisationId === answering.organisationId &&
        one.institution?.name === answering.institution?.name,
    )) ??
  null

/** Names an answer among all of a record. */
export const keyOf = ({ organisationId, organisation }: Confirmation) => organisationId ?? organisation

/** The newest version that has been published; none before the first. */
export const newestOf = ({ published }: Pick<ResultRecord, 'published'>) => published.at(-1)?.version ?? null

/** The associations among those who took part; offices are named apart. */
export const associationsIn = ({ participants }: Pick<Documentation, 'participants'>) =>
  participants.filter(({ organisationId }) => organisationId !== null)
