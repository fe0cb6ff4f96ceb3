import type { AllOperations, Input, QueueRule, Room, SessionBrief, SessionStage } from '@augenhoehe/contracts'
import { hasEnded } from './pick.ts'

/** What one fills in to plan a session. */
export interface PlanEntries extends Record<string, unknown> {
  title: string
  /** As the browser's own fields give them, in the reader's time. */
  date: string
  time: string
  place: string
  meetingUrl: string
  /** The topic it is a part of: its word, `alone`, or `newTopic`. */
  topic: string
  agenda: readonly PlanItem[]
  rule: QueueRule
  turnSeconds: number
  guestsMayAsk: boolean
  questionsNeedApproval: boolean
  moderators: readonly string[]
}

export interface PlanItem {
  /** Names it in the form. */
  key: string
  /** A guiding question of the room, or words of one's own. */
  questionId: string | null
  title: string
  minutes: number
  chosen: boolean
}

export const mostItems = 7
const defaultMinutes = 20

/** No words of the vocabulary, so that no topic can be called like this. */
export const alone = '-'
export const newTopic = '+'

const inADay = 24 * 3_600_000

const twoDigits = (n: number) => String(n).padStart(2, '0')
const dateOf = (at: Date) => `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
const timeOf = (at: Date) => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`

const usable = (room: Room) => room.questions.filter(({ retired }) => !retired)

/** What stands in the form at first: the room's questions, tomorrow evening, the fair order. */
export function newPlan(room: Room, title: string, now: Date): PlanEntries {
  const evening = new Date(now.getTime() + inADay)
  evening.setHours(19, 0, 0, 0)
  return {
    title,
    date: dateOf(evening),
    time: timeOf(evening),
    place: '',
    meetingUrl: '',
    topic: alone,
    agenda: usable(room).map(({ id }, index) => ({
      key: id,
      questionId: id,
      title: '',
      minutes: defaultMinutes,
      chosen: index === 0,
    })),
    rule: 'least-time',
    turnSeconds: 120,
    guestsMayAsk: true,
    questionsNeedApproval: true,
    moderators: [],
  }
}

/** A plan as it is stored, with the questions of the room that are not in it yet. */
export function planOf(
  room: Room,
  stage: SessionStage,
  topic: SessionBrief['topic'],
  locale: string,
): PlanEntries {
  const at = new Date(stage.startsAt)
  const planned = stage.agenda.map(({ n, questionId, title, minutes }): PlanItem => ({
    key: questionId ?? `own-${n}`,
    questionId,
    title: questionId === null ? (title[locale] ?? Object.values(title)[0] ?? '') : '',
    minutes,
    chosen: true,
  }))
  const others = usable(room)
    .filter(({ id }) => !planned.some(({ questionId }) => questionId === id))
    .map(({ id }): PlanItem => ({
      key: id,
      questionId: id,
      title: '',
      minutes: defaultMinutes,
      chosen: false,
    }))
  return {
    title: stage.title,
    date: dateOf(at),
    time: timeOf(at),
    place: stage.place ?? '',
    meetingUrl: stage.meetingUrl ?? '',
    topic: topic ?? alone,
    agenda: [...planned, ...others],
    rule: stage.rule,
    turnSeconds: stage.turnSeconds,
    guestsMayAsk: stage.guestsMayAsk,
    questionsNeedApproval: stage.questionsNeedApproval,
    moderators: stage.moderators.map(({ userId }) => userId),
  }
}

export const ownItem = (items: readonly PlanItem[]): PlanItem => ({
  key: `new-${items.length}-${items.filter(({ questionId }) => questionId === null).length}`,
  questionId: null,
  title: '',
  minutes: defaultMinutes,
  chosen: true,
})

const startsAt = ({ date, time }: PlanEntries) => new Date(`${date}T${time}`)
const chosenItems = ({ agenda }: PlanEntries) => agenda.filter(({ chosen }) => chosen)

/** What is certainly wrong, so that nothing need be sent. */
export function wrongPlan(values: PlanEntries): (keyof PlanEntries & string)[] {
  const items = chosenItems(values)
  const lacksWords = items.some(({ questionId, title }) => questionId === null && title.trim().length < 3)
  const meeting = values.meetingUrl.trim()
  return [
    ...(values.title.trim().length < 3 ? ['title' as const] : []),
    ...(Number.isNaN(startsAt(values).getTime()) ? ['date' as const] : []),
    ...(meeting !== '' && !/^https?:\/\/\S+\.\S+/.test(meeting) ? ['meetingUrl' as const] : []),
    ...(items.length === 0 || items.length > mostItems || lacksWords ? ['agenda' as const] : []),
  ]
}

/** A topic, and the sessions that are parts of it. */
export interface Topic {
  word: string
  titles: readonly string[]
}

/** The topics a session of the same room can be a part of; its own is always among them. */
export function topicsOf(
  sessions: readonly SessionBrief[],
  own: { sessionId: string | null; topic: SessionBrief['topic'] },
): Topic[] {
  const titles = new Map<string, string[]>(own.topic === null ? [] : [[own.topic, []]])
  for (const { id, state, title, topic } of sessions) {
    if (topic === null || id === own.sessionId || hasEnded(state)) continue
    titles.set(topic, [...(titles.get(topic) ?? []), title])
  }
  return [...titles].map(([word, some]) => ({ word, titles: some }))
}

const longestWord = 56
const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** A word for a new topic, out of what the session is called; people only ever see titles. */
export function topicWord(title: string, clientId: string): string {
  const latin = title
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestWord)
    .replaceAll(/^-+|-+$/g, '')
  return latin === '' ? `thema-${clientId.slice(0, 8)}` : latin
}

function topicOf({ topic, title }: PlanEntries, clientId: string): SessionBrief['topic'] {
  if (topic === alone) return null
  return topic === newTopic ? topicWord(title, clientId) : topic
}

type Planned = Omit<Input<AllOperations['live.plan']>, 'threadId' | 'clientId'>

/** The form's entries as the server takes them. */
export const toPlan = (values: PlanEntries, clientId: string): Planned => ({
  title: values.title.trim(),
  startsAt: startsAt(values).toISOString(),
  place: values.place.trim() || null,
  meetingUrl: values.meetingUrl.trim() || null,
  topic: topicOf(values, clientId),
  rule: values.rule,
  turnSeconds: values.turnSeconds,
  agenda: chosenItems(values).map(({ questionId, title, minutes }) =>
    questionId === null ? { title: title.trim(), minutes } : { questionId, minutes },
  ),
  guestsMayAsk: values.guestsMayAsk,
  questionsNeedApproval: values.questionsNeedApproval,
})
