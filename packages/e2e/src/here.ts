import { inject } from 'vitest'

const platforms = inject('platforms')

/** The platform of this worker: those that run at the same time do not see what the others do. */
export const { url, folder } = platforms[(Number(process.env['VITEST_POOL_ID']) - 1) % platforms.length]!
