import { trusted } from 'mongoose'
import { Requests } from './request-model.ts'

/** So many are put right at once. */
const together = 500
/** Rules that other ones have taken the place of, and that would forbid what is allowed by now. */
const formerIndexes = ['fromId_1_toId_1', 'fromId_1_slot_1', 'owed_1_changedAt_1']

/**
 * At the start: requests that were stored before they could be put off, queued or passed on get what they lack, as it
 * would be had they been asked today. Each by one conditional write, so that it may end anywhere and be repeated.
 */
export async function adoptOlderRequests(): Promise<void> {
  const existing = new Set((await Requests.collection.indexes()).map(({ name }) => name))
  for (const name of formerIndexes) if (existing.has(name)) await Requests.collection.dropIndex(name)
  const lacking = { open: trusted({ $exists: false }) }
  for (;;) {
    const some = await Requests.find(lacking).limit(together).lean()
    if (some.length === 0) return
    await Requests.bulkWrite(
      some.map(({ _id, state, createdAt, changedAt }) => ({
        updateOne: {
          filter: { _id, open: trusted({ $exists: false }) },
          update: {
            $set: {
              kind: 'contact',
              category: null,
              open: state === 'sent',
              // There was no queue: it was there as soon as it was sent. It holds no place of a week.
              deliveredAt: createdAt,
              reminded: 0,
              owedAt: changedAt,
              // The two of an accepted one are given a place to talk as well.
              talkOwed: state === 'accepted',
              threadId: null,
            },
          },
        },
      })),
    )
  }
}
