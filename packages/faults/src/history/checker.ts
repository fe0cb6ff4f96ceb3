import { of, type History, type Of, type StoredContribution } from './history.ts'

/** What has to hold of every history, whatever was broken meanwhile. */
export const rules = {
  L1: 'what was acknowledged is there at the end',
  L2: 'whoever may read at the end was shown everything since they joined',
  D1: 'nothing is stored twice',
  D2: 'nothing is shown twice on one page',
  P1: 'nothing is stored that nobody sent',
  P2: 'nothing was received or shown that is not stored',
  P3: 'words are stored and shown as they were sent',
  A1: 'the same message is acknowledged alike each time',
  A2: 'an acknowledgement says what is stored',
  S1: 'no place is taken twice, and they are read in ascending order',
  S2: 'no place is left out',
  O1: 'what was acknowledged before another was sent stands before it',
  O2: 'every page shows what it shows in ascending order',
  V1: 'nobody is told what was sent after they lost the right to read',
  T1: 'once everything is whole, what is acknowledged is shown soon',
  N0: 'enough was acknowledged for all this to mean something',
  N1: 'every writer was acknowledged something after the last fault',
  C0: 'every thread that was written in was read at the end',
} as const
export type Rule = keyof typeof rules

export interface Violation {
  rule: Rule
  what: string
}

export interface Limits {
  /** So much has to be acknowledged (N0). */
  acks: number
  /** So soon after it was acknowledged every page that may read shows it (T1). */
  shownWithinMs: number
  /** So long after the last fault pages may still be coming back (T1). */
  settleMs: number
  /** A right that was taken away may still hold elsewhere for so long (V1). */
  graceMs: number
}

type Judge = (history: History, limits: Limits) => string[]

const keyOf = ({ author, clientId }: { author: string; clientId: string }) => `${author} ${clientId}`
const nameOf = ({ clientId, text, seq }: { clientId: string; text?: string; seq?: number }) =>
  `${text ?? clientId}${seq === undefined ? '' : ` at ${seq}`}`

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(by(one))
    if (group) group.push(one)
    else groups.set(by(one), [one])
  }
  return groups
}

const finals = (history: History) =>
  new Map(of(history, 'final').map(({ thread, contributions }) => [thread, contributions] as const))

/** When a page could read a thread, from and to; without an end where it still can. */
function stays(history: History) {
  const found = new Map<string, { page: string; thread: string; from: number; to: number }[]>()
  for (const one of history) {
    if (one.kind !== 'join' && one.kind !== 'leave') continue
    const key = `${one.page} ${one.thread}`
    const all = found.get(key) ?? []
    found.set(key, all)
    const last = all.at(-1)
    const isThere = last !== undefined && last.to === Infinity
    if (one.kind === 'join' && !isThere)
      all.push({ page: one.page, thread: one.thread, from: one.at, to: Infinity })
    if (one.kind === 'leave' && isThere) last.to = one.at
  }
  return found
}

const lastFault = (history: History) =>
  of(history, 'fault').reduce((last, { at }) => Math.max(last, at), -Infinity)

const firstSent = (history: History) => {
  const sent = new Map<string, Of<'sent'>>()
  for (const one of of(history, 'sent')) if (!sent.has(keyOf(one))) sent.set(keyOf(one), one)
  return sent
}

/** One that is sent again later is acknowledged again; what counts is when it was for the first time. */
const firstAcked = (history: History) => {
  const acked = new Map<string, Of<'acked'>>()
  for (const one of of(history, 'acked')) if (!acked.has(one.id)) acked.set(one.id, one)
  return acked
}

