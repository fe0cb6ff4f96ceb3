import type { Documentation, Locale, ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { commaIn, dayIn, directionOf, isolated, worded } from '../../../platform/languages.ts'
import { exportWords, type ExportWords } from './words.ts'

/** One piece of a document, in every format the same. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'statement'; label: string; text: string; notes: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'quotation'; by: string; text: string }

export interface Section {
  /** Names it within the document, for its table of contents. */
  id: string
  level: 2 | 3
  heading: string
  blocks: Block[]
}

/** A document before it has a format: plain text throughout. It holds nothing of the moment it is made in: the same input, the same document. */
export interface Outline {
  title: string
  locale: Locale
  /** When it was held; files are dated by it. */
  date: Date
  facts: string[]
  /** Above its table of contents; none for what is short. */
  contents: string | null
  sections: Section[]
}

// Signs that hide what a text says, turn its direction, or that no file may hold; line breaks stay.
const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu
const plain = (text: string) => text.replaceAll('\r\n', '\n').replaceAll(hidden, '')

/** The same with nothing but plain text in it. */
export function cleaned<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => cleaned(one)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one as unknown)])) as T
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const leftToRight = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u
/** A name that is written the other way keeps its own direction inside a sentence (Unicode isolates). */
const apart = (name: string, locale: Locale) =>
  (directionOf(locale) === 'rtl' ? leftToRight : rightToLeft).test(name) ? isolated(name) : name

function notesOf(item: ResultItem, locale: Locale, words: ExportWords): string[] {
  const { spread, spreadNote, sources, origin, supplement, owner, due, answer } = item
  const semicolon = directionOf(locale) === 'rtl' ? '؛ ' : '; '
  const cited = sources.map(({ state, by, seq }) =>
    state === 'readable'
      ? [by && apart(by, locale), seq && words.contribution(seq)].filter(Boolean).join(commaIn(locale))
      : words.removed,
  )
  return [
    spread && `${words.spreadLabel}: ${words.spread[spread]}`,
    spreadNote && `${words.spreadNote}: ${spreadNote}`,
    cited.length > 0 && `${words.sources}: ${cited.join(semicolon)}`,
    origin && (origin.kind === 'wall' ? words.fromWall : words.fromVote(origin)),
    supplement && words.supplement,
    owner && `${words.owner}: ${apart(owner.words, locale)}`,
    due && `${words.due}: ${dayIn(locale, new Date(due))}`,
    answer && `${words.answer(dayIn(locale, new Date(answer.at)))}: ${answer.text}`,
  ].filter((note) => typeof note === 'string')
}

const statement = (item: ResultItem, locale: Locale, words: ExportWords): Block => ({
  kind: 'statement',
  label: words.kind[item.kind],
  text: item.text,
  notes: notesOf(item, locale, words),
})

const participantsBlock = (
  { participants, others }: Pick<ResultRecord, 'participants' | 'others'>,
  words: ExportWords,
): Block => ({
  kind: 'list',
  items: [...participants.map(({ name }) => name), ...(others > 0 ? [words.others(others)] : [])],
})

/** The parts of a record below headings of one level. */
function sectionsOf(record: ResultRecord, locale: Locale, words: ExportWords, prefix: string): Section[] {
  const level = prefix === '' ? 2 : 3
  const under = (questionId: string | null) =>
    record.items.filter((item) =>
      questionId === null
        ? !record.questions.some(({ id }) => id === item.questionId)
        : item.questionId === questionId,
    )
  const questions = [
    ...record.questions.map(({ id, text }) => ({ heading: worded(text, locale), items: under(id) })),
    { heading: words.apart, items: under(null) },
  ].filter(({ items }) => items.length > 0)
  const dissents = record.confirmations.filter(({ value }) => value === 'dissent')
  const answers: Section[] =
    record.counts.confirm + record.counts.comment + record.counts.dissent > 0
      ? [
          {
            id: `${prefix}confirmation`,
            level,
            heading: words.confirmation,
            blocks: [
              { kind: 'text', text: words.counts(record.counts) },
              ...(dissents.length > 0 ? [{ kind: 'text' as const, text: `${words.dissents}:` }] : []),
              ...dissents.map(({ organisation, institution, text }): Block => ({
                kind: 'quotation',
                by: institution ? `${organisation} (${words.office[institution.kind]})` : organisation,
                text: text ?? '',
              })),
            ],
          },
        ]
      : []
  const easy: Section[] =
    record.easyText === null
      ? []
      : [
          {
            id: `${prefix}easy`,
            level,
            heading: words.easy,
            blocks: [
              { kind: 'text', text: record.easyText },
              { kind: 'text', text: words.easyBy },
            ],
          },
        ]
  return [
    ...easy,
    ...questions.map(({ heading, items }, index): Section => ({
      id: `${prefix}question-${index + 1}`,
      level,
      heading,
      blocks: items.map((item) => statement(item, locale, words)),
    })),
    ...answers,
  ]
}

const factsOf = (record: ResultRecord, locale: Locale, words: ExportWords) =>
  [
    dayIn(locale, new Date(record.heldAt)),
    record.place,
    record.state === 'published' ? words.version(record.version) : words.draft,
  ].filter((fact) => fact !== null)

export function outlineOfRecord(raw: ResultRecord, locale: Locale): Outline {
  const record = cleaned(raw)
  const words = exportWords[locale]
  return {
    title: record.title,
    locale,
    date: new Date(record.heldAt),
    facts: factsOf(record, locale, words),
    contents: words.contents,
    sections: [
      ...sectionsOf(record, locale, words, ''),
      {
        id: 'participants',
        level: 2,
        heading: words.participants,
        blocks: [participantsBlock(record, words)],
      },
    ],
  }
}

export function outlineOfDocumentation(raw: Documentation, locale: Locale): Outline {
  const documentation = cleaned(raw)
  const words = exportWords[locale]
  const sections = documentation.parts.flatMap((part, index): Section[] => {
    const id = `part-${index + 1}`
    if (part.kind === 'text') {
      const heading = part.title || words.role[part.role]
      return [{ id, level: 2, heading, blocks: [{ kind: 'text', text: part.text }] }]
    }
    const record = documentation.records.find((one) => one.id === part.recordId)
    const said: Block[] = record
      ? [{ kind: 'text', text: factsOf(record, locale, words).join(' · ') }]
      : [{ kind: 'text', text: part.reason ? `${words.reason}: ${part.reason}` : words.noRecord }]
    return [
      { id, level: 2, heading: part.title, blocks: said },
      ...(record ? sectionsOf(record, locale, words, `${id}-`) : []),
    ]
  })
  const date = new Date(documentation.date)
  return {
    title: documentation.title,
    locale,
    date,
    facts: [dayIn(locale, date), documentation.place, documentation.published ? null : words.draft].filter(
      (fact) => fact !== null,
    ),
    contents: words.contents,
    sections: [
      ...sections,
      {
        id: 'participants',
        level: 2,
        heading: words.participants,
        blocks: [participantsBlock(documentation, words)],
      },
    ],
  }
}
