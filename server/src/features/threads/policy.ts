import type { ContributionState } from '@augenhoehe/contracts'
import type { Actor } from '../../platform/actor.ts'

/** What a person is in a thread; everything the rules need to know. */
export interface Standing {
  userId: string | null
  moderator: boolean
  /** May write in the room at all. */
  mayWrite: boolean
  /** Everything waits for a moderator in this room for a while. */
  preCheck?: boolean
  /** Belongs to one of two organisations that agreed to talk: nothing waits there. */
  agreed?: boolean
}

interface Piece {
  authorId: string
  state: ContributionState
  seq?: number | null | undefined
}

const isAuthor = ({ userId }: Standing, piece: Piece) => userId !== null && piece.authorId === userId

interface Openness {
  locked: boolean
  /** One of the two who talked among themselves closed it. */
  ended?: boolean
}

/** In a locked thread only moderators write; where a conversation was ended, nobody. */
export const mayContribute = ({ mayWrite, moderator }: Standing, thread: Openness) =>
  mayWrite && (!thread.locked || moderator) && !thread.ended

/**
 * Who began a talk closes it off and takes it up again, while they may write in it; moderators always. A conversation
 * of two is ended instead.
 */
export const mayFinish = (
  standing: Standing,
  thread: Openness & { startedBy: string; between?: readonly string[] },
) =>
  !thread.between &&
  (standing.moderator || (thread.startedBy === standing.userId && mayContribute(standing, thread)))

/** Of the two who talk among themselves, those somebody belongs to, and those of them they may write for. */
export interface Sides {
  /** The two as they are called now: the same twice, where they have become one. */
  between: readonly [string, string]
  own: readonly string[]
  writesFor: readonly string[]
}

/** Members of either side read; accounts of institutions and the platform’s admins never do, members or not. */
export function sidesOf(
  { role }: Pick<Actor, 'role'>,
  between: readonly [string, string],
  memberships: readonly { organisationId: string; mayWriteFor: boolean }[],
): Sides {
  const may = role !== 'institution' && role !== 'admin'
  const own = memberships.filter(({ organisationId }) => may && between.includes(organisationId))
  return {
    between,
    own: own.map(({ organisationId }) => organisationId),
    writesFor: own.flatMap(({ organisationId, mayWriteFor }) => (mayWriteFor ? organisationId : [])),
  }
}

/** Who writes for a side, while there still are two and neither wants to hear no more of the other. */
export const mayConverse = ({ between, writesFor }: Sides, apart: boolean) =>
  writesFor.length > 0 && between[0] !== between[1] && !apart

/**
 * A contribution waits for a moderator in a moderated thread, in a room where everything is read first, and when
 * its author is not known yet: belongs to no organisation and has published nothing.
 */
export const firstState = (
  { moderator, preCheck = false, agreed = false }: Standing,
  thread: { moderated: boolean },
  known: boolean,
): 'held' | 'published' =>
  !moderator && !agreed && (thread.moderated || preCheck || !known) ? 'held' : 'published'

/** What was published once has a place, and everybody sees at least that; the rest is for author and moderators. */
export const maySee = (standing: Standing, piece: Piece) =>
  Boolean(piece.seq) || standing.moderator || isAuthor(standing, piece)

/** Whether the words are shown, or only that something stands there. */
export function maySeeWords(standing: Standing, piece: Piece): boolean {
  switch (piece.state) {
    case 'published':
      return true
    case 'held':
    case 'rejected':
    case 'hidden':
      return standing.moderator || isAuthor(standing, piece)
    case 'withdrawn':
    case 'removed':
      return false
  }
}

/** Everybody is shown the same: one message can be sent to all listeners. */
export const isSameForAll = (piece: Piece) =>
  Boolean(piece.seq) &&
  (piece.state === 'published' || piece.state === 'withdrawn' || piece.state === 'removed')

/** Whether what somebody writes is published without waiting; only then are others told that they write. */
export const isReadAtOnce = (standing: Standing, thread: Openness & { moderated: boolean }, known: boolean) =>
  mayContribute(standing, thread) && firstState(standing, thread, known) === 'published'

/** After publication a moderated thread shows only what a moderator has read. */
export const mayEdit = (standing: Standing, piece: Piece, thread: Openness & { moderated: boolean }) =>
  isAuthor(standing, piece) &&
  mayContribute(standing, thread) &&
  (!thread.moderated || standing.moderator || piece.state === 'held')

export const isEditable = (state: ContributionState) => state === 'published' || state === 'held'

/** The language is no part of what somebody says: it may be put right also where words may not be changed. */
export const mayNameLanguage = (standing: Standing, piece: Piece) =>
  (isAuthor(standing, piece) || standing.moderator) && isEditable(piece.state)

/**
 * A translation has no place to wait in: only who need not wait for a moderator may add one, and only to what
 * everybody reads.
 */
export const mayTranslate = (
  standing: Standing,
  piece: Piece,
  thread: Openness & { moderated: boolean },
  known: boolean,
) => piece.state === 'published' && isReadAtOnce(standing, thread, known)

export const mayWithdraw = (standing: Standing, piece: Piece) => isAuthor(standing, piece)

/**
 * Nobody decides about themselves or about a case of their own organisation: the one it was written for, or one
 * that its author belongs to.
 */
export const mayJudge = (
  standing: Standing,
  piece: Piece & { actingOrganisationId: string | null },
  ownOrganisations: readonly string[],
  authorsOrganisations: readonly string[],
) =>
  standing.moderator &&
  !isAuthor(standing, piece) &&
  ![piece.actingOrganisationId, ...authorsOrganisations].some(
    (id) => id !== null && ownOrganisations.includes(id),
  )

/** Where each step may start from. */
export const startsFrom = {
  publish: ['held', 'hidden'],
  reject: ['held'],
  hide: ['published'],
  remove: ['published', 'hidden'],
  restore: ['removed', 'rejected', 'hidden'],
  withdraw: ['published', 'held'],
} as const satisfies Record<string, readonly ContributionState[]>
export type Step = keyof typeof startsFrom

export const mayStep = (step: Step, state: ContributionState) =>
  (startsFrom[step] as readonly ContributionState[]).includes(state)
