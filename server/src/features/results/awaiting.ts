import { Records } from './model.ts'

/** How many records wait for a word of this organisation, because it took part. */
export const recordsInReview = (organisationId: string): Promise<number> =>
  Records.countDocuments({ state: 'in-review', 'participants.organisations': organisationId })
