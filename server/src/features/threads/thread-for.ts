import type { Person } from '../../platform/actor.ts'
import { duplicateOf } from '../../platform/db.ts'
import { refuse } from '../../platform/errors.ts'
import { Threads, type ThreadDoc } from './model.ts'

/** Creates the thread, or finds the one that the same request made before. */
export async function threadFor(
  author: Person,
  draft: {
    roomId: string
    title: string
    clientId: string
    questionId?: string | undefined
    actingOrganisationId?: string | undefined
  },
  createdAt: Date,
  check: (thread: ThreadDoc) => Promise<void>,
): Promise<ThreadDoc> {
  const { roomId, title, clientId } = draft
  const fresh = new Threads({
    roomId,
    title,
    clientId,
    questionId: draft.questionId ?? null,
    moderated: false,
    startedBy: author.id,
    startedFor: draft.actingOrganisationId ?? null,
    createdAt,
    locked: false,
    contributionCount: 0,
  })
  const doc = fresh.toObject<ThreadDoc>()
  await check(doc)
  try {
    await fresh.save()
    return doc
  } catch (error) {
    if (duplicateOf(error) === undefined) throw error
    const found = await Threads.findOne({ startedBy: author.id, clientId }).lean<ThreadDoc>()
    if (!found || found.roomId !== roomId || found.title !== title) throw refuse('conflict')
    return found
  }
}
