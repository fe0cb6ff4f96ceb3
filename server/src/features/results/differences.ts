import type { RecordDiff, Spread } from '@augenhoehe/contracts'
import { diffArrays } from 'diff'

/** Words, the space between them, and single signs: so that a change is shown in whole words, in every script. */
const pieces = (text: string): string[] =>
  text.match(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*|\s+|./gsu) ?? []

type Words = RecordDiff['items'][number]['words']

/** What stayed, went and came, in reading order; what stayed and went is the old text, what stayed and came the new. */
export function wordsChanged(before: string, after: string): Words {
  return diffArrays(pieces(before), pieces(after)).map(({ value, added, removed }) => ({
    kind: removed ? 'gone' : added ? 'new' : 'same',
    text: value.join(''),
  }))
}

export interface Compared {
  id: string
  questionId: string | null
  text: string
  spread: Spread | null
}

const spreadOf = (from: Spread | null, to: Spread | null) => (from === to ? null : { from, to })

/** From one version to the next: in the order of the new one, and what went after it. */
export function differences(before: readonly Compared[], after: readonly Compared[]): RecordDiff['items'] {
  const olds = new Map(before.map((one) => [one.id, one]))
  const news = new Set(after.map(({ id }) => id))
  const stayed = after.flatMap(({ id, questionId, text, spread }): RecordDiff['items'] => {
    const old = olds.get(id)
    if (!old)
      return [
        { id, questionId, change: 'added', words: [{ kind: 'new', text }], spread: spreadOf(null, spread) },
      ]
    if (old.text === text && old.spread === spread) return []
    return [
      {
        id,
        questionId,
        change: 'changed',
        words: wordsChanged(old.text, text),
        spread: spreadOf(old.spread, spread),
      },
    ]
  })
  const gone = before
    .filter(({ id }) => !news.has(id))
    .map(({ id, questionId, text, spread }): RecordDiff['items'][number] => ({
      id,
      questionId,
      change: 'removed',
      words: [{ kind: 'gone', text }],
      spread: spreadOf(spread, null),
    }))
  return [...stayed, ...gone]
}
