import type { Contribution, Thread } from '@augenhoehe/contracts'

/** What the reader is to the thread; the server decides again in any case. */
export interface Reader {
  userId: string | null
  organisationIds: readonly string[]
}

export interface Rights {
  reply: boolean
  edit: boolean
  withdraw: boolean
  translate: boolean
  setLanguage: boolean
  publish: boolean
  reject: boolean
  hide: boolean
  remove: boolean
}

/** Which buttons make sense: the same rules as on the server, so that none leads into a refusal. */
export function rightsOn(contribution: Contribution, thread: Thread, reader: Reader): Rights {
  const { state, authorId, actingOrganisationId } = contribution
  const own = reader.userId !== null && authorId === reader.userId
  const open = state === 'published' || state === 'held'
  const judges =
    thread.mayModerate &&
    !own &&
    !(actingOrganisationId !== null && reader.organisationIds.includes(actingOrganisationId))
  return {
    reply: thread.mayContribute && state === 'published',
    edit:
      own && open && thread.mayContribute && (!thread.moderated || thread.mayModerate || state === 'held'),
    withdraw: own && open,
    translate:
      thread.mayContribute &&
      state === 'published' &&
      contribution.type !== 'system' &&
      (!thread.moderated || thread.mayModerate),
    setLanguage: open && (own || thread.mayModerate),
    publish: judges && (state === 'held' || state === 'hidden'),
    reject: judges && state === 'held',
    hide: judges && state === 'published',
    remove: judges && (state === 'published' || state === 'hidden'),
  }
}
