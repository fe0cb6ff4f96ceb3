import { trusted } from 'mongoose'
import type { Accounts } from '../accounts/index.ts'
import { Digests } from './digest-model.ts'

/** So many accounts are looked for at once. */
const together = 500

/** Of accounts that are no more nothing is kept; may be repeated. */
export async function tidyDigests({ mailboxes }: Pick<Accounts, 'mailboxes'>): Promise<void> {
  const all = await Digests.find({}, { _id: 1 }).lean()
  for (let start = 0; start < all.length; start += together) {
    const ids = all.slice(start, start + together).map(({ _id }) => String(_id))
    const here = new Set((await mailboxes(ids)).map(({ userId }) => userId))
    const gone = ids.filter((id) => !here.has(id))
    if (gone.length > 0) await Digests.deleteMany({ _id: trusted({ $in: gone }) } as never)
  }
}
