import mongoose, { trusted } from 'mongoose'
import { Requests } from './request-model.ts'

/** Requests to get in touch that were accepted: of some organisations, or all. A case passed on is no cooperation. */
export async function acceptedRequests(of?: readonly string[]) {
  const some = of && trusted({ $in: of.map((id) => new mongoose.Types.ObjectId(id)) })
  const docs = await Requests.find(
    { state: 'accepted', kind: 'contact', ...(some && { $or: [{ fromId: some }, { toId: some }] }) },
    { fromId: 1, toId: 1, changedAt: 1 },
  ).lean()
  return docs.map(({ _id, fromId, toId, changedAt }) => ({
    id: String(_id),
    between: [String(fromId), String(toId)] as const,
    acceptedAt: changedAt,
  }))
}
