import data from '../data/topics.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import type { Labelled, Texts } from './label.ts'

/** A workshop topic of the 2018 meeting, continued here as a room. */
export interface Topic extends Labelled {
  id: string
  order: number
  shortLabels: Texts
  workshopNumbers: readonly number[]
  seedSection: string
}

export interface GuidingQuestion extends Labelled {
  id: string
  topic: string
  order: number
  shortLabels: Texts
}

/** From one voice to consent of all, weakest first. */
export type SpreadLevel = 'single-voice' | 'several' | 'almost-all' | 'consensus'

export interface WorkshopResult extends Labelled {
  id: string
  /** A topic, or `general`: said on the whole meeting. */
  topic: string
  kind: 'finding' | 'need' | 'demand' | 'idea'
  theme: string
  needKinds: readonly string[]
  seedSection: string
  /** What the record leaves unclear. */
  openQuestion?: Texts
  spread?: SpreadLevel
}

export interface Workshop {
  number: number
  topic: string
  held: boolean
  parallelTo?: readonly number[]
  reason?: Texts
  note?: string
}

export interface TopicFile {
  schema: 1
  source: string
  wording: string
  topics: readonly Topic[]
  questions: readonly GuidingQuestion[]
  results: readonly WorkshopResult[]
  workshops: readonly Workshop[]
  spreadLevels: readonly SpreadLevel[]
}

const file = data as TopicFile

export const { topics, workshops, spreadLevels } = file

export const topicById: (id: string) => Topic | undefined = byKey(topics, 'id')

export const guidingQuestionById: (id: string) => GuidingQuestion | undefined = byKey(file.questions, 'id')

export const guidingQuestions = (topicId: string): GuidingQuestion[] =>
  file.questions.filter(({ topic }) => topic === topicId).sort((a, b) => a.order - b.order)

/** Also for the id `general`, which is no topic. */
export const workshopResults = (topicId: string): WorkshopResult[] =>
  file.results.filter(({ topic }) => topic === topicId)
