import mongoose, { trusted } from 'mongoose'
import { Requests } from './model.ts'
import type { Hiding } from './standing.ts'

/** Who need not be shown to each other any more, because one asked and the other said yes. */
export async function inContact(of?: readonly string[]): Promise<Hiding[]> {
  const some = of && trusted({ $in: of.map((id) => new mongoose.Types.ObjectId(id)) })
  const docs = await Requests.find(
    { state: 'accepted', ...(some && { $or: [{ fromId: some }, { toId: some }] }) },
    { fromId: 1, toId: 1 },
  ).lean()
  return docs.flatMap(({ fromId, toId }) => [
    { to: String(fromId), hidden: String(toId) },
    { to: String(toId), hidden: String(fromId) },
  ])
}
