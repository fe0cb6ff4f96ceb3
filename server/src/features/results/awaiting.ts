import { trusted } from 'mongoose'
import { Records } from './model.ts'

/** How many records wait for a word of this organisation, because it took part under one of its ids. */
export const recordsInReview = (organisationIds: readonly string[]): Promise<number> =>
  Records.countDocuments({
    state: 'in-review',
    'participants.organisations': trusted({ $in: [...organisationIds] }),
  })
