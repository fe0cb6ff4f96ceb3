import type { RoomFrame } from '@augenhoehe/contracts'
import { sent, tooShort, typed, type Typed } from '../../../platform/in-languages.ts'

/** A question while it is being edited; `key` stays through every move. */
export interface QuestionEntry {
  key: string
  id?: string
  text: Typed
  short: Typed
}

let made = 0
export const newQuestion = (): QuestionEntry => ({ key: `new-${++made}`, text: typed(), short: typed() })

export const asked = (questions: RoomFrame['questions']): QuestionEntry[] =>
  questions
    .filter(({ retired }) => !retired)
    .toSorted((a, b) => a.order - b.order)
    .map(entryOf)

export const entryOf = ({ id, text, short }: RoomFrame['questions'][number]): QuestionEntry => ({
  key: id,
  id,
  text: typed(text),
  short: typed(short),
})

/** The short form is optional to write: without one the question itself stands there. */
export const sentQuestions = (entries: readonly QuestionEntry[]) =>
  entries.map(({ id, text, short }) => ({
    ...(id !== undefined && { id }),
    text: sent(text),
    short: sent({ ...short, de: short.de.trim() || beginning(text.de) }),
  }))

const longest = 80
const beginning = (text: string) => {
  const points = Array.from(text.trim())
  return points.length <= longest ? points.join('') : `${points.slice(0, longest - 1).join('')}…`
}

export const incomplete = (entries: readonly QuestionEntry[]) =>
  entries.length === 0 || entries.some(({ text }) => tooShort(text))
