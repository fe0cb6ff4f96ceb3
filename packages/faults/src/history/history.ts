/** What somebody wrote, by the id their client gave it. */
interface Draft {
  /** Who wrote it. */
  author: string
  thread: string
  clientId: string
}

export interface StoredContribution {
  id: string
  seq: number
  clientId: string
  author: string
  text: string
}

/** One thing that was seen to happen, with the moment in milliseconds by one clock for all. */
export type Happening = { at: number } & (
  | ({ kind: 'sent'; text: string } & Draft)
  | ({ kind: 'acked'; id: string; seq: number; text: string } & Draft)
  | ({ kind: 'refused'; code: string } & Draft)
  /** A page heard of it from the server, in whatever way. */
  | { kind: 'recv'; page: string; thread: string; contribution: StoredContribution }
  /** It stands on a page now; what stands directly before and after it there. */
  | {
      kind: 'show'
      page: string
      thread: string
      contribution: StoredContribution
      before: number | null
      after: number | null
    }
  /** A page may read the thread from now on, or was told to have lost that. */
  | { kind: 'join' | 'leave'; page: string; thread: string }
  /** Something is broken, or is whole again. */
  | { kind: 'fault'; is: 'begun' | 'over'; name: string }
  /** How the thread is read at the end, by somebody new. */
  | { kind: 'final'; thread: string; contributions: StoredContribution[] }
)

export type History = readonly Happening[]
export type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>

export const of = <K extends Happening['kind']>(history: History, kind: K) =>
  history.filter((one): one is Of<K> => one.kind === kind)