const judges: Record<Rule, Judge> = {
  L1(history) {
    const stored = finals(history)
    return of(history, 'acked').flatMap((ack) =>
      stored.get(ack.thread)?.some(({ id }) => id === ack.id) === false ? [`${nameOf(ack)} is lost`] : [],
    )
  },

  L2(history) {
    const stored = finals(history)
    const shown = grouped(of(history, 'show'), ({ page, thread }) => `${page} ${thread}`)
    const acked = firstAcked(history)
    return [...stays(history)].flatMap(([key, all]) => {
      const last = all.at(-1)
      if (last?.to !== Infinity) return []
      const seen = new Set((shown.get(key) ?? []).map(({ contribution }) => contribution.id))
      return (stored.get(last.thread) ?? [])
        .filter(({ id }) => (acked.get(id)?.at ?? -Infinity) > last.from && !seen.has(id))
        .map((one) => `${last.page} was never shown ${nameOf(one)}`)
    })
  },

  D1: (history) =>
    [...finals(history).values()].flatMap((contributions) =>
      [...grouped(contributions, keyOf).values()]
        .filter((some) => some.length > 1)
        .map((some) => `${nameOf(some[0]!)} is stored ${some.length} times`),
    ),

  D2: (history) =>
    [...grouped(of(history, 'show'), ({ page, thread }) => `${page} ${thread}`)].flatMap(([key, shown]) =>
      [...grouped(shown, ({ contribution }) => keyOf(contribution)).values()]
        .filter((some) => new Set(some.map(({ contribution }) => contribution.id)).size > 1)
        .map((some) => `${key} shows ${nameOf(some[0]!.contribution)} more than once`),
    ),

  P1(history) {
    const sent = firstSent(history)
    return [...finals(history).values()]
      .flat()
      .filter((one) => !sent.has(keyOf(one)))
      .map((one) => `nobody sent ${nameOf(one)}`)
  },

  P2(history) {
    const stored = new Set([...finals(history).values()].flat().map(({ id }) => id))
    const read = finals(history)
    return [...of(history, 'recv'), ...of(history, 'show')]
      .filter(({ thread, contribution }) => read.has(thread) && !stored.has(contribution.id))
      .map(({ page, contribution }) => `${page} was told of ${nameOf(contribution)}, which is not stored`)
  },

  P3(history) {
    const sent = firstSent(history)
    const told: StoredContribution[] = [
      ...[...finals(history).values()].flat(),
      ...of(history, 'recv').map(({ contribution }) => contribution),
      ...of(history, 'show').map(({ contribution }) => contribution),
    ]
    return told.flatMap((one) => {
      const draft = sent.get(keyOf(one))
      return draft && draft.text !== one.text ? [`${draft.text} became ${one.text}`] : []
    })
  },

  A1: (history) =>
    [...grouped(of(history, 'acked'), keyOf).values()].flatMap((some) =>
      some.some(({ id, seq }) => id !== some[0]!.id || seq !== some[0]!.seq)
        ? [`${nameOf(some[0]!)} was acknowledged in different ways`]
        : [],
    ),

  A2(history) {
    const stored = new Map([...finals(history).values()].flat().map((one) => [one.id, one]))
    return of(history, 'acked').flatMap((ack) => {
      const one = stored.get(ack.id)
      if (!one) return []
      const isTrue =
        one.seq === ack.seq &&
        one.text === ack.text &&
        one.clientId === ack.clientId &&
        one.author === ack.author
      return isTrue ? [] : [`${nameOf(ack)} was acknowledged, ${nameOf(one)} is stored`]
    })
  },

  S1: (history) =>
    [...finals(history)].flatMap(([thread, contributions]) =>
      contributions
        .filter(({ seq }, index) => index > 0 && seq <= contributions[index - 1]!.seq)
        .map((one) => `${thread}: ${nameOf(one)} does not come after the one before it`),
    ),

  S2: (history) =>
    [...finals(history)].flatMap(([thread, contributions]) => {
      const places = new Set(contributions.map(({ seq }) => seq))
      const [first = 0, last = -1] = [contributions[0]?.seq, contributions.at(-1)?.seq]
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
        .filter((seq) => !places.has(seq))
        .map((seq) => `${thread}: nothing stands at ${seq}`)
    }),

  O1(history) {
    const faults: string[] = []
    /** The highest place that was acknowledged in each thread so far. */
    const highest = new Map<string, number>()
    const least = new Map<string, number>()
    for (const one of history) {
      // Only what was sent for the first time: its place may have been taken when it was sent before.
      if (one.kind === 'sent' && !least.has(keyOf(one))) least.set(keyOf(one), highest.get(one.thread) ?? 0)
      if (one.kind !== 'acked') continue
      highest.set(one.thread, Math.max(highest.get(one.thread) ?? 0, one.seq))
      const before = least.get(keyOf(one)) ?? 0
      if (one.seq <= before) faults.push(`${nameOf(one)} was sent after ${before} had been acknowledged`)
    }
    return faults
  },

  O2: (history) =>
    of(history, 'show').flatMap(({ page, contribution, before, after }) =>
      (before !== null && before >= contribution.seq) || (after !== null && after <= contribution.seq)
        ? [`${page} shows ${nameOf(contribution)} between ${before} and ${after}`]
        : [],
    ),

  V1(history, { graceMs }) {
    const sent = firstSent(history)
    const may = stays(history)
    return [...of(history, 'recv'), ...of(history, 'show')].flatMap(({ at, page, thread, contribution }) => {
      const draft = sent.get(keyOf(contribution))
      const all = may.get(`${page} ${thread}`) ?? []
      if (all.some(({ from, to }) => at >= from && at <= to + graceMs)) return []
      const last = all.at(-1)
      // What was sent while they could read may still be on its way.
      if (last && draft && draft.at <= last.to + graceMs && at >= last.from) return []
      return [`${page} was told of ${nameOf(contribution)} without the right to read it`]
    })
  },

  T1(history, { shownWithinMs, settleMs }) {
    const from = lastFault(history) + settleMs
    const until = history.at(-1)?.at ?? 0
    const may = stays(history)
    const shownAt = new Map<string, number>()
    for (const { at, page, contribution } of of(history, 'show')) {
      const key = `${page} ${contribution.id}`
      if (!shownAt.has(key)) shownAt.set(key, at)
    }
    const late = [...firstAcked(history).values()].filter(
      ({ at }) => at >= from && at + shownWithinMs <= until,
    )
    return [...may.values()].flat().flatMap((stay) =>
      late
        .filter(
          ({ at, thread }) => thread === stay.thread && at >= stay.from && at + shownWithinMs <= stay.to,
        )
        .filter(({ at, id }) => (shownAt.get(`${stay.page} ${id}`) ?? Infinity) - at > shownWithinMs)
        .map((ack) => `${stay.page} was shown ${nameOf(ack)} too late`),
    )
  },

  N0(history, { acks }) {
    const count = new Set(of(history, 'acked').map(keyOf)).size
    return count >= acks ? [] : [`${count} were acknowledged, ${acks} are needed`]
  },

  N1(history) {
    const last = lastFault(history)
    const after = new Set(of(history, 'acked').flatMap(({ at, author }) => (at > last ? author : [])))
    const writers = new Set(of(history, 'sent').map(({ author }) => author))
    if (writers.size === 0) return ['nobody wrote']
    return [...writers].filter((one) => !after.has(one)).map((one) => `${one} was never acknowledged again`)
  },

  C0(history) {
    const read = finals(history)
    const written = new Set(of(history, 'sent').map(({ thread }) => thread))
    if (read.size === 0) return ['nothing was read at the end']
    return [...written].filter((thread) => !read.has(thread)).map((thread) => `${thread} was not read`)
  },
}

/** Everything in a history that must not be. It has to be in the order of time. */
export function violationsIn(history: History, limits: Limits): Violation[] {
  return (Object.keys(rules) as Rule[]).flatMap((rule) =>
    judges[rule](history, limits).map((what) => ({ rule, what })),
  )
}
