import type { AllOperations, Documentation, Input } from '@augenhoehe/contracts'

type Sent = Input<AllOperations['results.createDocumentation']>
export type PartSent = Sent['parts'][number]
export type TextRole = Extract<PartSent, { kind: 'text' }>['role']

export const roles: readonly TextRole[] = ['greeting', 'talk', 'conclusion', 'press-release', 'other']

/** A part while it is written; `key` names it on this page only. */
export type PartTyped = { key: string } & (
  | { kind: 'text'; role: TextRole; title: string; text: string }
  | { kind: 'session'; sessionId: string | null; title: string; reason: string }
)

export interface Typed {
  title: string
  date: string
  place: string
  parts: PartTyped[]
}

export const typedOf = ({ title, date, place, parts }: Documentation): Typed => ({
  title,
  date,
  place: place ?? '',
  parts: parts.map((part, index): PartTyped => {
    const key = `part-${index}`
    return part.kind === 'text'
      ? { key, kind: 'text', role: part.role, title: part.title, text: part.text }
      : { key, kind: 'session', sessionId: part.sessionId, title: part.title, reason: part.reason ?? '' }
  }),
})

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export const sentOf = ({ title, date, place, parts }: Typed): Omit<Sent, 'clientId'> => ({
  title: oneLine(title),
  date,
  place: oneLine(place) === '' ? null : oneLine(place),
  parts: parts.map((part): PartSent =>
    part.kind === 'text'
      ? { kind: 'text', role: part.role, title: oneLine(part.title), text: part.text.trim() }
      : {
          kind: 'session',
          sessionId: part.sessionId,
          title: oneLine(part.title),
          reason: oneLine(part.reason) === '' ? null : oneLine(part.reason),
        },
  ),
})

export const isSame = (a: Typed, b: Typed) => JSON.stringify(sentOf(a)) === JSON.stringify(sentOf(b))

/** What is certainly missing: of the whole, and of each part by its key. */
export function wrongIn(typed: Typed) {
  const { title, date } = sentOf(typed)
  return {
    title: title.length < 3,
    date: !/^\d{4}-\d{2}-\d{2}$/.test(date),
    parts: typed.parts
      .filter(
        (part) =>
          oneLine(part.title) === '' ||
          (part.kind === 'text' && part.text.trim() === '') ||
          (part.kind === 'session' && part.reason.trim() !== '' && oneLine(part.reason).length < 3),
      )
      .map(({ key }) => key),
  }
}
