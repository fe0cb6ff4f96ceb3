import { trusted } from 'mongoose'
import { Contributions, Threads } from './model.ts'

/** Every thread of a room, published or not: for what is done to all of them, never for a reader. */
export const threadIdsIn = async (roomId: string): Promise<string[]> =>
  (await Threads.find({ roomId }, { _id: 1 }).lean()).map(({ _id }) => String(_id))

/** Under which of these questions of a room something stands, in whatever state. */
export async function questionsUsedIn(roomId: string, questionIds: readonly string[]): Promise<Set<string>> {
  const threadIds = await threadIdsIn(roomId)
  const used = await Promise.all(
    questionIds.map(
      async (questionId) =>
        (await Threads.exists({ roomId, questionId })) ??
        (await Contributions.exists({ threadId: trusted({ $in: threadIds }), questionId })),
    ),
  )
  return new Set(questionIds.filter((_, index) => used[index]))
}
