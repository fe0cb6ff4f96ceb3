import { inject } from 'vitest'

/** What is there for this worker alone: those that run at the same time do not see what the others do. */
const own = <T>(each: T[]): T => each[(Number(process.env['VITEST_POOL_ID']) - 1) % each.length]!

export const { url, folder } = own(inject('platforms'))
export const browserEndpoint = own(inject('browsers'))
